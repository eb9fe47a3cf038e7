import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCard, renderForm, renderSaid } from '../../../src/bots/sandbox/render.js';
import type { FieldView, FormView } from '../../../src/core/forms/view.js';
import type { Block, Card } from '../../../src/core/message/card.js';
import { cleanText, type RichText } from '../../../src/core/message/rich-text.js';
import { openedTags, textOf } from './markup.js';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '</article></div><h1>',
  '<!-- ',
  ']]>',
  '&lt;b&gt;',
  '{{constructor}}',
  '`',
  'javascript:alert(1)',
  '<!channel> <at id=all></at> @everyone',
  '\u202Etxt.exe',
  'a\u0000b\ud800c',
  'z\u200Bw',
];
const text = fc.oneof(fc.constantFrom(...hostile), fc.string(), fc.string({ unit: 'binary' }));
const number = fc.oneof(fc.integer(), fc.double());
const rich: fc.Arbitrary<RichText> = fc.oneof(
  text,
  fc.array(fc.oneof(fc.record({ text, strong: fc.boolean() }), fc.record({ text, link: fc.oneof(text, fc.webUrl()) }))),
);
const action = fc.oneof(
  fc.record({
    kind: fc.constant('button' as const),
    token: text,
    label: text,
    style: fc.constantFrom('primary', 'plain', 'danger'),
    confirm: fc.record({ question: text, yes: text, no: text }),
  }),
  fc.record({
    kind: fc.constant('select' as const),
    token: text,
    placeholder: text,
    options: fc.array(fc.record({ value: text, label: text })),
  }),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text: rich }),
  fc.record({ kind: fc.constant('heading' as const), text }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(rich) }),
  fc.record({ kind: fc.constant('fields' as const), fields: fc.array(fc.record({ label: text, value: text })) }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ title: text, align: fc.constantFrom('start', 'end') })),
    rows: fc.array(fc.array(text)),
  }),
  fc.record({ kind: fc.constant('progress' as const), label: text, done: number, total: number }),
  fc.record({ kind: fc.constant('divider' as const) }),
  fc.record({ kind: fc.constant('actions' as const), actions: fc.array(action) }),
);
const card: fc.Arbitrary<Card> = fc.record(
  {
    title: text,
    tone: fc.constantFrom('plain', 'good', 'attention', 'done'),
    blocks: fc.array(block, { maxLength: 4 }),
    footer: text,
  },
  { requiredKeys: ['tone', 'blocks'] },
);
const frame = { id: text, label: text, hint: text, error: text, required: fc.boolean() };
const options = fc.array(fc.record({ value: text, label: text }), { maxLength: 12 });
const field: fc.Arbitrary<FieldView> = fc.oneof(
  fc.record({ ...frame, kind: fc.constantFrom('choice', 'choices'), options, value: fc.array(text) }),
  fc.record({
    ...frame,
    kind: fc.constant('number' as const),
    min: number,
    max: number,
    step: number,
    value: fc.option(number),
  }),
  fc.record({ ...frame, kind: fc.constant('text' as const), long: fc.boolean(), maxLength: fc.nat(), value: text }),
  fc.record({ ...frame, kind: fc.constant('confirm' as const), value: fc.boolean() }),
);
const form: fc.Arbitrary<FormView> = fc.record({
  session: text,
  title: text,
  intro: text,
  fields: fc.array(field),
  submit: text,
});
const language = fc.constantFrom('zh-CN' as const, 'en-US' as const);

const cardTags = new Set(
  'article h3 h4 span p strong a ul li dl div dt dd table thead tbody tr th td progress hr button select option footer'.split(
    ' ',
  ),
);
const formTags = new Set('form p fieldset legend div label input span select option button textarea'.split(' '));
const attributes = new Set(
  (
    'class lang href target rel role tabindex aria-label scope max value type data-press data-question data-yes data-no ' +
    'data-choose selected disabled data-session novalidate data-field data-kind aria-describedby aria-hidden id for name ' +
    'checked hidden min step inputmode rows autocomplete aria-invalid data-step data-cancel'
  ).split(' '),
);

describe('a card on the page', () => {
  test('is drawn whatever it holds, in our own tags and attributes alone', () => {
    fc.assert(
      fc.property(card, language, (one, tongue) => {
        const drawn = renderCard(one, tongue);
        for (const tag of openedTags(drawn)) {
          expect(cardTags).toContain(tag.name);
          for (const name of tag.attributes.keys()) expect(attributes).toContain(name);
          const href = tag.attributes.get('href');
          if (href !== undefined) expect(href).toMatch(/^(https?:\/\/|\/(?![/\\]))/);
        }
        expect(drawn).toBe(renderCard(one, tongue));
        expect(drawn.isWellFormed()).toBe(true);
      }),
    );
  });

  test.each(hostile)('shows %j as the text it is', (words) => {
    const visible = cleanText(words);
    const all = [
      renderCard({ title: words, tone: 'plain', blocks: [] }, 'zh-CN'),
      renderCard({ tone: 'plain', blocks: [{ kind: 'paragraph', text: words }] }, 'zh-CN'),
      renderCard({ tone: 'plain', blocks: [{ kind: 'list', items: [[{ text: words, strong: true }]] }] }, 'zh-CN'),
      renderCard({ tone: 'plain', blocks: [{ kind: 'table', columns: [], rows: [[words]] }] }, 'zh-CN'),
      renderCard({ tone: 'plain', blocks: [{ kind: 'fields', fields: [{ label: words, value: '' }] }] }, 'zh-CN'),
      renderSaid(words),
    ];
    for (const drawn of all) expect(textOf(drawn)).toBe(visible);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    'file:///etc/passwd',
    'no address',
  ])('does not link to %j', (link) => {
    const drawn = renderCard(
      { tone: 'plain', blocks: [{ kind: 'paragraph', text: [{ text: 'here', link }] }] },
      'en-US',
    );
    expect(drawn).not.toContain('<a ');
    expect(textOf(drawn)).toBe('here');
  });

  test('links to addresses of ours, in a page of their own', () => {
    const links = ['/calendar/abc.ics', 'https://example.org/a?b=1&c=2'];
    const blocks: Block[] = [{ kind: 'paragraph', text: links.map((link) => ({ text: 'here', link })) }];
    const tags = openedTags(renderCard({ tone: 'plain', blocks }, 'en-US')).filter((tag) => tag.name === 'a');
    expect(tags.map((tag) => tag.attributes.get('href'))).toEqual(links);
    expect(tags.every((tag) => tag.attributes.get('rel') === 'noopener noreferrer')).toBe(true);
  });

  test('says to the ear what its colour says to the eye', () => {
    expect(renderCard({ tone: 'attention', title: 'Late', blocks: [] }, 'en-US')).toContain('Please note:');
  });

  test('carries the token, the question and the options of what can be pressed', () => {
    const drawn = renderCard(
      {
        tone: 'plain',
        blocks: [
          {
            kind: 'actions',
            actions: [
              {
                kind: 'button',
                token: 't1',
                label: 'Go',
                style: 'danger',
                confirm: { question: 'Sure?', yes: 'Go', no: 'Stay' },
              },
              { kind: 'select', token: 't2', placeholder: 'Who', options: [{ value: 'a', label: 'Emma' }] },
            ],
          },
        ],
      },
      'en-US',
    );
    expect(drawn).toContain('data-press="t1" data-question="Sure?" data-yes="Go" data-no="Stay"');
    expect(drawn).toContain('<option value="a">Emma</option>');
    expect(drawn).toContain('data-choose="t2" disabled');
  });
});

describe('a form on the page', () => {
  test('is drawn whatever it holds, in our own tags and attributes alone', () => {
    fc.assert(
      fc.property(form, language, (one, tongue) => {
        const drawn = renderForm(one, tongue);
        for (const tag of openedTags(drawn)) {
          expect(formTags).toContain(tag.name);
          for (const name of tag.attributes.keys()) expect(attributes).toContain(name);
        }
        const fields = openedTags(drawn).filter((tag) => tag.attributes.has('data-field'));
        expect(fields).toHaveLength(one.fields.length);
      }),
    );
  });

  test('shows why an answer was not taken, where it was given', () => {
    const frame = { id: 'f', label: 'F', required: true, error: 'Not a number' };
    const fields: FieldView[] = [{ ...frame, kind: 'number', min: 0, max: 1, step: 1, value: null }];
    const drawn = renderForm({ session: 's', title: '', submit: '', fields }, 'en-US');
    expect(drawn).toContain('aria-invalid="true"');
    expect(drawn).toContain('<p class="error" id="field-0-error">Not a number</p>');
  });

  test('gives every control a name, and its hint and error as its description', () => {
    const view: FormView = {
      session: 's',
      title: 'Week 3',
      submit: 'Send',
      fields: [
        {
          id: 'score',
          kind: 'number',
          label: 'Group 1',
          hint: '0 to 10',
          required: true,
          min: 0,
          max: 10,
          step: 0.5,
          value: 8,
        },
        { id: 'note', kind: 'text', label: 'Note', required: false, long: true, maxLength: 20, value: '\nsecond line' },
      ],
    };
    const drawn = renderForm(view, 'en-US');
    expect(drawn).toContain('<label for="field-0">Group 1<span class="required">Required</span></label>');
    expect(drawn).toContain(
      'id="field-0" aria-describedby="field-0-hint field-0-error" min="0" max="10" step="0.5" value="8"',
    );
    // A browser drops the first line break of a text area; ours comes before the text's own.
    expect(drawn).toContain('rows="4">\n\nsecond line</textarea>');
  });

  test.each([
    { kind: 'choice', count: 8, as: 'radio' },
    { kind: 'choice', count: 9, as: 'select' },
    { kind: 'choices', count: 30, as: 'checkbox' },
  ] as const)('shows $count options of a $kind as $as, with those that are chosen', ({ kind, count, as }) => {
    const many = Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `L${index}` }));
    const view: FormView = {
      session: 's',
      title: '',
      submit: '',
      fields: [{ id: 'f', kind, label: 'F', required: false, options: many, value: ['v1'] }],
    };
    const tags = openedTags(renderForm(view, 'zh-CN'));
    const chosen = tags.filter((tag) => tag.attributes.has('checked') || tag.attributes.has('selected'));
    expect(chosen.map((tag) => tag.attributes.get('value'))).toEqual(['v1']);
    if (as === 'select') expect(tags.some((tag) => tag.name === 'select')).toBe(true);
    // One more radio button, to choose nothing after all.
    else
      expect(tags.filter((tag) => tag.attributes.get('type') === as)).toHaveLength(as === 'radio' ? count + 1 : count);
  });
});
