import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import { chatEvent, directMessage, encrypted, mention, menu, press, submission } from '../../support/lark-payloads.js';
import type { Served } from './serve.js';
import { type ServedWithInbox, serveWithInbox } from './with-inbox.js';

let served: ServedWithInbox;
/** A second process with the same app and the same database: Feishu gives an event to either. */
let beside: Served;
let before = 0;

beforeAll(async () => {
  served = await serveWithInbox(async () => ({ card: notice('done') }));
  beside = await served.beside();
});
beforeEach(() => {
  before = served.effects.length;
});
afterAll(() => served?.close());

/** What was done of what came, once nothing is left to do: it is acknowledged before that. */
async function effects(): Promise<readonly Inbound[]> {
  const left = async () => (await served.stored()).filter(({ state }) => state !== 'done');
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
  return served.effects.slice(before);
}

describe('what Feishu sends more than once takes effect once', () => {
  test('an event that comes four more times, hours later, under its own id', async () => {
    const said = directMessage('林小满 +2 帮扶');
    for (let time = 0; time < 5; time += 1) {
      expect(await served.push(said)).toMatchObject({ status: 200, text: '{}' });
    }
    expect(await effects()).toHaveLength(1);
  });

  test('the same bytes with the same signature, sent by somebody who listened', async () => {
    const body = JSON.stringify({ encrypt: encrypted(JSON.stringify(directMessage('周一鸣 -1 迟到'))) });
    for (let time = 0; time < 3; time += 1) expect(await served.post(body)).toMatchObject({ status: 200 });
    expect(await effects()).toHaveLength(1);
  });

  test('one message under two event ids', async () => {
    const message_id = 'om_the_same';
    await served.push(directMessage('hello', { message_id }));
    await served.push(directMessage('hello', { message_id }));
    await served.push(mention('@_user_1 hello', { message_id }));
    expect(await effects()).toHaveLength(1);
  });

  test('the same words in two messages are two', async () => {
    await served.push(directMessage('林小满 +2'));
    await served.push(directMessage('林小满 +2'));
    expect(await effects()).toHaveLength(2);
  });

  test('a press that comes in the old way and in the new one: one of them is answered, or both alike', async () => {
    const how = { messageId: 'om_pressed', token: 'c-pressed' };
    const answers = await Promise.all([served.push(press('t', how)), served.push(press('t', how))]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [given, ...others] = new Set(answers.map(({ text }) => text).filter((text) => text !== '{}'));
    expect(given).toContain('done');
    expect(others).toEqual([]);
    expect(await effects()).toHaveLength(1);
    expect((await served.push(press('t', how))).text).toBe(given);
  });

  test('a press again on the same card is another', async () => {
    await served.push(press('t', { messageId: 'om_pressed', token: 'c-1' }));
    await served.push(press('t', { messageId: 'om_pressed', token: 'c-2' }));
    expect(await effects()).toHaveLength(2);
  });
});

describe('two programs that share an app', () => {
  test.each([
    ['a message', () => directMessage('week')],
    ['an item of the menu', () => menu('gongyu:week')],
    ['a press', () => press('t')],
    ['a form', () => submission()],
    ['news of a group', () => chatEvent('im.chat.member.user.added_v1')],
  ])('do %s once, although both are sent it', async (_what, payload) => {
    const body = payload();
    const answers = await Promise.all([served, beside, served, beside].map((one) => one.push(body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const given = new Set(answers.map(({ text }) => text).filter((text) => text !== '{}'));
    expect(given.size).toBeLessThanOrEqual(1);
    expect(await effects()).toHaveLength(1);
  });

  test('twenty connections at once, to either', async () => {
    const said = directMessage('周一鸣 -1 迟到');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? served : beside).push(said)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await effects()).toHaveLength(1);
  });

  test('nothing of it is out of order with itself', () => {
    expect([...served.faults, ...beside.faults, ...served.problems]).toEqual([]);
  });
});
