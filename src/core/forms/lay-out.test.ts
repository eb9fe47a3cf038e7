import { expect, test } from 'vitest';
import { layOut } from './lay-out.js';

const pagesOf = (...sizes: readonly number[]) =>
  layOut<number, readonly number[]>(sizes, {
    empty: [],
    add: (page, size) => [...page, size],
    fits: (page) => page.reduce((sum, size) => sum + size, 0) <= 10,
  });

test('a page takes what fits, in order, and the next one goes on', () => {
  expect(pagesOf(4, 6, 1, 9, 2)).toEqual([[4, 6], [1, 9], [2]]);
});

test('a form with nothing in it has one page', () => {
  expect(pagesOf()).toEqual([[]]);
});

test('what no page has room for is a mistake in the form', () => {
  expect(() => pagesOf(1, 11)).toThrow('form');
});
