import type { Block, Card, Column } from '../../core/message/card.js';
import { divideBy, divideRows } from '../../core/message/divide.js';
import { oneLine, visible } from '../../core/message/visible.js';
import { type ActionPart, divideActions, wordsInFull } from './actions.js';
import * as limits from './limits.js';
import { drawRow, drawTable, type TableBlock } from './table.js';
import { clip, pieces, sizeOf } from './text.js';
import { sizeOfJson } from './wire.js';

/** A piece of a card that fits into one, whole. */
export type Part =
  | Exclude<Block, { kind: 'actions' }>
  | ActionPart
  | { readonly kind: 'footer'; readonly text: string };

/** What stands under the title, in pieces that fit, in order; together they say all that it says. */
export function partsOf({ blocks, footer }: Pick<Card, 'blocks' | 'footer'>): readonly Part[] {
  const last = pieces(visible(footer ?? ''), limits.richText).map((text) => ({ kind: 'footer', text }) as const);
  return [...blocks.flatMap(divide), ...last];
}

const divided = divideBy(
  { size: limits.richText, perRun: limits.sizePerRun, perField: limits.sizePerField },
  { sizeOf, pieces },
);

function divide(block: Block): readonly Part[] {
  switch (block.kind) {
    case 'table':
      return divideTable(block);
    case 'actions':
      return [...divided.list(wordsInFull(block.actions)), ...divideActions(block.actions)];
    default:
      return divided.words(block);
  }
}

/**
 * A table, or several under the same titles where it is too long. A title that is a story stands in full before it. A row
 * with a cell that is a story is shown cell by cell, and so is every row of a table that is wider than Feishu takes.
 */
function divideTable(table: TableBlock): readonly Part[] {
  const whole = table.columns.map(({ title }) => oneLine(title));
  const rows = table.rows.filter((row) => row.some((cell) => oneLine(cell) !== ''));
  if (rows.length === 0) return divided.paragraphs(whole.filter((title) => title !== '').join(' · '));
  const columns = columnsOf(table);
  const frame = sizeOfJson(drawTable({ ...table, columns, rows: [] }));
  const wide = columns.length > limits.tableColumns || frame > limits.tableBytes / 2;
  const room = limits.tableBytes - frame;
  const size = (row: readonly string[]) =>
    wide || row.some((cell) => isStory(oneLine(cell))) ? room + 1 : sizeOfJson(drawRow(row));
  const drawn = divideRows<readonly string[], Part>(
    rows,
    { sizeOf: size, room, most: limits.tableRows },
    (some) => ({ ...table, columns, rows: some }),
    (row) => divided.fields(columns.map(({ title }, place) => ({ label: title, value: row[place] ?? '' }))),
  );
  return [...divided.list(whole.filter(isStory)), ...drawn];
}

/** One for each cell of the widest row. */
function columnsOf({ columns, rows }: TableBlock): readonly Column[] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), columns.length);
  return [...Array(width).keys()].map((place) => ({
    title: clip(oneLine(columns[place]?.title ?? ''), limits.tableCell),
    align: columns[place]?.align ?? 'start',
  }));
}

function isStory(cell: string): boolean {
  return cell.length > limits.tableCell;
}
