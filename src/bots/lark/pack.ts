import type { Element } from './card-json.js';

/** One part of a card, drawn. */
export interface Piece {
  readonly elements: readonly Element[];
  /** Bytes in the request. */
  readonly bytes: number;
  /** Elements as Feishu counts them. */
  readonly count: number;
  readonly tables: number;
  /** What it must not be parted from where that can be helped: a heading from what follows, buttons from what they are for. */
  readonly holds: 'next' | 'previous' | 'nothing';
}

export type Room = Pick<Piece, 'bytes' | 'count' | 'tables'>;

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
  const within = (measure: keyof Room) => pieces.reduce((sum, piece) => sum + piece[measure], 0) <= room[measure];
  return within('bytes') && within('count') && within('tables');
}
