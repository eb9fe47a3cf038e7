import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wait as realWait } from '../../../src/app/wait.js';
import { formAnswerWithinMs } from '../../../src/bots/slack/timing.js';
import type { FieldView, FormView } from '../../../src/core/forms/view.js';
import { say } from '../../../src/core/language/say.js';
import { notice, paragraph } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import type { Wait } from '../../../src/core/ports/clock.js';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';
import { submission } from '../../support/slack-payloads.js';
import { type SlackVisitor, visitSlack } from '../../support/slack-visitor.js';
import { scripted } from '../scripted.js';
import { openEdge, type Served, serveSlack } from './serve.js';

const team = 'T0YUXIN';
const staff = 'C0STAFF';
const signingSecret = 'the-signing-secret-of-the-double';
let folder: string;
let slack: Slack;
let served: Served;
let wang: SlackVisitor;
let accepted: readonly Inbound[];
let answer: (inbound: Inbound) => Reply | Promise<Reply>;
/** Ends the time that a form waits for its answer. */
let pass: () => void = () => {};

/** The form's deadline passes when a test says so; the pace of a channel is not this test's subject. */
const wait: Wait = (ms, signal) => {
  if (ms !== formAnswerWithinMs) return realWait(Math.min(ms, 50), signal);
  return new Promise((resolve) => {
    pass = resolve;
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-slack-'));
  const users = ['U0WANG', 'U0LIU'].map((id) => ({ id, name: id }));
  const channels = [{ id: staff, name: 'staff', members: ['U0WANG', 'U0LIU'] }];
  slack = await startSlack(
    {
      workspaces: [{ id: team, name: 'Yuxin', token: 'xoxb-1', users, channels }],
      limits: { perChannelMs: 0, tiers: 0 },
    },
    join(folder, 'ledger'),
  );
  const script = scripted((inbound) => answer(inbound));
  accepted = script.accepted;
  served = await serveSlack({ apiUrl: slack.apiUrl, accept: script.accept, secrets: [signingSecret], wait });
  await slack.ask({ do: 'connect', url: served.url });
  wang = visitSlack({ slack, team, settle: async () => {} }).as('U0WANG', '王芳');
});
beforeEach(async () => {
  answer = () => ({});
  await limit(3_000);
});
afterAll(async () => {
  expect(slack.ledger().filter(({ kind }) => kind === 'wrong' || kind === 'unplanned')).toEqual([]);
  await served.close();
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** @param triggerMs how long a trigger lives. */
const limit = (triggerMs: number) => slack.ask({ do: 'configure', limits: { perChannelMs: 0, tiers: 0, triggerMs } });
const text = (id: string): FieldView => {
  return { id, label: `Field ${id}`, required: false, kind: 'text', long: false, maxLength: 100, value: '' };
};
const form = (session: string, ...fields: readonly FieldView[]): FormView => ({
  session,
  title: 'Visit record',
  submit: 'Send',
  fields: fields.length > 0 ? fields : [text('when'), text('where')],
});
const fillIn = { kind: 'button', token: 'fill', label: 'Fill in', style: 'primary' } as const;
const withButton: Reply = {
  card: { tone: 'plain', blocks: [paragraph('a visit'), { kind: 'actions', actions: [fillIn] }] },
};
const topView = async () => (await slack.ask({ do: 'look', team, user: 'U0WANG' })).views.at(-1);
const openForm = async (session: string, ...fields: readonly FieldView[]) => {
  answer = () => ({ open: form(session, ...fields) });
  const { form: shown } = await wang.command('visit', /staff/);
  expect(shown?.session).toBe(session);
};

describe('views.open leaves ≤ 1 s after receipt and is not blocked by a paused queue; expired/exchanged trigger → DM/ephemeral fallback with a button', () => {
  test('a form opens from a command and from a button', async () => {
    await openForm('from-command');
    answer = (inbound) => (inbound.kind === 'pressed' ? { open: form('from-button') } : withButton);
    const { card } = await wang.command('visit', /staff/);
    const pressed = await wang.press(card ?? expect.fail('no card'), 'Fill in');
    expect(pressed.form).toMatchObject({ session: 'from-button', title: 'Visit record' });
  });

  test('a form opens at once while messages are refused and hang', async () => {
    await slack.ask({ do: 'configure', faults: { hangMs: 2_500 } });
    await slack.ask({ do: 'fault', method: 'chat.postMessage', fault: 'hangBefore', times: 5 });
    const posts = Array.from({ length: 5 }, (_, place) =>
      served.slack.messenger
        .send({ workspaceId: 'w1', chat: 'U0LIU', key: `k${place}`, card: notice('x'), language: 'en-US' })
        .catch(() => {}),
    );
    const began = performance.now();
    await openForm('meanwhile');
    expect(performance.now() - began).toBeLessThan(2_500);
    await Promise.all(posts);
  });

  test('a trigger that has run out is answered in words, and the same button opens the form', async () => {
    answer = () => withButton;
    const { card } = await wang.command('visit', /staff/);
    await limit(-1);
    answer = () => ({ open: form('late') });
    const late = await wang.press(card ?? expect.fail('no card'), 'Fill in');
    expect(late.form).toBeUndefined();
    const told = await wang.find(say('en-US', 'slack.openAgain'));
    expect(told.alone || told.chat.startsWith('D')).toBe(true);
    await limit(3_000);
    expect((await wang.press(card ?? expect.fail('no card'), 'Fill in')).form?.session).toBe('late');
  });

  test('a Slack that fails to open it is no silence, either', async () => {
    await slack.ask({ do: 'fault', method: 'views.open', fault: 'internalBefore' });
    answer = () => ({ open: form('failing') });
    const before = (await wang.messages()).length;
    await wang.command('visit', /staff/);
    expect((await wang.messages()).slice(before).map((one) => one.text)).toEqual([
      expect.stringContaining(say('en-US', 'slack.openAgain')),
    ]);
  });
});

describe('view_submission invalid input → errors keyed by existing input block_ids; concurrent edit → hash_conflict handled', () => {
  test('what is wrong stands at its field, what has none at the first, and what was typed stays', async () => {
    await openForm('wrong');
    answer = () => ({ errors: { where: 'Too far.', elsewhere: 'No such thing.' } });
    const sent = await wang.submit('wrong', { when: 'Monday', where: 'the moon' });
    expect(sent.errors).toEqual({ when: 'No such thing.', where: 'Too far.' });
    const view = await topView();
    expect(view?.fields.map(({ value }) => value)).toEqual(['Monday', 'the moon']);
    answer = () => ({ card: notice('recorded') });
    const { card } = await wang.submit('wrong', { where: 'at home' });
    expect(card?.text).toContain('recorded');
    expect(accepted.at(-1)).toMatchObject({ answers: { when: 'Monday', where: 'at home' } });
  });

  test('a form that was all right and has nothing to say closes', async () => {
    await openForm('quiet');
    answer = () => ({});
    const before = (await slack.ask({ do: 'look', team, user: 'U0WANG' })).views.length;
    await wang.submit('quiet', { when: 'Monday' });
    expect((await slack.ask({ do: 'look', team, user: 'U0WANG' })).views.length).toBe(before - 1);
  });

  test('the next page, or the form as it stands now, comes in the same window', async () => {
    await openForm('pages');
    const { id } = (await topView()) ?? {};
    answer = () => ({ open: form('pages-2', text('what')) });
    await wang.submit('pages', { when: 'Monday' });
    expect(await topView()).toMatchObject({ id, fields: [{ blockId: 'what' }] });
  });

  test.each(['hash_conflict', 'not_found', 'view_expired'])(
    'a late answer whose window is another now (%s) is told in the direct chat',
    async (error) => {
      const edge = await openEdge(({ path }) => (path === '/api/views.update' ? { ok: false, error } : undefined));
      let release: (reply: Reply) => void = () => {};
      const held = new Promise<Reply>((resolve) => {
        release = resolve;
      });
      const alone = await serveSlack({
        apiUrl: edge.apiUrl,
        wait,
        accept: async () => {
          queueMicrotask(() => pass());
          return { repeated: false, reply: held };
        },
      });
      const first = await alone.push(submission());
      expect(first.json()).toMatchObject({ response_action: 'update' });
      release({ card: notice('recorded after all') });
      const { body } = await edge.until(({ path }) => path === '/api/chat.postMessage');
      expect(body).toMatchObject({ channel: 'U0WANG', text: expect.stringContaining('recorded after all') });
      await alone.close();
      await edge.close();
    },
  );
});

describe('a form whose answer takes longer', () => {
  function hold() {
    let release: (reply: Reply) => void = () => {};
    const held = new Promise<Reply>((resolve) => {
      release = resolve;
    });
    answer = () => {
      queueMicrotask(() => pass());
      return held;
    };
    return { release: (reply: Reply) => release(reply) };
  }

  test('shows that it is worked on, and then the result, in the same window', async () => {
    await openForm('slow');
    const { release } = hold();
    const first = await wang.submit('slow', { when: 'Monday' });
    expect(first.card?.text).toContain(say('en-US', 'slack.working'));
    const { moment } = await slack.ask({ do: 'look', team, user: 'U0WANG' });
    release({ card: notice('recorded at last') });
    const desk = await slack.ask({ do: 'await', team, user: 'U0WANG', after: moment, withinMs: 10_000 });
    expect(desk.views.at(-1)?.plain).toContain('recorded at last');
  });

  test('and without a result it says that it is done', async () => {
    await openForm('slow-and-quiet');
    const { release } = hold();
    await wang.submit('slow-and-quiet', { when: 'Monday' });
    const { moment } = await slack.ask({ do: 'look', team, user: 'U0WANG' });
    release({});
    const desk = await slack.ask({ do: 'await', team, user: 'U0WANG', after: moment, withinMs: 10_000 });
    expect(desk.views.at(-1)?.plain).toContain(say('en-US', 'slack.done'));
  });

  test('reaches who has closed the window, in the direct chat', async () => {
    await openForm('slow-and-closed');
    const { release } = hold();
    await wang.submit('slow-and-closed', { when: 'Monday' });
    const view = await topView();
    await slack.ask({ do: 'close', team, user: 'U0WANG', view: view?.id ?? '' });
    const { moment } = await slack.ask({ do: 'look', team, user: 'U0WANG' });
    release({ card: notice('recorded behind the door') });
    await slack.ask({ do: 'await', team, user: 'U0WANG', after: moment, withinMs: 10_000 });
    await wang.find('recorded behind the door');
  });
});

describe('an answer of any length', () => {
  test('to a command reaches the asker whole, past the five posts that its address takes', async () => {
    const parts = 7;
    const blocks = Array.from({ length: parts * 4 }, (_, place) => paragraph(`line ${place} ${'长'.repeat(2_300)}`));
    answer = () => ({ card: { tone: 'plain', blocks } });
    const before = await wang.messages();
    const group = (await wang.messages(/staff/)).length;
    await wang.command('report', /staff/);
    await served.slack.close();
    const seen = [...(await wang.messages(/staff/)).slice(group), ...(await wang.messages()).slice(before.length)];
    const words = seen.map((one) => one.text).join('\n');
    for (let place = 0; place < parts * 4; place += 1) expect(words).toContain(`line ${place} `);
    expect(seen.every((one) => one.alone || one.chat.startsWith('D'))).toBe(true);
  });
});
