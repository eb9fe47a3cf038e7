import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wait } from '../../../src/app/wait.js';
import type { Installation, LarkHost } from '../../../src/bots/lark/host.js';
import { createMessenger } from '../../../src/bots/lark/outbound.js';
import { createWebApi } from '../../../src/bots/lark/web-api.js';
import { createDeliveryEngine } from '../../../src/core/deliveries/engine.js';
import { notice } from '../../../src/core/message/card.js';
import { chatIdOf, openIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import { createMemoryDeliveries } from '../../doubles/memory-deliveries.js';
import { createMemoryWatches } from '../../doubles/memory-watches.js';
import { draft } from '../../support/reliable.js';

const appId = 'cli_a1b2c3d4e5f60718';
const of: Installation = {
  workspaceId: 'w1',
  appId,
  appSecret: 'the-secret-of-the-pace',
  botOpenId: openIdOf(appId, 'the bot itself'),
};
const open = ['one', 'two', 'three'].map(chatIdOf);
const closed = chatIdOf('closed');
const clock = { school: () => new Date(), machine: () => new Date() };

let lark: Lark;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
  const chats = [...open, closed].map((id) => ({ id, name: id, members: ['wang'] }));
  const apps = [{ id: appId, secret: of.appSecret }];
  // Strict: five a second in a chat, fifty a second in all.
  lark = await startLark({ tenants: [{ apps, users: [{ id: 'wang', name: '王芳' }], chats }] }, join(folder, 'ledger'));
  await lark.ask({ do: 'kick', chat: closed, user: 'bot' });
});
afterAll(async () => {
  await lark.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('≤5/s/chat; FIFO per chat', () => {
  test('every chat of a strict Feishu gets everything once, in order, and one that is closed delays none', async () => {
    const host: LarkHost = {
      ofApp: async () => of,
      ofWorkspace: async () => of,
      doorOf: async () => null,
      apps: async () => [],
      languageOf: async () => 'zh-CN',
    };
    const messenger = createMessenger({ api: createWebApi(clock, lark.url), host, clock, wait, origin: undefined });
    const store = createMemoryDeliveries();
    let ids = 0;
    const engine = createDeliveryEngine({
      ports: {
        database: {
          deliveries: store,
          watches: createMemoryWatches(),
          accounts: { setDirectChat: async () => {} },
        } as never,
        clock,
        ids: { next: () => `id${++ids}` } as never,
      },
      messengers: () => messenger,
      instance: 'one',
      recheck: async () => new Map(),
      wait,
      observe: () => {},
      chatGone: async () => {},
    });
    // What arrived without an answer is repeated, and stays one.
    await lark.ask({ do: 'fault', method: 'im.message.create', fault: 'dropped', times: 2 });
    for (let place = 0; place < 4; place += 1) {
      for (const chat of [...open, closed]) {
        await store.add({
          ...draft(`fifo-${chat}-${place}`, chat, { card: notice(`fifo ${place}`) }),
          workspaceId: 'w1',
        });
      }
    }
    await engine.drain(20_000);
    await engine.stop(1_000);
    const { chats } = await lark.ask({ do: 'look', user: 'wang' });
    for (const chat of open) {
      const seen = chats.find(({ id }) => id === chat)?.messages.map(({ plain }) => /fifo \d/.exec(plain)?.[0]);
      expect(seen).toEqual([0, 1, 2, 3].map((place) => `fifo ${place}`));
    }
    expect(chats.find(({ id }) => id === closed)?.messages).toEqual([]);
    // In time: nothing had to be refused.
    expect(lark.ledger().filter(({ kind }) => ['refused', 'wrong', 'unplanned'].includes(kind))).toEqual([]);
    expect(lark.ledger().filter(({ kind }) => kind === 'repeat').length).toBeGreaterThan(0);
  });
});
