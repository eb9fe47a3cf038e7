import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adaptDefault, Client, EventDispatcher } from '@larksuiteoapi/node-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import { theApp } from '../../doubles/lark/profile.js';
import { type LarkVisitor, visitLark } from '../../support/lark-visitor.js';

const logger = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
const plain = (content: string) => ({ tag: 'plain_text', content });
const card = (title: string, ...elements: object[]) => ({
  schema: '2.0',
  config: { update_multi: true },
  header: { title: plain(title) },
  body: { elements },
});
const button = (words: string, value: object) => ({
  tag: 'button',
  text: plain(words),
  behaviors: [{ type: 'callback', value }],
});
/** As our own forms are: a field is known by the name of its input. */
const page = (number: number, error?: string) =>
  card(`Page ${number}`, {
    tag: 'form',
    name: 'form',
    elements: [
      { tag: 'div', text: plain(`Score of group ${number}`) },
      ...(error ? [{ tag: 'div', text: { ...plain(error), text_color: 'red' } }] : []),
      { tag: 'input', name: `t1_score_3a_${number}`, required: true, max_length: 4 },
      { ...button('Send', { page: number }), name: 'send', form_action_type: 'submit' },
    ],
  });

interface Pressed {
  readonly action: { readonly value: { do?: string; page?: number }; readonly form_value?: Record<string, string> };
  readonly operator: { readonly open_id: string };
}

let lark: Lark;
let server: Server;
let folder: string;
let wang: LarkVisitor;

/** A small app that answers as ours does: at once, or with a word first and a message behind it. */
function answerTo(send: (openId: string, content: object) => Promise<unknown>) {
  const raw = (data: object) => ({ card: { type: 'raw', data } });
  return ({ action: { value, form_value = {} }, operator }: Pressed): object => {
    if (value.do === 'fill') {
      setTimeout(() => send(operator.open_id, page(1)), 50);
      return { toast: { type: 'info', content: 'the form follows' } };
    }
    if (value.do === 'done') return raw(card('all done'));
    const score = form_value[`t1_score_3a_${value.page}`];
    if (Number(score) > 10) return raw(page(value.page ?? 1, '⚠️ at most 10'));
    return value.page === 1 ? raw(page(2)) : { toast: { type: 'success', content: `thank you for ${score}` } };
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
  const users = [{ id: 'wang', name: '王芳' }];
  const chats = [{ id: chatIdOf('families'), name: '七年级1班-家长群', members: ['wang'] }];
  lark = await startLark({ tenants: [{ apps: [{}], users, chats }] }, join(folder, 'ledger'));
  const client = new Client({ appId: theApp, appSecret: 'the-secret-of-the-double', domain: lark.url, logger });
  const send = (openId: string, content: object) =>
    client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: openId, msg_type: 'interactive', content: JSON.stringify(content) },
    });
  const dispatcher = new EventDispatcher({ encryptKey: 'the-encrypt-key-of-the-double', logger }).register({
    'im.message.receive_v1': async ({ sender, message }) => {
      const { text } = JSON.parse(message.content) as { text: string };
      const buttons = [button('Fill in', { do: 'fill' }), button('Done', { do: 'done' })];
      await send(sender.sender_id?.open_id ?? '', card(`you said: ${text}`, ...buttons));
    },
    'card.action.trigger': answerTo(send),
  });
  server = createServer(adaptDefault('/events', dispatcher, { autoChallenge: true }));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  await lark.ask({ do: 'connect', url: `http://127.0.0.1:${port}/events` });
  wang = visitLark({ lark, app: theApp, settle: async () => {} }).as('wang', '王芳');
});
afterAll(async () => {
  server.close();
  await lark.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a visitor says something in the direct chat and reads the card that answers it', async () => {
  const { card: shown } = await wang.say('林小满 +2');
  expect(shown?.text).toContain('you said: 林小满 +2');
  expect(shown?.text).toContain('Fill in');
  expect((await wang.messages()).map((one) => one.author)).toEqual(['wang', 'bot']);
});

test('a visitor mentions the app in a group and is answered in the direct chat', async () => {
  const { card: shown } = await wang.say('@共育 周一鸣 -1', /1班/);
  expect(shown?.text).toContain('you said: @_user_1 周一鸣 -1');
  expect((await wang.messages(/1班/)).map((one) => one.author)).toEqual(['wang']);
});

test('a visitor fills in a form of two pages, and what is wrong stands at its field', async () => {
  const { form, toast } = await wang.press(await wang.find('you said'), 'Fill in');
  expect(toast).toBe('the form follows');
  expect(form).toMatchObject({ title: 'Page 1', fields: [{ id: 'score:1', label: 'Score of group 1' }] });
  expect(form?.html).toMatch(/data-field="score:1"/);
  const session = form?.session ?? '';
  expect(Object.keys((await wang.submit(session, {})).errors ?? {})).toEqual(['score:1']);
  expect((await wang.submit(session, { 'score:1': 99 })).errors).toEqual({ 'score:1': '⚠️ at most 10' });
  const sent = await wang.submit(session, { 'score:1': 9, 'score:2': 8.5 });
  expect(sent.toast).toBe('thank you for 8.5');
});

test('a pressed card changes where it stands, and its buttons are gone', async () => {
  const before = await wang.find('you said');
  const { card: shown } = await wang.press(before, 'Done');
  expect(shown).toMatchObject({ ref: before.ref, text: 'all done' });
  await expect(wang.press(await wang.find('all done'), 'Done')).rejects.toThrow('No button Done');
});
