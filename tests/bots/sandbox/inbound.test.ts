import { describe, expect, test } from 'vitest';
import { inboundOf, isCommand, parseGesture } from '../../../src/bots/sandbox/inbound.js';
import type { Gesture } from '../../../src/bots/sandbox/wire.js';
import { Refusal } from '../../../src/core/errors.js';
import { inboundSchema } from '../../../src/core/message/inbound.js';

const key = '0b6f3b66-3f5e-4a52-9d1e-3a7a1c9a7c11';
const from = { key, as: 'wang', chat: 'c1' };
const place = { workspaceId: 'w', displayName: '王丽', chatKind: 'direct' } as const;
const envelope = {
  key,
  workspaceId: 'w',
  actor: { externalId: 'wang', displayName: '王丽' },
  chat: { externalId: 'c1', kind: 'direct' },
};
const inGroup = { ...envelope, chat: { externalId: 'c1', kind: 'group' } };

describe('what a person does becomes an inbound event', () => {
  const table: [string, Record<string, unknown>, unknown][] = [
    ['a message', { kind: 'say', text: '张三 +2 帮扶\n李四 迟到' }, { kind: 'said', text: '张三 +2 帮扶\n李四 迟到' }],
    ['a message with invisible signs', { kind: 'say', text: '张\u200B三 \u202E+2' }, { kind: 'said', text: '张三 +2' }],
    ['a command', { kind: 'say', text: '/gongyu week' }, { kind: 'commanded', text: 'week' }],
    ['a command in Chinese', { kind: 'say', text: ' /共育  本周' }, { kind: 'commanded', text: '本周' }],
    ['a command alone', { kind: 'say', text: '/gongyu' }, { kind: 'commanded', text: '' }],
    ['a slash that is no command', { kind: 'say', text: '/gongyuweek' }, { kind: 'said', text: '/gongyuweek' }],
    ['a press', { kind: 'press', token: 't', message: 'm' }, { kind: 'pressed', token: 't' }],
    ['a choice', { kind: 'press', token: 't', value: 'v', message: 'm' }, { kind: 'pressed', token: 't', value: 'v' }],
    [
      'a form',
      { kind: 'submit', session: 's', answers: { a: ['x'], b: 1.5, c: null, d: true } },
      { kind: 'submitted', session: 's', answers: { a: ['x'], b: 1.5, c: null, d: true } },
    ],
    ['an opened chat', { kind: 'open' }, { kind: 'opened' }],
  ];

  test.each(table)('%s', (_name, gesture, event) => {
    const inbound = inboundOf(parseGesture({ ...from, ...gesture }), place);
    expect(inbound).toEqual({ ...envelope, ...(event as object) });
    expect(inboundSchema.parse(inbound)).toEqual(inbound);
  });

  const groupTable: [string, string, unknown][] = [
    ['a message that mentions the bot', '@共育 3组 +3 卫生', { kind: 'said', text: '3组 +3 卫生' }],
    ['its name alone, with a comma', '共育，本周', { kind: 'said', text: '本周' }],
    ['its English name', '@Gongyu: Emma +1', { kind: 'said', text: 'Emma +1' }],
    ['a mention alone', '@共育', { kind: 'said', text: '' }],
    ['a command', '/gongyu why', { kind: 'commanded', text: 'why' }],
  ];

  test.each(groupTable)('in a group: %s', (_name, text, event) => {
    const inbound = inboundOf({ ...from, kind: 'say', text }, { ...place, chatKind: 'group' });
    expect(inbound).toEqual({ ...inGroup, ...(event as object) });
  });

  test.each(['大家周末好！', '共育人才', 'we talked about @Gongyu', '张三 +2 帮扶'])(
    'in a group, %j is not for the bot',
    (text) => {
      expect(inboundOf({ ...from, kind: 'say', text }, { ...place, chatKind: 'group' })).toBeNull();
    },
  );

  test('looking into a group tells the bot nothing', () => {
    expect(inboundOf({ ...from, kind: 'open' }, { ...place, chatKind: 'group' })).toBeNull();
  });
});

describe('what is no gesture is refused with a sentence', () => {
  const refused: [string, unknown, string][] = [
    ['nothing', undefined, 'sandbox.notUnderstood'],
    ['a text', 'say', 'sandbox.notUnderstood'],
    ['an unknown kind', { ...from, kind: 'dance' }, 'sandbox.notUnderstood'],
    ['a key that is none', { ...from, key: '1', kind: 'open' }, 'sandbox.notUnderstood'],
    ['nobody', { ...from, as: '', kind: 'open' }, 'sandbox.notUnderstood'],
    ['something more than is known', { ...from, kind: 'open', actor: 'someone else' }, 'sandbox.notUnderstood'],
    ['a press on nothing', { ...from, kind: 'press', token: '', message: 'm' }, 'sandbox.notUnderstood'],
    [
      'a long value',
      { ...from, kind: 'press', token: 't', message: 'm', value: 'x'.repeat(201) },
      'sandbox.notUnderstood',
    ],
    ['a message without words', { ...from, kind: 'say', text: ' \n\u200B' }, 'sandbox.nothingSaid'],
    ['a message that is too long', { ...from, kind: 'say', text: 'x'.repeat(40_001) }, 'sandbox.textTooLong'],
  ];

  test.each(refused)('%s', (_name, body, sentence) => {
    expect(() => parseGesture(body)).toThrow(expect.objectContaining({ name: 'Refusal', key: sentence }));
  });

  test('a command that is too long', () => {
    const gesture: Gesture = { ...from, kind: 'say', text: `/gongyu ${'x'.repeat(4_001)}` };
    expect(() => inboundOf(gesture, place)).toThrow(Refusal);
  });
});

test.each([
  ['/gongyu', true],
  ['/GONGYU help', true],
  ['/共育 帮助', true],
  ['gongyu help', false],
  ['say /gongyu', false],
])('%j is a command for its writer alone: %s', (text, expected) => {
  expect(isCommand(text)).toBe(expected);
});
