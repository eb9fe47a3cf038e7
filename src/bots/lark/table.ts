import type { Block } from '../../core/message/card.js';
import type { Table } from './card-json.js';
import { tablePage } from './limits.js';
import { oneLine } from './text.js';

export type TableBlock = Extract<Block, { kind: 'table' }>;

/** The table as Feishu draws one: cells of plain text, ten rows at a time. */
export function drawTable(table: TableBlock): Table {
  const places = [...Array(widthOf(table)).keys()];
  return {
    tag: 'table',
    page_size: Math.min(Math.max(table.rows.length, 1), tablePage),
    row_height: 'auto',
    columns: places.map((place) => ({
      name: `c${place}`,
      display_name: oneLine(table.columns[place]?.title ?? ''),
      data_type: 'text',
      horizontal_align: table.columns[place]?.align === 'end' ? 'right' : 'left',
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

export function widthOf({ columns, rows }: Pick<TableBlock, 'columns' | 'rows'>): number {
  return rows.reduce((widest, row) => Math.max(widest, row.length), columns.length);
}
