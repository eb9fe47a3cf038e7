import { expect, test } from 'vitest';
import { fuzzLark } from '../support/lark-fuzz.js';

/** LARK_FUZZ=2000000 for a night; LARK_FUZZ_SEED repeats a run. */
const bodies = Number(process.env['LARK_FUZZ'] ?? 100_000);
const seed = Number(process.env['LARK_FUZZ_SEED'] ?? Math.floor(Math.random() * 1_000_000));

test(
  `${bodies} validly signed mutated bodies: no crash, and no 5xx while what is in them can be stored`,
  async ({ annotate }) => {
    const { wrong, faults, ...report } = await fuzzLark(bodies, seed);
    await annotate(`seed ${seed}: ${JSON.stringify(report)}`);
    expect({ seed, wrong, faults, ...report }).toMatchObject({
      seed,
      wrong: [],
      faults: [],
      unfinished: 0,
      alive: true,
    });
  },
  60_000 + bodies * 60,
);
