import { describe, expect, test } from 'vitest';
import type { SheetFault } from '../../src/core/ports/files.js';
import { sheetLimits } from '../../src/files/sheet/limits.js';
import { parseSheets } from '../../src/files/sheet/parse-sheets.js';
import { createSheetReader } from '../../src/files/sheet/sheet-reader.js';
import { xlsx, xlsxParts } from '../support/xlsx.js';
import { type ZipPart, zip } from '../support/zip.js';

const good = [
  {
    name: 'S',
    rows: [
      ['学号', '姓名'],
      ['1', '张三'],
    ],
  },
];

function withPart(name: string, data: string | Buffer, more: Partial<ZipPart> = {}): Buffer {
  return zip([...xlsxParts(good).filter((part) => part.name !== name), { name, data, ...more }]);
}

function sheetXml(inner: string): Buffer {
  return withPart('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${inner}</sheetData></worksheet>`);
}

function compound(stream: string): Buffer {
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1016), Buffer.from(stream, 'utf16le')]);
}

function corrupt(bytes: Buffer, at: number): Buffer {
  const broken = Buffer.from(bytes);
  broken[at] = (broken[at] ?? 0) ^ 0xff;
  return broken;
}

const book = xlsx(good);
const spaces = ' '.repeat(1024 * 1024);

const hostile: readonly (readonly [what: string, fault: SheetFault, bytes: () => Buffer, name?: string])[] = [
  ['nothing', 'empty', () => Buffer.alloc(0)],
  ['a workbook without a cell', 'empty', () => xlsx([{ name: 'S', rows: [] }])],
  ['a text of blanks', 'empty', () => Buffer.from(' \n \n'), 'a.csv'],
  ['an old workbook', 'xls', () => compound('Workbook'), 'a.xls'],
  ['an old workbook called .xlsx', 'xls', () => compound('Workbook')],
  ['an encrypted workbook', 'encrypted', () => compound('EncryptedPackage')],
  ['an archive with a password', 'encrypted', () => zip(xlsxParts(good).map((part) => ({ ...part, encrypted: true })))],
  ['another compound file', 'unknown-format', () => compound('WordDocument'), 'a.doc'],
  ['macros', 'macro', () => xlsx(good, [{ name: 'xl/vbaProject.bin', data: 'Sub AutoOpen()' }])],
  [
    'macros by type',
    'macro',
    () =>
      withPart(
        '[Content_Types].xml',
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      ),
  ],
  [
    'OpenDocument',
    'other-spreadsheet',
    () => zip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true }]),
  ],
  [
    'a binary workbook',
    'other-spreadsheet',
    () =>
      zip([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/workbook.bin', data: 'x' },
      ]),
  ],
  [
    'a word document',
    'unknown-format',
    () =>
      zip([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
  ],
  ['any archive', 'unknown-format', () => zip([{ name: 'a.txt', data: 'x' }])],
  [
    'a web page called .xls',
    'markup',
    () => Buffer.from('<html><table><tr><td>学号</td></tr></table></html>'),
    'a.xls',
  ],
  ['an XML table', 'markup', () => Buffer.from('\ufeff<?xml version="1.0"?><Workbook/>'), 'a.xls'],
  ['a PDF', 'unknown-format', () => Buffer.from('%PDF-1.7\n...'), 'a.csv'],
  ['a picture', 'unknown-format', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 1, 2, 3]), 'a.csv'],
  ['text called .xlsx', 'wrong-extension', () => Buffer.from('学号,姓名\n1,张三')],
  ['a workbook called .csv', 'wrong-extension', () => book, 'a.csv'],
  ['a truncated workbook', 'damaged', () => book.subarray(0, book.length - 30)],
  ['a workbook with a flipped bit', 'damaged', () => corrupt(book, book.indexOf('xl/worksheets/sheet1.xml') + 40)],
  [
    'a checksum that does not fit',
    'damaged',
    () => withPart('xl/worksheets/sheet1.xml', '<worksheet/>', { claimedCrc: 1 }),
  ],
  ['a name that climbs out', 'damaged', () => xlsx(good, [{ name: '../../etc/passwd', data: 'x' }])],
  ['a name with a drive', 'damaged', () => xlsx(good, [{ name: 'C:\\evil.xml', data: 'x' }])],
  ['a part twice', 'damaged', () => xlsx(good, [{ name: 'xl/workbook.xml', data: '<workbook/>' }])],
  [
    'a sheet that is missing',
    'damaged',
    () => zip(xlsxParts(good).filter((part) => !part.name.startsWith('xl/worksheets/'))),
  ],
  ['a bomb that says its size', 'bomb', () => withPart('xl/worksheets/sheet1.xml', spaces.repeat(60))],
  [
    'a bomb in a part that nobody reads',
    'bomb',
    () => xlsx(good, [{ name: 'xl/media/a.png', data: spaces.repeat(60) }]),
  ],
  [
    'a bomb that lies about its size',
    'damaged',
    () => withPart('xl/worksheets/sheet1.xml', spaces.repeat(60), { claimedSize: 1000 }),
  ],
  ['a small bomb', 'bomb', () => withPart('xl/worksheets/sheet1.xml', spaces.repeat(4))],
  [
    '1,001 parts',
    'too-many-parts',
    () =>
      xlsx(
        good,
        Array.from({ length: 1001 }, (_, n) => ({ name: `xl/a${n}.xml`, data: 'x' })),
      ),
  ],
  [
    'entities that grow',
    'entities',
    () =>
      withPart(
        'xl/sharedStrings.xml',
        '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      ),
  ],
  [
    'an entity from outside',
    'entities',
    () => withPart('xl/workbook.xml', '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'),
  ],
  [
    'entities in UTF-16',
    'damaged',
    () => withPart('xl/workbook.xml', Buffer.from('\ufeff<!DOCTYPE w []><workbook/>', 'utf16le')),
  ],
  [
    '16,384 columns',
    'too-many-columns',
    () => sheetXml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'),
  ],
  [
    'a cell a million rows down',
    'too-many-rows',
    () => sheetXml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
  ],
  [
    'a text with a million columns',
    'too-many-columns',
    () => Buffer.from(Array(1_000_000).fill('1').join(',')),
    'a.csv',
  ],
  ['a text with 20,001 rows', 'too-many-rows', () => Buffer.from('1,a\n'.repeat(20_001)), 'a.csv'],
  ['a quote that never ends', 'open-quote', () => Buffer.from(`id,name\n1,"a\n${'2,b\n'.repeat(5)}`), 'a.csv'],
  [
    'a quote that never ends among strays',
    'open-quote',
    () => Buffer.from(`id,name\n0,O"Brien\n1,"a\n${'2,b\n'.repeat(20)}`),
    'a.csv',
  ],
  [
    'one long text in a hundred thousand cells',
    'too-much-text',
    () =>
      zip([
        ...xlsxParts(good).filter((part) => !/sharedStrings|sheet1/.test(part.name)),
        { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${'a'.repeat(32_000)}</t></si></sst>`, stored: true },
        {
          name: 'xl/worksheets/sheet1.xml',
          data: `<worksheet><sheetData>${Array.from({ length: 1000 }, (_, row) => `<row r="${row + 1}">${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`).join('')}</sheetData></worksheet>`,
          stored: true,
        },
      ]),
  ],
];

describe('a hostile or mistaken file gets its own error', () => {
  for (const [what, fault, bytes, name = 'a.xlsx'] of hostile) {
    test(what, async () => {
      const result = await parseSheets(bytes(), name, sheetLimits);
      expect(result).toMatchObject({ ok: false, problem: { fault } });
    });
  }

  test('an archive within the workbook stays packed', async () => {
    const inner = zip([{ name: 'deeper.zip', data: zip([{ name: 'x', data: spaces }]) }]);
    const result = await parseSheets(xlsx(good, [{ name: 'xl/embeddings/a.zip', data: inner }]), 'a.xlsx', sheetLimits);
    expect(result).toMatchObject({ ok: true });
  });

  test('what the local header says does not count', async () => {
    const parts = xlsxParts(good).map((part) => ({ ...part, localName: part.name.replace('sheet1', 'sheetX') }));
    const result = await parseSheets(zip(parts), 'a.xlsx', sheetLimits);
    expect(result).toMatchObject({
      ok: true,
      sheets: [
        {
          rows: [
            ['学号', '姓名'],
            ['1', '张三'],
          ],
        },
      ],
    });
  });
});

describe('the child process', () => {
  const reader = createSheetReader();

  test('reads a good file and answers with its cells', async () => {
    expect(await reader.readSheets(book, 'a.xlsx')).toMatchObject({ ok: true, sheets: [{ name: 'S' }] });
  });

  test('answers for a bomb', async () => {
    const bomb = withPart('xl/worksheets/sheet1.xml', spaces.repeat(60));
    expect(await reader.readSheets(bomb, 'a.xlsx')).toMatchObject({ ok: false, problem: { fault: 'bomb' } });
  });

  test('dies alone when its memory is full', async () => {
    const row = `<row>${'<c><v>1</v></c>'.repeat(190)}</row>`;
    const small = createSheetReader({ ...sheetLimits, heapMegabytes: 24, ratio: 10_000 });
    const result = await small.readSheets(sheetXml(row.repeat(4000)), 'a.xlsx');
    expect(result).toEqual({ ok: false, problem: { fault: 'out-of-memory', params: {} } });
  });

  test('is stopped when its time is over', async () => {
    const hurried = createSheetReader({ ...sheetLimits, timeMs: 1 });
    expect(await hurried.readSheets(book, 'a.xlsx')).toMatchObject({ ok: false, problem: { fault: 'out-of-time' } });
  });

  test('is not even started for a file that is too large', async () => {
    const result = await reader.readSheets(Buffer.alloc(sheetLimits.fileBytes + 1), 'a.xlsx');
    expect(result).toEqual({ ok: false, problem: { fault: 'too-large', params: { limit: 5 } } });
  });
});
