import { test } from 'vitest';
import { strictPlatform } from './heart-platform.js';
import { killHeart } from './kill-heart.js';

const kills = 4;
const messages = 20;

// Side by side: a program that waits for its next try leaves the machine to the other.
test.concurrent.for(['key', 'readBack'] as const)(
  'killed four times on a platform’s bad day, nothing is lost, doubled or out of order (%s)',
  { timeout: 240_000 },
  async (personality, { annotate, expect }) => {
    const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1_000_000));
    const report = await killHeart({
      backend: 'embedded',
      redis: null,
      platform: strictPlatform(personality),
      kills,
      messages,
      seed,
    });
    await annotate(`seed ${seed}: ${JSON.stringify(report)}`);
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
