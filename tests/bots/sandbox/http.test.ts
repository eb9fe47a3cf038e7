import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { directChat } from '../../../src/bots/sandbox/host.js';
import type {
  DeskView,
  GestureAnswer,
  MessageView,
  PersonView,
  Problem,
  StateView,
} from '../../../src/bots/sandbox/wire.js';
import { Refusal } from '../../../src/core/errors.js';
import { actions, type Card, notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import { createTranscript } from '../../../src/db/transcript-store.js';
import { createScriptedHost, group, type ScriptedHost } from '../../doubles/sandbox-host.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventsOf, type Served, serve } from './serve.js';

let database: TestDatabase;
let served: Served;
let host: ScriptedHost;
let received: Inbound[] = [];
let answer: (inbound: Inbound) => Promise<Reply> = async () => ({});
const faults: unknown[] = [];
const now = new Date('2026-09-20T03:30:00Z');
const english = { 'accept-language': 'en-US' };

beforeAll(async () => {
  database = await openTestDatabase();
  host = createScriptedHost();
  served = await serve({
    transcript: createTranscript(database.prisma),
    receive: async (inbound) => {
      received.push(inbound);
      return answer(inbound);
    },
    host,
    clock: { school: () => now, machine: () => now },
    publicUrl: 'https://sandbox.school.example/',
    log: (fault) => faults.push(fault),
  });
});
beforeEach(async () => {
  await database.reset();
  received = [];
  faults.length = 0;
  answer = async () => ({});
});
afterAll(async () => {
  await served?.close();
  await database?.close();
});

const gesture = (as: string, chat: string, more: object, key = randomUUID()) =>
  served.ask('/sandbox/gestures', { body: { key, as, chat, ...more } });
const desk = async (as: string) => (await served.ask(`/sandbox/desk?as=${as}`)).json<DeskView>();
const shownTo = async (as: string, chat: string): Promise<string[]> =>
  (await desk(as)).messages.filter((one) => one.chat === chat).map((one) => one.preview);
const post = (chat: string, key: string, card: Card) =>
  served.sandbox.messenger.send({ workspaceId: 'w', chat, key, card, language: 'zh-CN' });

describe('talking to the bot', () => {
  test('what a person writes is in the chat under their name, and reaches the bot once', async () => {
    const key = randomUUID();
    const said = await gesture('wang', directChat('wang'), { kind: 'say', text: '张三 +2 <b>帮扶</b>' }, key);
    expect(said.status).toBe(200);
    await gesture('wang', directChat('wang'), { kind: 'say', text: '张三 +2 <b>帮扶</b>' }, key);
    const { messages } = await desk('wang');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ author: 'wang', key: `said:${key}`, at: now.toISOString(), alone: false });
    expect(messages[0]?.html).toBe('<p class="said">张三 +2 &lt;b&gt;帮扶&lt;/b&gt;</p>');
    expect(said.json<GestureAnswer>().messages).toEqual(messages);
    // Both reach `receive` with one key; claiming it is the inbox's business.
    expect(received).toEqual([received[0], received[0]]);
    expect(received[0]).toMatchObject({ key, kind: 'said', workspaceId: 'w', actor: { externalId: 'wang' } });
  });

  test('a command and its answer in a group are seen by the asker alone', async () => {
    answer = async () => ({ card: notice('四人未提交'), toast: '好' });
    const asked = await gesture('wang', group.id, { kind: 'say', text: '/共育 检查' });
    expect(asked.json()).toMatchObject({ toast: '好', messages: [{ alone: true }, { alone: true, author: 'bot' }] });
    expect(await shownTo('wang', group.id)).toEqual(['/共育 检查', '四人未提交']);
    expect(await shownTo('liu', group.id)).toEqual([]);
  });

  test('people talking among themselves in a group are not the bot’s business', async () => {
    await gesture('liu', group.id, { kind: 'say', text: '大家周末好！' });
    expect(received).toEqual([]);
    expect(await shownTo('wang', group.id)).toEqual(['大家周末好！']);
  });

  test('an answered press takes the place of the pressed message in a direct chat', async () => {
    const chat = directChat('wang');
    const card: Card = {
      ...notice('要登记吗？'),
      blocks: [actions({ kind: 'button', token: 't1', label: '是', style: 'primary' })],
    };
    await post(chat, 'card-1', card);
    answer = async () => ({ card: notice('已登记') });
    const pressed = await gesture('wang', chat, { kind: 'press', token: 't1', message: 'card-1' });
    expect(received).toMatchObject([{ kind: 'pressed', token: 't1' }]);
    expect(pressed.json<GestureAnswer>().messages).toMatchObject([{ key: 'card-1', preview: '已登记' }]);
    expect(await shownTo('wang', chat)).toEqual(['已登记']);
  });

  test('an answered press in a group stands beside the message, for the one who pressed', async () => {
    await post(group.id, 'card-2', notice('谁来？'));
    answer = async () => ({ card: notice('已为您记下') });
    await gesture('liu', group.id, { kind: 'press', token: 't1', message: 'card-2' });
    expect(await shownTo('liu', group.id)).toEqual(['谁来？', '已为您记下']);
    expect(await shownTo('wang', group.id)).toEqual(['谁来？']);
  });

  test('a press cannot change what a person wrote, nor a message of another chat', async () => {
    await gesture('wang', directChat('wang'), { kind: 'say', text: 'mine' });
    const { messages } = await desk('wang');
    await post(group.id, 'card-3', notice('group'));
    answer = async () => ({ card: notice('changed') });
    for (const message of [messages[0]?.key, 'card-3']) {
      await gesture('wang', directChat('wang'), { kind: 'press', token: 't', message });
    }
    expect(await shownTo('wang', directChat('wang'))).toEqual(['mine', 'changed', 'changed']);
    expect(await shownTo('wang', group.id)).toEqual(['group']);
  });

  test('a form opens, errors come back to their fields, and what is right is taken', async () => {
    const chat = directChat('wang');
    answer = async (inbound) => {
      if (inbound.kind === 'submitted') return inbound.answers['a'] ? { toast: '已提交' } : { errors: { a: '请填写' } };
      return { open: { session: 's1', title: '第3周', fields: [], submit: '提交' } };
    };
    const opened = await gesture('wang', chat, { kind: 'press', token: 't', message: 'm' });
    expect(opened.json<GestureAnswer>().form).toMatchObject({ session: 's1', title: '第3周' });
    expect(opened.json<GestureAnswer>().form?.html).toContain('data-session="s1"');
    const wrong = await gesture('wang', chat, { kind: 'submit', session: 's1', answers: { a: '' } });
    expect(wrong.json()).toEqual({ errors: { a: '请填写' }, messages: [] });
    const right = await gesture('wang', chat, { kind: 'submit', session: 's1', answers: { a: 'x' } });
    expect(right.json()).toEqual({ toast: '已提交', messages: [] });
  });

  test('a refusal is a sentence in the reader’s language; a fault of ours is told to the operator without what was written', async () => {
    answer = async () => {
      throw new Refusal('sandbox.nothingSaid');
    };
    const refused = await gesture('wang', directChat('wang'), { kind: 'say', text: 'secret words' });
    expect([refused.status, refused.json<Problem>().error]).toEqual([422, '还没有写内容，请先写再发送。']);
    expect(faults).toEqual([]);
    answer = async () => {
      throw new Error('column "secret words"');
    };
    const fault = await gesture('wang', directChat('wang'), { kind: 'say', text: 'secret words' });
    expect(fault.status).toBe(500);
    expect(JSON.stringify(faults)).toContain('http.test');
    expect(`${JSON.stringify(faults)} ${fault.text}`).not.toContain('secret');
  });

  test.each([
    ['a stranger', 'nobody', directChat('nobody')],
    ['another’s direct chat', 'liu', directChat('wang')],
    ['a group that the person is not in', 'zhao', group.id],
  ])('%s is refused and nothing is written', async (_name, as, chat) => {
    expect((await gesture(as, chat, { kind: 'say', text: 'hello' })).status).toBe(422);
    expect(received).toEqual([]);
    expect(await shownTo('wang', chat)).toEqual([]);
  });
});

describe('reading', () => {
  test('a page of history comes before the oldest that is shown', async () => {
    for (let number = 1; number <= 45; number += 1) await post(group.id, `n${number}`, notice(`nr ${number}`));
    const { messages } = await desk('wang');
    expect(messages).toHaveLength(40);
    const older = await served.ask(`/sandbox/earlier?as=wang&chat=${group.id}&before=${messages[0]?.ref}`);
    expect(older.json<MessageView[]>().map((one) => one.preview)).toEqual(['nr 1', 'nr 2', 'nr 3', 'nr 4', 'nr 5']);
    expect((await served.ask(`/sandbox/earlier?as=zhao&chat=${group.id}&before=9`)).status).toBe(422);
  });

  test('a stream tells what is new and changed, in order, and nothing that is for others', async () => {
    const stream = await served.open('/sandbox/events?as=liu&after=0');
    const events = eventsOf(stream);
    const seen: string[] = [];
    const until = async (last: string) => {
      for (let marks = ''; seen.at(-1) !== last; ) {
        const { value } = await events.next();
        expect(Number(value?.id)).toBeGreaterThan(Number(marks));
        marks = value?.id ?? '';
        seen.push(...(value?.data ?? []).map((one) => one.preview));
      }
    };
    const { messageRef } = await post(group.id, 'k1', notice('one'));
    await until('one');
    await post(directChat('wang'), 'k2', notice('for wang'));
    await gesture('wang', group.id, { kind: 'say', text: '/gongyu alone' });
    await served.sandbox.messenger.update(
      { workspaceId: 'w', chat: group.id, key: 'k1', card: notice('one, changed'), language: 'zh-CN' },
      messageRef,
    );
    await until('one, changed');
    // Posted behind the messenger's back, as another process would: found at the next look.
    await createTranscript(database.prisma).post(
      {
        chat: directChat('liu'),
        key: 'k3',
        author: 'bot',
        onlyFor: null,
        body: { kind: 'card', card: notice('elsewhere'), language: 'zh-CN' },
      },
      now,
    );
    await until('elsewhere');
    expect(seen).toEqual(['one', 'one, changed', 'elsewhere']);
    stream.destroy();
  });

  test('a stream that was cut goes on where it stopped', async () => {
    await post(group.id, 'k1', notice('one'));
    const { mark } = await desk('liu');
    await post(group.id, 'k2', notice('two'));
    const stream = await served.open('/sandbox/events?as=liu&after=0', { headers: { 'last-event-id': String(mark) } });
    const { value } = await eventsOf(stream).next();
    expect(value?.data.map((one) => one.preview)).toEqual(['two']);
    stream.destroy();
  });

  test('the same is to be had by asking', async () => {
    await post(group.id, 'k1', notice('one'));
    const first = (await served.ask('/sandbox/news?as=liu&after=0')).json<DeskView>();
    expect(first.messages).toHaveLength(1);
    expect((await served.ask(`/sandbox/news?as=liu&after=${first.mark}`)).json()).toEqual({
      messages: [],
      mark: first.mark,
    });
  });

  test('a message of another version says so instead of breaking the page', async () => {
    const transcript = createTranscript(database.prisma);
    for (const [index, body] of [
      null,
      { kind: 'card', card: { blocks: [{ kind: 'hologram' }] }, language: 'zh-CN' },
    ].entries()) {
      await transcript.post({ chat: group.id, key: `odd-${index}`, author: 'bot', onlyFor: null, body }, now);
    }
    const sentence = '这条消息来自另一个版本，这里无法显示。';
    expect(await shownTo('wang', group.id)).toEqual([sentence, sentence]);
  });

  test('the state is told in the school’s time and the reader’s language', async () => {
    const chinese = (await served.ask('/sandbox/state')).json<StateView>();
    expect(chinese).toMatchObject({
      week: '第3周',
      now: { text: '2026年9月20日星期日 11:30', wall: '2026-09-20T11:30' },
    });
    expect(chinese.next).toEqual({ text: '18:00', label: '本周登记开放' });
    const other = (await served.ask('/sandbox/state', { headers: english })).json<StateView>();
    expect(other.now.text.replace(/\s/g, ' ')).toBe('Sunday, September 20, 2026 at 11:30 AM');
  });

  test('a person’s language is theirs', async () => {
    expect((await served.ask('/sandbox/language', { body: { as: 'zhao', language: 'en-US' } })).status).toBe(204);
    const people = (await served.ask('/sandbox/people')).json<PersonView[]>();
    expect(people.map((one) => [one.id, one.language])).toEqual([
      ['wang', 'zh-CN'],
      ['liu', 'zh-CN'],
      ['zhao', 'en-US'],
    ]);
  });
});
