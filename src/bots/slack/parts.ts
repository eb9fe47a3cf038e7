import type { Language } from '../../core/language/language.js';
import type { Block, Card, Field } from '../../core/message/card.js';
import { divideBy, divideRows } from '../../core/message/divide.js';
import { renderPlain } from '../../core/message/plain.js';
import { plainOf, runsOf } from '../../core/message/rich-text.js';
import { toneSigns } from '../../core/message/signs.js';
import { isBlank, oneLine, visible } from '../../core/message/visible.js';
import { divideActions, wordsInFull } from './actions.js';
import * as limits from './limits.js';
import { alignTable, nativeTable, type Table } from './table.js';
import { pieces, sizeOf } from './text.js';
import { sizeOfBlocks } from './wire.js';

/** A piece of a card that one block of Slack shows whole. */
export type Part =
  | Block
  | { readonly kind: 'title' | 'footer'; readonly text: string }
  /** A table, or some rows of it, as lines of fixed-width letters. */
  | ({ readonly kind: 'aligned'; readonly lines: readonly string[] } & Table);

export type Tables = 'native' | 'text';

const divided = divideBy(
  { size: limits.richText, perRun: limits.sizePerElement, perField: limits.sizePerField },
  { sizeOf, pieces },
);

/** The card in pieces that fit, in order; together they say all that it says. */
export function partsOf(card: Card, language: Language, tables: Tables): readonly Part[] {
  const blocks = card.blocks.flatMap((block) => divide(block, language, tables));
  const footer = pieces(visible(card.footer ?? ''), limits.richText).map((text) => ({ kind: 'footer', text }) as const);
  return [...underSign(card, blocks), ...footer];
}

function underSign(card: Card, blocks: readonly Part[]): readonly Part[] {
  const sign = toneSigns[card.tone];
  const title = oneLine(card.title ?? '');
  if (title !== '') {
    const text = sign + title;
    if (sizeOf(text) <= limits.headerText) return [{ kind: 'title', text }, ...blocks];
    return [...divided.headings(text), ...blocks];
  }
  const [first, ...rest] = blocks;
  if (sign === '' || first?.kind !== 'paragraph' || isBlank(plainOf(first.text))) return blocks;
  return [{ ...first, text: [{ text: sign }, ...runsOf(first.text)] }, ...rest];
}

function divide(block: Block, language: Language, tables: Tables): readonly Part[] {
  switch (block.kind) {
    case 'table':
      return divideTable(block, tables);
    case 'actions':
      return [
        ...divided.list(wordsInFull(block.actions)),
        ...divideActions(block.actions, language).map((actions) => ({ kind: 'actions', actions }) as const),
      ];
    default:
      return divided.words(block);
  }
}

interface Line {
  readonly row: readonly string[];
  readonly line: string;
}

/**
 * Slack's own table when the whole of it fits; otherwise lines of fixed-width letters, each part of them under the titles.
 * A row that would fill more than one such part is shown cell by cell.
 */
function divideTable(table: Table, tables: Tables): readonly Part[] {
  const { columns, rows } = table;
  const native = tables === 'native' ? nativeTable(table) : null;
  if (native && sizeOfBlocks([native]) <= limits.tableSize) return [{ kind: 'table', columns, rows }];
  const { titles, lines } = alignTable(table);
  const first = titles === null ? [] : [titles];
  if (rows.length === 0 && sizeOf(titles ?? '') <= limits.richText)
    return [{ kind: 'aligned', columns, rows, lines: first }];
  if (rows.length === 0) return divided.list(columns.map(({ title }) => title));
  return divideRows<Line, Part>(
    rows.map((row, place) => ({ row, line: lines[place] ?? '' })),
    { sizeOf: ({ line }) => sizeOf(line) + 1, room: limits.richText - sizeOf(titles ?? '') },
    (some) => ({
      kind: 'aligned',
      columns,
      rows: some.map(({ row }) => row),
      lines: [...first, ...some.map(({ line }) => line)],
    }),
    ({ row }) => divided.fields(cellsOf(columns, row)),
  );
}

function cellsOf(columns: Table['columns'], row: readonly string[]): readonly Field[] {
  const width = Math.max(columns.length, row.length);
  return [...Array(width).keys()].map((place) => ({ label: columns[place]?.title ?? '', value: row[place] ?? '' }));
}

/** What the part says as plain text. */
export function plainPart(part: Part): string {
  switch (part.kind) {
    case 'title':
    case 'footer':
      return part.text;
    case 'aligned':
      return plainBlock({ ...part, kind: 'table' });
    default:
      return plainBlock(part);
  }
}

function plainBlock(block: Block): string {
  return renderPlain({ tone: 'plain', blocks: [block] });
}
