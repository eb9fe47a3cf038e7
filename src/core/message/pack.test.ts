import { expect, test } from 'vitest';
import { type Packed, pack } from './pack.js';

interface Piece extends Packed {
  readonly name: string;
  readonly size: number;
}

const piece = (name: string, size: number, holds: Piece['holds'] = 'nothing'): Piece => ({ name, size, holds });
const packed = (...pieces: readonly Piece[]) =>
  pack(pieces, (some) => some.reduce((sum, { size }) => sum + size, 0) <= 10).map((group) =>
    group.map(({ name }) => name).join(' '),
  );

test('as much stands together as fits, in order', () => {
  expect(packed(piece('a', 4), piece('b', 6), piece('c', 1))).toEqual(['a b', 'c']);
  expect(packed()).toEqual([]);
});

test('what fits nowhere stands alone', () => {
  expect(packed(piece('a', 4), piece('huge', 50), piece('b', 4))).toEqual(['a', 'huge', 'b']);
});

test('a heading goes on with what it is over, and buttons take along what they are for', () => {
  expect(packed(piece('a', 5), piece('heading', 1, 'next'), piece('b', 6))).toEqual(['a', 'heading b']);
  expect(packed(piece('a', 5), piece('b', 4), piece('buttons', 4, 'previous'))).toEqual(['a', 'b buttons']);
});

test('they are parted where they do not fit together', () => {
  expect(packed(piece('a', 5), piece('heading', 1, 'next'), piece('b', 10))).toEqual(['a heading', 'b']);
});
