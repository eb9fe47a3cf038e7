import type { FieldEnvironment, Json } from './field.js';
import { type Form, fieldIds, fieldOf, type OldAnswers } from './form.js';
import { stillFits } from './read-field.js';
import { type Answer, answerOf, type FormState, prefillOf } from './state.js';

export interface CarriedOver {
  readonly state: FormState;
  /** Null when nothing had to change. */
  readonly change: FormChange | null;
}

/** What a person is told when the form under their answers has changed. */
export interface FormChange {
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly kept: readonly string[];
  /** Answers that have no place any more; they are kept in the state's `aside`. */
  readonly dropped: readonly string[];
  /** Questions that are new. */
  readonly added: readonly string[];
}

/**
 * The state under the form as it is now: another version of it, or the same version with other questions (a group was
 * dissolved since). Answers that still fit stay; what does not is put aside and told, never dropped in silence.
 */
export function carryOver(form: Form, state: FormState, environment: FieldEnvironment): CarriedOver {
  if (state.phase === 'submitted' || state.phase === 'cancelled') return { state, change: null };
  const versionChanged = state.version !== form.version;
  if (!versionChanged && fits(form, state)) return { state, change: null };

  const before = answersBefore(form, state);
  const answers: Record<string, Answer> = {};
  const aside: Record<string, Json> = { ...state.aside };
  const dropped: string[] = [];
  for (const [id, answer] of Object.entries(before)) {
    const field = fieldOf(form, id);
    if (field && stillFits(field, answer.value)) answers[id] = answer;
    else if (answer.value !== null) {
      aside[id] = answer.value;
      dropped.push(id);
    }
  }
  const ids = fieldIds(form);
  // A column of JSON does not keep the order of keys; people are told in the order of the questions.
  const kept = ids.filter((id) => Object.hasOwn(answers, id));
  dropped.sort((a, b) => state.fields.indexOf(a) - state.fields.indexOf(b));
  const added = ids.filter((id) => !Object.hasOwn(answers, id) && !state.fields.includes(id));
  for (const id of ids) {
    const prefilled = Object.hasOwn(answers, id) ? null : prefillOf(form, id, environment);
    if (prefilled) answers[id] = prefilled;
  }
  const refused = Object.fromEntries(Object.entries(state.refused).filter(([id]) => fieldOf(form, id)));
  return {
    state: { ...placed(form, state, answers), version: form.version, fields: ids, answers, refused, aside },
    change: { fromVersion: state.version, toVersion: form.version, kept, dropped, added },
  };
}

/** The same questions as before, and every settled answer is still one. */
function fits(form: Form, state: FormState): boolean {
  const ids = fieldIds(form);
  return (
    ids.length === state.fields.length &&
    ids.every((id, place) => state.fields[place] === id) &&
    Object.entries(state.answers).every(([id, answer]) => {
      const field = fieldOf(form, id);
      return field && (!answer.settled || stillFits(field, answer.value));
    })
  );
}

function answersBefore(form: Form, state: FormState): Readonly<Record<string, Answer>> {
  if (state.version >= form.version || form.migrate === null) return state.answers;
  const old: OldAnswers = Object.fromEntries(Object.entries(state.answers).map(([id, { value }]) => [id, value]));
  return Object.fromEntries(
    Object.entries(form.migrate(old, state.version)).map(([id, value]) => {
      const same = answerOf(state, id);
      const unchanged = same && JSON.stringify(same.value) === JSON.stringify(value);
      return [id, unchanged ? same : { value, settled: true, shown: [] }];
    }),
  );
}

function placed(form: Form, state: FormState, answers: Readonly<Record<string, Answer>>): FormState {
  if (state.phase !== 'asking' || fieldOf(form, state.at)) return state;
  const next = fieldIds(form).find((id) => !Object.hasOwn(answers, id) || !answers[id]?.settled);
  if (state.editing || next === undefined) return { ...state, phase: 'reviewing', at: null, editing: false };
  return { ...state, at: next };
}
