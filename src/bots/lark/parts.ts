import type { Block, Card, Column, Field } from '../../core/message/card.js';
import { type RichText, type Run, runsOf } from '../../core/message/rich-text.js';
import { type ActionPart, divideActions, wordsInFull } from './actions.js';
import * as limits from './limits.js';
import { drawRow, drawTable, type TableBlock } from './table.js';
import { clip, oneLine, pieces, visible } from './text.js';
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

function divide(block: Block): readonly Part[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraphs(block.text);
    case 'heading':
      return headings(block.text);
    case 'list':
      return divideList(block.items);
    case 'fields':
      return divideFields(block.fields);
    case 'table':
      return divideTable(block);
    case 'progress': {
      const labels = pieces(oneLine(block.label), limits.richText);
      return [...labels.slice(0, -1).flatMap(paragraphs), { ...block, label: labels.at(-1) ?? '' }];
    }
    case 'divider':
      return [block];
    case 'actions':
      return [...divideList(wordsInFull(block.actions)), ...divideActions(block.actions)];
    default:
      return block satisfies never;
  }
}

function paragraphs(text: RichText): readonly Part[] {
  return divideText(visibleRuns(text)).map((some) => ({ kind: 'paragraph', text: some }));
}

function headings(text: string): readonly Part[] {
  return pieces(oneLine(text), limits.richText).map((piece) => ({ kind: 'heading', text: piece }));
}

function divideList(items: readonly RichText[]): readonly Part[] {
  return divideRows(
    items.map(visibleRuns),
    sizeOfRuns,
    (some) => ({ kind: 'list', items: some }),
    (item) => {
      const [first = [], ...rest] = divideText(item);
      return [{ kind: 'list', items: [first] }, ...rest.map((text) => ({ kind: 'paragraph', text }) as const)];
    },
  );
}

function divideFields(fields: readonly Field[]): readonly Part[] {
  return divideRows(
    fields.map(({ label, value }) => ({ label: oneLine(label), value: visible(value) })),
    ({ label, value }) => label.length + value.length + 2 * limits.sizePerRun,
    (some) => ({ kind: 'fields', fields: some }),
    ({ label, value }) => [...headings(label), ...paragraphs(value)],
  );
}

/**
 * A table, or several under the same titles where it is too long. A title that is a story stands in full before it. A row
 * with a cell that is a story is shown cell by cell, and so is every row of a table that is wider than Feishu takes.
 */
function divideTable(table: TableBlock): readonly Part[] {
  const whole = table.columns.map(({ title }) => oneLine(title));
  const rows = table.rows.filter((row) => row.some((cell) => oneLine(cell) !== ''));
  if (rows.length === 0) return paragraphs(whole.filter((title) => title !== '').join(' · '));
  const columns = columnsOf(table);
  const frame = sizeOfJson(drawTable({ ...table, columns, rows: [] }));
  const wide = columns.length > limits.tableColumns || frame > limits.tableBytes / 2;
  const room = limits.tableBytes - frame;
  const drawn = divideRows(
    rows,
    (row) => (wide || row.some((cell) => isStory(oneLine(cell))) ? room + 1 : sizeOfJson(drawRow(row))),
    (some) => ({ ...table, columns, rows: some }),
    (row) => divideFields(columns.map(({ title }, place) => ({ label: title, value: row[place] ?? '' }))),
    { size: room, count: limits.tableRows },
  );
  return [...divideList(whole.filter(isStory)), ...drawn];
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

interface Space {
  readonly size: number;
  readonly count: number;
}

const textSpace: Space = { size: limits.richText, count: Number.POSITIVE_INFINITY };

/** Rows in parts that fit; one that does not fit by itself is divided by `alone`. */
function divideRows<T>(
  rows: readonly T[],
  size: (row: T) => number,
  together: (rows: readonly T[]) => Part,
  alone: (row: T) => readonly Part[],
  space = textSpace,
): readonly Part[] {
  return gather(rows, size, space).flatMap((some) => {
    const [only] = some;
    return only !== undefined && size(only) > space.size ? alone(only) : [together(some)];
  });
}

/** A text in as few texts as fit; what makes it strong and what it links to stays with every piece. */
function divideText(runs: readonly Run[]): readonly (readonly Run[])[] {
  const short = runs.flatMap((run): readonly Run[] =>
    pieces(run.text, limits.richText - limits.sizePerRun).map((text) => ({ ...run, text })),
  );
  return gather(short, (run) => sizeOfRuns([run]), textSpace);
}

/** Neighbours together, as many as there is room for; what is too large stays alone. */
function gather<T>(all: readonly T[], size: (one: T) => number, space: Space): readonly (readonly T[])[] {
  const groups: { size: number; of: T[] }[] = [];
  for (const one of all) {
    const group = groups.at(-1);
    const more = size(one);
    if (group && group.size + more <= space.size && group.of.length < space.count) {
      group.of.push(one);
      group.size += more;
    } else groups.push({ size: more, of: [one] });
  }
  return groups.map((group) => group.of);
}

function visibleRuns(text: RichText): readonly Run[] {
  return runsOf(text)
    .map((run) => ({ ...run, text: visible(run.text) }))
    .filter((run) => run.text !== '');
}

function sizeOfRuns(runs: readonly Run[]): number {
  return runs.reduce(
    (size, run) => size + limits.sizePerRun + run.text.length + ('link' in run ? run.link.length : 0),
    0,
  );
}
