import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Installation } from '../../../src/bots/lark/host.js';
import { createMessenger } from '../../../src/bots/lark/outbound.js';
import { createWebApi } from '../../../src/bots/lark/web-api.js';
import type { Messenger } from '../../../src/core/ports/messenger.js';
import { done, type Edge, openEdge } from './edge.js';

const of: Installation = { workspaceId: 'w1', appId: 'cli_1', appSecret: 'the-secret', botOpenId: 'ou_bot' };
const clock = { school: () => new Date(), machine: () => new Date() };

interface Chat {
  readonly chat_id: string;
  readonly external: boolean;
  /** Whose it is. */
  readonly tenant_key: string;
}
const member = (name: string, tenant_key: string) => ({ member_id: `ou_${name}`, name, tenant_key });
const staff: Chat = { chat_id: 'oc_staff', external: false, tenant_key: 'school' };
const families: Chat = { chat_id: 'oc_families', external: true, tenant_key: 'school' };
const theirs: Chat = { chat_id: 'oc_theirs', external: true, tenant_key: 'another' };

let edge: Edge;
let messenger: Messenger;
let chats: readonly Chat[];

beforeEach(async () => {
  chats = [staff, families, theirs];
  edge = await openEdge(({ path }) => {
    if (path === 'im/v1/chats') return done({ items: chats });
    if (path.endsWith('/members')) return done({ items: [member('wang', 'school'), member('guest', 'another')] });
    const chat = chats.find(({ chat_id }) => path === `im/v1/chats/${chat_id}`);
    return chat && done({ ...chat, name: chat.chat_id, chat_status: 'normal' });
  });
  const host = {
    ofApp: async () => of,
    ofWorkspace: async () => of,
    doorOf: async () => null,
    apps: async () => [],
    languageOf: async () => 'zh-CN' as const,
  };
  messenger = createMessenger({
    api: createWebApi(clock, edge.url),
    host,
    clock,
    wait: async () => {},
    origin: undefined,
  });
});
afterEach(() => edge.close());

const guests = async (chat: string) =>
  (await messenger.look('w1', chat)).members.filter(({ guest }) => guest).map(({ externalId }) => externalId);

describe('who is one of the school', () => {
  test('is known from a group that nobody from outside can join', async () => {
    expect(await guests('oc_families')).toEqual(['ou_guest']);
    await messenger.look('w1', 'oc_families');
    // Asked once.
    expect(edge.calls('im/v1/chats')).toHaveLength(1);
  });

  test('is not asked for where the group itself says it', async () => {
    await messenger.look('w1', 'oc_staff');
    expect(await guests('oc_families')).toEqual(['ou_guest']);
    expect(edge.calls('im/v1/chats')).toEqual([]);
  });

  test('is nobody while it cannot be known', async () => {
    chats = [families];
    expect(await guests('oc_families')).toEqual(['ou_wang', 'ou_guest']);
    chats = [staff, families];
    expect(await guests('oc_families')).toEqual(['ou_guest']);
  });
});

test('a group says whether outsiders may come in, or whether it is another organisation’s', async () => {
  expect(await messenger.look('w1', 'oc_families')).toMatchObject({ openTo: 'outsiders' });
  expect(await messenger.look('w1', 'oc_theirs')).toMatchObject({ openTo: 'organizations' });
});
