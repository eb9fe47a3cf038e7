import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { createLark } from '../../../src/bots/lark/index.js';
import { done, openEdge } from './edge.js';

const { cache } = createRequire(import.meta.url);
const loaded = () => Object.keys(cache).some((path) => path.includes('@larksuiteoapi'));

test('Feishu’s library, which is large, is loaded by a school that calls Feishu and by no other', async () => {
  const edge = await openEdge(({ path }) =>
    path === 'bot/v3/info' ? { body: { code: 0, bot: { open_id: 'ou_bot' } } } : done(),
  );
  const lark = createLark({
    settings: { mode: 'webhook', domain: edge.url, publicUrl: null },
    host: {
      ofApp: async () => null,
      ofWorkspace: async () => null,
      doorOf: async () => null,
      apps: async () => [],
      languageOf: async () => 'zh-CN',
    },
    accept: async () => expect.fail('Nothing was said.'),
    clock: { school: () => new Date(), machine: () => new Date() },
    wait: async () => {},
    log: () => {},
  });
  lark.open();
  expect(loaded()).toBe(false);
  await lark.whoAmI({ appId: 'cli_a1b2c3d4e5f60718', appSecret: 'the-secret' }).catch(() => {});
  expect(loaded()).toBe(true);
  await lark.close();
  await edge.close();
});
