import { isGeneral, type RubricItem } from '../rubric.js';
import { filedKey, fold, isAllHan } from './fold.js';
import { createLexicon, type Lexicon } from './lexicon.js';
import type { QuickEntryContext, WhatOption } from './reading.js';

/** The rubric by its words, and what the writer may do with each item. */
export interface ItemIndex {
  readonly items: readonly RubricItem[];
  readonly words: Lexicon<RubricItem>;
  /** The words one by one, for finding what a slip of the keyboard or a sentence has hidden. */
  readonly list: () => readonly Word[];
  /** As typed, marks included: GEN+ is not GEN-. */
  readonly codes: ReadonlyMap<string, RubricItem>;
  readonly general: { readonly plus: RubricItem | null; readonly minus: RubricItem | null };
  /** The item at these points as a choice; barred where a line may not record it. */
  readonly what: (item: RubricItem, over?: Partial<Pick<WhatOption, 'points' | 'note' | 'exact'>>) => WhatOption;
}

interface Word {
  readonly key: string;
  readonly isHan: boolean;
  readonly items: readonly RubricItem[];
}

export function createItemIndex(context: QuickEntryContext): ItemIndex {
  const words = createLexicon<RubricItem>((add) => {
    for (const item of context.rubric) {
      add(filedKey(item.nameZh), item);
      add(filedKey(item.nameEn), item);
      for (const alias of item.aliases) add(filedKey(alias), item);
    }
  });
  let list: readonly Word[] | undefined;
  const general = (kind: RubricItem['kind']) =>
    context.rubric.find((item) => isGeneral(item) && item.kind === kind) ?? null;
  return {
    items: context.rubric,
    words,
    list: () => {
      list ??= [...words.entries].map(([key, items]) => ({ key, items, isHan: isAllHan(key) }));
      return list;
    },
    codes: new Map(context.rubric.map((item) => [fold(item.code).text.trim(), item])),
    general: { plus: general('plus'), minus: general('minus') },
    what: (item, over = {}) => {
      const right = context.recorder.mayGive(item);
      return {
        kind: 'what',
        itemId: item.id,
        points: item.points,
        as: context.recorder.proposesOnly || right === 'no' ? 'propose' : right,
        note: null,
        exact: true,
        barred: item.serious ? 'seriousItem' : right === 'no' ? 'notYours' : null,
        ...over,
      };
    },
  };
}

export function generalOf(index: ItemIndex, points: number): RubricItem | null {
  return points < 0 ? index.general.minus : index.general.plus;
}
