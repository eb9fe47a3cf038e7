import { expect, test } from 'vitest';
import { slackPlatform } from '../faults/heart-platform.js';
import { killHeart } from '../faults/kill-heart.js';

/** SLACK_KILLS=300 SLACK_MESSAGES=10000 for a night; KILL_SEED repeats a run. */
const kills = Number(process.env['SLACK_KILLS'] ?? 30);
const messages = Number(process.env['SLACK_MESSAGES'] ?? 1_000);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1_000_000));

/** At the program's own pace in a workspace, five a second. */
const sendingMs = messages * 200;
const perKillMs = 20_000;

test(`${kills} kills on Slack’s bad day, with its limits and the program’s own waits: ${messages} messages, each part once and in order`, {
  timeout: 300_000 + 4 * sendingMs + kills * perKillMs,
}, async ({ annotate }) => {
  const platform = slackPlatform({
    chats: Math.ceil(messages / 36),
    longEvery: 40,
    // So that the kills are spread over the whole of the sending.
    lifeMs: (2 * sendingMs) / kills,
    drainMs: 900_000 + 5 * sendingMs,
  });
  const report = await killHeart({ backend: 'embedded', redis: null, platform, kills, messages, seed });
  await annotate(`seed ${seed}: ${JSON.stringify(report)}`);
  expect({ seed, ...report }).toMatchObject({
    acknowledged: messages,
    arrived: messages,
    lost: [],
    doubled: [],
    outOfOrder: [],
    unplanned: [],
  });
});
