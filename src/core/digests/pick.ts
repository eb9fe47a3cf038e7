import type { PieceKind } from './piece.js';

/** The pieces of one kind, with their own type. */
export function pick<P extends { readonly kind: PieceKind }, K extends P['kind']>(
  pieces: readonly P[],
  kind: K,
): readonly Extract<P, { kind: K }>[] {
  return pieces.filter((piece): piece is Extract<P, { kind: K }> => piece.kind === kind);
}

/** Names under the text they share, in the order in which the texts first came; two pupils of one name stay two. */
export function byText<
  P extends { readonly text: string; readonly pupil: { readonly id: string; readonly name: string } },
>(pieces: readonly P[]): readonly { readonly text: string; readonly names: readonly string[] }[] {
  const names = new Map<string, Map<string, string>>();
  for (const { text, pupil } of pieces) {
    const known = names.get(text) ?? new Map<string, string>();
    names.set(text, known.set(pupil.id, pupil.name));
  }
  return [...names].map(([text, known]) => ({ text, names: [...known.values()] }));
}
