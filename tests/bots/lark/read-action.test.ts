import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAction } from '../../../src/bots/lark/read-action.js';

describe('what somebody did with a card on Feishu', () => {
  test('is a button with its token', () => {
    const action = { tag: 'button', timezone: 'Asia/Shanghai', value: { t: 'token-1' } };
    expect(readAction(action)).toEqual({ kind: 'pressed', token: 'token-1' });
  });

  test('is a select with what was chosen', () => {
    const action = { tag: 'select_static', value: { t: 'token-2' }, option: 'p1' };
    expect(readAction(action)).toEqual({ kind: 'pressed', token: 'token-2', value: 'p1' });
  });

  test('is a form with its answers, by field', () => {
    const action = {
      tag: 'button',
      name: 'submit',
      value: { f: 's1', p: 1, n: 3, o: ['note', 'who'], v: '{"~0":"\\u5f20\\u4e09"}', j: { points: [''] } },
      form_value: {
        t1_points: 'abc',
        t2_points: 'def',
        t1_score_3a_6: '8.5',
        t1_typed: '~0',
        s_who: '~none',
        s_one: '~0',
        s_all: ['~0', 'p2', 3],
        s_sure: '~no',
        s_tick: true,
        unknown: 'x',
      },
    };
    expect(readAction(action)).toEqual({
      kind: 'submitted',
      session: 's1',
      page: 1,
      pages: 3,
      answers: {
        note: null,
        points: 'abcdef',
        'score:6': '8.5',
        // What a person types is never taken for one of our signs.
        typed: '~0',
        who: null,
        one: '张三',
        all: ['张三', 'p2'],
        sure: false,
        tick: true,
      },
    });
  });

  test('that left a field empty takes back what was in it, even where Feishu says nothing about it', () => {
    const action = { value: { f: 's1', p: 0, n: 1, o: ['note'] }, form_value: {} };
    expect(readAction(action)).toMatchObject({ answers: { note: null } });
  });

  test.each([
    ['nothing', null],
    ['no object', 'x'],
    ['a card of somebody else', { value: { key: 'value' } }],
    ['a token that is no text', { value: { t: 3 } }],
    ['an empty token', { value: { t: '' } }],
    ['a token longer than any of ours', { value: { t: 't'.repeat(101) } }],
    ['a form without its page', { value: { f: 's' } }],
    ['a page before the first', { value: { f: 's', p: -1, n: 1 } }],
    ['a page that is no number', { value: { f: 's', p: '0', n: 1 } }],
    ['a session longer than any of ours', { value: { f: 's'.repeat(101), p: 0, n: 1 } }],
  ])('is not known: %s', (_, action) => {
    expect(readAction(action)).toBeNull();
  });

  test('is never taken from what every object has', () => {
    const action = JSON.parse(
      '{"value":{"f":"s","p":0,"n":1,"__proto__":{"t":"x"},"v":"{\\"__proto__\\":{\\"a\\":\\"b\\"}}"},"form_value":{"__proto__":{"t1_a":"b"},"constructor":"x","s_one":"constructor","s_two":"__proto__","s_constructor":"x","t1___5f_proto":"y"}}',
    );
    const read = readAction(action);
    expect(read).toMatchObject({ kind: 'submitted', session: 's' });
    const answers = read?.kind === 'submitted' ? read.answers : {};
    expect(Object.entries(answers)).toEqual([
      ['one', 'constructor'],
      ['two', '__proto__'],
      ['constructor', 'x'],
    ]);
    expect(({} as Record<string, unknown>)['t1_a']).toBeUndefined();
  });

  const jsonObject = fc.dictionary(
    fc.oneof(fc.constantFrom('t1_a', 't2_a', 's_a', '__proto__'), fc.string()),
    fc.jsonValue(),
  );

  test('can be anything at all, and is read or not', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record({ t: fc.jsonValue() }),
      fc.record({
        f: fc.string(),
        p: fc.integer(),
        n: fc.integer(),
        o: fc.jsonValue(),
        v: fc.oneof(fc.json(), fc.jsonValue()),
        j: jsonObject,
      }),
    );
    const action = fc.oneof(
      fc.jsonValue(),
      fc.anything(),
      fc.record({ value, option: fc.jsonValue(), form_value: fc.oneof(jsonObject, fc.jsonValue()) }),
    );
    fc.assert(
      fc.property(action, (one) => {
        const read = readAction(one);
        if (read?.kind === 'pressed') {
          expect(read.token.length).toBeLessThanOrEqual(100);
          expect((read.value ?? '').length).toBeLessThanOrEqual(200);
        } else if (read !== null) {
          for (const answer of Object.values(read.answers)) {
            const one_ = Array.isArray(answer) ? answer : [answer];
            expect(one_.every((part) => part === null || ['string', 'boolean'].includes(typeof part))).toBe(true);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
