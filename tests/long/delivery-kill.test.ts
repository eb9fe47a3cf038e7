import { describe, expect, test } from 'vitest';
import { strictPlatform } from '../faults/heart-platform.js';
import { forgetKeys, type HeartRun, killHeart } from '../faults/kill-heart.js';
import { describeQueues } from '../support/queues.js';

/** DELIVERY_KILLS=2000 for a night; KILL_SEED repeats a run. */
const wanted = Number(process.env['DELIVERY_KILLS'] ?? 0);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const perKillMs = 10_000;

describe('killed with SIGKILL at random moments, on a platform’s bad day', () => {
  describeQueues('nothing is lost, doubled or out of order', (kind) => {
    // The embedded database is the one that a kill can hurt; the others show that nothing depends on it.
    const kills = wanted || (kind === 'embedded' ? 200 : 30);
    const messages = wanted > 0 && wanted < 20 ? 80 : Math.max(200, kills);

    test.for(['key', 'readBack'] as const)(
      `${kills} kills, ${messages} messages, %s`,
      { timeout: 120_000 + kills * perKillMs },
      async (personality, { annotate }) => {
        const redis = kind === 'redis' ? (process.env['TEST_REDIS_URL'] ?? null) : null;
        const run: HeartRun = {
          backend: kind === 'embedded' ? 'embedded' : 'postgres',
          redis,
          platform: strictPlatform(personality),
          kills,
          messages,
          seed,
        };
        const report = await killHeart(run, redis ? flushing(redis) : undefined);
        await annotate(`${kind}, ${personality}, seed ${seed}: ${JSON.stringify(report)}`);
        expect({ seed, ...report }).toMatchObject({
          acknowledged: messages,
          posts: messages,
          lost: [],
          doubled: [],
          outOfOrder: [],
          unplanned: [],
        });
      },
    );
  });
});

/** Every fifth death takes the whole queue with it. */
function flushing(url: string) {
  return async (life: number, prefix: string | null) => {
    if (prefix !== null && life % 5 === 4) await forgetKeys(url, prefix);
  };
}
