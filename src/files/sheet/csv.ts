import { parse } from 'csv-parse/sync';
import type { Sheet } from '../../core/ports/files.js';
import type { SheetLimits } from './limits.js';
import { SheetRefusal } from './refuse.js';

const separators = [',', '\t', ';', '，'] as const;

/** A text table as one sheet; a row is what a spreadsheet program would show as a row, blank ones included. */
export function parseCsv(bytes: Uint8Array, fileName: string, limits: SheetLimits): Sheet[] {
  let text = decodeText(bytes);
  // Excel's own hint, written as a first line that is no row.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  if (hint) text = text.slice(hint[0].length);
  if (text.trim() === '') throw new SheetRefusal('empty');
  const separator = hint?.[1] ?? guessSeparator(text);
  const rows = parseRows(unwrapFormulas(text, separator), separator, limits);
  // A list of one class is often called by the class.
  const name = fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  return [{ name, rows, merges: [], hidden: false }];
}

/**
 * Byte order mark, then UTF-16 by its zero bytes, then UTF-8 if it is valid, else GB18030, which is what a Chinese
 * Excel saves. (Text that is valid in both is ASCII, or so short and odd that nobody wrote it.)
 */
function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a picture from a table
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw new SheetRefusal('unknown-format', { extension: 'csv' });
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strict('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return strict('utf-16be', bytes);
  const head = bytes.subarray(0, 2000);
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 8 && even === 0) return strict('utf-16le', bytes);
  if (even > head.length / 8 && odd === 0) return strict('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return strict('gb18030', bytes);
  }
}

function strict(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new SheetRefusal('unknown-format', { extension: 'csv' });
  }
}

/** The separator that stands most often in the first lines, outside of quotation marks. */
function guessSeparator(text: string): string {
  const head = text.slice(0, 20_000).replace(/"[^"\n]*"/g, '');
  const counts = separators.map((separator) => head.split(separator).length - 1);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** More lines than any cell of a roster has: a quotation mark that was opened and never closed has swallowed rows. */
const mostLinesInCell = 10;

function parseRows(text: string, delimiter: string, limits: SheetLimits): string[][] {
  try {
    return parseRecords(text, delimiter, limits, false);
  } catch (error) {
    if (error instanceof SheetRefusal) throw error;
  }
  // A stray mark inside a cell (O"Brien) is taken as it stands, as spreadsheet programs do.
  try {
    return parseRecords(text, delimiter, limits, true);
  } catch (error) {
    if (error instanceof SheetRefusal) throw error;
    throw new SheetRefusal('damaged');
  }
}

function parseRecords(text: string, delimiter: string, limits: SheetLimits, relax: boolean): string[][] {
  let characters = 0;
  const rows: string[][] = [];
  const keep = (record: readonly string[]) => {
    const cells = record.map(unwrapText);
    while (cells.at(-1) === '') cells.pop();
    if (cells.length > limits.columns) throw new SheetRefusal('too-many-columns', { limit: limits.columns });
    if (cells.length > 0 && rows.length >= limits.rows) throw new SheetRefusal('too-many-rows', { limit: limits.rows });
    if (cells.some((cell) => cell.split('\n', mostLinesInCell + 1).length > mostLinesInCell)) {
      throw new SheetRefusal('open-quote', { line: rows.length + 1 });
    }
    characters += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (characters > limits.characters) throw new SheetRefusal('too-much-text');
    // Past the limit only blank rows are left, and they are not kept.
    if (rows.length < limits.rows) rows.push(cells);
    return null;
  };
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      relax_quotes: relax,
      skip_empty_lines: false,
      delimiter,
      on_record: keep,
    });
  } catch (error) {
    const isOpen = error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED';
    throw isOpen ? new SheetRefusal('open-quote', { line: rows.length + 1 }) : error;
  }
  return rows;
}

/** `="00123"` is how people keep Excel from eating the zeros of a number in a text file. */
function unwrapFormulas(text: string, separator: string): string {
  return text.replace(/(^|[\n,;\t，])="([^"\n]*)"(?=[\r\n,;\t，]|$)/g, (whole, before: string, inside: string) =>
    before === '' || before === '\n' || before === separator ? `${before}"${inside}"` : whole,
  );
}

function unwrapText(cell: string): string {
  const formula = /^="(.*)"$/s.exec(cell.trim());
  return (formula?.[1] ?? cell).trim();
}
