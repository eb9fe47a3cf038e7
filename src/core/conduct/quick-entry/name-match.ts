import { type Folded, isHan, wordsBetween } from './fold.js';
import type { Here } from './here.js';
import { itemAt } from './item-match.js';
import { lastFirstKey } from './latin-names.js';
import { wordsAt } from './lexicon.js';
import type { Hit, PeopleIndex } from './people-index.js';
import { pointsAt } from './points.js';
import type { WhoOption } from './reading.js';
import { type ClassInView, choose, loosely, type Who } from './who.js';
import { andWord, aside, at, everybody, politeTail } from './words.js';

export interface NameMatch extends Who {
  readonly to: number;
  /** Of the form that was found: initials give way to the rubric's words. */
  readonly rank: number;
}

/** Finds the longest name that starts here. */
export function nameAt(here: Here): NameMatch | null {
  const { people, line, from } = here;
  let plain: NameMatch | null = null;
  for (const { key, to, meanings } of wordsAt(people.names, line.text, from)) {
    const flipped = lastFirstAt(here, key, to);
    if (flipped !== null) return flipped;
    const who = endsName(here, to, meanings) ? choose(meanings, here.view, saidAs(line, from, to)) : null;
    if (who === null) continue;
    plain = { ...who, to, rank: Math.min(...meanings.map((hit) => hit.form.rank)) };
    break;
  }
  return withSpacedName(here, plain);
}

function saidAs(line: Folded, from: number, to: number): string {
  return wordsBetween(line, from, to).replace(/\s/gu, '');
}

/** Only a whole name may run into other words; 明远 in 明远程 is nobody. */
function endsName({ people, items, line: { text } }: Here, to: number, hits: readonly Hit[]): boolean {
  if (!isHan(text, to) || !isHan(text, to - 1)) return true;
  if (hits.some((hit) => hit.form.whole && hit.form.rank === 1)) return true;
  if ([politeTail, andWord, everybody, aside].some((one) => at(one, text, to) !== null)) return true;
  return pointsAt(text, to) !== null || itemAt(items, text, to) !== null || wholeNameAt(people, text, to);
}

/** Somebody's whole name starts here. */
export function wholeNameAt(people: PeopleIndex, text: string, from: number): boolean {
  return wordsAt(people.names, text, from).some((word) => word.meanings.some((hit) => hit.form.whole));
}

/**
 * "Lopez, Maria" is Maria Lopez. It could also be a list of two pupils: where both words alone name one pupil each, and
 * not the same, it is asked.
 */
function lastFirstAt({ people, line: { text }, view }: Here, last: string, to: number): NameMatch | null {
  if (text.charAt(to) !== ',') return null;
  const start = text.charAt(to + 1) === ' ' ? to + 2 : to + 1;
  // The longest name behind the comma decides: in "Lopez, Maria Garcia" it is somebody else's.
  const [first] = wordsAt(people.names, text, start);
  const hits = first && people.names.entries.get(lastFirstKey(last, first.key));
  const who = hits === undefined ? null : choose(hits, view, '');
  if (first === undefined || who === null) return null;
  const listed = listedAs(people, last, first.key, view);
  const options = listed === null ? who.options : [...who.options, listed];
  return { options, ask: who.ask || listed !== null, to: first.to, rank: 1 };
}

function listedAs(people: PeopleIndex, one: string, other: string, view: ClassInView): WhoOption | null {
  const [first, second] = [one, other].map((key) => onlyOneCalled(people, key, view));
  return first && second && first !== second ? loosely(first.target, second.target) : null;
}

/** Whom the word means in a list: first names before last names. */
function onlyOneCalled(people: PeopleIndex, key: string, view: ClassInView) {
  const near = (people.names.entries.get(key) ?? []).filter((hit) => view.id === null || hit.pupil.classId === view.id);
  const first = near.filter((hit) => hit.form.first);
  const called = first.length > 0 ? first : near.filter((hit) => hit.form.rank === 1);
  return called.length === 1 ? called[0]?.pupil : undefined;
}

/** 张 三, as rosters space it. Where 王明 is somebody too, "王明 远" is asked. */
function withSpacedName({ people, line: { text }, from, view }: Here, plain: NameMatch | null): NameMatch | null {
  let key = '';
  let spaced: NameMatch | null = null;
  for (let index = from; key.length < people.names.longest; index++) {
    if (text.charAt(index) === ' ') continue;
    if (!isHan(text, index)) break;
    key += text.charAt(index);
    if (isHan(text, index + 1) || index + 1 - from === key.length) continue;
    const hits = people.names.entries.get(key)?.filter((hit) => hit.form.whole && hit.form.rank === 1) ?? [];
    const who = hits.length === 0 ? null : choose(hits, view, key);
    if (who !== null) spaced = { ...who, to: index + 1, rank: 1 };
  }
  if (spaced === null || (plain !== null && plain.to >= spaced.to)) return plain;
  return plain === null ? spaced : { ...spaced, options: [...spaced.options, ...plain.options], ask: true };
}
