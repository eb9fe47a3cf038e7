import { describe, test } from 'vitest';
import { killWeeks } from '../faults/kill-week.js';
import { describeQueues } from '../support/queues.js';

/** KILLS=2000 for a night; KILL_SEED repeats a run. */
const wanted = Number(process.env['KILLS'] ?? 0);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const perKillMs = 20_000;
const findings = { lost: [], doubled: [], unexpected: [], outOfOrder: [], rows: [] };

describe('killed with SIGKILL at random moments, on a platform’s bad day', () => {
  describeQueues('in whole weeks of a school everybody hears everything once', (kind) => {
    // The embedded database is the one that a kill can hurt; the servers show that nothing depends on it.
    const kills = wanted || { embedded: 200, postgres: 15, redis: 30 }[kind];

    // Side by side: a program that waits for its next try leaves the machine to the other.
    test.concurrent.for(['key', 'readBack'] as const)(
      `${kills} kills, %s`,
      { timeout: 480_000 + kills * perKillMs },
      async (personality, { annotate, expect }) => {
        const redis = kind === 'redis' ? (process.env['TEST_REDIS_URL'] ?? null) : null;
        const backend = kind === 'embedded' ? 'embedded' : 'postgres';
        const report = await killWeeks({ backend, redis, personality, kills, seed });
        await annotate(`${kind}, ${personality}, seed ${seed}: ${JSON.stringify(report)}`);
        expect({ seed, ...report }).toMatchObject({ ...findings, kills });
        expect(report.expected).toBeGreaterThanOrEqual(200 * report.weeks);
      },
    );
  });
});
