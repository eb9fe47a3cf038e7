import type { Block } from '../../core/message/card.js';
import { oneLine } from '../../core/message/visible.js';
import type { Table } from './card-json.js';
import { tablePage } from './limits.js';

export type TableBlock = Extract<Block, { kind: 'table' }>;

/** The table as Feishu draws one: cells of plain text, ten rows at a time. Each cell has to have its column. */
export function drawTable(table: TableBlock): Table {
  return {
    tag: 'table',
    page_size: Math.min(Math.max(table.rows.length, 1), tablePage),
    row_height: 'auto',
    columns: table.columns.map(({ title, align }, place) => ({
      name: `c${place}`,
      display_name: oneLine(title),
      data_type: 'text',
      horizontal_align: align === 'end' ? 'right' : 'left',
    })),
    rows: table.rows.map(drawRow),
  };
}

/** What is empty needs no cell. */
export function drawRow(row: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    row.flatMap((cell, place) => {
      const text = oneLine(cell);
      return text === '' ? [] : [[`c${place}`, text]];
    }),
  );
}
