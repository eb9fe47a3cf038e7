import type { Language } from '../../core/language/language.js';
import type { Block, Card, Field } from '../../core/message/card.js';
import { renderPlain } from '../../core/message/plain.js';
import { plainOf, type RichText, type Run, runsOf } from '../../core/message/rich-text.js';
import { divideActions, wordsInFull } from './actions.js';
import * as limits from './limits.js';
import { alignTable, nativeTable, type Table } from './table.js';
import { isBlank, oneLine, pieces, sizeOf, visible } from './text.js';
import { sizeOfBlocks } from './wire.js';

/** A piece of a card that one block of Slack shows whole. */
export type Part =
  | Block
  | { readonly kind: 'title' | 'footer'; readonly text: string }
  /** A table, or some rows of it, as lines of fixed-width letters. */
  | ({ readonly kind: 'aligned'; readonly lines: readonly string[] } & Table);

export type Tables = 'native' | 'text';

/** What the eye should feel first, before the first words. */
const signs = { plain: '', good: '✨ ', attention: '⚠️ ', done: '✓ ' } as const satisfies Record<Card['tone'], string>;

/** The card in pieces that fit, in order; together they say all that it says. */
export function partsOf(card: Card, language: Language, tables: Tables): readonly Part[] {
  const blocks = card.blocks.flatMap((block) => divide(block, language, tables));
  const footer = pieces(visible(card.footer ?? ''), limits.richText).map((text) => ({ kind: 'footer', text }) as const);
  return [...underSign(card, blocks), ...footer];
}

function underSign(card: Card, blocks: readonly Part[]): readonly Part[] {
  const sign = signs[card.tone];
  const title = oneLine(card.title ?? '');
  if (title !== '') {
    const text = sign + title;
    if (sizeOf(text) <= limits.headerText) return [{ kind: 'title', text }, ...blocks];
    return [...divideHeading(text), ...blocks];
  }
  const [first, ...rest] = blocks;
  if (sign === '' || first?.kind !== 'paragraph' || isBlank(plainOf(first.text))) return blocks;
  return [{ ...first, text: [{ text: sign }, ...runsOf(first.text)] }, ...rest];
}

function divide(block: Block, language: Language, tables: Tables): readonly Part[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraphs(block.text);
    case 'heading':
      return divideHeading(block.text);
    case 'list':
      return divideList(block.items);
    case 'fields':
      return divideFields(block.fields);
    case 'table':
      return divideTable(block, tables);
    case 'progress': {
      const labels = pieces(oneLine(block.label), limits.richText);
      return [...labels.slice(0, -1).flatMap(paragraphs), { ...block, label: labels.at(-1) ?? '' }];
    }
    case 'divider':
      return [block];
    case 'actions':
      return [
        ...divideList(wordsInFull(block.actions)),
        ...divideActions(block.actions, language).map((actions) => ({ kind: 'actions', actions }) as const),
      ];
    default:
      return block satisfies never;
  }
}

function paragraphs(text: RichText): readonly Part[] {
  return divideText(visibleRuns(text)).map((some) => ({ kind: 'paragraph', text: some }));
}

function divideHeading(text: string): readonly Part[] {
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
    ({ label, value }) => sizeOfRuns([{ text: label }, { text: '' }, { text: value }]),
    (some) => ({ kind: 'fields', fields: some }),
    ({ label, value }) => [...divideHeading(label), ...paragraphs(value)],
  );
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
  if (rows.length === 0) return divideList(columns.map(({ title }) => title));
  return divideRows(
    rows.map((row, place) => ({ row, line: lines[place] ?? '' })),
    ({ line }) => sizeOf(line) + 1,
    (some) => ({
      kind: 'aligned',
      columns,
      rows: some.map(({ row }) => row),
      lines: [...first, ...some.map(({ line }) => line)],
    }),
    ({ row }) => divideFields(cellsOf(columns, row)),
    limits.richText - sizeOf(titles ?? ''),
  );
}

function cellsOf(columns: Table['columns'], row: readonly string[]): readonly Field[] {
  const width = Math.max(columns.length, row.length);
  return [...Array(width).keys()].map((place) => ({ label: columns[place]?.title ?? '', value: row[place] ?? '' }));
}

/** Rows in parts that fit; one that does not fit by itself is divided by `alone`. */
function divideRows<T>(
  rows: readonly T[],
  size: (row: T) => number,
  together: (rows: readonly T[]) => Part,
  alone: (row: T) => readonly Part[],
  room = limits.richText,
): readonly Part[] {
  return gather(rows, size, room).flatMap((some) => {
    const [only] = some;
    return only !== undefined && size(only) > room ? alone(only) : [together(some)];
  });
}

/** A text in as few texts as fit; what makes it strong and what it links to stays with every piece. */
function divideText(runs: readonly Run[]): readonly (readonly Run[])[] {
  const short = runs.flatMap((run): readonly Run[] =>
    pieces(run.text, limits.richText - limits.sizePerElement).map((text) => ({ ...run, text })),
  );
  return gather(short, (run) => sizeOfRuns([run]), limits.richText);
}

/** Neighbours together, as many as there is room for; what is too large stays alone. */
function gather<T>(all: readonly T[], size: (one: T) => number, room: number): readonly (readonly T[])[] {
  const groups: { size: number; of: T[] }[] = [];
  for (const one of all) {
    const group = groups.at(-1);
    if (group && group.size + size(one) <= room) {
      group.of.push(one);
      group.size += size(one);
    } else groups.push({ size: size(one), of: [one] });
  }
  return groups.map((group) => group.of);
}

function visibleRuns(text: RichText): readonly Run[] {
  return runsOf(text).map((run) => ({ ...run, text: visible(run.text) }));
}

function sizeOfRuns(runs: readonly Run[]): number {
  return runs.reduce(
    (size, run) => size + limits.sizePerElement + sizeOf(run.text) + ('link' in run ? sizeOf(run.link) : 0),
    0,
  );
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
