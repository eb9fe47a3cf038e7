import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Logger,
  LogLevel,
  type WebAPIPlatformError,
  type WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';

const team = 'T0YUXIN';
const wang = { team, user: 'U0WANG' };
const li = { team, user: 'U0LI' };
const staffRoom = 'C0STAFF';

const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** What an app was sent, and what it answers next. */
interface App {
  readonly url: string;
  readonly heard: { readonly headers: IncomingMessage['headers']; readonly body: string }[];
  answer: { status: number; body: string };
  close(): void;
}

function startApp(): Promise<App> {
  return new Promise((resolve) => {
    const app: App = { url: '', heard: [], answer: { status: 200, body: '' }, close: () => server.close() };
    const server: Server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        app.heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(app.answer.status).end(app.answer.body);
      });
    }).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve(Object.assign(app, { url: `http://127.0.0.1:${port}/slack/events` }));
    });
  });
}

const payloadOf = (body: string) => JSON.parse(new URLSearchParams(body).get('payload') ?? '{}');
const yes = { type: 'button', action_id: 'yes', text: { type: 'plain_text', text: 'Yes' } } as const;
const asking = [{ type: 'actions' as const, elements: [yes] }];
const title = { type: 'plain_text' as const, text: 'A form' };
const form = {
  type: 'modal' as const,
  title,
  submit: title,
  callback_id: 'form',
  blocks: [
    {
      type: 'input' as const,
      block_id: 'score',
      label: title,
      element: { type: 'number_input' as const, action_id: 'value', is_decimal_allowed: false, max_value: '10' },
    },
  ],
};

describe('the fake Slack', () => {
  let slack: Slack;
  let client: WebClient;
  let app: App;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-slack-'));
    slack = await startSlack(
      {
        workspaces: [
          {
            id: team,
            name: 'Yuxin School',
            token: 'xoxb-yuxin',
            users: [
              { id: wang.user, name: 'Wang Fang', email: 'wang@yuxin.example' },
              { id: li.user, name: 'Li Qiang' },
            ],
            channels: [{ id: staffRoom, name: 'staff', members: [wang.user] }],
          },
        ],
        push: { echo: false },
      },
      join(folder, 'ledger'),
    );
    client = new WebClient('xoxb-yuxin', {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silent,
    });
    app = await startApp();
    await slack.ask({ do: 'connect', url: app.url });
  });
  afterAll(async () => {
    app.close();
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const direct = async (user: string) => (await client.conversations.open({ users: user })).channel?.id ?? '';
  const failure = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => expect.fail('it was taken'),
      (reason: WebAPIPlatformError) => reason,
    );
    return { error: error.data.error, messages: error.data.response_metadata?.messages ?? [] };
  };

  test('a message is there for the members, with its key, and in the ledger', async () => {
    const metadata = { event_type: 'gongyu_delivery', event_payload: { k: 'key-1' } };
    const sent = await client.chat.postMessage({ channel: staffRoom, text: 'good morning', metadata });
    const { messages } = await client.conversations.history({ channel: staffRoom, include_all_metadata: true });
    expect(messages).toMatchObject([{ ts: sent.ts, text: 'good morning', metadata }]);
    expect(slack.ledger()).toContainEqual(expect.objectContaining({ kind: 'post', key: 'key-1', ts: sent.ts }));
    const desk = await slack.ask({ do: 'look', ...wang });
    expect(desk.channels.flatMap((one) => one.messages)).toMatchObject([{ author: 'bot', plain: 'good morning' }]);
    expect((await slack.ask({ do: 'look', ...li })).channels).toEqual([]);
  });

  test('a second message in the same second is refused with the time to wait', async () => {
    const channel = await direct(li.user);
    await client.chat.postMessage({ channel, text: 'one' });
    const error = await client.chat
      .postMessage({ channel, text: 'two' })
      .catch((reason: WebAPIRateLimitedError) => reason);
    expect(error).toMatchObject({ retryAfter: 1 });
  });

  test('what Slack would not take is refused where it is wrong', async () => {
    const channel = staffRoom;
    const long = [{ type: 'header' as const, text: { type: 'plain_text' as const, text: 'x'.repeat(151) } }];
    expect(await failure(client.chat.postMessage({ channel, text: 'x', blocks: long }))).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
    });
    const twice = [{ type: 'actions' as const, elements: [yes, yes] }];
    expect(await failure(client.chat.postMessage({ channel, text: 'x', blocks: twice }))).toMatchObject({
      messages: ['[ERROR] action_id must be unique: yes [json-pointer:/blocks/0]'],
    });
    const many = Array.from({ length: 51 }, () => ({ type: 'divider' as const }));
    expect(await failure(client.chat.postMessage({ channel, text: 'x', blocks: many }))).toMatchObject({
      messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'],
    });
    const strange = [{ type: 'section', text: title, colour: 'red' }, { type: 'video' }];
    expect(await failure(client.apiCall('chat.postMessage', { channel, text: 'x', blocks: strange }))).toMatchObject({
      messages: [
        '[ERROR] invalid additional property: colour [json-pointer:/blocks/0/colour]',
        '[ERROR] unsupported type [json-pointer:/blocks/1/type]',
      ],
    });
    expect(await failure(client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }))).toMatchObject({
      error: 'channel_not_found',
    });
    const stranger = new WebClient('xoxb-unknown', { slackApiUrl: slack.apiUrl, logger: silent });
    expect(await failure(stranger.auth.test())).toMatchObject({ error: 'invalid_auth' });
  });

  test('what is said to the app is pushed, signed, and again when it was not taken', async () => {
    await slack.ask({ do: 'configure', push: { retryMs: [0, 10] } });
    app.answer = { status: 503, body: '' };
    const { pushes } = await slack.ask({ do: 'say', ...wang, channel: 'direct', text: 'a < b & @bot' });
    expect(await slack.ask({ do: 'settled' })).toBe(true);
    app.answer = { status: 200, body: '' };
    expect(await slack.ask({ do: 'push', push: pushes[0] ?? '' })).toHaveLength(3);
    const heard = app.heard.slice(-3);
    expect(heard.map((one) => one.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2']);
    expect(heard.map((one) => one.headers['x-slack-signature'])).toEqual(Array(3).fill(expect.stringMatching(/^v0=/)));
    const { event, event_id } = JSON.parse(heard[0]?.body ?? '');
    expect(event).toMatchObject({
      type: 'message',
      channel_type: 'im',
      user: wang.user,
      text: 'a &lt; b &amp; <@UBOT0YUXIN>',
    });
    expect(JSON.parse(heard[2]?.body ?? '').event_id).toBe(event_id);
  });

  test('a press carries a trigger that opens one form, and only soon', async () => {
    const channel = await direct(wang.user);
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'ask', blocks: asking });
    await slack.ask({ do: 'press', ...wang, on: { channel, ts }, actionId: 'yes' });
    const { trigger_id, container, actions } = payloadOf(app.heard.at(-1)?.body ?? '');
    expect({ container, actions }).toMatchObject({ container: { message_ts: ts }, actions: [{ action_id: 'yes' }] });
    await client.views.open({ trigger_id, view: form });
    expect(await failure(client.views.open({ trigger_id, view: form }))).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    await slack.ask({ do: 'press', ...wang, on: { channel, ts }, actionId: 'yes' });
    const late = payloadOf(app.heard.at(-1)?.body ?? '').trigger_id;
    await slack.ask({ do: 'configure', limits: { triggerMs: -1 } });
    expect(await failure(client.views.open({ trigger_id: late, view: form }))).toMatchObject({
      error: 'expired_trigger_id',
    });
    await slack.ask({ do: 'configure', limits: { triggerMs: 3_000 } });
    await expect(slack.ask({ do: 'press', ...wang, on: { channel, ts }, actionId: 'no' })).rejects.toThrow(
      'action_id no',
    );
  });

  test('a form is checked by the client, answered by the app, and closed', async () => {
    const [view] = (await slack.ask({ do: 'look', ...wang })).views;
    const send = (score: number) => slack.ask({ do: 'submit', ...wang, view: view?.id ?? '', values: { score } });
    expect((await send(99)).errors).toEqual({ score: 'Enter a number of at most 10.' });
    app.answer.body = JSON.stringify({ response_action: 'errors', errors: { score: 'not this one' } });
    expect((await send(9)).errors).toEqual({ score: 'not this one' });
    expect(payloadOf(app.heard.at(-1)?.body ?? '').view.state.values).toEqual({
      score: { value: { type: 'number_input', value: '9' } },
    });
    app.answer.body = JSON.stringify({ response_action: 'errors', errors: { elsewhere: 'no' } });
    expect(await send(9)).toMatchObject({ problem: 'errors without their inputs' });
    app.answer.body = '';
    expect(await send(8)).toMatchObject({ closed: true });
    expect((await slack.ask({ do: 'look', ...wang })).views).toEqual([]);
  });

  test('a command is answered alone, five times at most', async () => {
    app.answer.body = 'one moment';
    await slack.ask({ do: 'command', ...wang, channel: staffRoom, text: 'help' });
    app.answer.body = '';
    const url = new URLSearchParams(app.heard.at(-1)?.body).get('response_url') ?? '';
    const answers = [];
    for (let time = 0; time < 6; time += 1) {
      const headers = { 'content-type': 'application/json' };
      answers.push(
        (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ text: `answer ${time}` }) })).status,
      );
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 404]);
    const seen = (await slack.ask({ do: 'look', ...wang })).channels.find((one) => one.id === staffRoom)?.messages;
    expect(seen?.filter((one) => one.alone).map((one) => one.plain)).toEqual([
      'one moment',
      ...[0, 1, 2, 3, 4].map((time) => `answer ${time}`),
    ]);
  });
});
