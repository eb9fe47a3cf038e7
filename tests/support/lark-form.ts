import { readMeanings } from '../../src/bots/lark/meanings.js';
import { readName } from '../../src/bots/lark/names.js';
import type { SeenMessage } from '../doubles/lark/people/desk.js';

/** A form on a card, by the fields of ours that its inputs stand for. */
export interface FormSeen {
  /** The message that holds it: it goes on where it stands. */
  readonly session: string;
  readonly title: string;
  readonly plain: string;
  readonly fields: readonly FieldSeen[];
  /** By field. */
  readonly errors: Readonly<Record<string, string>>;
}

interface FieldSeen {
  readonly id: string;
  /** Of its first input: a long text has several. */
  readonly name: string;
  readonly label: string;
  readonly hint: null;
  /** `sign` is what the card sends for the value. */
  readonly options: readonly { readonly value: string; readonly label: string; readonly sign: string }[];
  readonly value: unknown;
}

export function formOn({ id: session, title, plain, forms }: SeenMessage): FormSeen | null {
  const [form] = forms;
  if (!form || form.fields.length === 0) return null;
  const meanings = meaningsIn(form.buttons.find((one) => one.sends)?.value);
  const fields: FieldSeen[] = [];
  const errors: Record<string, string> = {};
  for (const { name, label, options, value, error } of form.fields) {
    const id = readName(name)?.fieldId ?? name;
    if (error !== null) errors[id] = error;
    if (fields.some((one) => one.id === id)) continue;
    const listed = options.map((one) => ({
      value: meanings[one.value] ?? one.value,
      label: one.label,
      sign: one.value,
    }));
    fields.push({ id, name, label, hint: null, options: listed, value });
  }
  return { session, title, plain, fields, errors };
}

/** The card itself says what stands for the values that it has no room for. */
function meaningsIn(value: unknown): Readonly<Record<string, string>> {
  const { v } = (value ?? {}) as { readonly v?: string };
  return readMeanings(v) as Readonly<Record<string, string>>;
}

/** An answer as a person gives it; of options, the one with that value or those words. A yes-or-no has two. */
export function typed(answer: unknown, { options }: FieldSeen): string | string[] | null {
  const pick = (one: unknown) =>
    options.find(({ value, label, sign }) => value === one || label === one || sign === one)?.sign ?? String(one);
  if (Array.isArray(answer)) return answer.map(pick);
  if (answer === null || answer === undefined || answer === '') return null;
  if (typeof answer === 'boolean') return options[answer ? 0 : 1]?.sign ?? String(answer);
  return options.length > 0 ? pick(answer) : String(answer);
}
