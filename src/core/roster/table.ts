import type { CellRange, Sheet } from '../ports/files.js';
import { type Heading, recognizeHeading } from './headers.js';
import { columnLetter, type IssueLog, type IssuePlace } from './issue.js';
import { cleanText } from './text.js';

/** A column that means something. */
export interface Column extends Heading {
  readonly index: number;
  /** As the person wrote it. */
  readonly header: string;
}

export interface TableRow {
  /** From 1, as a spreadsheet counts. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** A sheet of which we know where its header is and what its columns mean. */
export interface Table {
  readonly sheet: string;
  /** What stands above the header. */
  readonly title: string;
  readonly headerRow: number;
  readonly columns: readonly Column[];
  /** Headers of the columns that are not read. */
  readonly unread: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Where headers are looked for: titles, dates and remarks above a table take fewer rows than this. */
const headerDepth = 30;
/** Cells that merged areas may add; a file that asks for more is not a roster. */
const mostMergedCells = 500_000;

/** The sheet's table, or null when no row of it looks like the header of a roster. */
export function findTable(sheet: Sheet, log: IssueLog): Table | null {
  const rows = fillMerges(sheet, log);
  const header = findHeader(rows);
  if (!header) return null;
  const { at, depth, labels } = header;
  const columns: Column[] = [];
  const unread: string[] = [];
  labels.forEach((label, index) => {
    if (label.text === '') return;
    const column = { ...label.heading, index, header: label.text };
    if (!label.heading) unread.push(label.text);
    else if (columns.some((other) => other.field === label.heading?.field && other.slot === label.heading.slot)) {
      const place = { sheet: sheet.name, row: at + depth, column: { letter: columnLetter(index), header: label.text } };
      const isKey = label.heading.field === 'studentNumber' || label.heading.field === 'name';
      if (isKey) log.error('columns-side-by-side', place);
      else log.warn('column-twice', place);
    } else columns.push(column as Column);
  });
  const isHeader = repeatsHeader(rows[at + depth - 1] ?? []);
  const title = rows
    .slice(0, at)
    .flatMap((cells) => [...new Set(cells)])
    .map(cleanText)
    .filter(Boolean)
    .join(' ');
  const data: TableRow[] = [];
  rows.forEach((cells, index) => {
    if (index < at + depth || cells.every((cell) => cell.trim() === '') || isHeader(cells) || isFooter(cells)) return;
    data.push({ number: index + 1, cells });
  });
  return { sheet: sheet.name, title, headerRow: at + depth, columns, unread, rows: data };
}

/** A merged area says the same in each of its cells: that is what the person meant by merging. */
function fillMerges(sheet: Sheet, log: IssueLog): string[][] {
  const rows = sheet.rows.map((row) => [...row]);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  let left = mostMergedCells;
  for (const merge of sheet.merges) {
    const value = rows[merge.top]?.[merge.left] ?? '';
    if (value === '') continue;
    const area = clampRange(merge, rows.length, width);
    left -= (area.bottom - area.top + 1) * (area.right - area.left + 1);
    if (left < 0) {
      log.error('too-many-merges', { sheet: sheet.name, row: merge.top + 1, column: null });
      return rows;
    }
    for (let row = area.top; row <= area.bottom; row++) {
      const cells = rows[row] ?? [];
      for (let column = area.left; column <= area.right; column++) {
        while (cells.length <= column) cells.push('');
        cells[column] = value;
      }
    }
  }
  return rows;
}

function clampRange(range: CellRange, height: number, width: number): CellRange {
  return { ...range, bottom: Math.min(range.bottom, height - 1), right: Math.min(range.right, width - 1) };
}

interface Label {
  readonly text: string;
  readonly heading: Heading | null;
}

interface Header {
  readonly at: number;
  /** One row, or two: 监护人1 above 姓名, 电话. */
  readonly depth: 1 | 2;
  readonly labels: readonly Label[];
  readonly score: number;
}

function findHeader(rows: readonly (readonly string[])[]): Header | null {
  let best: Header | null = null;
  const known = new Map<string, Heading | null>();
  const recognize = (text: string): Heading | null => {
    const heading = known.get(text);
    if (heading !== undefined) return heading;
    const found = recognizeHeading(text);
    known.set(text, found);
    return found;
  };
  for (let at = 0; at < Math.min(rows.length, headerDepth); at++) {
    const upper = (rows[at] ?? []).map(cleanText);
    const lower = (rows[at + 1] ?? []).map(cleanText);
    const one = upper.map((text) => ({ text, heading: recognize(text) }));
    const single: Header = { at, depth: 1, labels: one, score: score(one) };
    const two = joinHeaders(upper, lower, recognize);
    const double: Header = { at, depth: 2, labels: two, score: score(two) };
    if (single.score >= 2 && single.score > (best?.score ?? 0)) best = single;
    // A title above a header joins with it to nothing: two rows must say more than the lower one alone.
    const alone = score(lower.map((text) => ({ text, heading: recognize(text) })));
    if (double.score >= 3 && double.score > Math.max(best?.score ?? 0, alone)) best = double;
  }
  return best;
}

/** How many different things the columns of a row would mean. */
function score(labels: readonly Label[]): number {
  return new Set(labels.flatMap(({ heading }) => (heading ? [`${heading.field} ${heading.slot}`] : []))).size;
}

/** A header of two rows: the upper word is carried to the right over the empty cells that it stands above. */
function joinHeaders(
  upper: readonly string[],
  lower: readonly string[],
  recognize: (text: string) => Heading | null,
): Label[] {
  let carried = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const above = upper[column] ?? '';
    const below = lower[column] ?? '';
    if (above !== '') carried = above;
    if (below === '' || below === above) return { text: above, heading: recognize(above) };
    const joined = recognize(`${carried}${below}`);
    const heading = joined ?? recognize(below);
    return { text: joined && carried !== below ? `${carried} ${below}` : below, heading };
  });
}

/** A header printed again at the top of each page: the same words in the same columns. */
function repeatsHeader(header: readonly string[]): (cells: readonly string[]) => boolean {
  const labels = header.map(cleanText);
  const known = labels.filter((label) => label !== '').length;
  return (cells) => {
    const same = cells.filter((cell, index) => cell !== '' && cleanText(cell) === labels[index]).length;
    return same >= 2 && same >= known * 0.6;
  };
}

/** 合计 45 人, 制表人：…: at most two different cells, the first of which is a word that no person is called. */
function isFooter(cells: readonly string[]): boolean {
  const filled = [...new Set(cells.map(cleanText).filter((cell) => cell !== ''))];
  const first = filled[0] ?? '';
  return (
    filled.length <= 3 &&
    /^(合计|总计|共计|小计|总人数|人数|备注|说明|注[:：]|制表|填表|审核|班主任签|日期|共\s*\d+\s*人|total\b|count\b|notes?\b|prepared by)/i.test(
      first,
    )
  );
}

/** The place of a cell, for an issue. */
export function placeOf(table: Table, row: TableRow | null, column: Column | null): IssuePlace {
  return {
    sheet: table.sheet,
    row: row?.number ?? null,
    column: column ? { letter: columnLetter(column.index), header: column.header } : null,
  };
}
