import { expect, test } from 'vitest';
import type { Wait } from '../ports/clock.js';
import { languageOf } from './language.js';
import { languageSoon } from './language-soon.js';

const never: Wait = () => new Promise(() => {});
const atOnce: Wait = async () => {};

test('somebody is spoken to in their language when it is known in time', async () => {
  expect(await languageSoon(Promise.resolve('en-US'), never, 200)).toBe('en-US');
});

test('in the usual one when that takes longer or fails', async () => {
  expect(await languageSoon(new Promise(() => {}), atOnce, 200)).toBe(languageOf(null));
  expect(await languageSoon(Promise.reject(new Error('gone')), never, 200)).toBe(languageOf(null));
});
