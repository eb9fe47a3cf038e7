import fc from 'fast-check';
import type { FieldView, FormView } from '../../src/core/forms/view.js';
import { anyText } from './any-card.js';

const frame = { label: anyText, hint: anyText, error: anyText, required: fc.boolean() };
const value = fc.oneof(fc.constantFrom('p1', 'p2', '', '~0', '中文'), fc.string());
const options = fc.uniqueArray(fc.record({ value, label: anyText }), { selector: (one) => one.value, maxLength: 15 });
const number = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double(), fc.constant(0.5));
const field = fc.oneof(
  options.chain((some) =>
    fc.record({
      ...frame,
      kind: fc.constantFrom('choice' as const, 'choices' as const),
      options: fc.constant(some),
      value: fc.subarray(some.map((one) => one.value)),
    }),
  ),
  fc.record({
    ...frame,
    kind: fc.constant('number' as const),
    min: number,
    max: number,
    step: number,
    value: fc.option(number),
  }),
  fc.record({ ...frame, kind: fc.constant('text' as const), long: fc.boolean(), maxLength: fc.nat(), value: anyText }),
  fc.record({ ...frame, kind: fc.constant('confirm' as const), value: fc.boolean() }),
);

/** Any form whose fields every messenger can name. */
export const anyForm: fc.Arbitrary<FormView> = fc.record({
  session: fc.string({ minLength: 1, maxLength: 40 }),
  title: anyText,
  intro: anyText,
  submit: anyText,
  fields: fc
    .array(field, { maxLength: 60, size: '+1' })
    .map((fields) => fields.map((one, place): FieldView => ({ ...one, id: `f${place}.中-_` }))),
});
