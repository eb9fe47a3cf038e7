import type { Field } from './headers.js';
import type { IssueLog, IssuePlace } from './issue.js';
import { type Column, placeOf, type Table, type TableRow } from './table.js';
import { cleanText, isPlaceholder } from './text.js';

/** A table by meaning instead of by column. */
export interface Cells {
  has(field: Field, slot?: string | null): boolean;
  /** What the cell says; '' when there is no such column, nothing in it, or a sign for nothing. */
  text(row: TableRow, field: Field, slot?: string | null): string;
  place(row: TableRow | null, field: Field, slot?: string | null): IssuePlace;
}

export function createCells(table: Table, log: IssueLog): Cells {
  const find = (field: Field, slot: string | null = null): Column | null =>
    table.columns.find((column) => column.field === field && column.slot === slot) ?? null;
  return {
    has: (field, slot) => find(field, slot) !== null,
    text(row, field, slot) {
      const column = find(field, slot);
      const text = cleanText(column ? (row.cells[column.index] ?? '') : '');
      if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/i.test(text)) {
        log.error('formula-error', placeOf(table, row, column), text);
        return '';
      }
      return isPlaceholder(text) ? '' : text;
    },
    place: (row, field, slot) => placeOf(table, row, find(field, slot)),
  };
}
