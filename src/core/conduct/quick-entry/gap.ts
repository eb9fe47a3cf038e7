import { isDigit, isHan, isWord } from './fold.js';
import { pointsAt } from './points.js';
import type { Gap, Token } from './token.js';
import { andWord, at } from './words.js';

/** "1. 张三", "① 张三", "- 张三", "2、张三": a list that people number themselves. A number before a number is no numbering. */
const numbering = /^ *(?:\(?\d{1,2}(?:[.):]|、)|[-*·]) *(?=[^\d\s.+-])/;

export function afterNumbering(text: string): number {
  return numbering.exec(text)?.[0].length ?? 0;
}

const joins = '、&/+';
const commas = ',;。|';

/** Skips what separates words, and says how strongly: a joining mark over a comma over a bracket over other marks over spaces. */
export function skipGap(
  text: string,
  from: number,
  before: Token | undefined,
): { readonly to: number; readonly gap: Gap } {
  const order: readonly Gap[] = ['none', 'space', 'mark', 'bracket', 'comma', 'and'];
  let strength = 0;
  let to = from;
  while (to < text.length) {
    const gap = gapOf(text, to);
    if (gap === null) {
      const joined = before === undefined ? null : at(andWord, text, to);
      if (joined === null || !joinsSomebody(text, from, to, joined, before?.kind === 'text')) break;
      to = joined;
      strength = order.indexOf('and');
      continue;
    }
    strength = Math.max(strength, order.indexOf(gap));
    to++;
  }
  return { to, gap: order[strength] ?? 'none' };
}

function gapOf(text: string, index: number): Gap | null {
  const character = text.charAt(index);
  if (character === ' ') return 'space';
  if (isWord(text, index) || isHan(text, index)) return null;
  // +2, -1, .5, =+3 and #12 are read as what they are.
  if ('+-.=½'.includes(character) && pointsAt(text, index) !== null) return null;
  if (character === '#' && isDigit(text, index + 1)) return null;
  if (joins.includes(character)) return 'and';
  if (commas.includes(character)) return 'comma';
  return character === '(' ? 'bracket' : 'mark';
}

/** 和 joins only where something follows it; after other words only where those were cut because of it. */
function joinsSomebody(text: string, from: number, to: number, joined: number, afterText: boolean): boolean {
  if (joined >= text.length) return false;
  return isHan(text, to) ? !afterText || to === from : to > from;
}
