// long because one school and one program stand behind all that people do.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppType, adaptDefault, Client, EventDispatcher } from '@larksuiteoapi/node-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chatIdOf, openIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import { theApp } from '../../doubles/lark/profile.js';

const families = chatIdOf('families');
const staffRoom = chatIdOf('staff');
const logger = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };

const plain = (content: string) => ({ tag: 'plain_text', content });
const callback = (value: object) => [{ type: 'callback', value }];
const card = (title: string, ...elements: object[]) => ({
  schema: '2.0',
  config: { update_multi: true },
  header: { title: plain(title) },
  body: { elements },
});
const yes = { tag: 'button', text: plain('Yes'), behaviors: callback({ t: 'yes' }) };
const pick = {
  tag: 'select_static',
  placeholder: plain('Who?'),
  options: [{ text: plain('林小满'), value: 'lin' }],
  behaviors: callback({ t: 'who' }),
};
const form = {
  tag: 'form',
  name: 'form',
  elements: [
    { tag: 'div', text: plain('Score') },
    { tag: 'div', text: { ...plain('⚠️ too high'), text_color: 'red' } },
    { tag: 'input', name: 'score', required: true, max_length: 3 },
    {
      tag: 'multi_select_static',
      name: 'groups',
      options: [1, 2].map((one) => ({ text: plain(`Group ${one}`), value: `g${one}` })),
    },
    { tag: 'date_picker', name: 'day' },
    {
      tag: 'button',
      name: 'send',
      text: plain('Send'),
      form_action_type: 'submit',
      behaviors: callback({ f: 'session' }),
    },
  ],
};

type Heard = Readonly<Record<string, unknown>> & { readonly event_id?: string };

describe('the people of the fake Feishu', () => {
  let lark: Lark;
  let client: Client;
  let server: Server;
  let folder: string;
  let heard: Heard[] = [];
  /** What the app answers to a callback. */
  let answer: () => unknown = () => ({});

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
    lark = await startLark(
      {
        tenants: [
          {
            apps: [{}],
            users: [
              { id: 'wang', name: '王芳' },
              { id: 'li', name: '李强', language: 'en-US' },
            ],
            chats: [
              { id: families, name: '家长群', members: ['wang', 'li'] },
              { id: staffRoom, name: '教师群', members: ['wang'] },
            ],
          },
        ],
        limits: { perChatPerSecond: 0 },
        push: { factor: 0.000_01 },
      },
      join(folder, 'ledger'),
    );
    const app = { appId: theApp, appSecret: 'the-secret-of-the-double', appType: AppType.SelfBuild };
    client = new Client({ ...app, domain: lark.url, logger });
    const dispatcher = new EventDispatcher({ encryptKey: 'the-encrypt-key-of-the-double', logger });
    const hear = (data: Heard) => {
      heard.push(data);
      return answer();
    };
    const kinds = [
      'im.message.receive_v1',
      'card.action.trigger',
      'application.bot.menu_v6',
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'p2p_chat_create',
      'im.chat.member.bot.deleted_v1',
      'im.chat.member.user.added_v1',
      'im.chat.updated_v1',
      'im.chat.disbanded_v1',
      'contact.user.deleted_v3',
    ];
    dispatcher.register(Object.fromEntries(kinds.map((kind) => [kind, hear])));
    server = createServer(adaptDefault('/events', dispatcher, { autoChallenge: true }));
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    await lark.ask({ do: 'connect', url: `http://127.0.0.1:${port}/events` });
  });
  afterEach(() => {
    heard = [];
    answer = () => ({});
  });
  afterAll(async () => {
    server.close();
    await lark.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const send = async (to: string, content: object) => {
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: to.startsWith('oc_') ? 'chat_id' : 'open_id' },
      data: { receive_id: to, msg_type: 'interactive', content: JSON.stringify(content) },
    });
    return sent.data?.message_id ?? '';
  };
  const desk = (user = 'wang') => lark.ask({ do: 'look', user });
  const seen = async (message: string, user = 'wang') =>
    (await desk(user)).chats.flatMap((chat) => chat.messages).find((one) => one.id === message);
  const press = (message: string, at = 'body/0', more: object = {}) =>
    lark.ask({ do: 'press', user: 'wang', message, at, ...more });

  test('what is said to the bot alone is told; in a group only what mentions it', async () => {
    const direct = await lark.ask({ do: 'say', user: 'wang', chat: 'direct', text: '本周' });
    expect(direct.ack).toMatchObject({ status: 200, failure: null });
    expect((await lark.ask({ do: 'say', user: 'wang', chat: families, text: 'hello all' })).pushes).toEqual([]);
    await lark.ask({ do: 'say', user: 'wang', chat: families, text: '@bot 问 @{li}' });
    const [first, second] = heard;
    expect(first).toMatchObject({
      app_id: theApp,
      sender: { sender_id: { open_id: openIdOf(theApp, 'wang') }, sender_type: 'user' },
      message: { chat_type: 'p2p', message_type: 'text', content: '{"text":"本周"}' },
    });
    expect(second).toMatchObject({
      message: {
        chat_id: families,
        chat_type: 'group',
        content: '{"text":"@_user_1 问 @_user_2"}',
        mentions: [{ key: '@_user_1' }, { key: '@_user_2', id: { open_id: openIdOf(theApp, 'li') }, name: '李强' }],
      },
    });
  });

  test('opening the chat, the menu, and what happens to chats and people is told', async () => {
    await lark.ask({ do: 'enter', user: 'li' });
    await lark.ask({ do: 'menu', user: 'li', key: 'gongyu:week' });
    await lark.ask({ do: 'rename', chat: families, name: '七1家长群' });
    await lark.ask({ do: 'invite', user: 'li', chat: staffRoom });
    await lark.ask({ do: 'kick', user: 'bot', chat: staffRoom });
    await lark.ask({ do: 'changeUser', user: 'li', to: { resigned: true } });
    await lark.ask({ do: 'settled' });
    const kinds = heard.map((one) => one['event_type'] ?? one['type']);
    expect(kinds.toSorted()).toEqual([
      'application.bot.menu_v6',
      'contact.user.deleted_v3',
      'event_callback',
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'im.chat.member.bot.deleted_v1',
      'im.chat.member.user.added_v1',
      'im.chat.updated_v1',
    ]);
    await lark.ask({ do: 'changeUser', user: 'li', to: { resigned: false } });
    await lark.ask({ do: 'invite', user: 'bot', chat: staffRoom });
    await lark.ask({ do: 'invite', user: 'li', chat: families });
  });

  test('a press is told with the value of the button, and the answer replaces the card for everybody', async () => {
    const message = await send(families, card('Question', yes, pick));
    answer = () => ({
      toast: { type: 'success', content: '好', i18n: { en_us: 'good' } },
      card: { type: 'raw', data: card('Answered') },
    });
    const done = await lark.ask({ do: 'press', user: 'li', message, at: 'body/0' });
    expect(done.problem).toBeUndefined();
    expect(heard).toMatchObject([
      {
        operator: { open_id: openIdOf(theApp, 'li') },
        action: { tag: 'button', value: { t: 'yes' } },
        context: { open_message_id: message, open_chat_id: families },
      },
    ]);
    expect(await seen(message)).toMatchObject({ title: 'Answered', actions: [], edited: true });
    expect((await desk('li')).toasts.at(-1)).toMatchObject({ type: 'success', content: 'good' });
    await expect(press(message)).rejects.toThrow('Nothing stands at');
  });

  test('a choice tells its option, and only options that are there can be chosen', async () => {
    const message = await send(openIdOf(theApp, 'wang'), card('Question', yes, pick));
    await press(message, 'body/1', { value: 'lin' });
    expect(heard.at(-1)).toMatchObject({ action: { tag: 'select_static', option: 'lin', value: { t: 'who' } } });
    await expect(press(message, 'body/1', { value: 'zhou' })).rejects.toThrow('no option');
  });

  test('the client holds a form back until what is required is there; then it is told whole', async () => {
    const message = await send(openIdOf(theApp, 'wang'), card('Form', form));
    expect((await seen(message))?.forms).toMatchObject([
      {
        fields: [
          { name: 'score', label: 'Score', error: '⚠️ too high', required: true },
          { name: 'groups', options: [{ value: 'g1', label: 'Group 1' }, {}] },
          { name: 'day', error: null },
        ],
        buttons: [{ name: 'send', label: 'Send', sends: true }],
      },
    ]);
    const submit = (values: Record<string, string | string[]>) =>
      lark.ask({ do: 'submit', user: 'wang', message, values });
    expect(Object.keys((await submit({ groups: ['g1'] })).errors)).toEqual(['score']);
    expect(Object.keys((await submit({ score: '1234' })).errors)).toEqual(['score']);
    expect(heard).toEqual([]);
    await submit({ score: '9.5', groups: ['g1', 'g2'], day: '2026-09-20' });
    expect(heard).toMatchObject([
      {
        action: {
          name: 'send',
          value: { f: 'session' },
          form_value: { score: '9.5', groups: ['g1', 'g2'], day: '2026-09-20 +0800' },
        },
      },
    ]);
  });

  test('an answer that the client cannot show leaves the card as it was and says its code', async () => {
    const message = await send(openIdOf(theApp, 'wang'), card('Question', yes));
    answer = () => ({ card: { type: 'raw', data: card('Broken', { tag: 'note' }) } });
    expect((await press(message)).problem).toBe('200673');
    answer = () => ({ card: { type: 'raw', data: { elements: [] } } });
    expect((await press(message)).problem).toBe('200830');
    answer = () => ({ colour: 'red' });
    expect((await press(message)).problem).toBe('200672');
    await lark.ask({ do: 'configure', push: { ackMs: 30 } });
    let answerTooLate = () => {};
    answer = () =>
      new Promise((resolve) => {
        answerTooLate = () => resolve({});
      });
    expect((await press(message)).problem).toBe('200341');
    answerTooLate();
    await lark.ask({ do: 'configure', push: { ackMs: 3_000 } });
    expect(await seen(message)).toMatchObject({ title: 'Question', edited: false });
    expect((await desk()).toasts.at(-1)).toMatchObject({ type: 'problem', content: '200341' });
    expect(lark.ledger().filter((line) => line.kind === 'wrong')).toHaveLength(3);
  });

  test('after the answer a card is updated by its token, twice; before it, the update is undone', async () => {
    const message = await send(openIdOf(theApp, 'wang'), card('Question', yes));
    const update = (title: string) =>
      client
        .request<{ code: number }>({
          method: 'POST',
          url: '/open-apis/interactive/v1/card/update',
          data: { token: heard.at(-1)?.['token'], card: card(title) },
        })
        .then(({ code }) => code)
        .catch((error) => error.response.data.code);
    answer = async () => {
      expect(await update('Too early')).toBe(0);
      return {};
    };
    await press(message);
    expect(await seen(message)).toMatchObject({ title: 'Question' });
    expect(await update('Later')).toBe(0);
    expect(await seen(message)).toMatchObject({ title: 'Later' });
    expect(await update('Third time')).toBe(300042);
  });

  test('a card that was handed on is pressed there only if it says so', async () => {
    const pressed = async (config: object) => {
      const message = await send(openIdOf(theApp, 'wang'), { ...card('Question', yes), config });
      const copy = await lark.ask({ do: 'forward', user: 'wang', message, to: families });
      return lark.ask({ do: 'press', user: 'li', message: copy.message, at: 'body/0' });
    };
    await expect(pressed({ enable_forward: false })).rejects.toThrow('may not be forwarded');
    await expect(pressed({})).rejects.toThrow('handed on');
    await pressed({ enable_forward_interaction: true });
    expect(heard).toMatchObject([{ operator: { open_id: openIdOf(theApp, 'li') }, action: { value: { t: 'yes' } } }]);
  });

  test('an event is told again until it is taken, a press never', async () => {
    answer = () => new Promise(() => {});
    await lark.ask({ do: 'configure', push: { ackMs: 40 } });
    const said = await lark.ask({ do: 'say', user: 'wang', chat: 'direct', text: 'again' });
    await lark.ask({ do: 'settled' });
    const message = await send(openIdOf(theApp, 'wang'), card('Question', yes));
    const pressedDone = await press(message);
    await lark.ask({ do: 'settled' });
    await lark.ask({ do: 'configure', push: { ackMs: 3_000 } });
    expect(await lark.ask({ do: 'push', push: said.pushes[0] ?? '' })).toHaveLength(5);
    expect(new Set(heard.slice(0, 5).map((one) => one.event_id)).size).toBe(1);
    expect(await lark.ask({ do: 'push', push: pressedDone.pushes[0] ?? '' })).toHaveLength(1);
  });
});
