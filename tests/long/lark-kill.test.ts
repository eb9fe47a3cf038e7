import { expect, test } from 'vitest';
import { larkPlatform } from '../faults/heart-platform.js';
import { killHeart } from '../faults/kill-heart.js';

/** LARK_KILLS=300 LARK_MESSAGES=10000 for a night; KILL_SEED repeats a run. */
const kills = Number(process.env['LARK_KILLS'] ?? 30);
const messages = Number(process.env['LARK_MESSAGES'] ?? 1_000);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1_000_000));

/** Feishu takes a thousand calls a minute; a long message is four. */
const sendingMs = messages * 70;
const perKillMs = 20_000;

test(`${kills} kills on Feishu’s bad day, with its limits and the program’s own waits: ${messages} messages, each part once and in order`, {
  timeout: 300_000 + 4 * sendingMs + kills * perKillMs,
}, async ({ annotate }) => {
  const platform = larkPlatform({
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
