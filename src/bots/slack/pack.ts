import type { KnownBlock } from '@slack/types';

/** One part of a card, drawn. */
export interface Piece {
  readonly blocks: readonly KnownBlock[];
  readonly plain: string;
  readonly size: number;
  /** Whether it is one of Slack's own tables. */
  readonly table: boolean;
  /** What it must not be parted from where that can be helped: a heading from what follows, buttons from what they are for. */
  readonly holds: 'next' | 'previous' | 'nothing';
}

export interface Room {
  readonly blocks: number;
  readonly size: number;
  readonly tables: number;
}

/** The pieces in as many groups as there must be, in order, each within the room; a piece that exceeds it stands alone. */
export function pack(pieces: readonly Piece[], room: Room): readonly (readonly Piece[])[] {
  const full: Piece[][] = [];
  let open: Piece[] = [];
  for (const piece of pieces) {
    if (open.length === 0 || fits([...open, piece], room)) {
      open.push(piece);
      continue;
    }
    const from = firstToTakeAlong(open, piece, room);
    full.push(open.slice(0, from));
    open = [...open.slice(from), piece];
  }
  return open.length > 0 ? [...full, open] : full;
}

/** Where those begin that go on to the next group with the piece. */
function firstToTakeAlong(open: readonly Piece[], piece: Piece, room: Room): number {
  let from = open.length;
  while (from > 1) {
    const [before, after = piece] = [open[from - 1], open[from]];
    const bound = before?.holds === 'next' || after.holds === 'previous';
    if (!bound || !fits([...open.slice(from - 1), piece], room)) break;
    from--;
  }
  return from;
}

function fits(pieces: readonly Piece[], room: Room): boolean {
  const sum = (of: (piece: Piece) => number) => pieces.reduce((all, piece) => all + of(piece), 0);
  return (
    sum(({ blocks }) => blocks.length) <= room.blocks &&
    sum(({ size }) => size) <= room.size &&
    sum(({ table }) => (table ? 1 : 0)) <= room.tables
  );
}
