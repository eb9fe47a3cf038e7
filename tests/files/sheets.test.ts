import { describe, expect, test } from 'vitest';
import type { Sheet } from '../../src/core/ports/files.js';
import { sheetLimits } from '../../src/files/sheet/limits.js';
import { parseSheets } from '../../src/files/sheet/parse-sheets.js';
import { xlsx } from '../support/xlsx.js';

async function read(bytes: Uint8Array, fileName: string): Promise<readonly Sheet[]> {
  const result = await parseSheets(bytes, fileName, sheetLimits);
  if (!result.ok) throw new Error(`${result.problem.fault} ${JSON.stringify(result.problem.params)}`);
  return result.sheets;
}

const rows = [
  ['学号', '姓名', '电话'],
  ['001', '张三', '13800138000'],
];

describe('a text file', () => {
  const text = rows.map((row) => row.join(',')).join('\r\n');
  // GB18030 of the same text, by hand: Node decodes it but does not encode it.
  const gb = Buffer.from('d1a7bac52cd0d5c3fb2cb5e7bbb00d0a3030312cd5c5c8fd2c3133383030313338303030', 'hex');
  const swap = (bytes: Buffer) => Buffer.from(bytes).swap16();
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', swap(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['GB18030', gb],
  ])('%s', async (_, bytes) => {
    expect((await read(bytes, '名单.csv'))[0]?.rows).toEqual(rows);
  });

  test('UTF-16 without a mark is known by its zeros', async () => {
    const english = 'Student ID,Name\n001,Maria Garcia';
    expect((await read(Buffer.from(english, 'utf16le'), 'a.csv'))[0]?.rows[1]).toEqual(['001', 'Maria Garcia']);
    expect((await read(swap(Buffer.from(english, 'utf16le')), 'a.csv'))[0]?.rows[1]).toEqual(['001', 'Maria Garcia']);
  });

  test('GB18030 holds rare characters', async () => {
    const bytes = Buffer.concat([Buffer.from([0x98, 0x39, 0xf8, 0x34]), Buffer.from(',a\n1,2')]);
    const name = new TextDecoder('gb18030').decode(bytes.subarray(0, 4));
    expect([...name]).toHaveLength(1);
    expect((await read(bytes, 'a.csv'))[0]?.rows[0]).toEqual([name, 'a']);
  });

  test.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['full-width comma', '，'],
  ])('separated by %s, with a title above', async (_, separator) => {
    const body = ['星海中学花名册', '', ...rows.map((row) => row.join(separator))].join('\n');
    expect((await read(Buffer.from(body), 'a.txt'))[0]?.rows).toEqual([['星海中学花名册'], [], ...rows]);
  });

  test('quotes, line breaks in a cell, Excel’s own tricks', async () => {
    const body = 'sep=;\r\nid;name;note\r\n="00123";"O""Brien; Mary";"two\r\nlines"\r\n\r\n7;x;y';
    expect((await read(Buffer.from(body), 'a.csv'))[0]?.rows).toEqual([
      ['id', 'name', 'note'],
      ['00123', 'O"Brien; Mary', 'two\r\nlines'],
      [],
      ['7', 'x', 'y'],
    ]);
  });

  test('a stray quotation mark is part of the cell', async () => {
    const sheets = await read(Buffer.from('id,name\n1,O"Brien\n2,"Ann"y"\n3,x'), 'a.csv');
    expect(sheets[0]?.rows.slice(1).map((row) => row[0])).toEqual(['1', '2', '3']);
    expect(sheets[0]?.rows[1]?.[1]).toBe('O"Brien');
  });

  test('the sheet is called as the file', async () => {
    expect((await read(Buffer.from(text), '七(3)班.csv'))[0]?.name).toBe('七(3)班');
  });
});

describe('a workbook', () => {
  test('numbers, days and texts are as they were typed', async () => {
    const [sheet] = await read(
      xlsx([
        {
          name: '学生',
          rows: [
            ['学号', { rich: ['姓', '名'] }, { shared: '电话' }],
            [{ number: 123, format: 'zeros' }, { shared: '张三' }, 13800138000],
            [20260102, '李 四', 8613800138001],
            [{ formula: 'A3+1', value: '20260103' }, { error: '#N/A' }, true],
            [{ number: 46266, format: 'date' }, { number: 1234.5, format: 'money' }, 0.1],
            [4.1052620090101e17, 7.3, 1e-7],
          ],
        },
      ]),
      'a.xlsx',
    );
    expect(sheet?.rows).toEqual([
      ['学号', '姓名', '电话'],
      ['00000123', '张三', '13800138000'],
      ['20260102', '李 四', '8613800138001'],
      ['20260103', '#N/A', 'TRUE'],
      ['2026-09-01', '1234.5', '0.1'],
      ['4.1052620090101E+17', '7.3', '1e-7'],
    ]);
  });

  test('blank rows and columns keep their places; merged areas and hidden sheets are told', async () => {
    const sheets = await read(
      xlsx([
        { name: '表一', rows: [[], [null, '标题'], [], ['a', null, 'c']], merges: ['B2:D2'] },
        { name: '旧', rows: [['x']], hidden: true },
        { name: '空', rows: [] },
      ]),
      'a.xlsx',
    );
    expect(sheets).toEqual([
      {
        name: '表一',
        rows: [[], ['', '标题'], [], ['a', '', 'c']],
        merges: [{ top: 1, left: 1, bottom: 1, right: 3 }],
        hidden: false,
      },
      { name: '旧', rows: [['x']], merges: [], hidden: true },
      { name: '空', rows: [], merges: [], hidden: false },
    ]);
  });
});
