// long because each thing that is knocked at the door with is one example of the same few answers.
import { gzipSync } from 'node:zlib';
import express from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import {
  app,
  bot,
  challenge,
  chatEvent,
  directMessage,
  encrypted,
  encryptKey,
  entered,
  firstEvent,
  mention,
  menu,
  press,
  submission,
  verificationToken,
} from '../../support/lark-payloads.js';
import type { Answered } from '../http.js';
import { scripted } from '../scripted.js';
import { type Edge, openEdge, type Served, serveLark, unsigned } from './serve.js';

const otherApp = 'cli_ffffffffffffffff';

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
  served = await serveLark({
    domain: edge.domain,
    host: {
      ofApp: async (appId) => ({ appId, appSecret: 'x', workspaceId: `w-${appId}`, botOpenId: bot }),
      async doorOf(appId) {
        if (appId === null || appId === app) return { appId: app, encryptKey, verificationToken };
        return appId === otherApp ? { appId, encryptKey: 'another key', verificationToken: 'another token' } : null;
      },
    },
    accept(inbound, answer) {
      if (!storable) return Promise.reject(new Error('disk full at /var/secret/path'));
      return script.accept(inbound, answer);
    },
    beside(server) {
      server.use(express.json());
      server.post('/next-door', (request, response) => {
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

function expectNothingLeaks(answer: Answered): void {
  const all = JSON.stringify(answer.headers) + answer.text;
  for (const secret of [encryptKey, verificationToken]) expect(all).not.toContain(secret);
  expect(all).not.toMatch(/node_modules|\bat \/|Error|express/i);
}

/** The text until the second byte of a character of it. */
function cutIn(text: string, character: string): Buffer {
  return Buffer.from(text).subarray(0, Buffer.byteLength(text.slice(0, text.indexOf(character))) + 1);
}

async function expectRefused(answer: Promise<Answered>, status: number): Promise<void> {
  const before = accepted.length;
  const given = await answer;
  expect([given.status, given.text]).toEqual([status, '']);
  expectNothingLeaks(given);
  expect(accepted).toHaveLength(before);
}

describe('the address is verified by those who know the key and the token, and by nobody else', () => {
  test('signed or not, an encrypted challenge is answered', async () => {
    for (const headers of [{}, unsigned]) {
      const answer = await served.push(challenge('ajls384kdjx98XX'), { headers });
      expect([answer.status, answer.json()]).toEqual([200, { challenge: 'ajls384kdjx98XX' }]);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
    }
  });

  test('with another token, another key or in the clear it is not', async () => {
    const wrong = challenge('x', 'another token');
    await expectRefused(served.push(wrong), 401);
    await expectRefused(served.push(wrong, { headers: unsigned }), 401);
    await expectRefused(served.push(challenge('x'), { headers: unsigned, key: 'another key' }), 401);
    await expectRefused(served.post(JSON.stringify(challenge('x')), { headers: unsigned }), 401);
  });

  test.each([
    ['a challenge that is no text', { ...challenge('x'), challenge: { toString: 1 } }],
    ['one with markup in it', { ...challenge('x'), challenge: '<script>alert(1)</script>\n' }],
    ['one without end', { ...challenge('x'), challenge: 'x'.repeat(201) }],
    ['none', { type: 'url_verification', token: verificationToken }],
  ])('%s is not answered', async (_what, payload) => {
    await expectRefused(served.push(payload), 400);
    await expectRefused(served.push(payload, { headers: unsigned }), 401);
  });

  test('nothing else comes in without a signature, however it is encrypted', async () => {
    for (const payload of [directMessage('hello'), press('t'), menu('week'), firstEvent('p2p_chat_create', {})]) {
      await expectRefused(served.push(payload, { headers: unsigned }), 401);
    }
    const large = JSON.stringify({ ...challenge('x'), more: 'x'.repeat(5_000) });
    const body = JSON.stringify({ encrypt: encrypted(large) });
    await expectRefused(served.post(body, { headers: unsigned }), 401);
  });
});

describe('what is signed by Feishu for this app is let in', () => {
  test('encrypted, and in the clear where no part of it is encrypted', async () => {
    expect(await served.push(directMessage('one'))).toMatchObject({ status: 200, text: '{}' });
    expect(await served.post(JSON.stringify(directMessage('two')))).toMatchObject({ status: 200, text: '{}' });
    expect(accepted.slice(-2)).toMatchObject([{ text: 'one' }, { text: 'two' }]);
  });

  test('the bytes count and not how they are written: with spaces, escapes and beside other keys', async () => {
    const pretty = JSON.stringify(directMessage('林小满 +2'), null, 4);
    expect(await served.post(pretty)).toMatchObject({ status: 200 });
    const escaped = JSON.stringify(directMessage('a/b')).replaceAll('/', '\\/').replaceAll('2', '\\u0032');
    expect(await served.post(escaped)).toMatchObject({ status: 200 });
    expect(accepted.slice(-2)).toMatchObject([{ text: '林小满 +2' }, { text: 'a/b' }]);
    const outer = `{\n  "encrypt" : "${encrypted(JSON.stringify(directMessage('c'))).replaceAll('/', '\\/')}"\r\n}\n`;
    expect(await served.post(outer)).toMatchObject({ status: 200 });
    expect(accepted.at(-1)).toMatchObject({ text: 'c' });
  });

  test('what stands beside the encrypted part counts for nothing', async () => {
    const inner = encrypted(JSON.stringify(directMessage('inside')));
    expect(await served.post(JSON.stringify({ ...directMessage('outside'), encrypt: inner }))).toMatchObject({
      status: 200,
    });
    expect(accepted.at(-1)).toMatchObject({ text: 'inside' });
    await expectRefused(served.post(JSON.stringify({ ...directMessage('outside'), encrypt: '' })), 400);
    await expectRefused(served.post(JSON.stringify({ ...directMessage('outside'), encrypt: { a: 1 } })), 400);
  });

  test('both versions of the envelope', async () => {
    const created = firstEvent('p2p_chat_create', { chat_id: 'oc_1', user: { open_id: 'ou_1' } });
    expect(await served.push(created)).toMatchObject({ status: 200, text: '{}' });
    expect(accepted.at(-1)).toMatchObject({ kind: 'commanded', key: 'entered:ou_1' });
  });

  test('an event that we do not know is taken in silence', async () => {
    const before = accepted.length;
    expect(await served.push(chatEvent('im.message.message_read_v1'))).toMatchObject({ status: 200, text: '{}' });
    expect(accepted).toHaveLength(before);
  });

  test('every app has an address of its own, with its own key and token', async () => {
    const theirs = directMessage('theirs', {}, {}, { app_id: otherApp, token: 'another token' });
    const path = `/lark/events/${otherApp}`;
    expect(await served.push(theirs, { path, key: 'another key' })).toMatchObject({ status: 200 });
    expect(accepted.at(-1)).toMatchObject({ workspaceId: `w-${otherApp}`, text: 'theirs' });
    expect(await served.push(directMessage('ours'), { path: `/lark/events/${app}` })).toMatchObject({ status: 200 });
    await expectRefused(served.push(theirs, { key: 'another key' }), 401);
    await expectRefused(served.push(theirs, { path }), 401);
    const posing = directMessage('x', {}, {}, { token: 'another token' });
    await expectRefused(served.push(posing, { path, key: 'another key' }), 401);
  });

  test('a parser of somebody else’s, mounted after it, sees nothing of it and goes on reading its own', async () => {
    const before = nextDoorRead;
    await served.push(directMessage('hello'));
    expect(nextDoorRead).toBe(before);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(new URL('/next-door', served.url), { method: 'POST', headers, body: '{"a":1}' });
    expect(await answer.json()).toEqual({ a: 1 });
  });
});

describe('everything else is sent away with a status and nothing else, and nobody behind the door hears of it', () => {
  test.each([
    ['no signature', { headers: { 'x-lark-signature': null } }],
    ['no time stamp', { headers: { 'x-lark-request-timestamp': null } }],
    ['no nonce', { headers: { 'x-lark-request-nonce': null } }],
    ['another nonce', { headers: { 'x-lark-request-nonce': 'another' } }],
    ['another key', { key: 'another key' }],
    ['a day old', { skew: -86_400 }],
    ['six minutes old', { skew: -360 }],
    ['six minutes from now', { skew: 360 }],
    ['a signature of another length', { headers: { 'x-lark-signature': '00' } }],
  ])('%s: 401', async (_what, options) => {
    for (const payload of [directMessage('hello'), press('t'), submission(), challenge('x')]) {
      await expectRefused(served.push(payload, options), 401);
    }
  });

  test.each([
    ['a message', () => directMessage('x', {}, {}, { token: 'another' })],
    ['a message without a token', () => directMessage('x', {}, {}, { token: undefined })],
    ['a press', () => press('t', { header: { token: '' } })],
    ['an event of the first version', () => firstEvent('p2p_chat_create', {}, { token: 'another' })],
    ['a message of another app', () => directMessage('x', {}, {}, { app_id: 'cli_0000000000000000' })],
    ['an event of the first version, of another app', () => firstEvent('x', { app_id: 'cli_0000000000000000' })],
  ])('%s with another token or app, well signed: 401', async (_what, payload) => {
    await expectRefused(served.push(payload()), 401);
  });

  test.each([
    ['no JSON', '{"encrypt":'],
    ['a list', '[1,2]'],
    ['a number', '7'],
    ['nothing', ''],
    ['an object without anything', '{}'],
    ['four signs in place of what is encrypted', '{"encrypt":"AAAA"}'],
    ['a number in place of what is encrypted', '{"encrypt":7}'],
    ['what every object has', '{"__proto__":{"a":1}}'],
    ['what every object has, encrypted', JSON.stringify({ encrypt: encrypted('{"__proto__":{"schema":"2.0"}}') })],
    ['a list inside', JSON.stringify({ encrypt: encrypted('[]') })],
    ['nothing inside', JSON.stringify({ encrypt: encrypted('') })],
    ['what is encrypted twice', JSON.stringify({ encrypt: encrypted(JSON.stringify({ encrypt: encrypted('{}') })) })],
    ['encrypted with another key', JSON.stringify({ encrypt: encrypted('{}', 'another key') })],
    ['cut in the middle of a character', cutIn(JSON.stringify(directMessage('林小满')), '满')],
    [
      'encrypted, and cut in the middle of a character',
      JSON.stringify({ encrypt: encrypted(cutIn('{"a":"林"}', '林')) }),
    ],
    ['a broken character', Buffer.from('{"schema":"2.0","x":"\xff\xfe"}', 'latin1')],
    ['an event without its header', '{"schema":"2.0","event":{}}'],
    ['a version to come', '{"schema":"3.0","header":{},"event":{}}'],
  ])('%s, well signed: 400', async (_what, body) => {
    await expectRefused(served.post(body), 400);
  });

  test('a body that is cut anywhere is never taken for a whole one', async () => {
    const whole = JSON.stringify({ encrypt: encrypted(JSON.stringify(directMessage('林小满'))) });
    for (let size = 0; size < whole.length; size += 37) await expectRefused(served.post(whole.slice(0, size)), 400);
  });

  test('more than 256 KB is refused before it is looked at, and packed bodies are not unpacked', async () => {
    await expectRefused(served.post(Buffer.alloc(256 * 1024 + 1, 'x')), 413);
    const packed = gzipSync(JSON.stringify({ encrypt: encrypted(JSON.stringify(challenge('x'))) }));
    await expectRefused(served.post(packed, { headers: { 'content-encoding': 'gzip' } }), 415);
  });

  test.each([`/lark/events/cli_0000000000000000`, '/lark/events/cli_1', '/lark/events/%00', '/lark/events/__proto__'])(
    'an address of no app, %s: 404',
    async (path) => {
      await expectRefused(served.push(directMessage('x'), { path }), 404);
    },
  );

  test('an address that is none', async () => {
    await expectRefused(served.push(directMessage('x'), { path: '/lark/events/%E0%A4%A' }), 400);
  });

  test('another method is no door', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await fetch(served.url, { method });
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toMatch(/node_modules|\bat \//);
    }
  });

  test('nothing of it was a fault of ours, and the door is still open', async () => {
    expect(served.faults).toEqual([]);
    expect(({} as Record<string, unknown>)['schema']).toBeUndefined();
    expect(await served.push(directMessage('still there?'))).toMatchObject({ status: 200 });
  });
});

describe('any JSON at all, signed by Feishu', () => {
  test('is taken or refused, and is never a fault of ours', async () => {
    const header = { app_id: app, token: verificationToken };
    const types = fc.constantFrom(
      'card.action.trigger',
      'im.message.receive_v1',
      'application.bot.menu_v6',
      'toString',
    );
    const event = fc.record({ id: fc.string(), type: types, event: fc.jsonValue() });
    const body = fc.oneof(
      fc.jsonValue(),
      event.map(({ id, type, event }) => ({
        schema: '2.0',
        header: { ...header, event_id: id, event_type: type },
        event,
      })),
    );
    const faults = served.faults.length;
    await fc.assert(
      fc.asyncProperty(body, fc.boolean(), async (anything, hidden) => {
        const text = JSON.stringify(anything);
        const { status } = await served.post(hidden ? JSON.stringify({ encrypt: encrypted(text) }) : text);
        expect([200, 400, 401]).toContain(status);
      }),
      { numRuns: 300 },
    );
    expect(served.faults).toHaveLength(faults);
  });
});

describe('what could not be stored is not said to have arrived', () => {
  test('503 with nothing in it, and no word that comforts', async () => {
    storable = false;
    const calls = edge.took.length;
    for (const payload of [directMessage('x'), mention('@_user_1 week'), menu('week'), entered(), press('t')]) {
      await expectRefused(served.push(payload), 503);
    }
    await expectRefused(served.push(submission()), 503);
    expect(edge.took).toHaveLength(calls);
    expect(served.faults.at(-1)).toMatchObject({ error: 'Error' });
    expect(JSON.stringify(served.faults)).not.toContain('disk full');
  });

  test('nor what came while nobody could say whose app it is', async () => {
    const alone = await serveLark({
      accept: async () => expect.fail('stored without a place'),
      host: { ofApp: async () => Promise.reject(new Error('not known yet')) },
    });
    await expectRefused(alone.push(directMessage('x')), 503);
    const shut = await serveLark({
      accept: async () => expect.fail('let in without a door'),
      host: { doorOf: async () => Promise.reject(new Error('database away')) },
    });
    await expectRefused(shut.push(directMessage('x')), 503);
    await Promise.all([alone.close(), shut.close()]);
  });
});
