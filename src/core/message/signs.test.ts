import { expect, test } from 'vitest';
import { progressBar } from './signs.js';

test.each([
  [3, 10, '▰▰▰▱▱▱▱▱▱▱  3/10'],
  [12, 10, '▰▰▰▰▰▰▰▰▰▰  12/10'],
  [-1, 10, '▱▱▱▱▱▱▱▱▱▱  -1/10'],
  [1, 0, '▱▱▱▱▱▱▱▱▱▱  1/0'],
  [Number.NaN, 10, '▱▱▱▱▱▱▱▱▱▱  NaN/10'],
])('%d of %d is a bar of ten, and the numbers as they came', (done, total, bar) => {
  expect(progressBar({ done, total })).toBe(bar);
});
