import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import { bot, command, directMessage, event, mention, press, submission, team } from '../../support/slack-payloads.js';
import { type ServedWithInbox, serveWithInbox } from './with-inbox.js';

let served: ServedWithInbox;
let before = 0;

beforeAll(async () => {
  served = await serveWithInbox(async () => ({ card: notice('done') }));
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
/** Everything that a person caused so far has been answered. */
const answered = (name: string, times: number) =>
  served.edge.until(({ path }) => path.endsWith(name) && hooked(name) >= times);
const hooked = (name: string) => served.edge.took.filter(({ path }) => path === `/hooks/${name}`).length;

describe('retry-num>0 or repeated event_id → processed once, 200', () => {
  test('an event that Slack sends four times, with its reasons, takes effect once', async () => {
    const said = directMessage('林小满 +2 帮扶');
    expect(await served.push(said)).toMatchObject({ status: 200 });
    for (const [retry, reason] of ['http_timeout', 'http_error', 'connection_failed'].entries()) {
      const headers = { 'x-slack-retry-num': String(retry + 1), 'x-slack-retry-reason': reason };
      expect(await served.push(said, { headers })).toMatchObject({ status: 200, text: '' });
    }
    expect(await effects()).toHaveLength(1);
  });

  test('a retry of what never arrived is taken as the first', async () => {
    const headers = { 'x-slack-retry-num': '3', 'x-slack-retry-reason': 'http_timeout' };
    expect(await served.push(directMessage('hello'), { headers })).toMatchObject({ status: 200 });
    expect(await effects()).toHaveLength(1);
  });

  test.each(['-1', '1e9', 'three', '', '999999999999'])('a retry-num of %j changes nothing', async (number) => {
    const headers = { 'x-slack-retry-num': number };
    expect(await served.push(directMessage('hello'), { headers })).toMatchObject({ status: 200 });
    expect(await effects()).toHaveLength(1);
  });

  test('the same event from twenty connections at once takes effect once', async () => {
    const said = directMessage('周一鸣 -1 迟到');
    const answers = await Promise.all(Array.from({ length: 20 }, () => served.push(said)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await effects()).toHaveLength(1);
  });

  test('an event that comes again to another process, after a restart, takes effect once', async () => {
    const said = directMessage('hello');
    await served.push(said);
    await served.restart();
    expect(await served.push(said)).toMatchObject({ status: 200 });
    expect(await effects()).toHaveLength(1);
  });

  test('one message that is told under two event ids, or in two shared contexts, takes effect once', async () => {
    const ts = '1790000111.000100';
    const first = directMessage('hello', { ts, client_msg_id: 'the-same' });
    await served.push(first);
    await served.push(directMessage('hello', { ts, client_msg_id: 'the-same' }));
    // Slack Connect: the same message in the context of the other workspace.
    const other = { is_ext_shared_channel: true, context_team_id: 'T0OTHER', event_id: 'Ev0OTHER' };
    const said = { ts: '1790000112.000100', client_msg_id: 'shared', team, user_team: team };
    await served.push(mention(`<@${bot}> week`, said, { is_ext_shared_channel: true }));
    await served.push(mention(`<@${bot}> week`, said, other));
    await served.push(mention(`<@${bot}> week`, said, { ...other, team_id: 'T0OTHER', event_id: 'Ev1OTHER' }));
    expect((await effects()).map(({ kind }) => kind)).toEqual(['said', 'said']);
  });

  test('a mention that is told as a message, too, takes effect once', async () => {
    const ts = '1790000113.000100';
    await served.push(mention(`<@${bot}> week`, { ts }));
    await served.push(directMessage(`<@${bot}> week`, { ts, channel: 'C0STAFF', channel_type: 'channel' }));
    expect(await effects()).toHaveLength(1);
  });

  test('events that overtake one another all take effect', async () => {
    const renamed = (name: string) => event({ type: 'channel_rename', channel: { id: 'C0STAFF', name } });
    const [one, two, three] = [renamed('one'), renamed('two'), renamed('three')];
    for (const late of [three, one, two, one]) expect((await served.push(late)).status).toBe(200);
    expect((await effects()).map((inbound) => 'name' in inbound && inbound.name)).toEqual(['three', 'one', 'two']);
  });
});

describe('same trigger_id/view.id once', () => {
  test('a command that is posted again is done and answered once', async () => {
    const typed = command('points', { response_url: served.edge.hook('command') });
    for (let time = 0; time < 3; time += 1) expect((await served.push(typed)).status).toBe(200);
    await answered('command', 1);
    await served.slack.close();
    expect(await effects()).toHaveLength(1);
    expect(hooked('command')).toBe(1);
  });

  test('a double click is one press, and is answered once', async () => {
    const pressed = press('token', {
      container: { type: 'message', message_ts: '1.2', channel_id: 'C0STAFF', is_ephemeral: true },
      response_url: served.edge.hook('press'),
    });
    const answers = await Promise.all([served.push(pressed), served.push(pressed)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await answered('press', 1);
    await served.slack.close();
    expect(await effects()).toHaveLength(1);
    expect(hooked('press')).toBe(1);
  });

  test('two presses on the same button at two moments are two', async () => {
    await served.push(press('token'));
    await served.push(press('token'));
    expect(await effects()).toHaveLength(2);
  });

  test('a form that is sent twice is recorded once and shows the same twice; a corrected one counts', async () => {
    const values = (value: string) => ({ note: { value: { type: 'plain_text_input', value } } });
    const sent = submission({ session: 'twice', values: values('first') });
    const [one, two] = [await served.push(sent), await served.push(sent)];
    expect(two.text).toBe(one.text);
    expect(one.json()).toMatchObject({ response_action: 'update', view: { callback_id: 'notice' } });
    await served.push(submission({ session: 'twice', values: values('second') }));
    expect((await effects()).map((inbound: Inbound) => 'answers' in inbound && inbound.answers)).toEqual([
      { note: 'first' },
      { note: 'second' },
    ]);
  });

  test('everything that was acknowledged is stored and done', async () => {
    const rows = await served.stored();
    expect(rows.length).toBe(served.effects.length);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['done']));
    expect(served.problems).toEqual([]);
    expect(served.faults).toEqual([]);
  });
});
