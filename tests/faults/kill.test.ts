import { expect, test } from 'vitest';
import { slackPlatform, strictPlatform } from './heart-platform.js';
import { killHeart } from './kill-heart.js';

const kills = 4;
const messages = 20;

test.for(['key', 'readBack'] as const)(
  'killed four times on a platform’s bad day, nothing is lost, doubled or out of order (%s)',
  { timeout: 240_000 },
  async (personality, { annotate }) => {
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

test('killed four times on Slack’s bad day, every part of every message is there once and in order', {
  timeout: 420_000,
}, async ({ annotate }) => {
  const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1_000_000));
  const wanted = 40;
  // The quarantine is shorter than the program's, and longer than anything is late here.
  const platform = slackPlatform({ chats: 8, longEvery: 10, lifeMs: 2_500, drainMs: 240_000, quarantineMs: 5_000 });
  const report = await killHeart({ backend: 'embedded', redis: null, platform, kills, messages: wanted, seed });
  await annotate(`seed ${seed}: ${JSON.stringify(report)}`);
  expect({ seed, ...report }).toMatchObject({
    acknowledged: wanted,
    arrived: wanted,
    lost: [],
    doubled: [],
    outOfOrder: [],
    unplanned: [],
  });
});
