import { z } from 'zod';
import type { MessageKey } from '../language/catalogue.js';
import type { FieldEnvironment, Json } from './field.js';
import { type Form, fieldIds } from './form.js';
import { readField } from './read-field.js';
import { isMessageKey } from './words.js';

const jsonSchema: z.ZodType<Json> = z.json();

const answerSchema = z.object({
  /** null = deliberately left out. */
  value: jsonSchema,
  /** False while it is only prefilled or still being ticked. */
  settled: z.boolean(),
  /** How a points text was read when it was taken. */
  shown: z.array(z.string()).readonly(),
});

const refusedSchema = z.object({
  /** What was sent, to be shown again for mending; null when it was no text. */
  text: z.string().nullable(),
  reason: z.object({
    key: z.custom<MessageKey>(isMessageKey).catch('forms.again'),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});

const stateSchema = z.object({
  /** Of this file; a form's own version is `version`. */
  schema: z.literal(1),
  form: z.string(),
  version: z.int(),
  /** The questions that the form had when it was last looked at: more or fewer of them are told. */
  fields: z.array(z.string()).readonly(),
  phase: z.enum(['asking', 'reviewing', 'submitted', 'cancelled']),
  /** The field that is being asked; null in every other phase. */
  at: z.string().nullable(),
  /** After this answer the review comes back. */
  editing: z.boolean(),
  answers: z.record(z.string(), answerSchema),
  /** The last answer to a field that was not taken. It blocks sending, so that nothing typed is left behind unseen. */
  refused: z.record(z.string(), refusedSchema),
  /** Answers to questions that the form no longer has, kept and told. */
  aside: z.record(z.string(), jsonSchema),
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});

/** A form being filled in: plain data, complete in itself, for a column of JSON. */
export type FormState = Readonly<z.infer<typeof stateSchema>>;
export type Answer = Readonly<z.infer<typeof answerSchema>>;

/**
 * The state as it was stored. Null when it cannot be read: then a new one is started and the person is told
 * (`forms.startedOver`).
 */
export function parseFormState(json: unknown): FormState | null {
  const result = stateSchema.safeParse(json);
  return result.success ? result.data : null;
}

/** A form nobody has answered yet, with what is prefilled. */
export function startForm(form: Form, now: Date, environment: FieldEnvironment): FormState {
  const answers: Record<string, Answer> = {};
  for (const id of fieldIds(form)) {
    const prefilled = prefillOf(form, id, environment);
    if (prefilled) answers[id] = prefilled;
  }
  const state: FormState = {
    schema: 1,
    form: form.id,
    version: form.version,
    fields: fieldIds(form),
    phase: 'reviewing',
    at: null,
    editing: false,
    answers,
    refused: {},
    aside: {},
    openedAt: now.toISOString(),
    changedAt: now.toISOString(),
  };
  const first = fieldIds(form)[0];
  const complete = missingFields(form, state).length === 0;
  if (first === undefined || (form.start === 'review' && complete)) return state;
  return { ...state, phase: 'asking', at: first };
}

/** A prefilled value that the field itself would not take is as if there were none. */
export function prefillOf(form: Form, id: string, environment: FieldEnvironment): Answer | null {
  const field = form.fields[id];
  if (!field || field.prefill === undefined || field.prefill === null) return null;
  const read = readField(field, field.prefill, 'chosen', environment);
  if (!read.ok || read.value.value === null) return null;
  return { value: read.value.value, settled: false, shown: read.value.shown ?? [] };
}

export function answerOf(state: FormState, id: string): Answer | undefined {
  return Object.hasOwn(state.answers, id) ? state.answers[id] : undefined;
}

export function valueAt(state: FormState, id: string): Json {
  return answerOf(state, id)?.value ?? null;
}

/** Required fields without an answer, in order. */
export function missingFields(form: Form, state: FormState): readonly string[] {
  return fieldIds(form).filter((id) => form.fields[id]?.required && valueAt(state, id) === null);
}

export function refusalOf(state: FormState, id: string): FormState['refused'][string] | undefined {
  return Object.hasOwn(state.refused, id) ? state.refused[id] : undefined;
}

/** Whether a person has answered or skipped anything. */
export function isTouched(state: FormState): boolean {
  return Object.values(state.answers).some((answer) => answer.settled) || Object.keys(state.refused).length > 0;
}
