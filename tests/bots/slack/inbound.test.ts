// long because each kind of payload is one example of the same reading.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Incoming, readPayload } from '../../../src/bots/slack/inbound.js';
import { shortened, writtenText } from '../../../src/bots/slack/written.js';
import { inboundSchema } from '../../../src/core/message/inbound.js';
import {
  bot,
  choose,
  command,
  directChat,
  directMessage,
  event,
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

const ignored = { kind: 'ignored' };

function placed(payload: unknown): Extract<Incoming, { kind: 'inbound' }> {
  const incoming = readPayload(payload);
  if (incoming.kind !== 'inbound') return expect.fail(`${incoming.kind}: ${JSON.stringify(payload)}`);
  inboundSchema.parse({ ...incoming.inbound, workspaceId: 'w' });
  return incoming;
}

const keyOf = (payload: unknown) => placed(payload).inbound.key;

describe('what people write', () => {
  test('a message in the direct chat is said, and answered there', () => {
    expect(placed(directMessage('林小满 +2 帮扶'))).toMatchObject({
      teamId: team,
      inbound: {
        kind: 'said',
        actor: { externalId: wang },
        chat: { externalId: directChat, kind: 'direct' },
        text: '林小满 +2 帮扶',
      },
      way: { by: 'message' },
    });
  });

  test('a mention in a group is said without the mention, and answered beside it to the asker alone', () => {
    expect(placed(mention(`<@${bot}> 本周`))).toMatchObject({
      inbound: { kind: 'said', chat: { externalId: groupChat, kind: 'group' }, text: '本周' },
      way: { by: 'ephemeral', channel: groupChat, user: wang },
    });
    expect(placed(mention(`请 <@${bot}|gongyu> 看看`)).inbound).toMatchObject({ text: '请   看看' });
  });

  test('what people say to one another in a group is not for us', () => {
    const between = { channel: groupChat, channel_type: 'group' };
    expect(readPayload(directMessage('hello', between))).toEqual(ignored);
    expect(readPayload(directMessage('hello', { ...between, channel_type: 'mpim' }))).toEqual(ignored);
    expect(readPayload(mention(`<@${bot}>`))).toEqual(ignored);
  });

  test.each([
    ['a &lt;b&gt; &amp; c', 'a <b> & c'],
    ['&amp;lt;!channel&amp;gt;', '&lt;!channel&gt;'],
    ['<https://school.example/a?b=1&amp;c=2>', 'https://school.example/a?b=1&c=2'],
    ['<https://school.example|school.example>', 'school.example'],
    ['<mailto:wang@school.example|wang@school.example>', 'wang@school.example'],
    ['<mailto:wang@school.example>', 'wang@school.example'],
    ['<tel:13800000000|138 0000 0000>', '138 0000 0000'],
    ['<@U0LIU> +2', '@U0LIU +2'],
    ['<@U0LIU|liu> +2', '@liu +2'],
    ['<#C0STAFF|staff>', '#staff'],
    ['<#C0STAFF>', '#C0STAFF'],
    ['<!here> <!channel|channel>', '@here channel'],
    ['<!subteam^S1|@teachers>', '@teachers'],
    ['<!date^1392734382^{date}|Feb 18>', 'Feb 18'],
    ['3 < 4 > 2', '3 < 4 > 2'],
    ['第一行\r\n第二行', '第一行\n第二行'],
    ['  张三\u200b +2\u202e  ', '张三 +2'],
    ['林小满 ＋２', '林小满 ＋２'],
    [':smile: *bold* _it_', ':smile: *bold* _it_'],
  ])('%j is read as it was seen: %j', (written, seen) => {
    expect(writtenText(written, bot)).toBe(seen);
  });

  test('a long text is cut between two signs and never in the middle of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(40), (text, size) => {
        const cut = shortened(text, size);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.isWellFormed()).toBe(text.isWellFormed());
        expect(cut.length).toBeLessThanOrEqual(size);
      }),
    );
    const { inbound } = placed(directMessage('😀'.repeat(30_000)));
    expect('text' in inbound && inbound.text.isWellFormed() && inbound.text.length).toBe(40_000);
  });

  test('a message without words, such as a lone file, asks for nothing', () => {
    for (const text of ['', ' ', '\u200b', `<@${bot}>`]) expect(readPayload(directMessage(text))).toEqual(ignored);
    expect(readPayload(directMessage('x', { text: null }))).toEqual(ignored);
    expect(placed(directMessage('看这张', { subtype: 'file_share', files: [{ id: 'F1' }] })).inbound).toMatchObject({
      text: '看这张',
    });
  });
});

describe('bot loop (ignore own and other bots), edited/deleted source message, message subtypes', () => {
  test.each([
    ['our own echo', { user: bot, bot_id: 'B0YUXIN' }],
    ['our own echo, told by the user alone', { user: bot }],
    ['another app', { bot_id: 'BOTHER', app_id: 'AOTHER' }],
    ['another app that speaks as a person', { bot_id: 'BOTHER', user: wang }],
    ['a bot by its profile', { bot_profile: { id: 'BOTHER', name: 'other' } }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['nobody', { user: undefined }],
  ])('%s is not listened to', (_who, parts) => {
    expect(readPayload(directMessage('hello', parts))).toEqual(ignored);
    expect(readPayload(mention(`<@${bot}> hello`, parts))).toEqual(ignored);
  });

  test.each([undefined, 'file_share', 'thread_broadcast', 'me_message'])('subtype %s: a person speaks', (subtype) => {
    expect(placed(directMessage('hello', { subtype })).inbound).toMatchObject({ kind: 'said', text: 'hello' });
  });

  test.each([
    'message_changed',
    'message_deleted',
    'message_replied',
    'bot_message',
    'bot_add',
    'bot_remove',
    'channel_join',
    'channel_leave',
    'channel_topic',
    'channel_purpose',
    'channel_name',
    'channel_archive',
    'channel_unarchive',
    'channel_convert_to_private',
    'channel_posting_permissions',
    'group_join',
    'group_leave',
    'group_name',
    'pinned_item',
    'unpinned_item',
    'reminder_add',
    'reply_broadcast',
    'ekm_access_denied',
    'assistant_app_thread',
    'document_mention',
    'huddle_thread',
    'tombstone',
    'a subtype that Slack has not invented yet',
  ])('subtype %s: nobody speaks to us', (subtype) => {
    expect(readPayload(directMessage('hello', { subtype }))).toEqual(ignored);
  });

  test('an edited or deleted message does nothing again: what it caused is undone by a person', () => {
    const before = { type: 'message', user: wang, text: '林小满 +2', ts: '1790000000.000100' };
    const changed = { user: undefined, text: undefined, hidden: true, ts: '1790000000.000300' };
    const message = { ...before, text: '林小满 +3', edited: { user: wang, ts: '1790000000.000300' } };
    const edit = { ...changed, subtype: 'message_changed', message, previous_message: before };
    const gone = { ...changed, subtype: 'message_deleted', deleted_ts: before.ts, previous_message: before };
    expect(readPayload(directMessage('', edit))).toEqual(ignored);
    expect(readPayload(directMessage('', gone))).toEqual(ignored);
    const edited = { ts: before.ts, edited: { user: wang, ts: '1790000000.000300' }, client_msg_id: 'same' };
    const first = mention(`<@${bot}> 本周`, { ts: before.ts, client_msg_id: 'same' });
    expect(keyOf(mention(`<@${bot}> 上周`, edited))).toBe(keyOf(first));
  });
});

describe('Slack Connect stranger', () => {
  test('a mention by somebody of another workspace in a shared channel is left to their own', () => {
    const shared = { is_ext_shared_channel: true };
    expect(readPayload(mention(`<@${bot}> report`, { team: 'T0OTHER' }, shared))).toEqual(ignored);
    expect(readPayload(mention(`<@${bot}> report`, { user_team: 'T0OTHER', team }, shared))).toEqual(ignored);
    expect(placed(mention(`<@${bot}> report`, { user_team: team }, shared)).inbound).toMatchObject({ kind: 'said' });
  });

  test('a form that was opened in a shared channel belongs to the workspace where the app is', () => {
    const theirs = { id: 'T0OTHER', domain: 'other' };
    expect(placed(submission({}, { team: theirs })).teamId).toBe(team);
    expect(placed(submission({ view: { app_installed_team_id: undefined } }, { team: null })).teamId).toBe(team);
  });
});

describe('same message, same press, same form once', () => {
  test('a message has one key however many events tell of it', () => {
    const ts = '1790000000.000100';
    const once = { ts, client_msg_id: 'one' };
    expect(keyOf(directMessage('hi', once))).toBe(keyOf(directMessage('hi', once)));
    // A client that sent it again after a broken line.
    expect(keyOf(directMessage('hi', { ...once, ts: '1790000000.000999' }))).toBe(keyOf(directMessage('hi', once)));
    const nameless = { ts, client_msg_id: undefined };
    expect(keyOf(directMessage('hi', nameless))).toBe(keyOf(directMessage('hi', nameless)));
    expect(keyOf(directMessage('hi', { ...once, user: 'U0LIU' }))).not.toBe(keyOf(directMessage('hi', once)));
    expect(keyOf(directMessage('hi'))).not.toBe(keyOf(directMessage('hi')));
  });

  test('a command is its trigger, a press its moment', () => {
    const typed = command('week');
    expect(keyOf(typed)).toBe(keyOf({ ...typed, response_url: 'https://hooks.slack.com/another' }));
    expect(keyOf(typed)).not.toBe(keyOf(command('week')));
    const pressed = press('token-1');
    expect(keyOf(pressed)).toBe(keyOf({ ...pressed, trigger_id: '1.2.again' }));
    expect(keyOf(pressed)).not.toBe(keyOf(press('token-1')));
    const long = 'x'.repeat(254);
    const { actions } = press('');
    const both = ['a', 'b'].map((end) =>
      keyOf({ ...pressed, actions: actions.map((one) => ({ ...one, action_id: long + end })) }),
    );
    expect(both[0]).not.toBe(both[1]);
  });

  test('a form that was sent twice is one event, a corrected one another', () => {
    const values = (value: string) => ({ note: { value: { type: 'plain_text_input', value } } });
    expect(keyOf(submission({ values: values('a') }))).toBe(keyOf(submission({ values: values('a') })));
    expect(keyOf(submission({ values: values('b') }))).not.toBe(keyOf(submission({ values: values('a') })));
    expect(keyOf(submission({ page: 1, pages: 2 }))).not.toBe(keyOf(submission({ page: 0, pages: 2 })));
  });
});

describe('what people press and send', () => {
  test('a command is answered to the asker alone', () => {
    const typed = command('report &lt;3');
    expect(placed(typed)).toMatchObject({
      inbound: { kind: 'commanded', text: 'report <3', chat: { externalId: groupChat, kind: 'group' } },
      way: { by: 'response', url: typed.response_url, replace: false },
    });
    expect(placed(command('', { channel_id: directChat })).inbound).toMatchObject({ chat: { kind: 'direct' } });
    // Whatever it is called where the school has renamed it.
    expect(placed(command('week', { command: '/共育' })).inbound).toMatchObject({ kind: 'commanded' });
  });

  test('a press says who pressed, from the envelope alone', () => {
    const by = { id: 'U0LIU', username: 'wang', name: 'wang', team_id: team };
    expect(placed(press('token', { user: by, message: { user: wang } })).inbound).toMatchObject({
      kind: 'pressed',
      actor: { externalId: 'U0LIU' },
      token: 'token',
    });
    expect(placed(choose('token', 'v-1')).inbound).toMatchObject({ value: 'v-1' });
  });

  test('a press is answered where it was made', () => {
    const ephemeral = { type: 'message', message_ts: '1.2', channel_id: groupChat, is_ephemeral: true };
    expect(placed(press('t')).way).toMatchObject({ by: 'update', channel: directChat, ts: '1790000000.000200' });
    expect(placed(press('t', { container: ephemeral })).way).toMatchObject({ by: 'response', replace: true });
    const open = { ...ephemeral, is_ephemeral: false };
    expect(placed(press('t', { container: open })).way).toMatchObject({ by: 'response', replace: false });
    expect(placed(press('t', { container: open, response_url: undefined })).way).toEqual({ by: 'message' });
    const inView = { container: { type: 'view', view_id: 'V1' }, channel: undefined, response_url: undefined };
    expect(placed(press('t', { ...inView, view: { id: 'V1', type: 'home' } })).way).toMatchObject({ by: 'home' });
    expect(placed(press('t', { ...inView, view: { id: 'V1', type: 'modal' } })).way).toMatchObject({ by: 'modal' });
  });

  test('a page of a form that is not its last does not send it', () => {
    expect(placed(submission({ page: 0, pages: 2 })).inbound).toMatchObject({ kind: 'submitted', partial: true });
    expect(placed(submission({ page: 1, pages: 2 })).inbound).not.toHaveProperty('partial');
    expect(placed(submission()).inbound).toMatchObject({ session: 's-1', answers: { note: 'good' } });
  });

  test('answers that no database could keep are none', () => {
    const values = { 'a\u0000b': { value: { value: 'x' } }, 'a\ud800': { value: { value: 'x' } } };
    expect(placed(submission({ values })).inbound).toMatchObject({ answers: {} });
  });

  test.each([
    ['a shortcut', shortcut(), 'trigger'],
    ['a message shortcut', messageShortcut(), 'url'],
    ['a form of another time', submission({ callback: 'unheard-of' }), 'form'],
    ['a press on nothing', press('t', { actions: [] }), 'url'],
    ['a legacy button', { ...press('t'), type: 'interactive_message' }, 'url'],
    ['something new', { ...press('t'), type: 'something_new' }, 'url'],
  ])('unknown: %s is answered at once in words', (_what, payload, by) => {
    expect(readPayload(payload)).toMatchObject({ kind: 'unknown', teamId: team, user: wang, how: { by } });
  });

  test('a closed form and what nobody did wait for no answer', () => {
    expect(readPayload(viewClosed())).toEqual(ignored);
    expect(readPayload({ ...press('t'), type: 'block_suggestion', actions: undefined })).toEqual(ignored);
    for (const nothing of [null, undefined, 1, 'text', [], {}, { type: 'event_callback' }, { payload: '{}' }]) {
      expect(readPayload(nothing)).toEqual(ignored);
    }
  });
});

describe('what happens to people and channels', () => {
  const changeOf = (payload: unknown) => placed(payload).inbound;

  test('a deactivated user is known to be gone, an active one to be back', () => {
    const change = (deleted?: boolean) => event({ type: 'user_change', user: { id: wang, deleted } });
    expect(changeOf(change(true))).toMatchObject({
      kind: 'accountChanged',
      actor: { externalId: wang },
      active: false,
    });
    expect(changeOf(change(false))).toMatchObject({ active: true });
    expect(changeOf(change())).toMatchObject({ active: true });
  });

  test.each([
    ['archived channel', { type: 'channel_archive', channel: groupChat, user: wang }, 'archived'],
    ['archived private channel', { type: 'group_archive', channel: groupChat }, 'archived'],
    ['deleted channel', { type: 'channel_deleted', channel: groupChat }, 'archived'],
    ['a channel that is back', { type: 'channel_unarchive', channel: groupChat, user: wang }, 'restored'],
    ['left channel', { type: 'channel_left', channel: groupChat, actor_id: wang }, 'removed'],
    ['left private channel', { type: 'group_left', channel: groupChat }, 'removed'],
    ['the bot is thrown out', { type: 'member_left_channel', channel: groupChat, user: bot }, 'removed'],
    ['the bot is let in', { type: 'member_joined_channel', channel: groupChat, user: bot, inviter: wang }, 'joined'],
    ['somebody comes', { type: 'member_joined_channel', channel: groupChat, user: 'U0LIU' }, 'members'],
    ['somebody goes', { type: 'member_left_channel', channel: groupChat, user: 'U0LIU' }, 'members'],
    ['renamed channel', { type: 'channel_rename', channel: { id: groupChat, name: '三班' } }, 'renamed'],
    ['renamed private channel', { type: 'group_rename', channel: { id: groupChat, name: '三班' } }, 'renamed'],
  ])('%s', (_what, given, change) => {
    expect(changeOf(event(given))).toMatchObject({ kind: 'chatChanged', chat: { externalId: groupChat }, change });
  });

  test('a long name of a channel fits', () => {
    const given = { type: 'channel_rename', channel: { id: groupChat, name: 'x'.repeat(300) } };
    expect(changeOf(event(given))).toMatchObject({ name: 'x'.repeat(200) });
  });

  test('whoever let the bot in is told how to go on, alone', () => {
    const joined = { type: 'member_joined_channel', channel: groupChat, user: bot, inviter: wang };
    expect(placed(event(joined)).way).toEqual({ by: 'ephemeral', channel: groupChat, user: wang });
    expect(placed(event({ ...joined, inviter: undefined })).way).toEqual({ by: 'nothing' });
  });

  test('opening the home page is an occasion to draw it, opening the messages is none', () => {
    const opened = (tab: string) => event({ type: 'app_home_opened', user: wang, channel: directChat, tab });
    expect(placed(opened('home'))).toMatchObject({ inbound: { kind: 'opened' }, way: { by: 'home', user: wang } });
    expect(readPayload(opened('messages'))).toEqual(ignored);
  });

  test('an app that was taken away, or whose own token is gone, is closed out; a person’s token is none of ours', () => {
    const revoked = (tokens: object) => event({ type: 'tokens_revoked', tokens });
    expect(changeOf(event({ type: 'app_uninstalled' }))).toMatchObject({ kind: 'workspaceChanged', open: false });
    expect(changeOf(revoked({ oauth: [], bot: [bot] }))).toMatchObject({ kind: 'workspaceChanged', open: false });
    expect(readPayload(revoked({ oauth: [wang], bot: [] }))).toEqual(ignored);
  });
});

describe('anything that is signed', () => {
  const payloads = [
    directMessage('hello'),
    mention(`<@${bot}> hello`),
    command('week'),
    press('t'),
    choose('t', 'v'),
    submission(),
    shortcut(),
    messageShortcut(),
    viewClosed(),
    event({ type: 'channel_rename', channel: { id: groupChat, name: 'x' } }),
  ];

  test('is read without a fault, and what comes of it fits the inbound contract', () => {
    const junk = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' }), fc.constant(undefined));
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.nat(), junk, (payload, place, other) => {
        const incoming = readPayload(replaced(payload, place, other));
        if (incoming.kind === 'inbound') inboundSchema.parse({ ...incoming.inbound, workspaceId: 'w' });
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The payload with another value at one of its places. */
function replaced(payload: unknown, place: number, other: unknown): unknown {
  let left = place % placesOf(payload);
  const walk = (node: unknown): unknown => {
    if (left-- === 0) return other;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
  };
  return walk(payload);
}

function placesOf(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1;
  return Object.values(node).reduce((sum: number, value) => sum + placesOf(value), 1);
}
