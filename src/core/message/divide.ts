import type { Block, Field } from './card.js';
import type { Cut } from './cut.js';
import { type RichText, type Run, runsOf } from './rich-text.js';
import { oneLine, visible } from './visible.js';

/** A block of nothing but words: divided alike on every messenger, by how much one text of it may hold. */
export type Words = Exclude<Block, { kind: 'table' | 'actions' }>;

/** One text of a messenger: how much it holds, and what counts in it besides its letters. */
export interface TextRoom {
  readonly size: number;
  readonly perRun: number;
  readonly perField: number;
}

/** Each block in as few as fit; together they say all that it says. */
export interface Divide {
  words(block: Words): readonly Words[];
  paragraphs(text: RichText): readonly Words[];
  headings(text: string): readonly Words[];
  list(items: readonly RichText[]): readonly Words[];
  fields(fields: readonly Field[]): readonly Words[];
}

export function divideBy(room: TextRoom, { sizeOf, pieces }: Pick<Cut, 'sizeOf' | 'pieces'>): Divide {
  function words(block: Words): readonly Words[] {
    switch (block.kind) {
      case 'paragraph':
        return paragraphs(block.text);
      case 'heading':
        return headings(block.text);
      case 'list':
        return list(block.items);
      case 'fields':
        return fields(block.fields);
      case 'progress': {
        const labels = pieces(oneLine(block.label), room.size);
        return [...labels.slice(0, -1).flatMap(paragraphs), { ...block, label: labels.at(-1) ?? '' }];
      }
      case 'divider':
        return [block];
      default:
        return block satisfies never;
    }
  }

  function paragraphs(text: RichText): readonly Words[] {
    return texts(visibleRuns(text)).map((some) => ({ kind: 'paragraph', text: some }));
  }

  function headings(text: string): readonly Words[] {
    return pieces(oneLine(text), room.size).map((piece) => ({ kind: 'heading', text: piece }));
  }

  function list(items: readonly RichText[]): readonly Words[] {
    return divideRows<readonly Run[], Words>(
      items.map(visibleRuns),
      { sizeOf: sizeOfRuns, room: room.size },
      (some) => ({ kind: 'list', items: some }),
      (item) => {
        const [first = [], ...rest] = texts(item);
        return [{ kind: 'list', items: [first] }, ...rest.map((text) => ({ kind: 'paragraph', text }) as const)];
      },
    );
  }

  function fields(all: readonly Field[]): readonly Words[] {
    return divideRows<Field, Words>(
      all.map(({ label, value }) => ({ label: oneLine(label), value: visible(value) })),
      { sizeOf: ({ label, value }) => room.perField + sizeOf(label) + sizeOf(value), room: room.size },
      (some) => ({ kind: 'fields', fields: some }),
      ({ label, value }) => [...headings(label), ...paragraphs(value)],
    );
  }

  /** A text in as few texts as fit; what makes it strong and what it links to stays with every piece. */
  function texts(runs: readonly Run[]): readonly (readonly Run[])[] {
    const short = runs.flatMap((run): readonly Run[] =>
      pieces(run.text, room.size - room.perRun).map((text) => ({ ...run, text })),
    );
    return gather(short, { sizeOf: (run) => sizeOfRuns([run]), room: room.size });
  }

  function sizeOfRuns(runs: readonly Run[]): number {
    return runs.reduce(
      (size, run) => size + room.perRun + sizeOf(run.text) + ('link' in run ? sizeOf(run.link) : 0),
      0,
    );
  }

  return { words, paragraphs, headings, list, fields };
}

/** How much neighbours may count together, and how many there may be. */
export interface RowRoom<Row> {
  readonly sizeOf: (row: Row) => number;
  readonly room: number;
  readonly most?: number;
}

/** Rows in parts that fit; one that does not fit by itself is divided by `alone`. */
export function divideRows<Row, Part>(
  rows: readonly Row[],
  space: RowRoom<Row>,
  together: (rows: readonly Row[]) => Part,
  alone: (row: Row) => readonly Part[],
): readonly Part[] {
  return gather(rows, space).flatMap((some) => {
    const [only] = some;
    return only !== undefined && space.sizeOf(only) > space.room ? alone(only) : [together(some)];
  });
}

/** Neighbours together, as many as there is room for; what is too large stays alone. */
function gather<Row>(
  rows: readonly Row[],
  { sizeOf, room, most = Number.POSITIVE_INFINITY }: RowRoom<Row>,
): readonly (readonly Row[])[] {
  const groups: { size: number; of: Row[] }[] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const size = sizeOf(row);
    if (group && group.size + size <= room && group.of.length < most) {
      group.of.push(row);
      group.size += size;
    } else groups.push({ size, of: [row] });
  }
  return groups.map((group) => group.of);
}

function visibleRuns(text: RichText): readonly Run[] {
  return runsOf(text)
    .map((run) => ({ ...run, text: visible(run.text) }))
    .filter((run) => run.text !== '');
}
