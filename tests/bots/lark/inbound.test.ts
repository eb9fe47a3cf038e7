// long because every kind of event is a promise, and they are read best beside one another.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Incoming, readPayload } from '../../../src/bots/lark/inbound.js';
import { instantOf, readEvent } from '../../../src/bots/lark/payloads.js';
import { inboundSchema } from '../../../src/core/message/inbound.js';
import {
  app,
  bot,
  botMentioned,
  callback,
  chatEvent,
  choose,
  directChat,
  directMessage,
  entered,
  event,
  firstEvent,
  groupChat,
  mention,
  menu,
  picture,
  post,
  press,
  submission,
  wang,
} from '../../support/lark-payloads.js';

const read = (body: unknown): Incoming => readPayload(body, { botOpenId: bot });

function inboundOf(body: unknown) {
  const incoming = read(body);
  if (incoming.kind !== 'inbound') return expect.fail(incoming.kind);
  inboundSchema.parse({ ...incoming.inbound, workspaceId: 'w1' });
  return incoming.inbound;
}

const ignored = { kind: 'ignored' };
const direct = { externalId: directChat, kind: 'direct' };
const group = { externalId: groupChat, kind: 'group' };

describe('what somebody says', () => {
  test('in the direct chat it is heard as it was written', () => {
    expect(inboundOf(directMessage('林小满 +2 帮扶'))).toMatchObject({
      kind: 'said',
      actor: { externalId: wang },
      chat: direct,
      text: '林小满 +2 帮扶',
    });
  });

  test('in a group only what mentions the bot is heard, without the mention', () => {
    expect(inboundOf(mention('@_user_1 week'))).toMatchObject({ kind: 'said', chat: group, text: 'week' });
    expect(read(directMessage('week', { chat_type: 'group', chat_id: groupChat }))).toEqual(ignored);
    const others = { mentions: [{ ...botMentioned, id: { open_id: 'ou_somebody' } }] };
    expect(read(mention('@_user_1 week', others))).toEqual(ignored);
    expect(read(mention('@_user_1'))).toEqual(ignored);
  });

  test('before it is known who the bot is, nothing in a group counts as said to it', () => {
    expect(readPayload(mention('@_user_1 week'), null)).toEqual(ignored);
  });

  test('whoever else is mentioned stands there by name, the eleventh too', () => {
    const people = Array.from({ length: 11 }, (_, place) => ({
      key: `@_user_${place + 2}`,
      id: { open_id: `ou_${place}` },
      name: `家长${place + 1}`,
    }));
    const said = mention('@_user_1 @_user_2 和 @_user_12 @_user_99', { mentions: [botMentioned, ...people] });
    expect(inboundOf(said)).toMatchObject({ text: '家长1 和 家长11 @_user_99' });
  });

  test('a text with a title, links and mentions is heard as it reads', () => {
    const lines = [
      [
        { tag: 'text', text: '林小满 +2 ' },
        { tag: 'a', text: '帮扶', href: 'https://school.example' },
      ],
      [{ tag: 'img', image_key: 'img_1' }],
      [
        { tag: 'at', user_id: '@_user_1', user_name: '共育' },
        { tag: 'text', text: ' 周一鸣 -1' },
      ],
    ];
    const said = post('记分', lines, { mentions: [botMentioned] });
    expect(inboundOf(said)).toMatchObject({ text: '记分\n林小满 +2 帮扶\n  周一鸣 -1' });
  });

  test('what other bots say, and what we say ourselves, is not heard', () => {
    expect(read(directMessage('hello', {}, { sender_type: 'app' }))).toEqual(ignored);
    expect(read(directMessage('hello', {}, { sender_type: 'bot' }))).toEqual(ignored);
    expect(read(directMessage('hello', {}, { sender_id: { open_id: bot } }))).toEqual(ignored);
  });

  test('a picture, a file or a sticker is answered in words in the direct chat, and nowhere else', () => {
    expect(read(picture())).toMatchObject({ kind: 'unknown', user: wang, way: { by: 'message' } });
    for (const message_type of ['file', 'sticker', 'audio', 'media', 'share_chat', 'interactive', 'new next year']) {
      expect(read(picture({ message_type }))).toMatchObject({ kind: 'unknown' });
    }
    expect(read(picture({ chat_type: 'group', chat_id: groupChat, mentions: [botMentioned] }))).toEqual(ignored);
    expect(read(picture({ message_type: 'system' }))).toEqual(ignored);
  });

  test('what was recalled before it came is nothing', () => {
    expect(read(directMessage('hello', { content: '' }))).toEqual(ignored);
  });

  test('the same message under two event ids is one, and another message is another', () => {
    const first = directMessage('hello', { message_id: 'om_1' });
    const again = directMessage('hello', { message_id: 'om_1' });
    expect(inboundOf(first).key).toBe(inboundOf(again).key);
    expect(inboundOf(directMessage('hello', { message_id: 'om_2' })).key).not.toBe(inboundOf(first).key);
  });

  test('signs that show what is not there are gone, and a text without end is cut between two signs', () => {
    expect(inboundOf(directMessage('a\u202eb\u200bc'))).toMatchObject({ text: 'abc' });
    const long = inboundOf(directMessage('😀'.repeat(30_000)));
    expect('text' in long && long.text.length).toBeLessThanOrEqual(40_000);
    expect('text' in long && long.text.isWellFormed()).toBe(true);
  });
});

describe('what is chosen from the menu, and the first sight of the chat', () => {
  test.each([
    ['gongyu:week', 'week'],
    ['command:report_七年级', 'report 七年级'],
    ['week', 'week'],
    ['', ''],
  ])('the key %j is the command %j', (key, text) => {
    const item = menu(key);
    expect(inboundOf(item)).toMatchObject({
      kind: 'commanded',
      key: `menu:${item.header.event_id}`,
      chat: { externalId: wang, kind: 'direct' },
      text,
    });
  });

  test('whoever opens the chat for the first time is greeted once, in whatever way Feishu tells of it', () => {
    const greeted = inboundOf(entered());
    expect(greeted).toMatchObject({ kind: 'commanded', text: '', actor: { externalId: wang }, chat: direct });
    const created = firstEvent('p2p_chat_create', {
      chat_id: directChat,
      operator: { open_id: wang, user_id: 'gfa21d92' },
      user: { name: '王芳', open_id: wang, user_id: 'gfa21d92' },
    });
    expect(inboundOf(created).key).toBe(greeted.key);
    expect(read(entered({ last_message_id: 'om_1', last_message_create_time: '1790000000000' }))).toEqual(ignored);
    expect(inboundOf(entered({ last_message_id: '' })).key).toBe(greeted.key);
  });
});

describe('what happens to groups and accounts', () => {
  test.each([
    ['im.chat.member.bot.added_v1', 'joined'],
    ['im.chat.member.bot.deleted_v1', 'removed'],
    ['im.chat.disbanded_v1', 'removed'],
    ['im.chat.member.user.added_v1', 'members'],
    ['im.chat.member.user.deleted_v1', 'members'],
  ])('%s: %s', (type, change) => {
    const happened = chatEvent(type);
    expect(inboundOf(happened)).toMatchObject({
      kind: 'chatChanged',
      key: `event:${happened.header.event_id}`,
      actor: { externalId: wang },
      chat: group,
      change,
    });
  });

  test('it is noted without somebody who did it, too', () => {
    const happened = chatEvent('im.chat.disbanded_v1', { operator_id: null });
    expect(inboundOf(happened)).toMatchObject({ actor: { externalId: 'lark' }, change: 'removed' });
  });

  test('a group has another name only when its name was changed', () => {
    const renamed = chatEvent('im.chat.updated_v1', { after_change: { name: '八年级教师群' } });
    expect(inboundOf(renamed)).toMatchObject({ change: 'renamed', name: '八年级教师群' });
    expect(read(chatEvent('im.chat.updated_v1', { after_change: { owner_id: { open_id: wang } } }))).toEqual(ignored);
  });

  test('an account that was deleted is switched off', () => {
    const deleted = event('contact.user.deleted_v3', { object: { open_id: wang, name: '王芳' }, old_object: {} });
    expect(inboundOf(deleted)).toMatchObject({ kind: 'accountChanged', actor: { externalId: wang }, active: false });
  });

  test.each([
    'im.message.message_read_v1',
    'im.message.recalled_v1',
    'im.message.reaction.created_v1',
    'app_ticket',
    'url.preview.get',
    'toString',
    '__proto__',
    'constructor',
    '',
  ])('%s is nothing to us', (type) => {
    expect(read(chatEvent(type))).toEqual(ignored);
    expect(read(firstEvent(type, {}))).toEqual(ignored);
  });
});

describe('what is pressed and filled in', () => {
  test('a button and a select, in the direct chat', () => {
    expect(inboundOf(press('token-1'))).toMatchObject({ kind: 'pressed', token: 'token-1', chat: direct });
    expect(inboundOf(choose('token-2', 'v-1'))).toMatchObject({ kind: 'pressed', token: 'token-2', value: 'v-1' });
  });

  test('a card that does not say that it is one person’s counts as everybody’s', () => {
    const pressed = read(press('token-1', { in: 'group' }));
    expect(pressed).toMatchObject({ inbound: { chat: group }, way: { by: 'callback', place: 'group' } });
  });

  test('a page of a form is not the form, and its last page is', () => {
    const first = inboundOf(submission({ page: 0, pages: 2 }));
    expect(first).toMatchObject({ kind: 'submitted', session: 's-1', answers: { note: 'all well' }, partial: true });
    expect(inboundOf(submission({ page: 1, pages: 2 }))).not.toHaveProperty('partial');
    expect(read(submission({ page: 1, pages: 2 }))).toMatchObject({ way: { page: 1, place: 'direct' } });
  });

  test('one press that comes in two ways, under two ids, is one', () => {
    const how = { messageId: 'om_1', token: 'c-1' };
    const key = inboundOf(press('t', how)).key;
    expect(inboundOf(press('t', how)).key).toBe(key);
    expect(inboundOf(press('t', { ...how, token: 'c-2' })).key).not.toBe(key);
  });

  test('without a token, or without its message, a press is known by its event', () => {
    const pressed = press('t', { event: { token: undefined } });
    expect(inboundOf(pressed).key).toBe(`press:${pressed.header.event_id}`);
    expect(read(pressed)).toMatchObject({ way: { token: null } });
  });

  test('where the press happened is read beside the event, too', () => {
    const pressed = press('t', { messageId: 'om_1', token: 'c-1' });
    const { context, ...rest } = pressed.event as { readonly context?: unknown };
    const beside = { ...pressed, event: rest, context };
    expect(inboundOf(beside)).toMatchObject({ key: inboundOf(pressed).key, chat: direct });
  });

  test('who pressed is the operator, of whatever organisation, and the key is the same', () => {
    const how = { messageId: 'om_1', token: 'c-1', user: 'ou_guest' };
    const ours = inboundOf(press('t', how));
    const foreign = press('t', { ...how, event: { operator: { open_id: 'ou_guest', tenant_key: 'another' } } });
    expect(inboundOf(foreign)).toEqual(ours);
    expect(ours).toMatchObject({ actor: { externalId: 'ou_guest' } });
  });

  test('a press that we cannot read is answered, and one by nobody is not', () => {
    expect(read(callback({ tag: 'button', value: { key: 'value' } }))).toMatchObject({ kind: 'unknown', user: wang });
    expect(read(callback({ tag: 'overflow', option: '1' }))).toMatchObject({ kind: 'unknown' });
    expect(read(press('t', { event: { operator: { union_id: 'on_1' } } }))).toEqual(ignored);
  });
});

describe('when it happened', () => {
  test('seconds, milliseconds and microseconds are told by their digits', () => {
    const at = 1_790_000_000_000;
    expect(instantOf('1790000000')).toBe(at);
    expect(instantOf('1790000000.7171419')).toBe(at);
    expect(instantOf('1790000000123')).toBe(at + 123);
    expect(instantOf('1790000000123456')).toBe(at + 123);
    expect(instantOf(1_790_000_000_123)).toBe(at + 123);
    for (const odd of ['', '17', 'yesterday', '-1790000000', '1'.repeat(20), undefined])
      expect(instantOf(odd)).toBeNull();
  });

  test('a message says milliseconds, a press microseconds, the first version seconds', () => {
    for (const body of [directMessage('x'), press('t'), firstEvent('p2p_chat_create', {})]) {
      const { at } = readEvent(body) ?? expect.fail('no event');
      expect(Math.abs((at ?? 0) - Date.now())).toBeLessThan(60_000);
    }
  });

  test('an event that says nothing of the sort is read all the same', () => {
    expect(inboundOf(directMessage('x', {}, {}, { create_time: { odd: true } }))).toMatchObject({ text: 'x' });
  });
});

describe('whatever else comes', () => {
  test('is read without failing, and what comes of it can be stored', () => {
    const types = [
      'card.action.trigger',
      'im.message.receive_v1',
      'application.bot.menu_v6',
      'im.chat.updated_v1',
      'p2p_chat_create',
    ];
    const header = fc.record({
      event_id: fc.oneof(fc.string(), fc.constant('e-1')),
      event_type: fc.constantFrom(...types),
      app_id: fc.constant(app),
      create_time: fc.anything(),
    });
    const body = fc.oneof(
      fc.anything(),
      fc.record({ schema: fc.constant('2.0'), header, event: fc.anything(), context: fc.anything() }),
    );
    fc.assert(
      fc.property(body, (anything) => {
        const incoming = read(anything);
        if (incoming.kind === 'inbound') inboundSchema.parse({ ...incoming.inbound, workspaceId: 'w1' });
      }),
    );
  });
});
