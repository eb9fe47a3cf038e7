import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Lark as Adapter, LarkFault } from '../../../src/bots/lark/index.js';
import { type Card, notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import { chatIdOf, openIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import { theApp } from '../../doubles/lark/profile.js';
import { scripted } from '../scripted.js';
import { connect, isOpen } from './line.js';

const secret = 'the-secret-of-the-double';
const second = 'cli_00000000000000bb';

describe('long connections', () => {
  let folder: string;
  let lark: Lark;
  let adapter: Adapter;
  let faults: readonly LarkFault[];
  let accepted: readonly Inbound[];
  let answer: (inbound: Inbound) => Reply;
  let storable = true;
  const apps = [{ appId: theApp, appSecret: secret }];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
    lark = await startLark(
      {
        tenants: [
          {
            apps: [{}, { id: second, secret: 'the-second-secret' }],
            users: [
              { id: 'wang', name: '王芳' },
              { id: 'liu', name: '刘强' },
            ],
            chats: [{ id: chatIdOf('staff'), name: '教师群', members: ['wang'] }],
          },
        ],
        limits: { perChatPerSecond: 0 },
        push: { retryMs: [100, 200, 200, 400, 800, 1_600], factor: 1 },
      },
      join(folder, 'ledger'),
    );
    const script = scripted((inbound) => answer(inbound));
    ({ accepted } = script);
    ({ adapter, faults } = connect(lark.url, apps, (inbound, way) =>
      storable ? script.accept(inbound, way) : Promise.reject(new Error('disk full')),
    ));
    adapter.open();
    await isOpen(adapter, theApp);
  });
  beforeEach(() => {
    answer = () => ({ card: notice('done') });
    storable = true;
  });
  afterAll(async () => {
    await adapter.close();
    expect(lark.ledger().filter(({ kind }) => kind === 'wrong' || kind === 'unplanned')).toEqual([]);
    await lark.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const say = (text: string, user = 'wang') => lark.ask({ do: 'say', user, chat: 'direct', text });
  const texts = (from: number) => accepted.slice(from).map((inbound) => ('text' in inbound ? inbound.text : ''));

  test('what is said comes in through the connection, and through nothing else', async () => {
    const before = accepted.length;
    expect((await say('week')).ack).toMatchObject({ by: 'socket', status: 200, failure: null, body: '{}' });
    expect(texts(before)).toEqual(['week']);
    expect(adapter.router).toBeNull();
  });

  test('a text in several frames is put together', async () => {
    const before = accepted.length;
    await say('汉'.repeat(9_000));
    expect(texts(before)).toEqual(['汉'.repeat(9_000)]);
  });

  /** Sends a card with one button, and has 王芳 press it. */
  async function pressed(chat: string) {
    const button = { kind: 'button', token: 'fill', label: 'Fill in', style: 'plain' } as const;
    const card: Card = { tone: 'plain', blocks: [{ kind: 'actions', actions: [button] }] };
    const key = `card for ${chat}`;
    const { messageRef: message } = await adapter.messenger.send({
      workspaceId: 'w1',
      chat,
      key,
      card,
      language: 'en-US',
    });
    const desk = await lark.ask({ do: 'look', user: 'wang' });
    const shown = desk.chats.flatMap(({ messages }) => messages).find(({ id }) => id === message);
    const done = await lark.ask({ do: 'press', user: 'wang', message, at: shown?.actions[0]?.at ?? '' });
    expect(done).toMatchObject({ ack: { by: 'socket', status: 200 } });
    expect(done.problem).toBeUndefined();
    return { message, answer: JSON.parse(done.ack?.body ?? '') };
  }

  const sees = async (message: string) => {
    const { chats } = await lark.ask({ do: 'look', user: 'wang' });
    const found = chats.flatMap((chat) => chat.messages.map((one) => ({ ...one, kind: chat.kind })));
    return { here: found.find(({ id }) => id === message), last: found.filter(({ kind }) => kind === 'p2p').at(-1) };
  };

  test('a press in the direct chat is answered with the acknowledgement, in the place of the card', async () => {
    answer = () => ({ card: notice('林小满 +2, written') });
    const { message, answer: given } = await pressed(openIdOf(theApp, 'wang'));
    expect(given).toMatchObject({ card: { type: 'raw' } });
    expect((await sees(message)).here?.plain).toContain('林小满 +2, written');
    expect(accepted.at(-1)).toMatchObject({ kind: 'pressed', token: 'fill', chat: { kind: 'direct' } });
  });

  test('a press in a group leaves the card as it is for the others: the answer is in the direct chat', async () => {
    answer = () => ({ card: notice('周一鸣 -1, written') });
    const { message, answer: given } = await pressed(chatIdOf('staff'));
    expect(given).toEqual({ toast: { type: 'info', content: expect.stringContaining('for you alone') } });
    await vi.waitFor(async () => expect((await sees(message)).last?.plain).toContain('周一鸣 -1, written'));
    expect((await sees(message)).here?.plain).not.toContain('周一鸣');
  });

  test('what could not be stored is not acknowledged, comes again, and is done once', async () => {
    storable = false;
    const before = accepted.length;
    const { ack, pushes } = await say('林小满 +2');
    expect(ack).toMatchObject({ status: 500, failure: 'status' });
    storable = true;
    await lark.ask({ do: 'settled' });
    expect((await lark.ask({ do: 'push', push: pushes[0] ?? '' })).at(-1)).toMatchObject({ failure: null });
    expect(texts(before)).toEqual(['林小满 +2']);
    expect(faults.at(-1)).toMatchObject({ error: 'Error' });
    expect(JSON.stringify(faults)).not.toContain('disk full');
  });

  test('a connection that is cut is made again at once, and what was said meanwhile is not lost', async () => {
    const before = accepted.length;
    expect(await lark.ask({ do: 'disconnect' })).toBe(1);
    await say('are you there?');
    await isOpen(adapter, theApp);
    await lark.ask({ do: 'settled' });
    expect(texts(before)).toEqual(['are you there?']);
    expect((await say('week')).ack).toMatchObject({ by: 'socket', failure: null });
  });

  test('a Feishu that is out of order is asked again until it lets us in', async () => {
    for (const fault of ['brokenBefore', 'malformed', 'cut'] as const) {
      await lark.ask({ do: 'fault', method: 'socket.endpoint', fault });
    }
    await lark.ask({ do: 'disconnect' });
    await isOpen(adapter, theApp);
    await expect.poll(async () => (await say('week')).ack?.failure, { timeout: 15_000 }).toBeNull();
  });

  test('an app that is added is connected, and one that is taken away is not any more', async () => {
    apps.push({ appId: second, appSecret: 'the-second-secret' });
    await adapter.look();
    await isOpen(adapter, second);
    await lark.ask({ do: 'say', app: second, user: 'liu', chat: 'direct', text: 'hello' });
    expect(accepted.at(-1)).toMatchObject({ text: 'hello' });
    apps.pop();
    await adapter.look();
    expect(adapter.state(second)).toBeNull();
    expect(adapter.state(theApp)).toEqual({ state: 'open' });
  });

  test('an app whose secret is wrong stops no other: the operator is told what to look at, and it is tried again later', async () => {
    apps.push({ appId: second, appSecret: 'not-it' });
    await adapter.look();
    await expect.poll(() => adapter.state(second)?.state, { timeout: 10_000 }).toBe('refused');
    expect(adapter.state(second)).toEqual({ state: 'refused', code: '514' });
    const told = faults.filter(({ error }) => error === 'LongConnectionRefused');
    expect(told).toMatchObject([{ advice: expect.stringContaining('LARK_APP_SECRET') }]);
    expect(JSON.stringify(faults)).not.toContain('not-it');
    expect((await say('week')).ack).toMatchObject({ failure: null });
    apps.splice(1, 1, { appId: second, appSecret: 'the-second-secret' });
    await adapter.look();
    await isOpen(adapter, second);
    apps.pop();
    await adapter.look();
  });
});
