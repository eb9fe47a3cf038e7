import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInspection, type Inspection } from '../../../src/bots/lark/inspect.js';
import { helpfulScopes, neededScopes } from '../../../src/bots/lark/scopes.js';
import { encryptKey, verificationToken } from '../../support/lark-payloads.js';
import { type Answer, done, type Edge, openEdge, refused, type Silence, type Took } from './edge.js';
import { serveLark } from './serve.js';

const app = { appId: 'cli_a1b2c3d4e5f60718', appSecret: 'the-secret' };
const door = { appId: app.appId, encryptKey, verificationToken };

let edge: Edge;
let inspection: Inspection;
let answer: (took: Took) => Answer | Silence | undefined;
let now: Date;

beforeEach(async () => {
  answer = () => undefined;
  now = new Date();
  edge = await openEdge((took) => answer(took));
  inspection = createInspection({ school: () => now, machine: () => now }, edge.url);
});
afterEach(() => edge.close());

describe('what an operator can be told', () => {
  test('the app and its bot, and whether the organisation has switched it on', async () => {
    answer = ({ path }) =>
      path === 'bot/v3/info'
        ? { body: { code: 0, bot: { open_id: 'ou_bot', app_name: '共育', activate_status: 2 } } }
        : undefined;
    expect(await inspection.bot(app)).toEqual({ openId: 'ou_bot', name: '共育', active: true });
  });

  test.each<[string, Answer | Silence, string]>([
    ['the secret is wrong', { body: { code: 10014, msg: 'app secret invalid' } }, '10014'],
    ['Feishu is down', { status: 503, body: '' }, 'http_503'],
    ['somebody in between answers', { body: '<html>' }, 'answer_not_understood'],
    ['the connection breaks', 'cut', 'ECONNRESET'],
  ])('that %s, by its code', async (_why, given, failed) => {
    answer = () => given;
    expect(await inspection.bot(app)).toEqual({ failed, permissions: [] });
  });

  test('that Feishu is not there', async () => {
    await edge.close();
    expect(await inspection.bot(app)).toEqual({ failed: 'ECONNREFUSED', permissions: [] });
    edge = await openEdge(() => undefined);
  });

  test('which permissions the organisation has granted, and which it has not yet', async () => {
    const scopes = [
      { scope_name: 'im:chat:readonly', grant_status: 1 },
      { scope_name: 'im:message:send_as_bot', grant_status: 2 },
    ];
    answer = ({ path }) => (path === 'application/v6/scopes' ? done({ scopes }) : undefined);
    expect(await inspection.scopes(app)).toEqual({
      granted: ['im:chat:readonly'],
      waiting: ['im:message:send_as_bot'],
    });
  });

  test('which permission is missing when a call is refused for it, by name, however Feishu says it', async () => {
    const violations = [{ type: 'action_scope_required', subject: 'im:chat:readonly' }];
    const bodies = [
      { error: { permission_violations: violations } },
      {
        msg: 'Access denied. One of the following scopes is required: [im:chat:readonly].应用尚未开通所需的应用身份权限',
      },
    ];
    for (const body of bodies) {
      answer = ({ path }) => (path === 'im/v1/chats' ? refused(99991672, 400, body) : undefined);
      expect(await inspection.groups(app)).toEqual({ failed: '99991672', permissions: ['im:chat:readonly'] });
    }
  });

  test('in how many groups the bot is', async () => {
    answer = ({ path, query }) => {
      if (path !== 'im/v1/chats') return undefined;
      const more = query['page_token'] === undefined;
      return done({ items: [{ chat_id: `oc_${more}` }], has_more: more, page_token: more ? 'p2' : '' });
    };
    expect(await inspection.groups(app)).toBe(2);
  });

  test.each([
    ['in', done({ name: 'staff', chat_status: 'normal' })],
    ['gone', done({ name: 'staff', chat_status: 'dissolved_save' })],
    ['gone', refused(232011)],
    ['gone', refused(232009)],
  ] as const)('whether the bot is in a chat: %s', async (seen, given) => {
    answer = ({ path }) => (path.startsWith('im/v1/chats/') ? given : undefined);
    expect(await inspection.chat(app, 'oc_staff')).toBe(seen);
  });

  test('which words the list at "/" has', async () => {
    answer = ({ path }) =>
      path.endsWith('slash_commands') ? done({ items: [{ command_id: '1', command: 'week' }] }) : undefined;
    expect(await inspection.commands(app)).toEqual(['week']);
  });

  test('whether Feishu would open a long connection', async () => {
    answer = () => ({ body: { code: 0, data: { URL: 'wss://feishu.example/' } } });
    expect(await inspection.connection(app)).toBeNull();
    expect(edge.took.at(-1)).toMatchObject({ path: '/callback/ws/endpoint', body: { AppID: app.appId } });
    answer = () => ({ body: { code: 514, msg: 'auth failed' } });
    expect(await inspection.connection(app)).toEqual({ failed: '514', permissions: [] });
    answer = () => 'cut';
    expect(await inspection.connection(app)).toMatchObject({ failed: expect.stringMatching(/^[A-Z_]+$/) });
  });

  test('how far this machine’s clock is off', async () => {
    now = new Date(Date.now() + 90_500);
    expect(await inspection.aheadMs()).toSatisfy((ms: number) => ms >= 90_000 && ms <= 92_000);
    answer = () => 'cut';
    expect(await inspection.aheadMs()).toBeNull();
  });
});

describe('our own address for events', () => {
  test('answers when it has the keys that Feishu has, and refuses when it has others', async () => {
    const served = await serveLark({ accept: async () => expect.fail('Nothing was said.') });
    expect(await inspection.address(served.url, door)).toBe('answers');
    expect(await inspection.address(served.url, { ...door, encryptKey: 'another' })).toBe('refused');
    expect(await inspection.address(served.url.replace('events', 'elsewhere'), door)).toEqual({ other: 404 });
    await served.close();
    expect(await inspection.address(served.url, door)).toBe('silent');
  });

  test('is not taken for ours when something else says yes there', async () => {
    expect(await inspection.address(`${edge.url}/lark/events`, door)).toEqual({ other: 200 });
  });
});

test('a permission is needed or only helps, not both', () => {
  const all = [...neededScopes, ...helpfulScopes];
  expect(new Set(all).size).toBe(all.length);
});
