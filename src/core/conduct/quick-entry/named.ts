import { parseWhole, wholeNumber } from './numerals.js';
import type { IndexedPupil } from './people-index.js';
import { maxOptions, type RefusalCode, type WhoOption } from './reading.js';
import type { WhoToken } from './token.js';
import { certain } from './who.js';

/** Somebody (or a group) that was named at one place of a line. */
export type Named = Pick<WhoToken, 'by' | 'options' | 'ask' | 'refusal'>;

/** One or more that are named together ("12、15号"). */
export interface NamedMatch {
  readonly to: number;
  readonly named: readonly Named[];
}

/** Numbers that share what follows them: "3、5" in 3、5组. As the inside of a regular expression. */
export const numberList = `(?:${wholeNumber})(?: ?[、,&/和与及] ?第?(?:${wholeNumber}))*`;

export function numbersIn(words: string): number[] {
  return words.split(/[^\d零〇一二两三四五六七八九十]+/u).flatMap((one) => (one === '' ? [] : (parseWhole(one) ?? [])));
}

export function run(
  expression: RegExp,
  text: string,
  from: number,
): { readonly words: string; readonly to: number } | null {
  expression.lastIndex = from;
  const match = expression.exec(text);
  return match === null ? null : { words: match[1] ?? '', to: expression.lastIndex };
}

export function nobody(by: Named['by'], refusal: RefusalCode): Named {
  return { by, options: [], ask: false, refusal };
}

/** One, or a few to be asked about; too many to ask are refused, never cut. */
export function someOf(by: Named['by'], options: readonly WhoOption[], missing: RefusalCode, ask = false): Named {
  if (options.length === 0) return nobody(by, missing);
  if (options.length > maxOptions) return nobody(by, by === 'name' ? 'tooManyMatches' : 'unclearClass');
  return { by, options, ask: ask || options.length > 1, refusal: null };
}

export function pupilsAs(by: Named['by'], pupils: readonly IndexedPupil[], missing: RefusalCode): Named {
  return someOf(
    by,
    pupils.map((pupil) => certain(pupil.target)),
    missing,
  );
}
