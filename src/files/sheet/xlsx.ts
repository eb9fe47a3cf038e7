import { type CellObject, CFB, read, SSF, type WorkSheet } from '@e965/xlsx';
import type { CellRange, Sheet } from '../../core/ports/files.js';
import { unpackWorkbook } from './archive.js';
import type { SheetLimits } from './limits.js';
import { SheetRefusal } from './refuse.js';

/** A workbook's sheets in their order. */
export async function parseXlsx(bytes: Uint8Array, limits: SheetLimits): Promise<Sheet[]> {
  const parts = await unpackWorkbook(bytes, limits);
  const types = parts.get('[Content_Types].xml')?.toString('latin1') ?? '';
  if (/<Override[^>]*workbook[^>]*macroEnabled\.main/i.test(types)) throw new SheetRefusal('macro');
  const book = openWorkbook(repack(parts));
  const days1904 = book.Workbook?.WBProps?.date1904 === true;
  const budget = { characters: limits.characters };
  return book.SheetNames.map((name, at) => {
    const sheet = book.Sheets[name];
    // SheetJS leaves out a sheet that it cannot read; a missing class must not pass for an empty one.
    if (!sheet) throw new SheetRefusal('damaged', { sheet: name });
    const merges = sheet['!merges'] ?? [];
    if (merges.length > limits.merges) throw new SheetRefusal('too-many-merges', { limit: limits.merges });
    return {
      name,
      rows: readRows(sheet, days1904, limits, budget),
      merges: merges.map(readMerge),
      hidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0,
    };
  });
}

/** The checked parts as an archive without compression, so that SheetJS sees nothing that was not counted. */
function repack(parts: ReadonlyMap<string, Buffer>): Uint8Array {
  const archive: unknown = CFB.utils.cfb_new();
  for (const [name, part] of parts) CFB.utils.cfb_add(archive, `/${name}`, part, { unsafe: true });
  return CFB.write(archive, { fileType: 'zip', type: 'buffer', compression: false });
}

function openWorkbook(archive: Uint8Array) {
  try {
    return read(archive, {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      bookVBA: false,
    });
  } catch {
    throw new SheetRefusal('damaged');
  }
}

function readRows(
  sheet: WorkSheet,
  days1904: boolean,
  limits: SheetLimits,
  budget: { characters: number },
): string[][] {
  const data = sheet['!data'] ?? [];
  const rows: string[][] = [];
  // The grid is sparse and its declared size is not to be believed; forEach visits what exists.
  data.forEach((cells, at) => {
    const row: string[] = [];
    cells?.forEach((cell, column) => {
      const text = cell ? readCell(cell, days1904) : '';
      if (text === '') return;
      if (column >= limits.columns) throw new SheetRefusal('too-many-columns', { limit: limits.columns });
      budget.characters -= text.length;
      if (budget.characters < 0) throw new SheetRefusal('too-much-text');
      while (row.length < column) row.push('');
      row.push(text);
    });
    if (row.length === 0) return;
    if (at >= limits.rows) throw new SheetRefusal('too-many-rows', { limit: limits.rows });
    while (rows.length < at) rows.push([]);
    rows.push(row);
  });
  return rows;
}

function readCell(cell: CellObject, days1904: boolean): string {
  if (cell.v === undefined || cell.v === null) return '';
  if (cell.t === 'e') return cell.w ?? '#N/A';
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE';
  if (typeof cell.v === 'number') return readNumber(cell.v, String(cell.z ?? 'General'), days1904);
  return String(cell.v).trim();
}

/** A number as it was typed: no exponent, its zeros in front where the format puts them, a day as YYYY-MM-DD. */
function readNumber(value: number, format: string, days1904: boolean): string {
  if (/^0{2,}$/.test(format)) return String(SSF.format(format, value));
  if (SSF.is_date(format)) {
    const day: { y: number; m: number; d: number } | null = SSF.parse_date_code(value, { date1904: days1904 });
    if (day) return [String(day.y).padStart(4, '0'), pad(day.m), pad(day.d)].join('-');
  }
  // Excel keeps 15 digits. A longer number has lost its end: say so by the exponent instead of inventing zeros.
  if (Math.abs(value) >= 1e15) return value.toExponential().replace('e', 'E');
  return String(Number(value.toPrecision(15)));
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}

function readMerge(range: { s: { r: number; c: number }; e: { r: number; c: number } }): CellRange {
  return { top: range.s.r, left: range.s.c, bottom: range.e.r, right: range.e.c };
}
