import { cleanText } from '../message/rich-text.js';
import { type Field, type FieldEnvironment, type Json, plainEnvironment } from './field.js';
import { readNumber } from './read-number.js';
import { fold, readOption, readOptions } from './read-options.js';
import { no, ok, type Result } from './words.js';

/** An answer as it is kept; null = deliberately left out. */
export interface Reading {
  readonly value: Json;
  /** How a points text was read, one line per entry: what the review shows. */
  readonly shown?: readonly string[];
}

/** Typed by hand, or chosen on a screen that sends the option's value. */
export type How = 'typed' | 'chosen';

/** Longer than any option list typed by a person; nothing past it is looked at. */
const longestTyped = 1000;

/**
 * A raw answer as the field understands it, or why not. Total on anything. Reading a value that came out of it gives
 * the same value again.
 */
export function readField(field: Field, raw: unknown, how: How, environment: FieldEnvironment): Result<Reading> {
  if (isEmpty(raw, field) || (how === 'typed' && !field.required && isNothing(raw, field))) {
    return field.required ? no('forms.required') : ok({ value: null });
  }
  switch (field.kind) {
    case 'choice': {
      const one = Array.isArray(raw) && raw.length === 1 ? raw[0] : raw;
      if (typeof one !== 'string') return no('forms.again');
      if (how === 'chosen') return chosen(field.options, [one], (values) => values[0] ?? null);
      const option = readOption(field.options, one.slice(0, longestTyped));
      return option.ok ? ok({ value: option.value.value }) : option;
    }
    case 'choices': {
      const many: unknown = typeof raw === 'string' && how === 'chosen' ? [raw] : raw;
      if (how === 'typed' && typeof many === 'string') {
        const found = readOptions(field.options, many.slice(0, longestTyped));
        if (!found.ok) return found;
        return counted(field, new Set(found.value.map((option) => option.value)));
      }
      if (!Array.isArray(many) || !many.every((one) => typeof one === 'string')) return no('forms.again');
      const values = chosen(field.options, many, (all) => all);
      return values.ok ? counted(field, new Set(many)) : values;
    }
    case 'number': {
      const value = typeof raw === 'string' ? readNumber(raw) : raw;
      if (typeof value !== 'number' || !Number.isFinite(value)) return no('forms.notANumber', rangeOf(field));
      if (value < field.min || value > field.max) return no('forms.outOfRange', rangeOf(field));
      const steps = (value - field.min) / field.step;
      if (Math.abs(steps - Math.round(steps)) > 1e-6) return no('forms.offStep', rangeOf(field));
      return ok({ value: Number((field.min + Math.round(steps) * field.step).toFixed(6)) + 0 });
    }
    case 'text': {
      const text = textOf(raw, field.maxLength);
      if (!text.ok) return text;
      const value = field.long ? text.value : text.value.replace(/\s+/gu, ' ');
      return ok({ value });
    }
    case 'points': {
      const text = textOf(raw, field.maxLength);
      if (!text.ok) return text;
      const read = environment.points(text.value);
      return read.ok ? ok({ value: text.value, shown: read.value.lines }) : read;
    }
    case 'confirm': {
      const value = yesOrNo(raw);
      if (value === null) return no('forms.yesOrNo');
      return field.mustAgree && !value ? no('forms.mustAgree') : ok({ value });
    }
    default:
      return field satisfies never;
  }
}

/** Whether a value kept earlier is still an answer to the field, which may have changed since. */
export function stillFits(field: Field, value: Json): boolean {
  if (value === null) return true;
  // The product behind a points text is asked when it is written, not each time the form is looked at.
  const shape = field.kind === 'points' ? ({ ...field, kind: 'text', long: true } as const) : field;
  const { prefill: _, ...bare } = shape;
  return readField({ ...bare, required: false } as Field, value, 'chosen', plainEnvironment).ok;
}

function isEmpty(raw: unknown, field: Field): boolean {
  if (raw === null || raw === undefined) return true;
  if (Array.isArray(raw)) return raw.length === 0 && field.kind !== 'confirm';
  return typeof raw === 'string' && cleanText(raw).trim() === '';
}

/** "Nothing" in words, unless an option is called that. */
function isNothing(raw: unknown, field: Field): boolean {
  if (field.kind === 'confirm' || typeof raw !== 'string' || raw.length > 20) return false;
  if (!/^(无|没有|空|清空|不填|none|nothing|clear|empty|-)$/u.test(fold(raw))) return false;
  return !(field.kind === 'choice' || field.kind === 'choices') || !readOption(field.options, raw).ok;
}

function chosen<T extends Json>(
  options: readonly { readonly value: string }[],
  values: readonly string[],
  take: (values: readonly string[]) => T,
): Result<Reading> {
  const unknown = values.some((value) => !options.some((option) => option.value === value));
  return unknown ? no('forms.goneOption') : ok({ value: take(values) });
}

/** In the order of the list, each once. */
function counted(field: Extract<Field, { kind: 'choices' }>, values: ReadonlySet<string>): Result<Reading> {
  const value = field.options.map((option) => option.value).filter((one) => values.has(one));
  if (value.length < field.min) return no('forms.tooFew', { min: field.min });
  if (value.length > field.max) return no('forms.tooMany', { max: field.max });
  return ok({ value });
}

function rangeOf(field: { readonly min: number; readonly max: number; readonly step: number }) {
  return { min: field.min, max: field.max, step: field.step };
}

function textOf(raw: unknown, maxLength: number): Result<string> {
  if (typeof raw !== 'string') return no('forms.again');
  const text = cleanText(raw).trim();
  const length = countCharacters(text, maxLength);
  return length > maxLength ? no('forms.tooLong', { max: maxLength }) : ok(text);
}

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** A grapheme is one character to a reader; past this many code units each, it is no character that anybody reads. */
const unitsPerCharacter = 8;

/** Characters as people count them; more than `enough` is not counted to the end. */
export function countCharacters(text: string, enough: number): number {
  if (text.length > enough * unitsPerCharacter) return enough + 1;
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}

const yes = /^(是|是的|对|对的|好|好的|可以|行|嗯|确认|同意|有|要|yes|y|yep|yeah|ok|okay|sure|true|on|1|✓|√)$/u;
const not = /^(否|不|不是|不对|不行|不好|不可以|不同意|没有|没|不要|no|n|nope|false|off|2|×|x)$/u;

/** Yes and no in both languages, by button place too (1 = yes, 2 = no). */
function yesOrNo(raw: unknown): boolean | null {
  if (typeof raw === 'boolean') return raw;
  // A group of one tick box: ticked, or an empty list.
  if (Array.isArray(raw)) return raw.length === 0 ? false : raw.length === 1 ? yesOrNo(raw[0]) : null;
  if (typeof raw !== 'string' || raw.length > 20) return null;
  const word = fold(raw);
  if (yes.test(word)) return true;
  return not.test(word) ? false : null;
}
