// long because each thing that is knocked at the door with is one example of the same few answers.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { say } from '../../../src/core/language/say.js';
import { notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import {
  bot,
  command,
  directMessage,
  groupChat,
  mention,
  messageShortcut,
  press,
  shortcut,
  submission,
  team,
  viewClosed,
  wang,
} from '../../support/slack-payloads.js';
import { scripted } from '../scripted.js';
import { type Edge, openEdge, type Served, secret, serveSlack } from './serve.js';

let edge: Edge;
let served: Served;
let accepted: readonly Inbound[];
let reply: (inbound: Inbound) => Reply;
let storable = true;
let nextDoorRead = 0;

beforeAll(async () => {
  edge = await openEdge();
  const script = scripted((inbound) => reply(inbound));
  accepted = script.accepted;
  served = await serveSlack({
    apiUrl: edge.apiUrl,
    secrets: [secret, 'the-secret-before-it'],
    accept(inbound, answer) {
      if (!storable) return Promise.reject(new Error('disk full at /var/secret/path'));
      return script.accept(inbound, answer);
    },
    beside(app) {
      app.use(express.json(), express.urlencoded({ extended: true }));
      app.post('/next-door', (request, response) => {
        nextDoorRead += 1;
        response.json(request.body);
      });
    },
  });
});
beforeEach(() => {
  reply = () => ({ card: notice('done') });
  storable = true;
});
afterAll(async () => {
  await served.close();
  await edge.close();
});

const formType = 'application/x-www-form-urlencoded';
const verification = (challenge: unknown) => ({ type: 'url_verification', token: 'x', challenge });

describe('Slack routes mounted before body parsers; 413/400/401 never leak stack or secret; url_verification and ssl_check answered', () => {
  test('the address is verified with the challenge, signed only', async () => {
    const answer = await served.push(verification('3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P'));
    expect([answer.status, answer.text]).toEqual([200, '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P']);
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    expect(await served.push(verification('x'), { secret: 'wrong' })).toMatchObject({ status: 401, text: '' });
    for (const odd of [{ toString: 1 }, ['<script>'], 7, null]) {
      expect(await served.push(verification(odd))).toMatchObject({ status: 200, text: '' });
    }
  });

  test('Slack’s look at the certificate is answered, signed or not, and does nothing', async () => {
    const before = accepted.length;
    const probe = { contentType: formType, headers: { 'x-slack-signature': null, 'x-slack-request-timestamp': null } };
    expect(await served.post('ssl_check=1&token=x', probe)).toMatchObject({ status: 200, text: '' });
    expect(await served.post('ssl_check=1&token=x', { contentType: formType })).toMatchObject({ status: 200 });
    const posing = new URLSearchParams({ ...command('points'), ssl_check: '1' } as Record<string, string>).toString();
    expect(await served.post(posing, probe)).toMatchObject({ status: 200, text: '' });
    expect(await served.post('ssl_check=2', probe)).toMatchObject({ status: 401 });
    expect(await served.post(`ssl_check=1&x=${'x'.repeat(5_000)}`, probe)).toMatchObject({ status: 401 });
    expect(await served.post('{"ssl_check":1}', { headers: probe.headers })).toMatchObject({ status: 401 });
    expect(accepted).toHaveLength(before);
  });

  test.each([formType, `${formType}; charset=utf-8`, `${formType};charset=UTF-8`, 'Application/X-WWW-Form-Urlencoded'])(
    'a command of type %s is read',
    async (contentType) => {
      const typed = command('week', { response_url: edge.hook('charset') });
      expect(await served.push(typed, { contentType })).toMatchObject({ status: 200, text: '' });
      expect(accepted.at(-1)).toMatchObject({ key: `command:${typed.trigger_id}`, text: 'week' });
    },
  );

  test.each(['application/json', 'application/json; charset=utf-8', 'text/plain', null])(
    'an event of type %s is read',
    async (contentType) => {
      const said = directMessage('hello');
      const headers = { 'content-type': contentType };
      expect(await served.push(said, { headers })).toMatchObject({ status: 200, text: '' });
      expect(accepted.at(-1)).toMatchObject({ kind: 'said', text: 'hello' });
    },
  );

  test('a parser of somebody else’s, mounted after it, sees nothing of it and goes on reading its own', async () => {
    const before = nextDoorRead;
    await served.push(directMessage('hello'));
    expect(nextDoorRead).toBe(before);
    const url = new URL('/next-door', served.url);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body: '{"a":1}' });
    expect(await answer.json()).toEqual({ a: 1 });
  });

  test.each([
    ['no signature', { headers: { 'x-slack-signature': null } }],
    ['no time stamp', { headers: { 'x-slack-request-timestamp': null } }],
    ['another secret', { secret: 'wrong' }],
    ['six minutes old', { skew: -360 }],
    ['six minutes from now', { skew: 360 }],
    ['another version', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
    ['a doubled signature', { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}, v0=${'0'.repeat(64)}` } }],
  ])('%s: 401 with nothing in it, and nobody behind the door hears of it', async (_what, options) => {
    const before = accepted.length;
    for (const payload of [directMessage('hello'), command('week'), press('t'), submission()]) {
      const answer = await served.push(payload, options);
      expect([answer.status, answer.text]).toEqual([401, '']);
      expectNothingLeaks(answer);
    }
    expect(accepted).toHaveLength(before);
  });

  test('the secret before this one counts while it is being replaced', async () => {
    const answer = await served.push(directMessage('hello'), { secret: 'the-secret-before-it' });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['no JSON', '{"type":', 'application/json'],
    ['a list', '[1,2]', 'application/json'],
    ['a number', '7', 'application/json'],
    ['nothing', '', 'application/json'],
    ['a form whose payload is no JSON', 'payload=%7Bbroken', formType],
    ['a form whose payload is a list', 'payload=%5B%5D', formType],
  ])('%s, well signed: 400 with nothing in it', async (_what, body, contentType) => {
    const answer = await served.post(body, { contentType });
    expect([answer.status, answer.text]).toEqual([400, '']);
    expectNothingLeaks(answer);
  });

  test('more than 4 MB is refused before it is read, and packed bodies are not unpacked', async () => {
    const large = await served.post(Buffer.alloc(4 * 1024 * 1024 + 1, 'x'));
    expect([large.status, large.text]).toEqual([413, '']);
    const packed = await served.post(gzipSync('{"type":"url_verification"}'), {
      headers: { 'content-encoding': 'gzip' },
    });
    expect([packed.status, packed.text]).toEqual([415, '']);
    for (const answer of [large, packed]) expectNothingLeaks(answer);
  });

  test('another method is no door', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await fetch(served.url, { method });
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toMatch(/node_modules|\bat \//);
    }
  });
});

function expectNothingLeaks(answer: { readonly headers: object; readonly text: string }): void {
  const all = JSON.stringify(answer.headers) + answer.text;
  expect(all).not.toContain(secret);
  expect(all).not.toMatch(/node_modules|\bat \/|Error|express/i);
}

describe('unknown command/action/shortcut answered at once with a friendly text rather than 404 at 3 s', () => {
  const unknown = say('en-US', 'slack.unknown');
  const withinMs = 1_500;

  test.each([
    [
      'a command under any name',
      () => command('no such verb', { command: '/something', response_url: edge.hook('1') }),
    ],
    ['a button of any token', () => press('no such token', { response_url: edge.hook('2') })],
  ])('%s goes to the program, which always has an answer', async (_what, payload) => {
    const answer = await served.push(payload());
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.afterMs).toBeLessThan(withinMs);
    expect(accepted.at(-1)?.kind).toMatch(/commanded|pressed/);
  });

  test('a message shortcut is answered through its address', async () => {
    const url = edge.hook('message-shortcut');
    expect(await served.push(messageShortcut({ response_url: url }))).toMatchObject({ status: 200, text: '' });
    const { body } = await edge.until((took) => url.endsWith(took.path));
    expect(body).toMatchObject({ text: unknown, response_type: 'ephemeral', replace_original: false });
  });

  test('a shortcut, which has no address, is answered in a window', async () => {
    const pressed = shortcut();
    const answer = await served.push(pressed);
    expect(answer.status).toBe(200);
    expect(answer.afterMs).toBeLessThan(withinMs);
    const { body } = await edge.until(
      ({ path, body }) => path === '/api/views.open' && body['trigger_id'] === pressed.trigger_id,
    );
    expect(String(body['view'])).toContain('Gongyu does not know this');
  });

  test('a form of another time is answered in its own window', async () => {
    const answer = await served.push(submission({ callback: 'from-last-year' }));
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
    expect(answer.text).toContain('Gongyu does not know this');
  });

  test('a press that nobody can read is answered through its address', async () => {
    const url = edge.hook('broken-press');
    expect((await served.push(press('t', { actions: [], response_url: url }))).status).toBe(200);
    await edge.until((took) => url.endsWith(took.path));
  });

  test('what nobody waits for is taken in silence', async () => {
    for (const payload of [viewClosed(), { type: 'event_callback' }, { type: 'app_rate_limited', team_id: team }]) {
      expect(await served.push(payload)).toMatchObject({ status: 200, text: '' });
    }
  });

  test('a workspace without a school is told so', async () => {
    const url = edge.hook('not-ready');
    const other = { team_id: 'T0NEW', response_url: url };
    expect((await served.push(command('week', other))).status).toBe(200);
    const { body } = await edge.until((took) => url.endsWith(took.path));
    expect(body['text']).toBe(say('en-US', 'slack.notReady'));
    const form = submission({ view: { app_installed_team_id: undefined } }, { team: { id: 'T0NEW' } });
    expect((await served.push(form)).text).toContain('No school is set up');
  });

  test('answers go to Slack’s addresses only, whatever the body names', async () => {
    const before = edge.took.length;
    const away = 'http://169.254.169.254/latest/meta-data';
    expect((await served.push(command('week', { response_url: away }))).status).toBe(200);
    await edge.until(({ path, body }) => path === '/api/chat.postMessage' && body['channel'] === wang);
    expect(edge.took.slice(before).every(({ path }) => !path.includes('meta-data'))).toBe(true);
  });
});

describe('storing impossible: custom app.error must still end the response', () => {
  test('503 with nothing in it: not a word that comforts', async () => {
    storable = false;
    const hooks = edge.took.length;
    for (const payload of [
      directMessage('hello'),
      mention(`<@${bot}> week`),
      command('week', { response_url: edge.hook('lost') }),
      press('t', { response_url: edge.hook('lost') }),
      submission(),
    ]) {
      const answer = await served.push(payload);
      expect([answer.status, answer.text]).toEqual([503, '']);
      expectNothingLeaks(answer);
    }
    expect(edge.took).toHaveLength(hooks);
    expect(served.faults.at(-1)).toMatchObject({ error: 'Error' });
    expect(JSON.stringify(served.faults)).not.toContain('disk full');
  });

  test('and once it is stored, nothing that fails afterwards takes the acknowledgement back', async () => {
    // Longer than a modal can carry back.
    const open = { session: 's'.repeat(101), title: 'A form', submit: 'Send', fields: [] };
    reply = () => ({ open });
    expect((await served.push(press('t', { response_url: edge.hook('x') }))).status).toBe(200);
    const answer = await served.push(submission({ session: 'another' }));
    expect([answer.status, answer.text]).toEqual([200, '']);
  });
});

describe('Ack p99 bound; no network call and no token refresh before ack', () => {
  test('200 commands, presses and forms one after the other: the slowest hundredth within a second', async () => {
    reply = () => ({});
    const took: number[] = [];
    for (let round = 0; round < 67; round += 1) {
      const url = edge.hook('quick');
      for (const payload of [
        command('week', { response_url: url }),
        press('t', { response_url: url }),
        submission({ session: `s-${round}` }),
      ]) {
        const answer = await served.push(payload);
        expect(answer.status).toBe(200);
        took.push(answer.afterMs);
      }
    }
    took.sort((one, other) => one - other);
    expect(took[Math.floor(took.length * 0.99)]).toBeLessThan(1_000);
  });

  test('nothing leaves the program before Slack has its acknowledgement', async () => {
    let release = () => {};
    const held = new Promise<Reply>((resolve) => {
      release = () => resolve({ card: notice('late') });
    });
    const others: Socket[] = [];
    const see = (message: unknown) => others.push((message as { socket: Socket }).socket);
    const alone = await serveSlack({
      apiUrl: edge.apiUrl,
      accept: async () => ({ repeated: false, reply: held }),
    });
    const url = edge.hook('after-the-acknowledgement');
    const before = edge.took.length;
    subscribe('net.client.socket', see);
    const answers = [
      await alone.push(command('week', { response_url: url })),
      await alone.push(press('t', { response_url: url })),
      await alone.push(mention(`<@${bot}> week`)),
      await alone.push(directMessage('hello')),
    ];
    unsubscribe('net.client.socket', see);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(edge.took).toHaveLength(before);
    // The connections are Slack's own, made by this test.
    const { port } = new URL(alone.url);
    expect(new Set(others.map((socket) => String(socket.remotePort ?? port)))).toEqual(new Set([port]));
    release();
    await edge.until((took) => took.path === new URL(url).pathname);
    await edge.until(({ path, body }) => path === '/api/chat.postEphemeral' && body['channel'] === groupChat);
    await alone.close();
  });
});
