import fc from 'fast-check';
import type { Action, Block, Card } from '../../src/core/message/card.js';
import type { RichText } from '../../src/core/message/rich-text.js';

/** Texts as cards meet them: short, hostile, in any script, and sometimes longer than any place has room for. */
const some = fc.oneof(
  fc.constantFrom('张三', 'Emma Lee', '<!channel>', '& < >', '&lt;b&gt;', '\u202Etxt.exe', ' ', '', 'a\nb', ':smile:'),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const short = some.map((text) => text.slice(0, 200));
const long = fc.oneof(
  fc.tuple(some, fc.integer({ min: 1, max: 500 })).map(([text, times]) => text.repeat(times).slice(0, 12_000)),
  fc.integer({ min: 1, max: 9_000 }).map((length) => '帮扶 &'.repeat(length).slice(0, length)),
);
export const anyText = fc.oneof({ weight: 30, arbitrary: short }, { weight: 1, arbitrary: long });

const number = fc.oneof(fc.integer(), fc.double());
const rich: fc.Arbitrary<RichText> = fc.oneof(
  anyText,
  fc.array(
    fc.oneof(
      fc.record({ text: anyText, strong: fc.boolean() }),
      fc.record({ text: anyText, link: fc.oneof(some, fc.webUrl(), fc.constant('/slips/1')) }),
    ),
    { maxLength: 4 },
  ),
);

const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 1, maxLength: 100 });
const option = fc.record({
  value: token.map((one) => one.slice(0, 75)),
  label: fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: anyText }),
});
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('button' as const),
      token,
      label: anyText,
      style: fc.constantFrom('primary', 'plain', 'danger'),
      confirm: fc.record({ question: anyText, yes: anyText, no: anyText }),
    },
    { requiredKeys: ['kind', 'token', 'label', 'style'] },
  ),
  fc.record({
    kind: fc.constant('select' as const),
    token,
    placeholder: anyText,
    options: fc.oneof(
      { weight: 3, arbitrary: fc.array(option, { maxLength: 8 }) },
      { weight: 1, arbitrary: fc.array(option, { minLength: 95, maxLength: 250 }) },
    ),
  }),
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text: rich }),
  fc.record({ kind: fc.constant('heading' as const), text: anyText }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(rich) }),
  fc.record({ kind: fc.constant('fields' as const), fields: fc.array(fc.record({ label: anyText, value: anyText })) }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ title: anyText, align: fc.constantFrom('start', 'end') }), { maxLength: 24 }),
    rows: fc.oneof(
      { weight: 3, arbitrary: fc.array(fc.array(anyText, { maxLength: 5 }), { maxLength: 8 }) },
      { weight: 1, arbitrary: fc.array(fc.array(short, { maxLength: 3 }), { minLength: 80, maxLength: 130 }) },
    ),
  }),
  fc.record({ kind: fc.constant('progress' as const), label: anyText, done: number, total: number }),
  fc.record({ kind: fc.constant('divider' as const) }),
  fc.record({ kind: fc.constant('actions' as const), actions: fc.array(action) }),
);

/** Any card whose tokens and values every messenger can carry. */
export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: anyText,
    tone: fc.constantFrom('plain', 'good', 'attention', 'done'),
    blocks: fc.oneof(
      { weight: 4, arbitrary: fc.array(block, { maxLength: 6 }) },
      { weight: 1, arbitrary: fc.array(block, { minLength: 20, maxLength: 60 }) },
    ),
    footer: anyText,
  },
  { requiredKeys: ['tone', 'blocks'] },
);
export const anyLanguage = fc.constantFrom('zh-CN' as const, 'en-US' as const);
