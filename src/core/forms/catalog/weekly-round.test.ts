import { describe, expect, expectTypeOf, test } from 'vitest';
import { actionsOf } from '../../message/card.js';
import { renderPlain } from '../../message/plain.js';
import { advance, type FormEvent } from '../advance.js';
import type { ValuesOf } from '../form.js';
import { type CardTexts, closedCard, formCard } from '../form-card.js';
import { pressedEvent } from '../pressed.js';
import { saidEvent } from '../said.js';
import { sayFormChange } from '../show-answer.js';
import { startForm } from '../state.js';
import { wholeView } from '../whole-view.js';
import { no, ok } from '../words.js';
import { scoreField, weeklyRound } from './weekly-round.js';

const now = new Date('2026-09-18T08:00:00Z');
const environment = {
  points: (text: string) => (text.includes('+') ? ok({ lines: [`${text} (read)`] }) : no('forms.again')),
};
const groups = [8, 7, 6, 5, 4, 3, 2, 1].map((number) => ({
  id: `g${number}`,
  number,
  ...(number === 3 ? { name: '星火' } : {}),
}));
const form = weeklyRound.build({
  className: '七（3）班',
  weekNumber: 3,
  groups,
  summary: { plus: 12, minus: 3, neutral: 1, proposals: 2 },
  locks: { moment: new Date('2026-09-23T10:00:00Z'), zone: 'Asia/Shanghai' },
});

/** Presses and types like a person, on whatever card stands there. */
function sitting(language: 'zh-CN' | 'en-US') {
  let state = startForm(form, now, environment);
  const tokens = new Map<string, readonly [string, string | undefined]>();
  const texts: CardTexts = {
    language,
    token(action, value) {
      tokens.set(`t${tokens.size}`, [action, value]);
      return `t${tokens.size - 1}`;
    },
  };
  const happen = (event: FormEvent | null) => {
    if (!event) throw new Error('nothing of the form was meant');
    const step = advance(form, state, event, now, environment);
    state = step.state;
    return step.effects;
  };
  return {
    card: () => formCard(form, state, texts),
    state: () => state,
    say: (text: string) => happen(saidEvent(form, state, text)),
    press(label: string, chosen?: string) {
      const action = actionsOf(formCard(form, state, texts)).find((one) =>
        one.kind === 'button' ? one.label === label : one.placeholder === label,
      );
      if (!action) throw new Error(`there is no ${label} on the card`);
      const [does = '', value] = tokens.get(action.token) ?? [];
      return happen(pressedEvent(does, value, chosen));
    },
  };
}

describe("the week's round", () => {
  test('shows the week first and is sent as it is with one press', () => {
    const at = sitting('zh-CN');
    const first = actionsOf(at.card())[0];
    expect(first).toMatchObject({ label: '原样提交', style: 'primary' });
    expect(renderPlain(at.card())).toContain('加分 12 条，减分 3 条');
    expect(renderPlain(at.card())).toContain('9月23日周三 18:00 之前都可以再改');
    expect(renderPlain(at.card())).toContain('第3组（星火）得分：未填');
    const [effect] = at.press('原样提交');
    expect(effect).toMatchObject({ kind: 'submitted', values: { remark: null, points: null, 'score:g1': null } });
    expect(actionsOf(at.card())).toEqual([]);
  });

  test('asks step by step where that is wanted, groups in order', () => {
    const at = sitting('zh-CN');
    at.press('逐项填写');
    expect(at.state().at).toBe('score:g1');
    at.press('请选择', '9');
    at.say('八分半');
    at.press('跳过');
    expect(at.state().answers).toMatchObject({
      'score:g1': { value: 9 },
      'score:g2': { value: 8.5 },
      'score:g3': { value: null },
    });
    at.press('上一步');
    at.say('10.5');
    expect(renderPlain(at.card())).toContain('要在 0 到 10 之间');
    expect(at.state().at).toBe('score:g3');
  });

  test('takes several scores in one line, and leaves a line of points to the ledger', () => {
    const at = sitting('zh-CN');
    at.say('1组 9，第二组8.5、星火组 十分');
    expect(at.state().answers).toMatchObject({
      'score:g1': { value: 9 },
      'score:g2': { value: 8.5 },
      'score:g3': { value: 10 },
    });
    expect(at.state().phase).toBe('reviewing');
    for (const line of ['3组 +3 卫生', '张三 +2 帮扶', '1组 9，张三 +2', '9组 3', '1组 9，1组 8']) {
      expect(saidEvent(form, at.state(), line)).toBeNull();
    }
    expect(actionsOf(at.card())[0]).toMatchObject({ label: '提交本周登记' });
  });

  test('one thing is changed and the review comes back, with points shown as they were read', () => {
    const at = sitting('en-US');
    at.press('Change something…', 'points');
    at.say('Maria +2');
    expect(renderPlain(at.card())).toContain('Maria +2 (read)');
    at.say('edit class remark');
    at.say('A good week.');
    expect(at.say('submit')[0]).toMatchObject({
      kind: 'submitted',
      values: { points: 'Maria +2', remark: 'A good week.' },
    });
    expect(renderPlain(closedCard(form, at.state(), 'en-US'))).toContain('Sent.');
  });

  test('points that cannot be read are shown again and stop the sending', () => {
    const at = sitting('zh-CN');
    at.press('修改某一项…', 'points');
    at.say('张三 很好');
    expect(at.say('提交')[0]).toMatchObject({ kind: 'reject', fieldId: 'points' });
    const view = wholeView(form, at.state(), { language: 'zh-CN', session: 's1' });
    expect(view.fields.at(-1)).toMatchObject({ id: 'points', value: '张三 很好', error: expect.any(String) });
    at.press('跳过');
    for (const idle of ['好的', '取消', 'ok']) expect(saidEvent(form, at.state(), idle)).toBeNull();
    expect(at.say('原样提交')[0]).toMatchObject({ kind: 'submitted' });
  });

  test('on one screen has a field per group, prefilled where a score was given', () => {
    const again = weeklyRound.build({
      className: '7.3',
      weekNumber: 3,
      groups: [{ id: 'g1', number: 1, score: 8.5 }],
      summary: { plus: 0, minus: 0, neutral: 0, proposals: 0 },
    });
    const view = wholeView(again, startForm(again, now, environment), { language: 'en-US', session: 's1' });
    expect(view).toMatchObject({
      session: 's1',
      title: '7.3: week 3 check-in',
      submit: 'Submit as is',
      fields: [
        { id: scoreField('g1'), kind: 'number', min: 0, max: 10, step: 0.5, value: 8.5, required: false },
        { id: 'remark', kind: 'text', long: true },
        { id: 'points', kind: 'text', long: true },
      ],
    });
  });

  test('a group dissolved meanwhile is told, its score kept aside', () => {
    const at = sitting('zh-CN');
    at.say('1组 9');
    const fewer = weeklyRound.build({
      className: '七（3）班',
      weekNumber: 3,
      groups: groups.slice(0, 7),
      summary: { plus: 12, minus: 3, neutral: 1, proposals: 2 },
    });
    const { state, effects } = advance(fewer, at.state(), { kind: 'submit' }, now, environment);
    expect(effects).toMatchObject([{ kind: 'tellVersionChanged', dropped: ['score:g1'] }, { kind: 'review' }]);
    expect(state.aside).toEqual({ 'score:g1': 9 });
    const [told] = effects;
    if (told?.kind !== 'tellVersionChanged') throw new Error('nothing was told');
    expect(sayFormChange(fewer, told, 'zh-CN')).toBe(
      '这份表有更新。有 1 项现在没有对应的位置，没有带过来。请看一遍再提交。',
    );
  });

  test('its values are typed', () => {
    type Values = ValuesOf<ReturnType<typeof weeklyRound.build>>;
    expectTypeOf<Values['score:g1']>().toEqualTypeOf<number | null>();
    expectTypeOf<Values['remark']>().toEqualTypeOf<string | null>();
    expectTypeOf<Values['points']>().toEqualTypeOf<string | null>();
  });
});
