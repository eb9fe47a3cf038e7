import { type Folded, isDigit, isHan, isWord, wordsBetween } from './fold.js';
import { afterNumbering, skipGap } from './gap.js';
import type { Here } from './here.js';
import type { ItemIndex } from './item-index.js';
import { type ItemMatch, itemAt, itemWordAt } from './item-match.js';
import { wholeNameAt } from './name-match.js';
import { byBareNumber, studentNumberAlone } from './number-match.js';
import type { PeopleIndex } from './people-index.js';
import { pointsAt } from './points.js';
import type { Gap, Token } from './token.js';
import type { ClassInView } from './who.js';
import { type WhoMatch, whoAt } from './who-match.js';
import { allBut, andWord, aside, at, filler, noteMark } from './words.js';

/** Cuts a line into its words. Every place is looked at once, and each look is bounded by the longest name or word. */
export function scan(people: PeopleIndex, items: ItemIndex, line: Folded): Token[] {
  const tokens: Token[] = [];
  let view: ClassInView = { id: people.ownClassId, named: false };
  let next = afterNumbering(line.text);
  while (next < line.text.length) {
    const { to: from, gap } = skipGap(line.text, next, tokens.at(-1));
    if (from >= line.text.length) break;
    const found = tokensAt({ people, items, line, from, view }, tokens.length === 0 ? 'start' : gap);
    tokens.push(...found.tokens);
    view = found.view;
    next = found.to;
  }
  return tokens;
}

interface Found {
  readonly tokens: readonly Token[];
  readonly to: number;
  readonly view: ClassInView;
}

function tokensAt(here: Here, gap: Gap): Found {
  const note = noteAt(here, gap);
  const item = itemAt(here.items, here.line.text, here.from);
  const who = note === null ? somebodyAt(here, item) : null;
  if (who !== null) return { ...who, tokens: named(who, here, item, gap) };
  const token =
    note ??
    itemToken(here, item, gap) ??
    asideAt(here, gap) ??
    pointsTokenAt(here, gap) ??
    digitsAt(here, gap) ??
    wordsAt(here, gap);
  return { tokens: [token], to: token.to, view: here.view };
}

/** Somebody, unless the same letters are more of something else: initials and sounds give way to the rubric's words. */
function somebodyAt(here: Here, item: ItemMatch | null): WhoMatch | null {
  const { text } = here.line;
  const who = whoAt(here);
  if (who === null) return null;
  // GRP05 is an item, though it could be group 5.
  const weak = who.rank > 1 || who.named.some((one) => one.by !== 'name');
  const rivals = [item?.to ?? 0, at(aside, text, here.from) ?? 0];
  if (weak) rivals.push(at(filler, text, here.from) ?? 0);
  const rival = Math.max(...rivals);
  return rival > who.to || (weak && rival === who.to) ? null : who;
}

function named(who: WhoMatch, { line, from }: Here, item: ItemMatch | null, gap: Gap): Token[] {
  const alsoWord = at(aside, line.text, from) === who.to || item?.to === who.to;
  return who.named.map((one, index) => ({
    ...one,
    kind: 'who' as const,
    from,
    to: who.to,
    gap: index === 0 ? gap : 'and',
    alsoWord,
  }));
}

function noteAt({ line, from }: Here, gap: Gap): Token | null {
  const start = at(noteMark, line.text, from);
  const to = line.text.length;
  return start === null ? null : { kind: 'note', from, to, gap, note: wordsBetween(line, start, to) };
}

function pointsTokenAt({ line, from }: Here, gap: Gap): Token | null {
  const points = pointsAt(line.text, from);
  return points && { kind: 'points', from, to: points.to, gap, points };
}

function itemToken({ from }: Here, item: ItemMatch | null, gap: Gap): Token | null {
  return item && { kind: 'item', from, to: item.to, gap, items: item.items };
}

const bareNumber = /\d+(?:\.\d+)?/y;

function digitsAt({ people, items, line, from, view }: Here, gap: Gap): Token | null {
  const { text } = line;
  const to = at(bareNumber, text, from);
  if (to === null || isWord(text, to)) return null;
  if (isHan(text, to) && pointsAt(text, to) === null && itemAt(items, text, to) === null) return null;
  const typed = text.slice(from, to);
  const place = { from, to, gap };
  const alone = studentNumberAlone(people, typed)?.[0];
  if (alone !== undefined) return { kind: 'who', ...place, ...alone, alsoWord: false };
  return { kind: 'digits', ...place, value: Number(typed), options: byBareNumber(people, typed, view) };
}

function asideAt({ line, from, view }: Here, gap: Gap): Token | null {
  const to = at(aside, line.text, from);
  return to === null ? null : { kind: 'aside', from, to, gap, view };
}

function wordsAt(here: Here, gap: Gap): Token {
  const { line, from, view } = here;
  const except = at(allBut, line.text, from);
  if (except !== null) return { kind: 'allBut', from, to: except, gap, view };
  const small = at(filler, line.text, from);
  if (small !== null && standsAlone(here, small)) return { kind: 'filler', from, to: small, gap, view };
  return { kind: 'text', from, to: endOfWords(here), gap, view };
}

/** 给 in 给张三 says nothing, 给 in 给力 belongs to the word. */
function standsAlone(here: Here, to: number): boolean {
  const { text } = here.line;
  if (!isHan(text, to) || !isHan(text, to - 1)) return true;
  const next = { ...here, from: to };
  return itemAt(here.items, text, to) !== null || pointsAt(text, to) !== null || whoAt(next) !== null;
}

/** 3组长 goes on as characters do. */
function endOfWords(here: Here): number {
  const { text } = here.line;
  const digits = at(bareNumber, text, here.from) ?? here.from;
  return isHan(text, digits) ? endOfRun(here) : endOfWord(text, here.from);
}

/** Inside "Mr." and "half-time" a mark does not end the word. */
function endOfWord(text: string, from: number): number {
  let to = from + 1;
  while (isWord(text, to) || ("'-.:%".includes(text.charAt(to)) && isWord(text, to + 1) && !isDigit(text, to + 1)))
    to++;
  return to;
}

/** Characters run on until something that is read begins: points, an item, a joined name, a mark or a space. */
function endOfRun({ people, items, line, from }: Here): number {
  const { text } = line;
  let to = from + 1;
  while (to < text.length && (isHan(text, to) || isDigit(text, to))) {
    if (pointsAt(text, to) !== null || at(noteMark, text, to) !== null) break;
    if (isHan(text, to) && (beginsItem(items, text, to) || joinsName(people, text, to))) break;
    to++;
  }
  return to;
}

/** Words of one character (迟) are found only where they stand alone: 推迟 is something else. */
function beginsItem(items: ItemIndex, text: string, from: number): boolean {
  const match = itemWordAt(items, text, from);
  return match !== null && match.to - from > 1;
}

function joinsName(people: PeopleIndex, text: string, from: number): boolean {
  const after = at(andWord, text, from);
  return after !== null && wholeNameAt(people, text, after);
}
