import type { RubricItem } from '../rubric.js';
import { asNote, type Reader } from './narrow.js';
import type { Points } from './points.js';
import { maxPoints, type Slot } from './reading.js';
import { join } from './settle.js';
import { isAction, isTarget, type Statement } from './statement.js';
import type { DigitsToken, ItemToken, PointsToken, Token, WhoToken } from './token.js';
import type { Said } from './whats.js';
import { connective } from './words.js';

/** Where the names of a statement stand, and whether points or an item come before them ("迟到：张三、李四"). */
export interface Split {
  readonly head: Statement;
  readonly inverted: boolean;
  /** "张三 2": a bare number that can only be points. */
  readonly bare: DigitsToken | null;
}

export function splitAt(statement: Statement): Split {
  const bare = bareValue(statement);
  const tokens = statement.filter((token) => token !== bare);
  const action = tokens.findIndex(isAction);
  const before = action < 0 ? tokens : tokens.slice(0, action);
  if (before.some((token) => isTarget(token) || token.kind === 'text')) return { head: before, inverted: false, bare };
  let start = action;
  while (isAction(tokens[start]) || tokens[start]?.kind === 'filler') start++;
  let end = start;
  while (end < tokens.length && belongs(tokens, start, end)) end++;
  return { head: tokens.slice(start, end), inverted: true, bare };
}

function belongs(tokens: Statement, start: number, index: number): boolean {
  const token = tokens[index];
  if (isTarget(token)) return true;
  return token?.kind === 'text' && (index === start || token.gap === 'and' || tokens[index + 1]?.gap === 'and');
}

function bareValue(statement: Statement): DigitsToken | null {
  if (statement.some((token) => token.kind === 'points')) return null;
  const index = statement.findLastIndex((token) => token.kind === 'digits');
  const token = statement[index];
  if (token?.kind !== 'digits' || index === 0 || (token.gap !== 'space' && token.gap !== 'none')) return null;
  if (token.value > maxPoints || !Number.isInteger(token.value * 2)) return null;
  const next = statement[index + 1];
  if (next === undefined || !Number.isInteger(token.value)) return token;
  return next.kind === 'item' && next.items.some((item) => Math.abs(item.points) === token.value) ? token : null;
}

/** What stands beside the names, sorted. */
export interface Parts extends Said {
  /** Names after points or item: they may belong to the reason. */
  readonly trailing: readonly Slot[];
  readonly note: string | null;
  readonly twoPoints: boolean;
}

export function partsOf(reader: Reader, statement: Statement, split: Split, taken: ReadonlySet<Token>): Parts {
  const free = statement.filter((token) => !taken.has(token));
  const { token: pointsToken, two } = pointsIn(free);
  const item = free.find((token): token is ItemToken => token.kind === 'item');
  const other = item && adjacentItem(free, item);
  const trailing = split.inverted ? [] : trailingNames(free);
  const notes = free.flatMap((token) => (token.kind === 'note' ? [token.note] : []));
  const used = new Set<Token | null | undefined>([pointsToken, item, other, split.bare, ...trailing]);
  const before = item === undefined ? [] : free.slice(0, free.indexOf(item)).filter((token) => token.kind === 'text');
  const said = (token: Token | undefined, from = token?.from) =>
    token === undefined || from === undefined ? '' : reader.said(from, token.to);
  return {
    points: pointsToken?.points ?? (split.bare && unsigned(split.bare)),
    pointsSaid: said(pointsToken ?? split.bare ?? undefined),
    items: item?.items ?? [],
    itemSaid: said(item, before[0]?.from),
    otherItems: other?.items ?? [],
    otherSaid: said(other),
    hangs: before.length > 0,
    words: wordsOf(reader, statement, (token) => !taken.has(token) && !used.has(token) && token.kind !== 'note'),
    note: join(...notes),
    trailing: trailing.map((token) => ({
      said: said(token),
      options: [...token.options, asNote],
      ask: true,
      missing: null,
    })),
    twoPoints: two,
  };
}

function unsigned(digits: DigitsToken): Points {
  return { to: digits.to, value: digits.value, signed: false, insisted: false, problem: null };
}

/** The points that count: those with a sign; "95分" beside them is part of the reason, "加分" beside a number says nothing new. */
function pointsIn(tokens: Statement): { readonly token: PointsToken | undefined; readonly two: boolean } {
  const all = tokens.filter((token): token is PointsToken => token.kind === 'points');
  const counted = all.filter((token) => token.points.problem !== 'howManyPoints');
  const signed = counted.filter((token) => token.points.signed);
  const best = signed.length > 0 ? signed : counted.length > 0 ? counted : all;
  return { token: best[0], two: best.length > 1 };
}

/** A second item right beside the first; further on its word is part of the note. */
function adjacentItem(tokens: Statement, item: ItemToken): ItemToken | undefined {
  const behind = tokens.slice(tokens.indexOf(item) + 1);
  const next = behind.find((token) => token.kind !== 'points' && token.kind !== 'filler');
  return next?.kind === 'item' && !sameItems(next.items, item.items) ? next : undefined;
}

function sameItems(one: readonly RubricItem[], other: readonly RubricItem[]): boolean {
  return one.every((item) => other.includes(item));
}

/** Somebody named right behind points or item: given the same, or part of the reason? */
function trailingNames(tokens: Statement): WhoToken[] {
  let index = tokens.findIndex(isAction);
  while (isAction(tokens[index]) || tokens[index]?.kind === 'filler') index++;
  const names: WhoToken[] = [];
  for (let token = tokens[index]; token?.kind === 'who' && token.refusal === null; token = tokens[++index]) {
    const next = tokens[index + 1];
    // 全班第一, 李四的书: the name is the beginning of a phrase.
    if (next?.gap === 'none' && next.kind !== 'points' && next.kind !== 'item') break;
    names.push(token);
  }
  return names;
}

/** Runs of leftover words, as typed; small words alone say nothing. */
function wordsOf(reader: Reader, statement: Statement, left: (token: Token) => boolean): string {
  const runs: string[] = [];
  let run: Token[] = [];
  const close = () => {
    const solid = run.findIndex(
      (token) => token.kind !== 'filler' || !connective.test(reader.said(token.from, token.to)),
    );
    const [first, last] = [run[solid], run.at(-1)];
    if (first && last && run.some((token) => token.kind !== 'filler')) runs.push(reader.said(first.from, last.to));
    run = [];
  };
  for (const token of statement) {
    if (left(token)) run.push(token);
    else close();
  }
  close();
  return runs.join(' ');
}
