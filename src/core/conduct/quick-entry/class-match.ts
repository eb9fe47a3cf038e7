import { isDigit } from './fold.js';
import { wordsAt } from './lexicon.js';
import type { PeopleIndex } from './people-index.js';

export interface ClassMatch {
  readonly to: number;
  /** Of the classes in scope; none when the words name a class that is not among them. */
  readonly classIds: readonly string[];
  /** Bare digits (701): a class only when somebody of it follows. */
  readonly bare: boolean;
}

const otherClass =
  /(?:(?:小|初|高)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:年级|年|级)? ?\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\)? ?班|[初高][一二三] ?\(?\d{1,2}\)?(?![\d组号分])|[一二三四五六七八九]\d{1,2}(?![\d组号分节次]))/y;

/** 7C, where classes are called 7A and 7B. */
const letteredClass = /(?:class |grade )?\d{1,2}[a-z](?![a-z0-9])/y;

/** Reads the name of a class; null when none starts here. */
export function classAt(people: PeopleIndex, text: string, from: number): ClassMatch | null {
  for (const { key, to, meanings } of wordsAt(people.classNames, text, from, true)) {
    const bare = /^\d+$/u.test(key);
    // 7-3 is filed as 73; without its mark it is a number like any other.
    if (bare && key.length < 3 && to - from === key.length) continue;
    if (isDigit(text, to - 1) && /^ ?[小组号分节次]/u.test(text.slice(to, to + 2))) continue;
    return { to: text.charAt(to) === ')' ? to + 1 : to, classIds: meanings, bare };
  }
  const shape = people.classesAreLettered ? letteredClass : otherClass;
  shape.lastIndex = from;
  return shape.test(text) ? { to: shape.lastIndex, classIds: [], bare: false } : null;
}
