// long because its laws share one generator of forms and one model.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../language/language.js';
import { actionsOf } from '../message/card.js';
import { renderPlain } from '../message/plain.js';
import { advance, type FormEffect, type FormEvent } from './advance.js';
import type { Field, FieldEnvironment, Json } from './field.js';
import { choice, choices, confirm, groups, longText, number, points, pupil, shortText } from './fields.js';
import { defineForm, type Form, fieldIds, fieldOf } from './form.js';
import { closedCard, formCard } from './form-card.js';
import { pressedEvent } from './pressed.js';
import { type How, readField } from './read-field.js';
import { saidEvent } from './said.js';
import { answerOf, type FormState, parseFormState, startForm } from './state.js';
import { wholeView } from './whole-view.js';
import { no, ok, sayReason } from './words.js';

const now = new Date('2026-09-18T08:00:00Z');
const environment: FieldEnvironment = {
  points: (text) => (text.includes('+') ? ok({ lines: text.split('\n') }) : no('forms.again')),
};

// --- any form ---------------------------------------------------------------------------------------------------

const required = fc.boolean();
const options = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', '1', '2', 'long'), { maxLength: 5 })
  .chain((values) =>
    fc.tuple(...values.map((value) => fc.constantFrom('A', 'B', '2', '是', value).map((label) => ({ value, label })))),
  );
const prefillText = fc.constantFrom(undefined, null, '', 'kept', 'x'.repeat(500));

const field: fc.Arbitrary<Field> = fc.oneof(
  fc
    .record({ required, options, prefill: fc.constantFrom(null, 'a', 'gone') })
    .map((some) => choice({ label: 'f', ...some })),
  fc
    .record({
      required,
      options,
      min: fc.constantFrom(1, 2),
      max: fc.constantFrom(2, 9),
      prefill: fc.constantFrom(null, ['a']),
    })
    .map((some) => choices({ label: 'f', ...some })),
  fc
    .record({
      required,
      max: fc.constantFrom(1, 10, 500),
      step: fc.constantFrom(0.5, 1),
      prefill: fc.constantFrom(null, 1, 99),
    })
    .map((some) => number({ label: 'f', min: 0, ...some })),
  fc.record({ required }).map((some) => shortText({ label: 'f', maxLength: 8, ...some })),
  fc
    .record({ required, prefill: prefillText })
    .map(({ prefill, ...some }) => longText({ label: 'f', ...some, ...(prefill === undefined ? {} : { prefill }) })),
  fc.record({ required, prefill: fc.constantFrom(null, 'A +1') }).map((some) => points({ label: 'f', ...some })),
  fc.record({ required, mustAgree: fc.boolean() }).map((some) => confirm({ label: 'f', ...some })),
  fc
    .record({ required })
    .map((some) => pupil({ label: 'f', pupils: [{ id: 'p', name: '张三', classNumber: 1 }], ...some })),
  fc.record({ required }).map((some) => groups({ label: 'f', groups: [{ id: 'g', number: 3 }], ...some })),
);

function formOf(version: number, start: 'ask' | 'review', fields: readonly (readonly [string, Field])[]): Form {
  return defineForm({
    id: 'any',
    version,
    build: () => ({ title: 'Any', start, fields: Object.fromEntries(fields) }),
  }).build(undefined);
}

const fieldList = fc.uniqueArray(fc.tuple(fc.constantFrom('f0', 'f1', 'f2', 'f3', 'f4', 'f5'), field), {
  selector: ([id]) => id,
  maxLength: 6,
});
const start = fc.constantFrom<'ask' | 'review'>('ask', 'review');
const anyForm = fc.tuple(start, fieldList).map(([how, fields]) => formOf(1, how, fields));

// --- anything that can happen to it -----------------------------------------------------------------------------

const fieldId = fc.constantFrom('f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'gone');
const raw: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'a',
      'b',
      'A',
      '1',
      '2',
      '8.5',
      '八点五',
      '0.5',
      'yes',
      '否',
      'A +2',
      'text',
      '无',
      '张三',
      '3组',
      '',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(true, false, 1, 0.5, 300, ['a'], ['a', 'b'], ['g'], [], 'p', null) },
  { weight: 1, arbitrary: fc.anything() },
);
const how = fc.constantFrom<How>('typed', 'chosen');
const record = fc.dictionary(fieldId, raw, { maxKeys: 6 });
const oneEvent: fc.Arbitrary<FormEvent> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('answer' as const), fieldId, raw, how }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('toggle' as const),
      fieldId,
      option: fc.constantFrom('a', 'b', 'c', 'g', 'x'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<FormEvent>(
      { kind: 'skip' },
      { kind: 'back' },
      { kind: 'begin' },
      { kind: 'open' },
      { kind: 'resume' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('skip' as const, 'back' as const, 'edit' as const), fieldId }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fill' as const), raw: record, how }) },
);
const ending: fc.Arbitrary<FormEvent> = fc.oneof(
  fc.constantFrom<FormEvent>({ kind: 'submit' }, { kind: 'cancel' }),
  fc.record({ kind: fc.constant('answerAll' as const), raw: fc.oneof(record, fc.anything()) }),
);
const events = fc.array(fc.oneof({ weight: 12, arbitrary: oneEvent }, { weight: 1, arbitrary: ending }), {
  maxLength: 25,
});
const openEvents = fc.array(oneEvent, { maxLength: 25 });

const isClosed = (state: FormState) => state.phase === 'submitted' || state.phase === 'cancelled';

function throughJson(state: FormState): FormState {
  const read = parseFormState(JSON.parse(JSON.stringify(state)));
  expect(read).toEqual(state);
  expect(structuredClone(state)).toEqual(state);
  if (!read) throw new Error('the state was not read back');
  return read;
}

/** What a plain record of "the last answer that was taken" would hold; knows nothing of phases and order. */
interface Model {
  readonly values: Map<string, { readonly value: Json; readonly settled: boolean }>;
  readonly refused: Set<string>;
}

function model(form: Form, before: FormState, event: FormEvent, { values, refused }: Model): void {
  if (isClosed(before)) return;
  const take = (id: string, given: unknown, as: How) => {
    const known = fieldOf(form, id);
    if (!known) return;
    const read = readField(known, given, as, environment);
    if (!read.ok) refused.add(id);
    else {
      values.set(id, { value: read.value.value, settled: true });
      refused.delete(id);
    }
  };
  switch (event.kind) {
    case 'answer':
      take(event.fieldId, event.raw, event.how);
      return;
    case 'fill':
    case 'answerAll': {
      if (typeof event.raw !== 'object' || event.raw === null || Array.isArray(event.raw)) return;
      for (const [id, given] of Object.entries(event.raw))
        take(id, given, event.kind === 'fill' ? event.how : 'chosen');
      return;
    }
    case 'toggle': {
      const known = fieldOf(form, event.fieldId);
      if (known?.kind !== 'choices' || !known.options.some((one) => one.value === event.option)) return;
      const old = values.get(event.fieldId)?.value;
      const list = Array.isArray(old) ? old : [];
      const next = list.includes(event.option) ? list.filter((one) => one !== event.option) : [...list, event.option];
      if (next.length > known.max) return;
      const value = known.options.map((one) => one.value).filter((one) => next.includes(one));
      values.set(event.fieldId, { value: value.length > 0 ? value : null, settled: false });
      return;
    }
    case 'skip': {
      if (before.at === null || (event.fieldId !== undefined && event.fieldId !== before.at)) return;
      const old = values.get(before.at);
      if (old?.settled) {
        refused.delete(before.at);
        return;
      }
      const known = fieldOf(form, before.at);
      const read = known && readField(known, old?.value ?? null, 'chosen', environment);
      if (!read?.ok) return;
      values.set(before.at, { value: read.value.value, settled: true });
      refused.delete(before.at);
      return;
    }
    default:
      return;
  }
}

function checkEffects(state: FormState, effects: readonly FormEffect[]): void {
  const last = effects.at(-1);
  if (state.phase === 'asking') expect(last).toEqual({ kind: 'ask', fieldId: state.at });
  if (state.phase === 'reviewing') expect(last).toEqual({ kind: 'review' });
  for (const effect of effects) {
    if (effect.kind !== 'reject') continue;
    for (const language of languages) expect(sayReason(language, effect.reason)).not.toBe('');
  }
}

describe('every form, whatever happens to it', () => {
  test('the last answer taken stands, in any order and after a restart between any two steps', () => {
    fc.assert(
      fc.property(anyForm, events, (form, happening) => {
        let state = startForm(form, now, environment);
        const known: Model = {
          values: new Map(Object.entries(state.answers).map(([id, answer]) => [id, answer])),
          refused: new Set(),
        };
        let submitted = 0;
        for (const event of happening) {
          const before = throughJson(state);
          model(form, before, event, known);
          const step = advance(form, before, event, now, environment);
          checkEffects(step.state, step.effects);
          submitted += step.effects.filter((effect) => effect.kind === 'submitted').length;
          if (isClosed(before)) expect(step.state).toEqual(before);
          state = step.state;
        }
        expect(submitted).toBe(state.phase === 'submitted' ? 1 : 0);
        for (const id of fieldIds(form)) {
          expect(answerOf(state, id)?.value ?? null).toEqual(known.values.get(id)?.value ?? null);
        }
        expect(Object.keys(state.refused).sort()).toEqual([...known.refused].sort());
      }),
      { numRuns: 250 },
    );
  });

  test('answered bit by bit or all at once, the same is sent', () => {
    fc.assert(
      fc.property(anyForm, openEvents, (form, happening) => {
        let state = startForm(form, now, environment);
        for (const event of happening) state = advance(form, throughJson(state), event, now, environment).state;
        // What was refused is let go, as a person would: back to the question, on with the earlier answer.
        for (const id of Object.keys(state.refused)) {
          state = advance(form, state, { kind: 'edit', fieldId: id }, now, environment).state;
          state = advance(form, state, { kind: 'skip' }, now, environment).state;
        }
        const bitByBit = advance(form, state, { kind: 'submit' }, now, environment);
        const whole = Object.fromEntries(fieldIds(form).map((id) => [id, answerOf(state, id)?.value ?? null]));
        const fresh = startForm(form, now, environment);
        const atOnce = advance(form, fresh, { kind: 'answerAll', raw: whole }, now, environment);
        const sent = (effects: readonly FormEffect[]) => effects.filter((effect) => effect.kind === 'submitted');
        expect(sent(bitByBit.effects)).toEqual(sent(atOnce.effects));
        const refusedIn = (effects: readonly FormEffect[]) =>
          effects.flatMap((effect) => (effect.kind === 'reject' ? [effect.fieldId] : []));
        expect(refusedIn(bitByBit.effects)).toEqual(refusedIn(atOnce.effects));
      }),
      { numRuns: 250 },
    );
  });

  test('there is always a way out, and a way to the end where one exists', () => {
    const answers: readonly unknown[] = [
      'a',
      ['a'],
      ['a', 'b'],
      'p',
      ['g'],
      0,
      true,
      'A +1',
      'text',
      '1',
      'b',
      'c',
      '2',
      'long',
    ];
    fc.assert(
      fc.property(anyForm, openEvents, (form, happening) => {
        let state = startForm(form, now, environment);
        for (const event of happening) state = advance(form, state, event, now, environment).state;
        expect(advance(form, state, { kind: 'cancel' }, now, environment).state.phase).toBe('cancelled');

        const fitting = (id: string) => {
          const known = fieldOf(form, id);
          const tries = known && 'options' in known ? [...answers, known.options.map((one) => one.value)] : answers;
          return known && tries.find((one) => readField(known, one, 'chosen', environment).ok);
        };
        const answerable = fieldIds(form).every((id) => !form.fields[id]?.required || fitting(id) !== undefined);
        for (let step = 0; step < 3 * fieldIds(form).length + 3 && !isClosed(state); step++) {
          const at = state.at;
          const raw = at === null ? undefined : fitting(at);
          const event: FormEvent =
            at === null ? { kind: 'submit' } : { kind: 'answer', fieldId: at, raw: raw ?? null, how: 'chosen' };
          state = advance(form, state, event, now, environment).state;
        }
        if (answerable) expect(state.phase).toBe('submitted');
      }),
      { numRuns: 150 },
    );
  });

  test('under another version nothing is lost: every answer stays or is put aside, and it is told', () => {
    fc.assert(
      fc.property(
        anyForm,
        openEvents,
        start,
        fieldList,
        fc.constantFrom(1, 2),
        (form, happening, begins, fields, version) => {
          let state = startForm(form, now, environment);
          for (const event of happening) state = advance(form, state, event, now, environment).state;
          const next = formOf(version, begins, fields);
          const step = advance(next, state, { kind: 'submit' }, now, environment);
          checkEffects(step.state, step.effects);
          for (const [id, { value }] of Object.entries(state.answers)) {
            if (value === null) continue;
            const place = answerOf(step.state, id);
            if (place && JSON.stringify(place.value) === JSON.stringify(value)) continue;
            expect(step.state.aside[id]).toEqual(value);
            expect(step.effects).toContainEqual(expect.objectContaining({ kind: 'tellVersionChanged' }));
            expect(step.state.phase).not.toBe('submitted');
          }
          const again = advance(next, throughJson(step.state), { kind: 'resume' }, now, environment);
          expect(again.effects.some(({ kind }) => kind === 'tellVersionChanged' || kind === 'migrated')).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('every state can be shown in every language, and every press and typed text leads on', () => {
    fc.assert(
      fc.property(
        anyForm,
        events,
        fc.oneof(fc.string(), fc.constantFrom('提交', 'back', 'f', '是')),
        (form, happening, text) => {
          let state = startForm(form, now, environment);
          for (const event of happening) state = advance(form, state, event, now, environment).state;
          for (const language of languages) {
            const tokens = new Map<string, readonly [string, string | undefined]>();
            const card = formCard(form, state, {
              language,
              token(action, value) {
                tokens.set(`t${tokens.size}`, [action, value]);
                return `t${tokens.size - 1}`;
              },
            });
            expect(renderPlain(card)).not.toBe('');
            expect(wholeView(form, state, { language, session: 's' }).fields).toHaveLength(fieldIds(form).length);
            expect(renderPlain(closedCard(form, state, language))).not.toBe('');
            const pressable = actionsOf(card);
            expect(isClosed(state) ? pressable.length === 0 : pressable.length > 0).toBe(true);
            for (const action of pressable) {
              const [does = '', value] = tokens.get(action.token) ?? [];
              const chosen = action.kind === 'select' ? action.options[0]?.value : undefined;
              const event = pressedEvent(does, value, chosen);
              expect(event).not.toBeNull();
              if (event) checkEffects(...pressed(form, state, event));
            }
          }
          const event = saidEvent(form, state, text);
          if (event) checkEffects(...pressed(form, state, event));
        },
      ),
      { numRuns: 80 },
    );
  });

  test('whatever else is stored in its place is not taken for a state', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(parseFormState(stored)).toBeNull();
      }),
    );
  });
});

function pressed(form: Form, state: FormState, event: FormEvent): [FormState, readonly FormEffect[]] {
  const step = advance(form, state, event, now, environment);
  expect(step.effects).not.toContainEqual(
    expect.objectContaining({ reason: expect.objectContaining({ key: 'forms.goneField' }) }),
  );
  return [step.state, step.effects];
}
