import { z } from 'zod';
import { no, none, yes } from '../../core/forms/option-signs.js';
import { joinBoxes } from './boxes.js';
import { optionValue, sessionLength, tokenLength } from './limits.js';
import { readMeanings } from './meanings.js';
import { readName } from './names.js';

/** What somebody did with a card of ours. */
export type CardAction =
  | { readonly kind: 'pressed'; readonly token: string; readonly value?: string }
  | {
      readonly kind: 'submitted';
      readonly session: string;
      /** From 0. */
      readonly page: number;
      /** Less than this page: the form goes on, and its answers do not send it (see `renderForm`). */
      readonly pages: number;
      /** By field, as `readField(…, 'chosen')` takes them: text, null, option values, true and false. */
      readonly answers: Readonly<Record<string, unknown>>;
    };

const pressSchema = z.object({ t: z.string().min(1).max(tokenLength) });
const submitSchema = z.object({
  f: z.string().min(1).max(sessionLength),
  p: z.int().nonnegative(),
  n: z.int().positive(),
  o: z.array(z.string()).catch([]),
  v: z.string().optional().catch(undefined),
  j: z.unknown().optional(),
});
const actionSchema = z.object({
  value: z.unknown().optional(),
  option: z.string().min(1).max(optionValue).optional().catch(undefined),
  form_value: z.unknown().optional(),
});

/** `event.action` of a card.action.trigger. Total: what is not as our own cards send it is null. */
export function readAction(action: unknown): CardAction | null {
  const read = actionSchema.safeParse(action);
  if (!read.success) return null;
  const { value, option, form_value } = read.data;
  const submit = submitSchema.safeParse(value);
  if (submit.success) {
    const { f: session, p: page, n: pages } = submit.data;
    return { kind: 'submitted', session, page, pages, answers: readAnswers(form_value, submit.data) };
  }
  const press = pressSchema.safeParse(value);
  if (!press.success) return null;
  return { kind: 'pressed', token: press.data.t, ...(option === undefined ? {} : { value: option }) };
}

/** A field that may be left out and is not there was left out: an answer from before does not stay. */
function readAnswers(
  values: unknown,
  { o, v, j }: Pick<z.infer<typeof submitSchema>, 'o' | 'v' | 'j'>,
): Readonly<Record<string, unknown>> {
  const answers = new Map<string, unknown>(o.map((field) => [field, null]));
  const meanings = readMeanings(v);
  const boxes = new Map<string, string[]>();
  for (const [name, raw] of entriesOf(values)) {
    const known = readName(name);
    if (known === null) continue;
    const { fieldId, box } = known;
    if (box === null) answers.set(fieldId, readChoice(raw, meanings));
    else boxes.set(fieldId, withBox(boxes.get(fieldId) ?? [], box, raw));
  }
  for (const [fieldId, texts] of boxes) {
    answers.set(fieldId, joinBoxes(texts, jointsOf(j, fieldId)) || null);
  }
  return Object.fromEntries(answers);
}

function withBox(texts: readonly string[], box: number, raw: unknown): string[] {
  const text = typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : '';
  const more = Array.from({ length: Math.max(texts.length, box) }, (_, place) => texts[place] ?? '');
  more[box - 1] = text;
  return more;
}

function readChoice(raw: unknown, meanings: unknown): unknown {
  if (Array.isArray(raw)) {
    return raw.filter((one) => typeof one === 'string').map((sign) => meaningOf(sign, meanings));
  }
  if (typeof raw === 'boolean') return raw;
  if (typeof raw !== 'string' || raw === '' || raw === none) return null;
  if (raw === yes || raw === no) return raw === yes;
  return meaningOf(raw, meanings);
}

function meaningOf(sign: string, meanings: unknown): string {
  const meaning = ownOf(meanings, sign);
  return typeof meaning === 'string' ? meaning : sign;
}

function jointsOf(joints: unknown, fieldId: string): readonly string[] {
  return z.array(z.string()).catch([]).parse(ownOf(joints, fieldId));
}

/** Own properties only: a value may be called as anything that every object has. */
function ownOf(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null
    ? Object.getOwnPropertyDescriptor(object, key)?.value
    : undefined;
}

function entriesOf(object: unknown): readonly (readonly [string, unknown])[] {
  return typeof object === 'object' && object !== null ? Object.entries(object) : [];
}
