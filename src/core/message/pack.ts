/** One part of a card, drawn. */
export interface Packed {
  /** What it must not be parted from where that can be helped: a heading from what follows, buttons from what they are for. */
  readonly holds: 'next' | 'previous' | 'nothing';
}

/** The pieces in as many groups as there must be, in order, each such that it fits; a piece that never does stands alone. */
export function pack<Piece extends Packed>(
  pieces: readonly Piece[],
  fits: (pieces: readonly Piece[]) => boolean,
): readonly (readonly Piece[])[] {
  const full: Piece[][] = [];
  let open: Piece[] = [];
  for (const piece of pieces) {
    if (open.length === 0 || fits([...open, piece])) {
      open.push(piece);
      continue;
    }
    const from = firstToTakeAlong(open, piece, fits);
    full.push(open.slice(0, from));
    open = [...open.slice(from), piece];
  }
  return open.length > 0 ? [...full, open] : full;
}

/** Where those begin that go on to the next group with the piece. */
function firstToTakeAlong<Piece extends Packed>(
  open: readonly Piece[],
  piece: Piece,
  fits: (pieces: readonly Piece[]) => boolean,
): number {
  let from = open.length;
  while (from > 1) {
    const [before, after = piece] = [open[from - 1], open[from]];
    const bound = before?.holds === 'next' || after.holds === 'previous';
    if (!bound || !fits([...open.slice(from - 1), piece])) break;
    from--;
  }
  return from;
}
