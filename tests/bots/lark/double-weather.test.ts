import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AESCipher, AppType, Client, EventDispatcher, WSClient } from '@larksuiteoapi/node-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import { badDay, theApp } from '../../doubles/lark/profile.js';
import { encrypt } from '../../doubles/lark/seal.js';

const secret = 'the-secret-of-the-double';
const wang = openIdOf(theApp, 'wang');
const logger = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
const card = (title: string, ...elements: object[]) => ({
  schema: '2.0',
  header: { title: { tag: 'plain_text', content: title } },
  body: { elements },
});
const yes = {
  tag: 'button',
  text: { tag: 'plain_text', content: 'Yes' },
  behaviors: [{ type: 'callback', value: { t: 'yes' } }],
};

describe('the fake Feishu, by long connection and on a bad day', () => {
  let lark: Lark;
  let client: Client;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
    lark = await startLark(
      {
        tenants: [{ apps: [{}], users: [{ id: 'wang', name: '王芳' }] }],
        limits: { perChatPerSecond: 0, perApiPerSecond: 0 },
        push: { factor: 0 },
      },
      join(folder, 'ledger'),
    );
    client = new Client({ appId: theApp, appSecret: secret, appType: AppType.SelfBuild, domain: lark.url, logger });
  });
  afterAll(async () => {
    await lark.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const send = async (title: string, ...elements: object[]) => {
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: wang, msg_type: 'interactive', content: JSON.stringify(card(title, ...elements)) },
    });
    return sent.data?.message_id ?? '';
  };
  const desk = () => lark.ask({ do: 'look', user: 'wang' });
  const say = (text: string) => lark.ask({ do: 'say', user: 'wang', chat: 'direct', text });

  /** The library's own client of the long connection, once it is connected. */
  async function connected(appSecret: string, heard: unknown[] = []) {
    const answer = (data: unknown) => {
      heard.push(data);
      return { toast: { type: 'info' as const, content: '收到' } };
    };
    const eventDispatcher = new EventDispatcher({ logger }).register({
      'im.message.receive_v1': (data) => {
        answer(data);
      },
      'card.action.trigger': answer,
    });
    let comeBack = () => {};
    const again = new Promise<void>((resolve) => {
      comeBack = resolve;
    });
    return new Promise<{ app: WSClient; isReady: boolean; again: Promise<void> }>((resolve) => {
      const app: WSClient = new WSClient({
        appId: theApp,
        appSecret,
        domain: lark.url,
        logger,
        onReady: () => resolve({ app, isReady: true, again }),
        onError: () => resolve({ app, isReady: false, again }),
        onReconnected: () => comeBack(),
      });
      void app.start({ eventDispatcher });
    });
  }

  test('an app that keeps a long connection is told through it, answers through it, and comes back', async () => {
    const heard: unknown[] = [];
    const { app, isReady, again } = await connected(secret, heard);
    expect(isReady).toBe(true);
    expect((await say('long '.repeat(5_000))).ack).toMatchObject({ status: 200, by: 'socket', failure: null });
    const message = await send('Question', yes);
    await lark.ask({ do: 'press', user: 'wang', message, at: 'body/0' });
    expect((await desk()).toasts.at(-1)).toMatchObject({ type: 'info', content: '收到' });
    expect(heard).toHaveLength(2);
    expect(await lark.ask({ do: 'disconnect' })).toBe(1);
    await again;
    expect((await say('still there?')).ack).toMatchObject({ status: 200, by: 'socket' });
    app.close({ force: true });
    await expect.poll(() => say('gone?').then(({ ack }) => ack?.failure)).toBe('connection');
    await lark.ask({ do: 'settled' });
    expect(lark.ledger().filter((line) => line.kind === 'wrong' || line.kind === 'unplanned')).toEqual([]);
  });

  test('a wrong secret gets no long connection', async () => {
    const { app, isReady } = await connected('wrong');
    expect(isReady).toBe(false);
    app.close({ force: true });
  });

  test('what is hidden is hidden as in the example of the vendor, and is read by the vendor’s library', () => {
    const iv = Buffer.from('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'base64').subarray(0, 16);
    expect(encrypt('hello world', 'test key', iv)).toBe('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=');
    expect(new AESCipher('a key').decrypt(encrypt('{"一":1}', 'a key'))).toBe('{"一":1}');
  });

  test('what is held back comes when it is released, in the order that was asked for, and again when asked', async () => {
    const bodies: string[] = [];
    const server = createServer(async (request: IncomingMessage, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { encrypt: hidden } = JSON.parse(Buffer.concat(chunks).toString()) as { encrypt: string };
      const body = JSON.parse(new AESCipher('the-encrypt-key-of-the-double').decrypt(hidden)) as Record<
        string,
        unknown
      >;
      if (body['type'] !== 'url_verification') bodies.push(JSON.stringify(body));
      response.end(JSON.stringify({ challenge: body['challenge'] }));
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    await lark.ask({ do: 'connect', url: `http://127.0.0.1:${port}/` });
    await lark.ask({ do: 'configure', push: { held: true } });
    const first = await say('first');
    await say('second');
    expect(first.ack).toBeNull();
    await lark.ask({ do: 'configure', push: { held: false } });
    await lark.ask({ do: 'release', order: 'reversed' });
    await lark.ask({ do: 'settled' });
    await lark.ask({ do: 'again', push: first.pushes[0] ?? '' });
    expect(bodies).toHaveLength(3);
    expect(bodies.at(-1)).toContain('first');
    expect(new Set(bodies).size).toBe(2);
    server.close();
  });

  test('a planned fault befalls the next call alone, before or after it took effect', async () => {
    for (const fault of ['cut', 'dropped', 'brokenBefore', 'brokenAfter', 'tooMany', 'busy', 'malformed'] as const) {
      await lark.ask({ do: 'fault', method: 'im.message.create', fault });
      // The library gives half an answer back as text.
      expect(await send(fault).catch(() => ''), fault).toBe('');
    }
    await lark.ask({ do: 'refuse', method: 'im.message.create', code: 230022 });
    await expect(send('sensitive')).rejects.toMatchObject({ response: { data: { code: 230022 } } });
    await send('fair');
    const messages = (await desk()).chats.flatMap((chat) => chat.messages).filter((one) => one.author === 'bot');
    expect(messages.slice(-4).map((one) => one.title)).toEqual(['dropped', 'brokenAfter', 'malformed', 'fair']);
  });

  test('on a bad day something happens to about one call in five, the same with the same seed', async () => {
    await lark.ask({ do: 'configure', faults: { rates: badDay, lateMs: 0 } });
    let failed = 0;
    for (let time = 0; time < 60; time += 1) {
      const call = client.im.v1.chat.list({ params: {} });
      failed += await call.then(
        ({ code }) => Number(code !== 0),
        () => 1,
      );
    }
    await lark.ask({ do: 'configure', faults: { rates: {} } });
    expect(failed).toBeGreaterThan(4);
    expect(failed).toBeLessThan(30);
  });
});
