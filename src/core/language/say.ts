import { IntlMessageFormat } from 'intl-messageformat';
import type { LocalDate } from '../calendar/local-date.js';
import { catalogue, type MessageKey } from './catalogue.js';
import type { Language } from './language.js';
import { sayDate, sayMoment } from './say-date.js';

/** What a message may speak of: a name or a word, several of them, a count, a day of school life, a moment at school. */
export type Param =
  | string
  | number
  | readonly string[]
  | { readonly day: LocalDate }
  | { readonly moment: Date; readonly zone: string };
export type Params = Readonly<Record<string, Param>>;

const compiled = new Map<string, IntlMessageFormat>();

/**
 * The message in the language, its places filled.
 * @throws Error when a place named by the message is not given: a hole in a sentence is a bug, never shown to a parent.
 */
export function say(language: Language, key: MessageKey, params: Params = {}): string {
  const id = `${language} ${key}`;
  let format = compiled.get(id);
  if (!format) {
    format = new IntlMessageFormat(catalogue[key][language], language, undefined, { ignoreTag: true });
    compiled.set(id, format);
  }
  return String(
    format.format(Object.fromEntries(Object.entries(params).map(([name, value]) => [name, sayable(language, value)]))),
  );
}

/** What has a form of its own in each language gets it here, so that a refusal can be thrown before anybody knows to whom. */
function sayable(language: Language, value: Param): string | number {
  if (typeof value !== 'object') return value;
  if ('day' in value) return sayDate(language, value.day);
  if ('moment' in value) return sayMoment(language, value.moment, value.zone);
  return sayList(language, value);
}

/** Words in a row as people write them: 甲、乙和丙 / A, B, and C. */
export function sayList(language: Language, words: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

/** Points with their sign: +2, −0.5, 0. */
export function sayPoints(points: number): string {
  if (points === 0) return '0';
  return points > 0 ? `+${points}` : `−${Math.abs(points)}`;
}
