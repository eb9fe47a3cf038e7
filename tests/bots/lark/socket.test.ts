import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { wait } from '../../../src/app/wait.js';
import { type Lark as Adapter, createLark, type LarkFault } from '../../../src/bots/lark/index.js';
import { type Card, notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import { data, decodeFrame, encodeFrame } from '../../doubles/lark/frames.js';
import { botOpenIdOf, chatIdOf, openIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import { theApp } from '../../doubles/lark/profile.js';
import { directMessage, app as exampleApp } from '../../support/lark-payloads.js';
import { scripted } from './serve.js';

const secret = 'the-secret-of-the-double';
const second = 'cli_00000000000000bb';
const clock = { school: () => new Date(), machine: () => new Date() };

/** An adapter that keeps long connections for these apps. */
function connect(
  domain: string,
  apps: { appId: string; appSecret: string }[],
  accept: Parameters<typeof createLark>[0]['accept'],
): { readonly adapter: Adapter; readonly faults: readonly LarkFault[] } {
  const faults: LarkFault[] = [];
  const of = (appId: string) => ({ appId, appSecret: secret, workspaceId: 'w1', botOpenId: botOpenIdOf(appId) });
  const adapter = createLark({
    settings: { mode: 'websocket', domain, publicUrl: null },
    host: {
      ofApp: async (appId) => of(appId),
      ofWorkspace: async () => of(theApp),
      doorOf: async () => null,
      apps: async () => [...apps],
      languageOf: async () => 'en-US',
    },
    accept,
    clock,
    // Ten times as fast as in life.
    wait: (ms, signal) => wait(ms / 10, signal),
    log: (fault) => faults.push(fault),
  });
  return { adapter, faults };
}

const isOpen = (adapter: Adapter, appId = theApp) =>
  vi.waitFor(() => expect(adapter.state(appId)?.state).toBe('open'), { timeout: 15_000, interval: 10 });

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
    await isOpen(adapter);
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
    await isOpen(adapter);
    await lark.ask({ do: 'settled' });
    expect(texts(before)).toEqual(['are you there?']);
    expect((await say('week')).ack).toMatchObject({ by: 'socket', failure: null });
  });

  test('a Feishu that is out of order is asked again until it lets us in', async () => {
    for (const fault of ['brokenBefore', 'malformed', 'cut'] as const) {
      await lark.ask({ do: 'fault', method: 'socket.endpoint', fault });
    }
    await lark.ask({ do: 'disconnect' });
    await isOpen(adapter);
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

/** What a Feishu that is wrong with itself might do: one endpoint, one connection, any frame. */
describe('a connection through which something odd comes', () => {
  let server: Server;
  let listener: WebSocketServer;
  let discovery: unknown;
  let asked = 0;
  let socket: WebSocket;
  let adapter: Adapter;
  let faults: readonly LarkFault[];
  let accepted: readonly Inbound[];

  beforeEach(async () => {
    asked = 0;
    server = createServer((request, response) => {
      request.resume();
      asked += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(discovery));
    });
    listener = new WebSocketServer({ server });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ClientConfig = { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 60 };
    discovery = { code: 0, msg: '', data: { URL: `ws://127.0.0.1:${port}/?fpid=1&service_id=1`, ClientConfig } };
    const script = scripted(() => ({}));
    ({ accepted } = script);
    const apps = [{ appId: exampleApp, appSecret: secret }];
    ({ adapter, faults } = connect(`http://127.0.0.1:${port}`, apps, script.accept));
    listener.on('connection', (one) => {
      socket = one;
    });
  });
  const closed = async () => {
    await adapter.close();
    listener.close();
    for (const one of listener.clients) one.terminate();
    server.close();
    server.closeAllConnections();
  };

  async function sent(payload: unknown): Promise<unknown> {
    const headers = { type: 'event', message_id: String(Math.random()), sum: '1', seq: '0', trace_id: 't' };
    const frame = { seqId: 1, logId: 1, service: 1, method: data, headers };
    socket.send(encodeFrame({ ...frame, payload: Buffer.from(JSON.stringify(payload)) }));
    const [bytes] = (await once(socket, 'message')) as [Buffer];
    return JSON.parse(decodeFrame(bytes).payload.toString());
  }

  test('an event of another app, or what is none, is not taken and not acknowledged', async () => {
    const pinged = once(listener, 'connection');
    adapter.open();
    await pinged;
    await once(socket, 'message');
    await isOpen(adapter, exampleApp);
    for (const odd of [
      directMessage('x', {}, {}, { app_id: 'cli_0000000000000000' }),
      {},
      [],
      'x',
      { schema: '2.0' },
    ]) {
      expect(await sent(odd)).toMatchObject({ code: 500 });
    }
    expect(accepted).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
    expect(await sent(directMessage('hello'))).toEqual({ code: 200, data: Buffer.from('{}').toString('base64') });
    expect(accepted).toMatchObject([{ text: 'hello' }]);
    await closed();
  });

  test.each([
    ['no address', { code: 0, msg: '', data: null }],
    ['another answer', { hello: 'world' }],
    ['nothing', null],
    ['that it is busy', { code: 1, msg: 'system busy', data: { URL: '', ClientConfig: {} } }],
  ])('a Feishu that says %s is asked again soon, and the fault is told once', async (_what, said) => {
    const address = discovery;
    discovery = said;
    adapter.open();
    await expect.poll(() => asked, { timeout: 10_000, interval: 20 }).toBeGreaterThan(1);
    expect(adapter.state(exampleApp)).toEqual({ state: 'opening' });
    expect(faults).toHaveLength(1);
    discovery = address;
    await isOpen(adapter, exampleApp);
    await closed();
  });

  test.each([
    [403, 'choose it under Events & callbacks'],
    [1_000_040_350, 'end other programs'],
    [77, 'code 77'],
  ])('a Feishu that refuses with %i is not asked again at once, and says what helps', async (code, advice) => {
    discovery = { code, msg: 'no, and here is a secret', data: { URL: '', ClientConfig: {} } };
    adapter.open();
    await expect
      .poll(() => adapter.state(exampleApp), { timeout: 10_000 })
      .toEqual({ state: 'refused', code: `${code}` });
    expect(faults).toMatchObject([{ error: 'LongConnectionRefused', advice: expect.stringContaining(advice) }]);
    expect(JSON.stringify(faults)).not.toContain('here is a secret');
    expect(asked).toBe(1);
    await closed();
  });

  test('the program can end while it is still connecting', async () => {
    discovery = { code: 0, msg: '', data: null };
    adapter.open();
    await adapter.close();
    await closed();
    expect(adapter.state(exampleApp)).toBeNull();
  });
});
