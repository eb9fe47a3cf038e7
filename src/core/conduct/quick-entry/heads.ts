import { isHan } from './fold.js';
import { asNote, besides, distinctOptions, narrow, type Placed, type Reader } from './narrow.js';
import { looksLikeName, nearestPupils } from './near.js';
import type { Slot, WhoOption } from './reading.js';
import { isTarget, type Statement } from './statement.js';
import type { DigitsToken, Token, WhoToken, WordsToken } from './token.js';
import { denial } from './words.js';

/** Whom a statement names. */
export interface Heads {
  readonly slots: readonly Slot[];
  /** The tokens that were taken for names; all others are words. */
  readonly taken: ReadonlySet<Token>;
}

/** Beyond this, words where a name should stand are no name. */
const longestUnknown = { han: 4, other: 24 } as const;

/** Reads the names before (or, when points or an item come first, after) what is to be recorded. */
export function readHeads(reader: Reader, head: Statement): Heads {
  const placed: Placed[] = [];
  const taken = new Set<Token>();
  for (let index = 0; index < head.length; index++) {
    const token = head[index];
    if (token === undefined) continue;
    if (token.kind === 'who') {
      taken.add(token);
      const tail = cutShort(reader, token, head[index + 1]);
      if (tail !== null) {
        taken.add(tail.token);
        placed.push(tail);
        index++;
      } else addNamed(reader, placed, token);
    } else if (token.kind === 'digits') {
      taken.add(token);
      addNamed(reader, placed, token);
    } else if (token.kind === 'text') {
      const words = wordsFrom(reader, head, index);
      const unknown = unknownName(reader, words, head, index, placed.length > 0);
      if (unknown === null) continue;
      for (const word of words) taken.add(word);
      placed.push({ token: words.at(-1) ?? token, slot: unknown });
      index += words.length - 1;
    }
  }
  return { slots: placed.length === 1 ? placed.map(({ slot }) => slot) : placed.map(amongOthers), taken };
}

/** Beside other names 周日 may be a day. */
function amongOthers({ slot, token }: Placed): Slot {
  const mayBeWord = token.kind === 'who' && token.alsoWord && token.by === 'name';
  return mayBeWord ? { ...slot, ask: true, options: [...slot.options, asNote] } : slot;
}

/** 张三丰 is not 张三 when nobody is called so: one more character may make another name. */
function cutShort(reader: Reader, token: WhoToken, next: Token | undefined): Placed | null {
  if (next?.kind !== 'text' || next.gap !== 'none' || next.to - next.from !== 1) return null;
  if (token.by !== 'name' || !isHan(reader.line.text, token.to - 1) || !isHan(reader.line.text, next.from)) return null;
  const said = reader.said(token.from, next.to);
  // 张三没迟到 goes on about 张三.
  if (denial.test(said.slice(-1))) return null;
  const near = nearestPupils(reader.people, said, next.view, true);
  const options = distinctOptions([...token.options.map(loosened), ...near]);
  return { token: next, slot: { said, options, ask: true, missing: 'unknownName' } };
}

function addNamed(reader: Reader, placed: Placed[], token: WhoToken | DigitsToken): void {
  const slot = token.kind === 'who' ? slotOf(reader, token) : bareNumber(reader, token, placed.length > 0);
  const before = placed.at(-1);
  const narrowed = before === undefined ? null : narrow(reader, before, token, slot);
  if (narrowed !== null) placed.splice(-1, 1, { token, slot: narrowed });
  else placed.push({ token, slot: before === undefined ? slot : besides(reader, placed, before, token, slot) });
}

function slotOf(reader: Reader, token: WhoToken): Slot {
  const said = reader.said(token.from, token.to);
  if (token.refusal !== null) return { said, options: [], ask: true, missing: token.refusal };
  return { said, options: token.options, ask: token.ask, missing: null };
}

function bareNumber(reader: Reader, token: DigitsToken, afterName: boolean): Slot {
  const said = reader.said(token.from, token.to);
  if (token.options.length === 0) {
    return { said, options: afterName ? [asNote] : [], ask: true, missing: 'unknownNumber' };
  }
  return { said, options: afterName ? [...token.options, asNote] : token.options, ask: true, missing: null };
}

/** "Jhon Smith" is one name; characters end where they are spaced. */
function wordsFrom({ line }: Reader, head: Statement, index: number): WordsToken[] {
  const words: WordsToken[] = [];
  for (const token of head.slice(index, index + 3)) {
    const goesOn = words.length === 0 || (token.gap === 'space' && !isHan(line.text, words[0]?.from ?? 0));
    if (token.kind !== 'text' || !goesOn) break;
    words.push(token);
  }
  return words;
}

/** Words where a name is expected, or that nearly are one; null when they are just words. */
function unknownName(
  reader: Reader,
  words: readonly WordsToken[],
  head: Statement,
  index: number,
  afterName: boolean,
): Slot | null {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return null;
  const said = reader.said(first.from, last.to);
  const next = head[index + words.length];
  const others = afterName || head.slice(index + 1).some(isTarget);
  const listed = first.gap === 'and' || (next?.gap === 'and' && isTarget(next));
  const expected = listed || (!isHan(reader.line.text, first.from) && isListed(said, words, next, afterName));
  const near = nearestPupils(reader.people, said, first.view, others && !expected);
  const like = expected || near.length > 0 || looksLikeName(said);
  const longest = isHan(reader.line.text, first.from) ? longestUnknown.han : longestUnknown.other;
  if (!like && (others || said.length > longest)) return null;
  return { said, options: near, ask: true, missing: 'unknownName' };
}

/** In Latin letters a comma on one side, or a capital after a name, makes a single word a name. */
function isListed(said: string, words: readonly WordsToken[], next: Token | undefined, afterName: boolean): boolean {
  const [first] = words;
  if (next?.gap === 'comma' && isTarget(next)) return true;
  if (!afterName || words.length !== 1 || first === undefined) return false;
  const capital = /^\p{Lu}\p{Ll}/u.test(said);
  return first.gap === 'comma' ? capital || next === undefined : capital && first.gap === 'space';
}

function loosened(option: WhoOption): WhoOption {
  return option.kind === 'who' ? { ...option, exact: false } : option;
}
