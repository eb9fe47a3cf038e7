import { expect, test } from 'vitest';
import { fuzzLark } from '../../support/lark-fuzz.js';

test('500 validly signed mutated bodies: no crash, and no 5xx while what is in them can be stored', async () => {
  const report = await fuzzLark(500, 20_261_122);
  expect(report).toMatchObject({ wrong: [], faults: [], unfinished: 0, alive: true });
  // Most of them are still worth something.
  expect(report.effects).toBeGreaterThan(100);
});
