import { describe, expect, expectTypeOf, test } from 'vitest';
import { advance, type FormEvent } from './advance.js';
import { plainEnvironment } from './field.js';
import { choice, choices, confirm, longText, number, points, shortText } from './fields.js';
import { defineForm, type Form, type ValuesOf } from './form.js';
import { parseFormState, startForm } from './state.js';
import { ok } from './words.js';

const now = new Date('2026-09-18T08:00:00Z');
const environment = { points: (text: string) => ok({ lines: text.split('\n') }) };

const visit = defineForm({
  id: 'visit',
  version: 2,
  build: () => ({
    title: 'Visit',
    start: 'ask',
    fields: {
      mode: choice({
        label: 'How',
        required: true,
        options: [
          { value: 'home', label: 'At home' },
          { value: 'phone', label: 'By phone' },
        ],
      }),
      topics: choices({
        label: 'Topics',
        options: ['study', 'friends', 'health'].map((value) => ({ value, label: value })),
        max: 2,
      }),
      minutes: number({ label: 'Minutes', required: true, min: 5, max: 120, step: 5, prefill: 30 }),
      note: longText({ label: 'Note' }),
    },
  }),
});
const form = visit.build(undefined);

/** Runs the events one after the other, the state through JSON between any two. */
function run(start: Form, events: readonly FormEvent[]) {
  let state = startForm(start, now, environment);
  let effects: readonly unknown[] = [];
  for (const event of events) {
    const stored = parseFormState(JSON.parse(JSON.stringify(state)));
    if (!stored) throw new Error('the state was not read back');
    ({ state, effects } = advance(start, stored, event, now, environment));
  }
  return { state, effects };
}

const typed = (fieldId: string, raw: unknown): FormEvent => ({ kind: 'answer', fieldId, raw, how: 'typed' });
const chosen = (fieldId: string, raw: unknown): FormEvent => ({ kind: 'answer', fieldId, raw, how: 'chosen' });

describe('a form, one question at a time', () => {
  test('asks in order, keeps what is prefilled, and is sent from the review', () => {
    const { state, effects } = run(form, [
      { kind: 'open' },
      typed('mode', 'by phone'),
      { kind: 'skip' },
      { kind: 'skip' },
      typed('note', '谈了很久'),
    ]);
    expect(state.phase).toBe('reviewing');
    expect(effects).toEqual([{ kind: 'review' }]);
    expect(advance(form, state, { kind: 'submit' }, now, environment).effects).toEqual([
      {
        kind: 'submitted',
        values: { mode: 'phone', topics: null, minutes: 30, note: '谈了很久' },
      },
    ]);
  });

  test('a required question cannot be skipped, and says so', () => {
    const { effects } = run(form, [{ kind: 'skip' }]);
    expect(effects).toEqual([
      { kind: 'reject', fieldId: 'mode', reason: { key: 'forms.required', params: {} } },
      { kind: 'ask', fieldId: 'mode' },
    ]);
  });

  test('back keeps every answer, and going on returns to the first question not yet answered', () => {
    const { state } = run(form, [chosen('mode', 'home'), typed('topics', 'study'), { kind: 'back' }, { kind: 'back' }]);
    expect(state).toMatchObject({ at: 'mode', answers: { mode: { value: 'home' }, topics: { value: ['study'] } } });
    expect(advance(form, state, chosen('mode', 'phone'), now, environment).state).toMatchObject({ at: 'minutes' });
  });

  test('one question edited from the review leads back to the review', () => {
    const answered: FormEvent[] = [
      chosen('mode', 'home'),
      { kind: 'skip' },
      { kind: 'skip' },
      { kind: 'skip' },
      { kind: 'edit', fieldId: 'minutes' },
    ];
    expect(run(form, answered).effects).toEqual([{ kind: 'ask', fieldId: 'minutes' }]);
    expect(run(form, [...answered, { kind: 'back' }]).effects).toEqual([{ kind: 'review' }]);
    expect(run(form, [...answered, typed('minutes', '四十五')]).state).toMatchObject({
      phase: 'reviewing',
      answers: { minutes: { value: 45 } },
    });
  });

  test('a refused answer leaves the earlier one and blocks sending until it is mended or let go', () => {
    const events: FormEvent[] = [chosen('mode', 'home'), { kind: 'edit', fieldId: 'minutes' }, typed('minutes', '47')];
    const { state } = run(form, events);
    expect(state.answers['minutes']?.value).toBe(30);
    expect(state.refused['minutes']).toMatchObject({ text: '47', reason: { key: 'forms.offStep' } });
    expect(run(form, [...events, { kind: 'submit' }]).effects).toContainEqual(
      expect.objectContaining({ kind: 'reject', fieldId: 'minutes' }),
    );
    expect(run(form, [...events, { kind: 'skip' }, { kind: 'submit' }]).state.phase).toBe('submitted');
    expect(run(form, [...events, typed('minutes', '45'), { kind: 'submit' }]).state).toMatchObject({
      phase: 'submitted',
      answers: { minutes: { value: 45 } },
    });
  });

  test('a button of an older card does not skip another question', () => {
    const { state } = run(form, [chosen('mode', 'home'), { kind: 'skip', fieldId: 'mode' }]);
    expect(state.at).toBe('topics');
  });

  test('an answer pressed on an older card is taken without losing the place', () => {
    const { state, effects } = run(form, [chosen('mode', 'home'), typed('topics', 'study'), chosen('mode', 'phone')]);
    expect(state.answers['mode']?.value).toBe('phone');
    expect(effects).toEqual([{ kind: 'ask', fieldId: 'minutes' }]);
  });

  test('ticks are kept one by one and counted when going on', () => {
    const tick = (option: string): FormEvent => ({ kind: 'toggle', fieldId: 'topics', option });
    const { state } = run(form, [
      chosen('mode', 'home'),
      tick('health'),
      tick('study'),
      tick('health'),
      tick('friends'),
    ]);
    expect(state).toMatchObject({ at: 'topics', answers: { topics: { value: ['study', 'friends'] } } });
    expect(
      run(form, [chosen('mode', 'home'), tick('study'), tick('friends'), tick('health')]).effects[0],
    ).toMatchObject({
      kind: 'reject',
      reason: { key: 'forms.tooMany' },
    });
    expect(advance(form, state, { kind: 'skip' }, now, environment).state.at).toBe('minutes');
  });
});

describe('a form sent whole', () => {
  test('is sent when every answer can be taken', () => {
    const raw = { mode: 'home', topics: ['friends', 'study'], minutes: '60', note: '' };
    expect(run(form, [{ kind: 'answerAll', raw }]).effects).toEqual([
      { kind: 'submitted', values: { mode: 'home', topics: ['study', 'friends'], minutes: 60, note: null } },
    ]);
  });

  test('otherwise says what to mend, field by field, and keeps the rest', () => {
    const { state, effects } = run(form, [{ kind: 'answerAll', raw: { mode: 'boat', minutes: '7', note: 'kept' } }]);
    expect(effects.slice(0, 2)).toMatchObject([
      { kind: 'reject', fieldId: 'mode' },
      { kind: 'reject', fieldId: 'minutes' },
    ]);
    expect(state.answers['note']?.value).toBe('kept');
    expect(run(form, [{ kind: 'answerAll', raw: 'nonsense' }]).effects[0]).toMatchObject({ fieldId: 'mode' });
  });
});

describe('the end of a form', () => {
  test('nothing changes after it was sent or cancelled, and it says which', () => {
    const sent = run(form, [{ kind: 'answerAll', raw: { mode: 'home' } }]).state;
    expect(advance(form, sent, { kind: 'submit' }, now, environment)).toEqual({
      state: sent,
      effects: [{ kind: 'closed', as: 'submitted' }],
    });
    expect(run(form, [{ kind: 'cancel' }, { kind: 'open' }]).effects).toEqual([{ kind: 'closed', as: 'cancelled' }]);
  });
});

describe('a form that changed under its answers', () => {
  const next = (migrate: boolean) =>
    defineForm({
      id: 'visit',
      version: 3,
      ...(migrate
        ? { migrate: ({ minutes, ...rest }) => ({ ...rest, hours: typeof minutes === 'number' ? minutes / 60 : null }) }
        : {}),
      build: () => ({
        title: 'Visit',
        start: 'ask',
        fields: {
          mode: choice({ label: 'How', required: true, options: [{ value: 'home', label: 'At home' }] }),
          hours: number({ label: 'Hours', min: 0, max: 8, step: 0.25 }),
          note: longText({ label: 'Note' }),
        },
      }),
    }).build(undefined);
  const answered = () =>
    run(form, [chosen('mode', 'home'), typed('topics', 'study'), typed('minutes', '45'), { kind: 'skip' }]).state;

  test('keeps what fits, puts the rest aside and tells; nothing is sent unseen', () => {
    const { state, effects } = advance(next(false), answered(), { kind: 'submit' }, now, environment);
    expect(effects[0]).toMatchObject({
      kind: 'tellVersionChanged',
      fromVersion: 2,
      toVersion: 3,
      kept: ['mode', 'note'],
      dropped: ['topics', 'minutes'],
      added: ['hours'],
    });
    expect(state).toMatchObject({ phase: 'reviewing', version: 3, aside: { topics: ['study'], minutes: 45 } });
  });

  test('takes over by its own rule', () => {
    const { state, effects } = advance(next(true), answered(), { kind: 'resume' }, now, environment);
    expect(state.answers).toMatchObject({ hours: { value: 0.75 }, mode: { value: 'home' } });
    expect(effects[0]).toMatchObject({ kind: 'tellVersionChanged', dropped: ['topics'] });
    const after = advance(next(true), state, { kind: 'submit' }, now, environment);
    expect(after.effects).toEqual([{ kind: 'submitted', values: { mode: 'home', hours: 0.75, note: null } }]);
  });

  test('a state that cannot be read is told apart from one that can', () => {
    expect(parseFormState({ schema: 0 })).toBeNull();
    expect(parseFormState('x')).toBeNull();
    expect(parseFormState(JSON.parse(JSON.stringify(answered())))).toEqual(answered());
  });
});

describe('defining a form', () => {
  test('the types of its values follow from its fields', () => {
    expectTypeOf<ValuesOf<typeof form>>().toEqualTypeOf<{
      readonly mode: string;
      readonly topics: readonly string[] | null;
      readonly minutes: number;
      readonly note: string | null;
    }>();
    const more = defineForm({
      id: 'more',
      version: 1,
      build: (context: { readonly name: string }) => ({
        title: context.name,
        start: 'review',
        fields: {
          sure: confirm({ label: 'Sure?', required: true }),
          place: shortText({ label: 'Place', required: true }),
          more: points({ label: 'More' }),
        },
      }),
    });
    expectTypeOf(more.build).parameter(0).toEqualTypeOf<{ readonly name: string }>();
    const step = advance(
      more.build({ name: 'x' }),
      startForm(more.build({ name: 'x' }), now, plainEnvironment),
      { kind: 'submit' },
      now,
    );
    for (const effect of step.effects) {
      if (effect.kind === 'submitted') {
        expectTypeOf(effect.values.sure).toEqualTypeOf<boolean>();
        expectTypeOf(effect.values.place).toEqualTypeOf<string>();
        expectTypeOf(effect.values.more).toEqualTypeOf<string | null>();
      }
    }
  });

  test.each(['1', '__proto__', 'constructor', 'A', '', 'a=b', 'toString'])('%j cannot be the id of a field', (id) => {
    const bad = defineForm({
      id: 'bad',
      version: 1,
      build: () => ({
        title: 'Bad',
        start: 'ask',
        fields: Object.fromEntries([[id, shortText({ label: 'x' })]]),
      }),
    });
    expect(() => bad.build(undefined)).toThrow(RangeError);
  });
});
