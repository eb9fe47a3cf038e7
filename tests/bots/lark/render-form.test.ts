// long because a form is looked at on its way out and on its way back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LarkCard } from '../../../src/bots/lark/card-json.js';
import { choiceName, textName } from '../../../src/bots/lark/names.js';
import { pagesOf, renderForm } from '../../../src/bots/lark/render-form.js';
import { plainEnvironment } from '../../../src/core/forms/field.js';
import * as define from '../../../src/core/forms/fields.js';
import { readField } from '../../../src/core/forms/read-field.js';
import type { FieldView, FormView } from '../../../src/core/forms/view.js';
import { Unrenderable } from '../../../src/core/message/unrenderable.js';
import { anyLanguage } from '../any-card.js';
import { anyForm } from '../any-form.js';
import { formOf, frame, optionList, text } from '../fields.js';
import { bare } from '../words.js';
import { answersOf, formIn, inputsOf, sent, submitOf } from './filled-in.js';
import { problemsOf, textsOf } from './looked-at.js';

const drawn = (...fields: readonly FieldView[]): LarkCard => {
  const card = renderForm(formOf(...fields), 'zh-CN');
  expect(problemsOf(card)).toEqual([]);
  return card;
};
/** What stands in the form beside its inputs and its button. */
const wordsIn = (card: LarkCard) =>
  formIn(card).elements.flatMap((element) =>
    element.tag === 'div' || element.tag === 'markdown' ? textsOf(element) : [],
  );

describe('a form on Feishu', () => {
  const view: FormView = {
    session: 's1',
    title: '六年级1班第3周',
    intro: '请核对。',
    submit: '提交',
    fields: [
      { ...frame, id: 'score:6', hint: '卫生', kind: 'number', min: 0, max: 10, step: 0.5, value: 8.5, required: true },
      { ...frame, id: 'note', kind: 'text', long: true, maxLength: 100, value: '第一行\n第二行' },
      { ...frame, id: 'who', kind: 'choice', options: optionList(3), value: ['p1'], required: true },
      { ...frame, id: 'all', kind: 'choices', options: optionList(3), value: ['p0', 'p2'], required: true },
      { ...frame, id: 'sure', label: '已告知全班', kind: 'confirm', value: true, required: true },
    ],
  };

  test('is a card with an input for every field, holding what is known', () => {
    const card = renderForm(view, 'zh-CN');
    expect(problemsOf(card)).toEqual([]);
    expect(card).toMatchObject({
      config: { enable_forward: false, summary: { content: '六年级1班第3周' } },
      header: { title: { content: '六年级1班第3周' }, template: 'default' },
      body: {
        elements: [
          { tag: 'div', text: { content: '请核对。' } },
          { tag: 'form', name: 'form' },
        ],
      },
    });
    expect(inputsOf(card).map(({ name, required, tag }) => [name, required, tag])).toEqual([
      ['t1_score_3a_6', true, 'input'],
      ['t1_note', false, 'input'],
      ['s_who', true, 'select_static'],
      ['s_all', true, 'multi_select_static'],
      ['s_sure', true, 'select_static'],
    ]);
    expect(wordsIn(card)).toEqual([
      '第1组 *',
      '卫生 · 0 到 10，每 0.5 一档',
      '第1组',
      '第1组 *',
      '第1组 *',
      '已告知全班',
    ]);
    expect(submitOf(card)).toEqual({
      tag: 'button',
      name: 'submit',
      text: { tag: 'plain_text', content: '提交' },
      type: 'primary_filled',
      form_action_type: 'submit',
      behaviors: [{ type: 'callback', value: { f: 's1', p: 0, n: 1, o: ['note'] } }],
    });
    expect(answersOf(sent(card))).toEqual({
      kind: 'submitted',
      session: 's1',
      page: 0,
      pages: 1,
      answers: { 'score:6': '8.5', note: '第一行\n第二行', who: 'p1', all: ['p0', 'p2'], sure: true },
    });
  });

  test('says in red why an answer was not taken, at the box that still holds it', () => {
    const card = drawn({ ...frame, kind: 'text', long: false, maxLength: 2, value: '太长了', error: '最多 2 个字' });
    expect(card.header).toMatchObject({ template: 'orange', subtitle: { content: '请看标红的地方' } });
    expect(formIn(card).elements.slice(0, 3)).toMatchObject([
      { tag: 'div', text: { content: '第1组' } },
      { tag: 'div', text: { content: '⚠️ 最多 2 个字', text_color: 'red' } },
      { tag: 'input', default_value: '太长了' },
    ]);
  });

  test('with a title or a submit word longer than there is room for says them in full', () => {
    const title = 'Weekly round '.repeat(9).trim();
    const submit = 'Everything is right: send it as it is. '.repeat(4).trim();
    const card = renderForm({ ...formOf(text('a')), title, submit }, 'en-US');
    expect(problemsOf(card)).toEqual([]);
    expect(textsOf(card.body)).toEqual([title, 'a', submit, `${submit.slice(0, 99).trimEnd()}…`]);
    const endless = renderForm({ ...formOf(text('a')), title: 'w'.repeat(9_000) }, 'en-US');
    expect(problemsOf(endless)).toEqual([]);
    expect(textsOf(endless.body).join('')).toContain('w'.repeat(9_000));
  });

  test('without anything to choose from has no input, and says so', () => {
    const card = drawn({ ...frame, kind: 'choice', options: [], value: [] });
    expect(wordsIn(card)).toEqual(['第1组', '现在没有可以选的。']);
    expect(answersOf(sent(card)).answers).toEqual({});
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
    [1, true, 1],
    [10, false, 11],
    [150, true, 150],
    [150, false, 151],
  ])('of %i options, required: %s, is a list', (count, required, shown) => {
    const card = drawn(choice(count, required, [`p${count - 1}`]));
    expect(inputsOf(card).map((input) => ('options' in input ? input.options.length : 0))).toEqual([shown]);
    expect(answersOf(sent(card)).answers).toEqual({ f: `p${count - 1}` });
  });

  test('that need not be made can be taken back', () => {
    const card = drawn(choice(3, false, ['p1']));
    const none = inputsOf(card).flatMap((input) => ('options' in input ? input.options.slice(-1) : []))[0];
    expect(none).toMatchObject({ text: { content: '不选' } });
    expect(answersOf(sent(card, { [choiceName('f')]: none?.value })).answers).toEqual({ f: null });
  });

  test('keeps a value that Feishu might change, and never mistakes it for another', () => {
    const values = ['v'.repeat(300), '', '~0', '~none', '~yes', '<b>', 'a\u202Eb\uD800', '__proto__', 'plain-1', 'x y'];
    const options = values.map((value, place) => ({ value, label: `L${place}` }));
    for (const kind of ['choice', 'choices'] as const) {
      const card = drawn({ ...frame, required: true, kind, options, value: [] });
      const shown = inputsOf(card).flatMap((input) => ('options' in input ? input.options : []));
      const read = shown.map(({ value }) => {
        const given = kind === 'choice' ? value : [value];
        return answersOf(sent(card, { [choiceName('f')]: given })).answers['f'];
      });
      expect(read).toEqual(kind === 'choice' ? values : values.map((value) => [value]));
    }
  });

  test('of several forgets those that are gone', () => {
    const card = drawn({ ...frame, kind: 'choices', options: optionList(150), value: ['p9', 'p0', 'gone'] });
    expect(answersOf(sent(card)).answers).toEqual({ f: ['p0', 'p9'] });
  });

  test('of options whose names are too long tells them in full', () => {
    const label = '在全校升旗仪式上主动帮助低年级同学整理队伍，'.repeat(5);
    const card = drawn({ ...frame, kind: 'choice', options: [{ value: 'a', label }], value: [] });
    expect(wordsIn(card)).toEqual(['第1组', `• ${label}`]);
  });
});

describe('what is typed', () => {
  const long = (value: string, maxLength = 2_000): FieldView => ({
    ...frame,
    kind: 'text',
    long: true,
    maxLength,
    value,
  });

  test('has as many boxes as its longest answer needs, and comes back as one text', () => {
    const card = drawn(long(''));
    expect(inputsOf(card).map(({ name, required }) => [name, required])).toEqual([
      ['t1_f', false],
      ['t2_f', false],
    ]);
    expect(inputsOf(card)[1]).toMatchObject({ placeholder: { content: '写不下时接着写在这里' }, max_length: 1_000 });
    const read = (first: string, second: string) =>
      answersOf(sent(card, { [textName('f')]: first, [textName('f', 2)]: second })).answers['f'];
    expect(read('张三 帮扶 +2', '李四 迟到')).toBe('张三 帮扶 +2\n李四 迟到');
    expect(read('只有这些', '')).toBe('只有这些');
    expect(read('', '写在下面')).toBe('写在下面');
    expect(read('', '')).toBeNull();
  });

  test.each([
    ['lines', '张三 帮扶 +2\n'.repeat(150).trim()],
    ['words', 'helped a friend '.repeat(110).trim()],
    ['one word', '很长'.repeat(800)],
  ])('before as %s fills the boxes, and comes back as it was', (_, value) => {
    const card = drawn(long(value));
    for (const input of inputsOf(card)) {
      if (input.tag === 'input') expect(input.default_value).toMatch(/^\S.*\S$/su);
    }
    expect(answersOf(sent(card)).answers['f']).toBe(value);
  });

  test('before and is too long for all boxes goes on above them', () => {
    const value = '他今天帮助了同学。'.repeat(400);
    const card = drawn(long(value, 1_000));
    const words = wordsIn(card);
    expect(words[1]).toContain('后面还有');
    expect(`${answersOf(sent(card)).answers['f']}${words.slice(2).join('')}`).toBe(value);
  });

  test('and ticked is understood by the form as it was meant, whether Feishu leaves out what is empty or not', () => {
    const fields: readonly FieldView[] = [
      { ...frame, id: 'score', kind: 'number', min: 0, max: 10, step: 0.5, value: null },
      { ...frame, id: 'empty', kind: 'number', min: 0, max: 10, step: 1, value: null },
      { ...frame, id: 'who', kind: 'choice', options: optionList(2), value: [] },
      { ...frame, id: 'all', kind: 'choices', options: optionList(2), value: ['p0'] },
      { ...frame, id: 'yes', kind: 'confirm', value: false },
      { ...frame, id: 'no', kind: 'confirm', value: false, required: true },
      { ...frame, id: 'note', kind: 'text', long: false, maxLength: 60, value: '' },
      { ...frame, id: 'gone', kind: 'text', long: true, maxLength: 1_000, value: 'was there' },
    ];
    const options = optionList(2);
    const define_ = {
      score: define.number({ label: '', min: 0, max: 10, step: 0.5 }),
      empty: define.number({ label: '', min: 0, max: 10 }),
      who: define.choice({ label: '', options }),
      all: define.choices({ label: '', options }),
      yes: define.confirm({ label: '' }),
      no: define.confirm({ label: '', required: true }),
      note: define.shortText({ label: '' }),
      gone: define.longText({ label: '' }),
    };
    for (const empty of ['', 'absent'] as const) {
      const given = { t1_score: '八点五', s_who: 'p1', s_all: [], s_yes: '~yes', t1_note: '很好', t1_gone: '' };
      const { answers } = answersOf(sent(drawn(...fields), given, empty));
      expect(Object.keys(answers).toSorted()).toEqual(Object.keys(define_).toSorted());
      const values = Object.entries(define_).map(([id, field]) => {
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
        gone: null,
      });
    }
  });
});

describe('a form too long for one card', () => {
  const fields = Array.from({ length: 60 }, (_, place) => text(`f${place}`));
  const view = formOf(...fields);

  test('has pages, each with its own fields, and says which one it is', () => {
    const pages = pagesOf(view, 'zh-CN');
    expect(pages.flat()).toEqual(fields.map(({ id }) => id));
    expect(pages.length).toBeGreaterThan(1);
    for (const [page, ids] of pages.entries()) {
      const card = renderForm(view, 'zh-CN', page);
      expect(problemsOf(card)).toEqual([]);
      expect(inputsOf(card).map(({ name }) => name)).toEqual(ids.map((id) => textName(id)));
      expect(card.header.subtitle?.content).toBe(`第 ${page + 1} 页，共 ${pages.length} 页`);
      expect(submitOf(card).text.content).toBe(page < pages.length - 1 ? '下一页' : '提交');
      expect(answersOf(sent(card))).toMatchObject({ session: 's1', page, pages: pages.length });
    }
    expect(renderForm(view, 'zh-CN', 99)).toEqual(renderForm(view, 'zh-CN', pages.length - 1));
  });

  test('keeps every field on its page, whatever is typed into those before it, or wrong with them', () => {
    const many = formOf(...Array.from({ length: 12 }, (_, place) => text(`f${place}`, 1_500)));
    const pages = pagesOf(many, 'zh-CN');
    expect(pages.length).toBeGreaterThan(1);
    const filled = (value: string) => ({
      ...many,
      fields: many.fields.map((field): FieldView => (field.kind === 'text' ? { ...field, value } : field)),
    });
    for (const value of ['x', '张三 帮扶 +2\n'.repeat(130), 'a'.repeat(1_500), '长'.repeat(1_500)]) {
      expect(pagesOf(filled(value), 'zh-CN'), value.slice(0, 20)).toEqual(pages);
      for (const page of pages.keys()) expect(problemsOf(renderForm(filled(value), 'zh-CN', page))).toEqual([]);
    }
    const wrong = {
      ...many,
      fields: many.fields.map((field) => ({ ...field, error: '最多 1500 个字，请删短一些。' })),
    };
    expect(pagesOf(wrong, 'zh-CN')).toEqual(pages);
  });

  test('is one page for a class with its groups, a remark and what is still to record', () => {
    const score = (group: number): FieldView => ({
      id: `score:clq0000000000000000000${group}`,
      label: `第${group}组（星火燎原小组）得分`,
      required: false,
      kind: 'number',
      min: 0,
      max: 10,
      step: 0.5,
      value: 8.5,
    });
    const groups = Array.from({ length: 8 }, (_, place) => score(place + 1));
    const round = {
      ...formOf(...groups, text('remark', 300), text('points', 2_000)),
      intro: '本周 23 条记录。'.repeat(10),
    };
    expect(pagesOf(round, 'zh-CN')).toHaveLength(1);
    expect(pagesOf(round, 'en-US')).toHaveLength(1);
  });

  test.each([
    ['two fields of one name', formOf(text('a'), text('a'))],
    ['a field without a name', formOf(text(''))],
    ['a session without a name', { ...view, session: '' }],
    [
      'values longer than a card',
      formOf({ ...frame, kind: 'choice', options: [{ value: 'v'.repeat(30_000), label: 'l' }], value: [] }),
    ],
    ['more options than a card holds', formOf({ ...frame, kind: 'choice', options: optionList(151), value: [] })],
    [
      'two options of one value',
      formOf({ ...frame, kind: 'choices', options: [...optionList(1), ...optionList(1)], value: [] }),
    ],
  ])('is refused when it has %s', (_, one) => {
    expect(() => renderForm(one, 'zh-CN')).toThrow(Unrenderable);
  });
});

// --- laws ------------------------------------------------------------------------------------------------------------

describe('any form', () => {
  test('becomes cards that Feishu takes, which bring back what was in it', () => {
    fc.assert(
      fc.property(anyForm, anyLanguage, (view, language) => {
        const pages = pagesOf(view, language);
        const answers: Record<string, unknown> = {};
        let shown = '';
        for (const page of pages.keys()) {
          const card = renderForm(view, language, page);
          expect(problemsOf(card)).toEqual([]);
          const read = answersOf(sent(card));
          expect([read.session, read.page, read.pages]).toEqual([view.session, page, pages.length]);
          Object.assign(answers, read.answers);
          shown += bare(outside(card).flatMap(textsOf).join(''));
        }
        expect(pages.flat()).toEqual(view.fields.map(({ id }) => id));
        for (const field of view.fields) expectKept(field, answers[field.id]);
        for (const said of [view.intro ?? '', ...view.fields.flatMap(wordsOf)]) expect(shown).toContain(bare(said));
      }),
      { numRuns: 60 },
    );
  });
});

/** Without the button, whose words come between those of two pages. */
function outside(card: LarkCard): readonly unknown[] {
  const { elements } = formIn(card);
  return [...card.body.elements.filter(({ tag }) => tag !== 'form'), ...elements.slice(0, -1)];
}

function wordsOf(field: FieldView): readonly string[] {
  const labels = field.kind === 'choice' || field.kind === 'choices' ? field.options.map((one) => one.label) : [];
  return [field.label, field.hint ?? '', field.error ?? '', ...labels];
}

/** What comes back where nobody changed anything. */
function expectKept(field: FieldView, answer: unknown): void {
  switch (field.kind) {
    case 'text':
      expect(bare(field.value).startsWith(bare(String(answer ?? '')))).toBe(true);
      return;
    case 'number':
      expect(answer).toBe(field.value === null ? null : String(field.value));
      return;
    case 'confirm':
      expect(answer).toBe(field.value);
      return;
    case 'choices':
      expect(answer).toEqual(field.options.length === 0 ? undefined : field.value);
      return;
    case 'choice':
      expect(answer).toEqual(field.options.length === 0 ? undefined : (field.value[0] ?? null));
      return;
    default:
      field satisfies never;
  }
}
