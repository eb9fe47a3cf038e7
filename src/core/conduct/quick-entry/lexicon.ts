import { isDigit, isHan, isLetter, isWord } from './fold.js';

/** Words by their keys (`keyOf`), and what each may mean. */
export interface Lexicon<T> {
  readonly entries: ReadonlyMap<string, readonly T[]>;
  readonly longest: number;
  /** With which characters a word may begin: most places of a line are passed by this alone. */
  readonly starts: ReadonlySet<string>;
}

/** Built for every message, so it is filled by a call for each word: lists of pairs would be the greater part of the work. */
export function createLexicon<T>(fill: (add: (key: string, meaning: T) => void) => void): Lexicon<T> {
  const entries = new Map<string, T[]>();
  const starts = new Set<string>();
  let longest = 0;
  fill((key, meaning) => {
    const there = entries.get(key);
    if (there !== undefined) {
      if (there.at(-1) !== meaning) there.push(meaning);
    } else if (key !== '') {
      entries.set(key, [meaning]);
      starts.add(key.charAt(0));
      longest = Math.max(longest, key.length);
    }
  });
  return { entries, longest, starts };
}

/** A word of the lexicon in a line. */
export interface Found<T> {
  readonly key: string;
  readonly to: number;
  readonly meanings: readonly T[];
}

const marksInNames = "·.'-";
const marksInItems = "·.'-、,()/";

/**
 * Every word of the lexicon that starts at `from`, longest first. Spaces join Latin words ("zhang san"), and marks inside a
 * name are left out, so that O’Brien, O'Brien and OBrien are one. A word never ends inside a Latin word. `loose` also
 * passes over the marks and spaces that stand inside the names of rubric items and classes.
 */
export function wordsAt<T>(lexicon: Lexicon<T>, text: string, from: number, loose = false): Found<T>[] {
  const found: Found<T>[] = [];
  if (!lexicon.starts.has(text.charAt(from))) return found;
  const marks = loose ? marksInItems : marksInNames;
  let key = '';
  let index = from;
  while (index < text.length && key.length < lexicon.longest) {
    const han = isHan(text, index);
    if (!han && !isWord(text, index)) {
      const next = after(text, index, marks, loose);
      if (next === null) break;
      index = next;
      continue;
    }
    key += text.charAt(index++);
    const ends = han ? !isLowHalf(text, index) : !isWord(text, index);
    const meanings = ends ? lexicon.entries.get(key) : undefined;
    if (meanings !== undefined) found.push({ key, to: index, meanings });
  }
  return found.reverse();
}

/** Where the word goes on after a mark or spaces; null where it cannot. */
function after(text: string, index: number, marks: string, loose: boolean): number | null {
  let next = index;
  if (marks.includes(text.charAt(next))) {
    // "-1" and "+.5" are points, not parts of a name.
    if (isDigit(text, next + 1) && !loose) return null;
    next++;
  }
  const spaced = text.charAt(next) === ' ';
  while (text.charAt(next) === ' ') next++;
  if (!isHan(text, next) && !isWord(text, next)) return null;
  if (!spaced) return next;
  return loose || (isLetter(text, next) && isWord(text, index - 1)) ? next : null;
}

function isLowHalf(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
