import { type CarriedOver, carryOver, type FormChange } from './carry-over.js';
import { type FieldEnvironment, plainEnvironment } from './field.js';
import { type Fields, type Form, fieldIds, fieldOf, type ValuesOf } from './form.js';
import { type How, type Reading, readField } from './read-field.js';
import { type Answer, answerOf, type FormState, refusalOf, valueAt } from './state.js';
import { no, type Reason } from './words.js';

/**
 * What a person does with a form. `open` and `resume` show where it stands. Buttons of an older card name the question
 * they stood under (`fieldId`), so that pressing them late does not skip another one.
 */
export type FormEvent =
  | { readonly kind: 'open' | 'resume' | 'submit' | 'cancel' }
  /** From the review: one question after the other. */
  | { readonly kind: 'begin' }
  | { readonly kind: 'answer'; readonly fieldId: string; readonly raw: unknown; readonly how: How }
  /** One option of a multiple choice, on or off. */
  | { readonly kind: 'toggle'; readonly fieldId: string; readonly option: string }
  /** The whole form at once, sent if everything can be taken. Fields it does not name keep their answers. */
  | { readonly kind: 'answerAll'; readonly raw: unknown }
  /** Several answers at once, without sending. */
  | { readonly kind: 'fill'; readonly raw: unknown; readonly how: How }
  /** Goes on without a new answer: an earlier or prefilled one stays, an optional question is left out. */
  | { readonly kind: 'skip' | 'back'; readonly fieldId?: string }
  | { readonly kind: 'edit'; readonly fieldId: string };

/** What follows from it; the caller shows, sends or stores. */
export type FormEffect<Values = Readonly<Record<string, unknown>>> =
  | { readonly kind: 'ask'; readonly fieldId: string }
  | { readonly kind: 'reject'; readonly fieldId: string; readonly reason: Reason }
  | { readonly kind: 'review' }
  /** At most once in the life of a form. */
  | { readonly kind: 'submitted'; readonly values: Values }
  | { readonly kind: 'cancelled' }
  /** The form has a new version and every answer found its place in it. */
  | ({ readonly kind: 'migrated' } & FormChange)
  /** The form changed and something no longer fits: to be said. */
  | ({ readonly kind: 'tellVersionChanged' } & FormChange)
  /** It had been sent or cancelled before. */
  | { readonly kind: 'closed'; readonly as: 'submitted' | 'cancelled' };

export interface Step<Values> {
  readonly state: FormState;
  readonly effects: readonly FormEffect<Values>[];
}

/** The only way in which a form's state changes. Pure; total on every event. */
export function advance<F extends Fields>(
  form: Form<F>,
  state: FormState,
  event: FormEvent,
  now: Date,
  environment: FieldEnvironment = plainEnvironment,
): Step<ValuesOf<F>> {
  if (state.phase === 'submitted' || state.phase === 'cancelled') {
    return { state, effects: [{ kind: 'closed', as: state.phase }] };
  }
  const carried = carryOver(form, state, environment);
  const step = handle(form, carried.state, safeAfter(carried, event), environment);
  const changed = step.state !== state;
  return {
    state: changed ? { ...step.state, changedAt: now.toISOString() } : state,
    effects: [...tell(carried.change), ...step.effects] as readonly FormEffect<ValuesOf<F>>[],
  };
}

/** What is sent must have been seen: a form that lost a place for an answer, or gained a question, is shown again first. */
function safeAfter({ change }: CarriedOver, event: FormEvent): FormEvent {
  if (!change || (change.dropped.length === 0 && change.added.length === 0)) return event;
  if (event.kind === 'submit') return { kind: 'resume' };
  return event.kind === 'answerAll' ? { kind: 'fill', raw: event.raw, how: 'chosen' } : event;
}

function tell(change: FormChange | null): readonly FormEffect[] {
  if (!change) return [];
  return [{ kind: change.dropped.length + change.added.length > 0 ? 'tellVersionChanged' : 'migrated', ...change }];
}

type PlainStep = Step<Readonly<Record<string, unknown>>>;

function handle(form: Form, state: FormState, event: FormEvent, environment: FieldEnvironment): PlainStep {
  switch (event.kind) {
    case 'open':
    case 'resume':
      return here(state);
    case 'answer': {
      const { fieldId, raw, how } = event;
      if (!fieldOf(form, fieldId)) return here(state, noSuchField(fieldId));
      const taken = take(form, state, fieldId, raw, how, environment);
      if (taken.rejection) return here(taken.state, taken.rejection);
      return here(state.at === fieldId ? moveOn(form, taken.state) : taken.state);
    }
    case 'toggle':
      return toggle(form, state, event.fieldId, event.option);
    case 'fill':
    case 'answerAll': {
      const how = event.kind === 'fill' ? event.how : 'chosen';
      const { state: filled, rejections } = takeAll(form, state, recordOf(event.raw), how, environment);
      if (event.kind === 'answerAll' && rejections.length === 0) return submit(form, filled, environment);
      return here(filled, ...rejections);
    }
    case 'skip':
      return isStale(state, event.fieldId) ? here(state) : skip(form, state, environment);
    case 'back':
      return isStale(state, event.fieldId) ? here(state) : here(back(form, state));
    case 'begin': {
      const first = fieldIds(form)[0];
      return here(state.phase === 'reviewing' && first !== undefined ? asking(state, first, false) : state);
    }
    case 'edit': {
      if (!fieldOf(form, event.fieldId)) return here(state, noSuchField(event.fieldId));
      return here(asking(state, event.fieldId, state.editing || state.phase === 'reviewing'));
    }
    case 'cancel':
      return { state: { ...state, phase: 'cancelled', at: null, editing: false }, effects: [{ kind: 'cancelled' }] };
    case 'submit':
      return submit(form, state, environment);
    default:
      return event satisfies never;
  }
}

type Rejection = Extract<FormEffect, { kind: 'reject' }>;

/** Where the form stands, after what has to be said first. */
function here(state: FormState, ...first: readonly Rejection[]): PlainStep {
  const now: FormEffect = state.at === null ? { kind: 'review' } : { kind: 'ask', fieldId: state.at };
  return { state, effects: [...first, now] };
}

function asking(state: FormState, at: string, editing: boolean): FormState {
  return { ...state, phase: 'asking', at, editing };
}

const reviewing = (state: FormState): FormState => ({ ...state, phase: 'reviewing', at: null, editing: false });

/** To the next question that nobody has settled, those after this one first; to the review when there is none. */
function moveOn(form: Form, state: FormState): FormState {
  if (state.editing) return reviewing(state);
  const ids = fieldIds(form);
  const place = state.at === null ? -1 : ids.indexOf(state.at);
  const next = [...ids.slice(place + 1), ...ids.slice(0, place + 1)].find((id) => !answerOf(state, id)?.settled);
  return next === undefined ? reviewing(state) : asking(state, next, false);
}

function back(form: Form, state: FormState): FormState {
  const ids = fieldIds(form);
  if (state.at === null) {
    const last = ids.at(-1);
    return last === undefined ? state : asking(state, last, true);
  }
  if (state.editing) return reviewing(state);
  const before = ids[ids.indexOf(state.at) - 1];
  if (before !== undefined) return asking(state, before, false);
  return form.start === 'review' ? reviewing(state) : state;
}

/** One answer read and kept; one that cannot be taken is kept beside, with the reason, and the earlier one stands. */
function take(
  form: Form,
  state: FormState,
  id: string,
  raw: unknown,
  how: How,
  environment: FieldEnvironment,
): { readonly state: FormState; readonly rejection: Rejection | null } {
  const field = fieldOf(form, id);
  if (!field) return { state, rejection: null };
  const read = readField(field, raw, how, environment);
  if (read.ok) return { state: settle(state, id, read.value), rejection: null };
  const text = typeof raw === 'string' ? raw.slice(0, longestKept).toWellFormed() : null;
  return {
    state: { ...state, refused: { ...state.refused, [id]: { text, reason: read.reason } } },
    rejection: { kind: 'reject', fieldId: id, reason: read.reason },
  };
}

const longestKept = 20_000;

function takeAll(
  form: Form,
  state: FormState,
  raw: Readonly<Record<string, unknown>>,
  how: How,
  environment: FieldEnvironment,
): { readonly state: FormState; readonly rejections: readonly Rejection[] } {
  let filled = state;
  const rejections: Rejection[] = [];
  for (const id of fieldIds(form)) {
    if (!Object.hasOwn(raw, id)) continue;
    const taken = take(form, filled, id, raw[id], how, environment);
    filled = taken.state;
    if (taken.rejection) rejections.push(taken.rejection);
  }
  return { state: filled, rejections };
}

function settle(state: FormState, id: string, reading: Reading): FormState {
  const answer: Answer = { value: reading.value, settled: true, shown: reading.shown ?? [] };
  return { ...withoutRefusal(state, id), answers: { ...state.answers, [id]: answer } };
}

function withoutRefusal(state: FormState, id: string): FormState {
  const { [id]: _, ...refused } = state.refused;
  return { ...state, refused };
}

function toggle(form: Form, state: FormState, id: string, option: string): PlainStep {
  const field = fieldOf(form, id);
  if (field?.kind !== 'choices') return here(state, noSuchField(id));
  if (!field.options.some(({ value }) => value === option)) {
    return here(state, { kind: 'reject', fieldId: id, reason: no('forms.goneOption').reason });
  }
  const before = valueAt(state, id);
  const ticked = new Set<unknown>(Array.isArray(before) ? before : []);
  if (!ticked.delete(option)) ticked.add(option);
  if (ticked.size > field.max) {
    return here(state, { kind: 'reject', fieldId: id, reason: no('forms.tooMany', { max: field.max }).reason });
  }
  const value = field.options.map((one) => one.value).filter((one) => ticked.has(one));
  const answer: Answer = { value: value.length > 0 ? value : null, settled: false, shown: [] };
  return here({ ...state, answers: { ...state.answers, [id]: answer } });
}

function skip(form: Form, state: FormState, environment: FieldEnvironment): PlainStep {
  const field = fieldOf(form, state.at);
  if (!field || state.at === null) return here(state);
  const before = answerOf(state, state.at);
  if (before?.settled) return here(moveOn(form, withoutRefusal(state, state.at)));
  // What is only prefilled or ticked is read when the person goes on with it.
  const read = readField(field, before?.value ?? null, 'chosen', environment);
  if (!read.ok) return here(state, { kind: 'reject', fieldId: state.at, reason: read.reason });
  return here(moveOn(form, settle(state, state.at, read.value)));
}

function submit(form: Form, state: FormState, environment: FieldEnvironment): PlainStep {
  const rejections = fieldIds(form).flatMap((fieldId): readonly Rejection[] => {
    const reason = whyNotSent(form, state, fieldId, environment);
    return reason ? [{ kind: 'reject', fieldId, reason }] : [];
  });
  const first = rejections[0];
  if (first) return here(asking(state, first.fieldId, true), ...rejections);
  const values = Object.fromEntries(fieldIds(form).map((id) => [id, valueAt(state, id)]));
  return {
    state: { ...state, phase: 'submitted', at: null, editing: false },
    effects: [{ kind: 'submitted', values }],
  };
}

/** A refused answer would be left behind, a required one is missing, ticks are too few. */
function whyNotSent(form: Form, state: FormState, id: string, environment: FieldEnvironment): Reason | null {
  const field = fieldOf(form, id);
  const refused = refusalOf(state, id);
  if (!field || refused) return refused?.reason ?? null;
  const answer = answerOf(state, id);
  if (answer?.settled && answer.value !== null) return null;
  const read = readField(field, answer?.value ?? null, 'chosen', environment);
  return read.ok ? null : read.reason;
}

function isStale(state: FormState, fieldId: string | undefined): boolean {
  return fieldId !== undefined && fieldId !== state.at;
}

function noSuchField(fieldId: string): Rejection {
  return { kind: 'reject', fieldId, reason: no('forms.goneField').reason };
}

function recordOf(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { ...raw } : {};
}
