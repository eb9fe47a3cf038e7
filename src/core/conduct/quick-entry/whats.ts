import { isGeneral, noteCode, type RubricItem } from '../rubric.js';
import { generalOf, type ItemIndex } from './item-index.js';
import { itemsInside, nearestItems } from './near.js';
import type { Points } from './points.js';
import { maxOptions, maxPoints, type RefusalCode, type WhatOption, type WhatQuestion } from './reading.js';

/** What a statement says, apart from whom: the raw material. */
export interface Said {
  readonly points: Points | null;
  readonly pointsSaid: string;
  /** What the item's word may mean; empty when no item is named. */
  readonly items: readonly RubricItem[];
  /** A second item beside the first. */
  readonly otherItems: readonly RubricItem[];
  /** The item's word, as typed. */
  readonly itemSaid: string;
  readonly otherSaid: string;
  /** The item's word hangs on other words, which may turn it round (没迟到). */
  readonly hangs: boolean;
  /** Words that are neither name nor points nor item. */
  readonly words: string;
}

/** What may be recorded: one choice, or several to be asked; or why nothing can be. */
export type Whats =
  | {
      readonly whats: readonly WhatOption[];
      readonly about: WhatQuestion;
      readonly ask: boolean;
      readonly said: string;
    }
  | { readonly refusal: RefusalCode; readonly itemId: string | null; readonly params: Record<string, string | number> }
  | { readonly candidates: readonly WhatOption[]; readonly said: string };

export function readWhats(index: ItemIndex, said: Said): Whats {
  const faulty = said.points && faultOf(said.points, said.pointsSaid);
  const serious = seriousIn(index, said);
  if (serious !== undefined) return { refusal: 'seriousItem', itemId: serious.id, params: {} };
  if (faulty) return faulty;
  if (said.items.length > 0) return ofItems(index, said);
  return said.points === null ? ofWords(index, said) : ofPoints(index, said, said.points);
}

/** A serious matter is never points, however it is put: also inside a reason with a minus, or beside other items. */
function seriousIn(index: ItemIndex, said: Said): RubricItem | undefined {
  const named = [said.items, said.otherItems].find((items) => items.length > 0 && items.every((item) => item.serious));
  if (named !== undefined) return named[0];
  if (
    said.words === '' ||
    said.items.length > 0 ||
    (said.points !== null && said.points.value > 0 && said.points.signed)
  )
    return undefined;
  return itemsInside(index, said.words).find((item) => item.serious);
}

function faultOf(points: Points, said: string): Whats | null {
  const amount = Math.abs(points.value);
  const refuse = (refusal: RefusalCode, params: Record<string, string | number> = {}) => ({
    refusal,
    itemId: null,
    params,
  });
  if (points.problem === 'unclearNumber') return refuse('unclearNumber', { said });
  if (amount > maxPoints) return refuse('tooManyPoints', { points: points.value, max: maxPoints });
  if (!Number.isInteger(amount * 2)) {
    return refuse('notHalfStep', {
      points: points.value,
      nearest: (Math.sign(points.value) * Math.round(amount * 2)) / 2,
    });
  }
  return null;
}

function one(what: WhatOption, said: string): Whats {
  return { whats: [what], about: 'item', ask: false, said };
}

/** At least one choice, and a person has to choose among those that are his to give. */
function ask(about: WhatQuestion, whats: readonly WhatOption[], said: string): Whats {
  const open = whats.filter((what) => what.barred !== 'notYours');
  if (open.length === 0 && whats[0] !== undefined) return one(whats[0], said);
  return { whats: open.slice(0, maxOptions), about, ask: true, said };
}

function ofItems(index: ItemIndex, said: Said): Whats {
  const { points, itemSaid } = said;
  if (said.otherItems.length > 0) return twoItems(index, said);
  const fitting = points === null ? said.items : said.items.filter((item) => fits(item, points));
  const [item] = fitting;
  const typed = points !== null && points.problem === null ? points : null;
  if (item !== undefined && fitting.length === 1) {
    if (item.code === noteCode && said.words === '') return { refusal: 'emptyNote', itemId: item.id, params: {} };
    if (said.hangs && typed === null) {
      const spoken = new Set([item, ...itemsInside(index, said.words)]);
      return ask(
        'item',
        [...spoken].map((each) => index.what(each, { exact: false })),
        itemSaid,
      );
    }
    return one(index.what(item, { points: valueFor(item, typed), exact: !said.hangs }), itemSaid);
  }
  const rubric = (fitting.length > 0 ? fitting : said.items).map((each) => index.what(each));
  if (points === null || fitting.length > 0) return ask('item', rubric, itemSaid);
  const other = otherwise(index, said, points);
  if (points.insisted && other !== null) return one(other, itemSaid);
  const differ = said.items.length === 1;
  return ask(differ ? 'points' : 'item', other === null ? rubric : [...rubric, other], itemSaid);
}

/** The points that were typed: at the item where its sign agrees, else as general points with the item's word as reason. */
function otherwise(index: ItemIndex, said: Said, points: Points): WhatOption | null {
  const [item] = said.items;
  const value = item !== undefined && !points.signed ? Math.sign(item.points) * points.value : points.value;
  if (value === 0) return null;
  const agrees = item !== undefined && said.items.length === 1 && Math.sign(item.points) === Math.sign(value);
  if (agrees) return index.what(item, { points: value, exact: false });
  // Being ill or away costs nobody points.
  if (item?.kind === 'neutral' && value < 0) return null;
  const general = generalOf(index, value);
  return general && index.what(general, { points: value, note: said.itemSaid, exact: false });
}

function fits(item: RubricItem, points: Points): boolean {
  if (points.problem === 'howManyPoints') return Math.sign(item.points) === Math.sign(points.value);
  if (isGeneral(item))
    return points.value !== 0 && (!points.signed || Math.sign(points.value) === Math.sign(item.points));
  return points.signed ? item.points === points.value : Math.abs(item.points) === points.value;
}

function valueFor(item: RubricItem, points: Points | null): number {
  if (points === null || !isGeneral(item)) return item.points;
  return Math.sign(item.points) * Math.abs(points.value);
}

/** "迟到 早退": which of them, with the other as a note? Two entries are two lines. */
function twoItems(index: ItemIndex, said: Said): Whats {
  const { points } = said;
  const first = said.items.map((item) => index.what(item, { note: said.otherSaid, exact: false }));
  const second = said.otherItems.map((item) => index.what(item, { note: said.itemSaid, exact: false }));
  const all = [...first, ...second];
  const fitting = points === null ? all : all.filter((what) => what.points === points.value);
  return ask('item', fitting.length > 0 ? fitting : all, `${said.itemSaid} ${said.otherSaid}`);
}

/** Points without an item: the general item of their sign, with the reason as a note. */
function ofPoints(index: ItemIndex, said: Said, points: Points): Whats {
  if (points.problem === 'howManyPoints') return { refusal: 'howManyPoints', itemId: null, params: {} };
  if (points.value === 0) return { refusal: 'zeroPoints', itemId: null, params: {} };
  const values = points.signed ? [points.value] : [points.value, -points.value];
  const note = said.words === '' ? null : said.words;
  const general = values.flatMap((value) => {
    const item = generalOf(index, value);
    return item === null ? [] : [index.what(item, { points: value, note, exact: note === null && points.signed })];
  });
  const inside = said.words === '' ? [] : itemsInside(index, said.words);
  const spoken = said.words === '' ? [] : spokenOf(index, said.words, inside, values);
  const [only] = spoken;
  if (only !== undefined && spoken.length === 1 && inside.length > 0) {
    return one(index.what(only, { note, exact: false }), said.words);
  }
  // What the words speak of leaves them as a note; what they nearly are replaces them.
  const kept = inside.length > 0 ? note : null;
  const choices = [...spoken.map((item) => index.what(item, { note: kept, exact: false })), ...general];
  if (choices.length === 0) return nearestByPoints(index, said, values);
  if (spoken.length === 0 && choices.length === 1 && choices[0] !== undefined) return one(choices[0], said.words);
  return ask(points.signed ? 'item' : 'sign', choices, said.words === '' ? said.pointsSaid : said.words);
}

/** Items that the reason speaks of, or nearly names, and that are worth these points. */
function spokenOf(
  index: ItemIndex,
  words: string,
  inside: readonly RubricItem[],
  values: readonly number[],
): readonly RubricItem[] {
  const spoken = inside.length > 0 ? inside : nearestItems(index, words, true);
  const equal = spoken.filter((item) => values.includes(item.points));
  const sameSign = spoken.filter((item) => values.some((value) => Math.sign(value) === Math.sign(item.points)));
  return equal.length > 0 ? equal : inside.length > 0 ? [] : sameSign;
}

/** A rubric without general items: which of its items with these points? */
function nearestByPoints(index: ItemIndex, said: Said, values: readonly number[]): Whats {
  const options = index.items
    .filter((item) => values.includes(item.points) && !item.serious)
    .map((item) => index.what(item, { note: said.words === '' ? null : said.words, exact: false }))
    .filter((what) => what.barred === null)
    .slice(0, 5);
  const words = said.words === '' ? said.pointsSaid : said.words;
  return options.length === 0 ? { candidates: [], said: words } : ask('item', options, words);
}

/** Neither points nor an item: what the words speak of is asked, what they nearly are is offered. */
function ofWords(index: ItemIndex, said: Said): Whats {
  if (said.words === '') return { refusal: 'nothingToRecord', itemId: null, params: {} };
  const inside = itemsInside(index, said.words);
  const spoken = inside.map((item) => index.what(item, { note: said.words, exact: false }));
  if (inside.length > 0) return ask('item', spoken, said.words);
  const near = nearestItems(index, said.words).filter((item) => !item.serious);
  return { candidates: near.map((item) => index.what(item, { exact: false })), said: said.words };
}
