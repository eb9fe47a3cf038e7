// long because a form is looked at on its way out and on its way back.
import type { InputBlock, ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorsFor, readSubmission } from '../../../src/bots/slack/read-submission.js';
import { pagesOf, renderForm } from '../../../src/bots/slack/render-form.js';
import { plainEnvironment } from '../../../src/core/forms/field.js';
import * as define from '../../../src/core/forms/fields.js';
import { readField } from '../../../src/core/forms/read-field.js';
import type { FieldView, FormView } from '../../../src/core/forms/view.js';
import { Unrenderable } from '../../../src/core/message/unrenderable.js';
import { anyLanguage } from '../any-card.js';
import { anyForm } from '../any-form.js';
import { formOf, frame, optionList, text } from '../fields.js';
import { bare } from '../words.js';
import { problemsOfView, textsOf } from './looked-at.js';

const inputsOf = (view: ModalView) => view.blocks.filter((block): block is InputBlock => block.type === 'input');
const elementOf = (field: FieldView) => inputsOf(renderForm(formOf(field), 'zh-CN'))[0]?.element;

/** The modal as Slack brings it back: with what stands in it, or what was given to some of its inputs instead. */
function sent(view: ModalView, given: Readonly<Record<string, unknown>> = {}): unknown {
  const values = Object.fromEntries(
    inputsOf(view).map((input) => [input.block_id, { value: given[input.block_id ?? ''] ?? untouched(input.element) }]),
  );
  return JSON.parse(JSON.stringify({ ...view, id: 'V1', hash: 'h', state: { values } }));
}

function untouched(element: InputBlock['element']): unknown {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
    default:
      throw new Error(type);
  }
}

/** Every option of the element, in order. */
function optionsIn(element: InputBlock['element'] | undefined): readonly { readonly value?: string }[] {
  if (element === undefined) return [];
  const own = 'options' in element ? (element.options ?? []) : [];
  const grouped = 'option_groups' in element ? (element.option_groups ?? []) : [];
  return [...own, ...grouped.flatMap((group) => group.options)];
}

describe('a form on Slack', () => {
  test('is a modal with an input for every field, holding what is known', () => {
    const view: FormView = {
      session: 's1',
      title: '六年级1班第3周',
      intro: '请核对。',
      submit: '提交',
      fields: [
        { ...frame, id: 'score', hint: '0–10', kind: 'number', min: 0, max: 10, step: 0.5, value: 8.5, required: true },
        { ...frame, id: 'note', kind: 'text', long: true, maxLength: 100, value: '第一行\n第二行' },
        { ...frame, id: 'who', kind: 'choice', options: optionList(3), value: ['p1'], required: true },
        { ...frame, id: 'all', kind: 'choices', options: optionList(3), value: ['p0', 'p2'], required: true },
        { ...frame, id: 'sure', label: '已告知全班', kind: 'confirm', value: true, required: true },
      ],
    };
    const modal = renderForm(view, 'zh-CN');
    expect(problemsOfView(modal)).toEqual([]);
    expect(modal).toMatchObject({
      type: 'modal',
      callback_id: 'form',
      title: { text: '六年级1班第3周' },
      submit: { text: '提交' },
      close: { text: '取消' },
    });
    expect(textsOf(modal.blocks[0])).toEqual(['请核对。']);
    expect(inputsOf(modal).map(({ block_id, optional, element }) => [block_id, optional, element.type])).toEqual([
      ['score', false, 'number_input'],
      ['note', true, 'plain_text_input'],
      ['who', false, 'radio_buttons'],
      ['all', false, 'checkboxes'],
      ['sure', true, 'checkboxes'],
    ]);
    expect(inputsOf(modal)[0]).toMatchObject({
      hint: { text: '0–10' },
      element: { action_id: 'value', is_decimal_allowed: true, min_value: '0', max_value: '10', initial_value: '8.5' },
    });
    expect(readSubmission(sent(modal))).toEqual({
      session: 's1',
      page: 0,
      pages: 1,
      answers: { score: '8.5', note: '第一行\n第二行', who: 'p1', all: ['p0', 'p2'], sure: true },
    });
  });

  test('says why an answer was not taken, above the box that still holds it', () => {
    const modal = renderForm(
      formOf({ ...frame, kind: 'text', long: false, maxLength: 2, value: '太长了', error: '最多 2 个字' }),
      'zh-CN',
    );
    expect(problemsOfView(modal)).toEqual([]);
    expect(modal.blocks.map(textsOf)).toEqual([['⚠️ 最多 2 个字'], ['第1组']]);
    expect(inputsOf(modal)[0]?.element).toMatchObject({ initial_value: '太长了' });
  });

  test('with a title or a submit word longer than a modal has room for says them in full inside', () => {
    const title = 'Weekly round of class 6-1, week 3';
    const submit = 'Everything is right: send it as it is';
    const modal = renderForm({ ...formOf(text('a')), title, submit }, 'en-US');
    expect(problemsOfView(modal)).toEqual([]);
    expect([modal.title.text, modal.submit?.text]).toEqual(['Weekly round of class 6…', 'Everything is right: se…']);
    expect(modal.blocks.map(textsOf)).toEqual([[title], ['a'], [`The button below: ${submit}`]]);
    const endless = renderForm({ ...formOf(text('a')), title: 'w'.repeat(9_000) }, 'en-US');
    expect(problemsOfView(endless)).toEqual([]);
    expect(textsOf(endless.blocks.slice(0, -1)).join('')).toBe('w'.repeat(9_000));
  });

  test('without anything to choose from has no input, and says so', () => {
    const modal = renderForm(formOf({ ...frame, kind: 'choice', options: [], value: [] }), 'zh-CN');
    expect(problemsOfView(modal)).toEqual([]);
    expect(textsOf(modal.blocks)).toEqual(['第1组', '现在没有可以选的。']);
    expect(readSubmission(sent(modal)).answers).toEqual({});
  });
});

describe('a choice', () => {
  const choice = (count: number, required: boolean, value: readonly string[] = []): FieldView => ({
    ...frame,
    kind: 'choice',
    required,
    options: optionList(count),
    value,
  });

  test.each([
    [10, true, 'radio_buttons', 10],
    [9, false, 'radio_buttons', 10],
    [10, false, 'static_select', 11],
    [11, true, 'static_select', 11],
    [100, true, 'static_select', 100],
    [101, true, 'static_select', 101],
    [2_000, false, 'static_select', 2_001],
  ])('of %i options, required: %s, is %s', (count, required, type, shown) => {
    const modal = renderForm(formOf(choice(count, required, [`p${count - 1}`])), 'zh-CN');
    expect(problemsOfView(modal)).toEqual([]);
    const element = inputsOf(modal)[0]?.element;
    expect([element?.type, optionsIn(element).length]).toEqual([type, shown]);
    expect(readSubmission(sent(modal)).answers).toEqual({ f: `p${count - 1}` });
  });

  test('that need not be made can be taken back', () => {
    const modal = renderForm(formOf(choice(3, false, ['p1'])), 'zh-CN');
    const none = optionsIn(inputsOf(modal)[0]?.element).at(-1);
    expect(none).toMatchObject({ text: { text: '不选' } });
    expect(readSubmission(sent(modal, { f: { selected_option: none } })).answers).toEqual({ f: null });
  });

  test('keeps a value that Slack would not carry, and never mistakes it for another', () => {
    const values = [
      'v'.repeat(200),
      '',
      '~0',
      '~none',
      '~yes',
      'a&amp;b',
      '<b>',
      'a\u202Eb\uD800',
      '__proto__',
      'plain-1',
      'x y',
    ];
    const options = values.map((value, place) => ({ value, label: `L${place}` }));
    for (const kind of ['choice', 'choices'] as const) {
      const modal = renderForm(formOf({ ...frame, required: true, kind, options, value: [] }), 'en-US');
      expect(problemsOfView(modal)).toEqual([]);
      const shown = optionsIn(inputsOf(modal)[0]?.element);
      const read = shown.map((option) => {
        const given = kind === 'choice' ? { selected_option: option } : { selected_options: [option] };
        return readSubmission(sent(modal, { f: given })).answers['f'];
      });
      expect(read).toEqual(kind === 'choice' ? values : values.map((value) => [value]));
    }
  });

  test.each([
    [10, 'checkboxes'],
    [11, 'multi_static_select'],
    [250, 'multi_static_select'],
  ])('of several out of %i is %s', (count, type) => {
    const modal = renderForm(
      formOf({ ...frame, kind: 'choices', options: optionList(count), value: ['p9', 'p0', 'gone'] }),
      'zh-CN',
    );
    expect(problemsOfView(modal)).toEqual([]);
    expect(inputsOf(modal)[0]?.element.type).toBe(type);
    expect(readSubmission(sent(modal)).answers).toEqual({ f: ['p0', 'p9'] });
  });

  test('of options whose names are too long for Slack tells them in full', () => {
    const label = '在全校升旗仪式上主动帮助低年级同学整理队伍，'.repeat(5);
    const modal = renderForm(
      formOf({ ...frame, kind: 'choice', options: [{ value: 'a', label }], value: [] }),
      'zh-CN',
    );
    expect(problemsOfView(modal)).toEqual([]);
    expect(textsOf(modal.blocks[0])).toEqual([label]);
  });
});

describe('what is typed', () => {
  test('is a number within its range, with decimals only where they make sense', () => {
    const number = (min: number, max: number, step: number, value: number | null): FieldView => ({
      ...frame,
      kind: 'number',
      min,
      max,
      step,
      value,
    });
    expect(elementOf(number(0, 10, 1, null))).toEqual({
      type: 'number_input',
      action_id: 'value',
      is_decimal_allowed: false,
      min_value: '0',
      max_value: '10',
    });
    // What was there from before a change of the range is shown; the form says that it no longer fits.
    expect(elementOf(number(0, 10, 0.5, 99))).toEqual({
      type: 'number_input',
      action_id: 'value',
      is_decimal_allowed: true,
      initial_value: '99',
    });
  });

  test('before and is too long for Slack’s box goes on above it', () => {
    const value = '他今天帮助了同学。'.repeat(400);
    const modal = renderForm(formOf({ ...frame, kind: 'text', long: true, maxLength: 100, value }), 'zh-CN');
    expect(problemsOfView(modal)).toEqual([]);
    const initial = readSubmission(sent(modal)).answers['f'];
    expect(textsOf(modal.blocks)[0]).toContain('后面还有');
    expect(`${initial}${textsOf(modal.blocks)[1]}`).toBe(value);
  });

  test('and ticked is understood by the form as it was meant', () => {
    const fields: readonly FieldView[] = [
      { ...frame, id: 'score', kind: 'number', min: 0, max: 10, step: 0.5, value: null },
      { ...frame, id: 'empty', kind: 'number', min: 0, max: 10, step: 1, value: null },
      { ...frame, id: 'who', kind: 'choice', options: optionList(2), value: [] },
      { ...frame, id: 'all', kind: 'choices', options: optionList(2), value: ['p0'] },
      { ...frame, id: 'yes', kind: 'confirm', value: false },
      { ...frame, id: 'no', kind: 'confirm', value: false },
      text('note'),
    ];
    const modal = renderForm(formOf(...fields), 'zh-CN');
    const { answers } = readSubmission(
      sent(modal, {
        score: { value: '8.5' },
        who: { selected_option: { value: 'p1' } },
        all: { selected_options: [] },
        yes: { selected_options: [{ value: '~yes' }] },
        note: { value: '很好' },
      }),
    );
    const options = optionList(2);
    const read = {
      score: define.number({ label: '', min: 0, max: 10, step: 0.5 }),
      empty: define.number({ label: '', min: 0, max: 10 }),
      who: define.choice({ label: '', options }),
      all: define.choices({ label: '', options }),
      yes: define.confirm({ label: '' }),
      no: define.confirm({ label: '', required: true }),
      note: define.shortText({ label: '' }),
    };
    const values = Object.entries(read).map(([id, field]) => {
      const reading = readField(field, answers[id], 'chosen', plainEnvironment);
      return [id, reading.ok ? reading.value.value : reading.reason];
    });
    expect(Object.fromEntries(values)).toEqual({
      score: 8.5,
      empty: null,
      who: 'p1',
      all: null,
      yes: true,
      no: false,
      note: '很好',
    });
  });
});

describe('a form too long for one modal', () => {
  const fields = Array.from({ length: 130 }, (_, place) => text(`f${place}`));
  const view = formOf(...fields);

  test('has pages, each with its own fields, and says which one it is', () => {
    const pages = pagesOf(view, 'zh-CN');
    expect(pages.flat()).toEqual(fields.map(({ id }) => id));
    expect(pages).toHaveLength(3);
    for (const [page, ids] of pages.entries()) {
      const modal = renderForm(view, 'zh-CN', page);
      expect(problemsOfView(modal)).toEqual([]);
      expect(inputsOf(modal).map(({ block_id }) => block_id)).toEqual(ids);
      expect(textsOf(modal.blocks)[0]).toBe(`第 ${page + 1} 页，共 3 页`);
      expect(modal.submit?.text).toBe(page < 2 ? '下一页' : '提交');
      expect(readSubmission(sent(modal))).toMatchObject({ session: 's1', page, pages: 3 });
    }
    expect(renderForm(view, 'zh-CN', 99)).toEqual(renderForm(view, 'zh-CN', 2));
  });

  test('keeps every field on its page, whatever was wrong with those before it', () => {
    const wrong = { ...view, fields: fields.map((field, place) => (place % 3 ? field : { ...field, error: '不对' })) };
    expect(pagesOf(wrong, 'zh-CN')).toEqual(pagesOf(view, 'zh-CN'));
    for (const page of [0, 1, 2]) expect(problemsOfView(renderForm(wrong, 'zh-CN', page))).toEqual([]);
  });

  test.each([
    ['two fields of one name', formOf(text('a'), text('a'))],
    ['a field without a name', formOf(text(''))],
    ['a session without a name', { ...view, session: '' }],
    [
      'more values than a modal carries',
      formOf({ ...frame, kind: 'choice', options: [{ value: 'v'.repeat(4_000), label: 'l' }], value: [] }),
    ],
    ['more options than Slack shows', formOf({ ...frame, kind: 'choice', options: optionList(10_000), value: [] })],
  ])('is refused when it has %s', (_, one) => {
    expect(() => renderForm(one, 'zh-CN')).toThrow(Unrenderable);
  });
});

describe('what is wrong with an answer', () => {
  const modal = sent(renderForm({ ...formOf(text('a'), text('b')), intro: 'Look' }, 'en-US'));

  test('stands at its own input', () => {
    expect(errorsFor(modal, { b: 'Too long' })).toEqual({ response_action: 'errors', errors: { b: 'Too long' } });
  });

  test('stands at the first input when its own is not on the page, so that nothing is lost', () => {
    expect(errorsFor(modal, { gone: 'Not a number', a: 'Empty', toString: 'Odd\u202E' })?.errors).toEqual({
      a: 'Not a number\nEmpty\nOdd',
    });
  });

  test('has to be said elsewhere when there is no input at all', () => {
    expect(errorsFor(sent(renderForm(formOf(), 'en-US')), { a: 'Empty' })).toBeNull();
    expect(errorsFor('nonsense', { a: 'Empty' })).toBeNull();
  });

  test('of the modal itself is no answer, and no form’s', () => {
    for (const view of [null, 'x', {}, { private_metadata: '{"session":1}', state: { values: { a: 3 } } }]) {
      expect(readSubmission(view)).toEqual({ session: '', page: 0, pages: 1, answers: {} });
    }
  });
});

// --- laws ------------------------------------------------------------------------------------------------------------

describe('any form', () => {
  test('becomes modals that Slack takes, which bring back what was in it', () => {
    fc.assert(
      fc.property(anyForm, anyLanguage, (view, language) => {
        const pages = pagesOf(view, language);
        const answers: Record<string, unknown> = {};
        let shown = '';
        for (const page of pages.keys()) {
          const modal = renderForm(view, language, page);
          expect(problemsOfView(modal)).toEqual([]);
          const read = readSubmission(sent(modal));
          expect([read.session, read.page, read.pages]).toEqual([view.session, page, pages.length]);
          Object.assign(answers, read.answers);
          shown += bare(textsOf(modal.blocks).join('') + inputsOf(modal).map(initialOf).join(''));
        }
        expect(pages.flat()).toEqual(view.fields.map(({ id }) => id));
        for (const field of view.fields) expectKept(field, answers[field.id]);
        for (const said of [view.intro ?? '', ...view.fields.flatMap(wordsOf)]) expect(shown).toContain(bare(said));
      }),
      { numRuns: 60 },
    );
  });
});

function initialOf({ element }: InputBlock): string {
  return 'initial_value' in element ? String(element.initial_value ?? '') : '';
}

function wordsOf(field: FieldView): readonly string[] {
  const labels = field.kind === 'choice' || field.kind === 'choices' ? field.options.map((one) => one.label) : [];
  // A question without options has no place for a hint.
  const asked = field.kind === 'choice' || field.kind === 'choices' ? labels.length > 0 : true;
  return [field.label, ...(asked ? [field.hint ?? ''] : []), field.error ?? '', ...labels];
}

/** What comes back where nobody changed anything. */
function expectKept(field: FieldView, answer: unknown): void {
  if (field.kind === 'text') expect(bare(field.value).startsWith(bare(String(answer ?? '')))).toBe(true);
  else if (field.kind === 'number' && answer !== null) expect(Number(answer)).toBe((field.value ?? 0) + 0);
  else if (field.kind === 'number') expect(/^-?\d+(\.\d+)?$/.test(String(field.value))).toBe(false);
  else expect(answer).toEqual(keptOf(field));
}

function keptOf(field: Exclude<FieldView, { kind: 'text' | 'number' }>): unknown {
  if (field.kind === 'confirm') return field.value ? true : [];
  if (field.options.length === 0) return undefined;
  return field.kind === 'choices' ? field.value : (field.value[0] ?? null);
}
