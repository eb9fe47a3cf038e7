import type { RubricItem } from '../rubric.js';
import { isHan, isWord } from './fold.js';
import type { ItemIndex } from './item-index.js';
import { wordsAt } from './lexicon.js';
import { pointsAt } from './points.js';
import { allBut, aside, at, harmlessTail, noteMark } from './words.js';

export interface ItemMatch {
  readonly items: readonly RubricItem[];
  readonly to: number;
}

/** Long enough to mean the item whatever follows it. */
const plainLength = 4;

/** The item that starts here: by its code, or by the longest of its words that is not the beginning of another word. */
export function itemAt(index: ItemIndex, text: string, from: number): ItemMatch | null {
  return codeAt(index, text, from) ?? itemWordAt(index, text, from);
}

export function itemWordAt(index: ItemIndex, text: string, from: number): ItemMatch | null {
  const words = wordsAt(index.words, text, from, true);
  const word = words.find(({ key, to }) => endsWord(text, to, key.length >= plainLength));
  return word === undefined ? null : { items: word.meanings, to: word.to };
}

function codeAt(index: ItemIndex, text: string, from: number): ItemMatch | null {
  if (!isWord(text, from) && !isHan(text, from)) return null;
  let to = from;
  while (to < text.length && !' ,、;:。|()!?"…~'.includes(text.charAt(to))) to++;
  const item = index.codes.get(text.slice(from, to));
  return item === undefined ? null : { items: [item], to };
}

/** 迟到 in 迟到了 and 迟到扣1分, but 作业 not in 作业没交: what follows may turn it round. */
function endsWord(text: string, to: number, plain: boolean): boolean {
  if (plain || !isHan(text, to) || !isHan(text, to - 1) || pointsAt(text, to) !== null) return true;
  return [harmlessTail, aside, allBut, noteMark].some((one) => at(one, text, to) !== null);
}
