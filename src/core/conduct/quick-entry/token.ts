import type { RubricItem } from '../rubric.js';
import type { Points } from './points.js';
import type { RefusalCode, WhoOption } from './reading.js';
import type { ClassInView } from './who.js';

/** What stands before a token: nothing at all, a space, a comma, a word or mark that joins a list, a bracket, other marks. */
export type Gap = 'start' | 'none' | 'space' | 'comma' | 'and' | 'bracket' | 'mark';

interface Place {
  readonly from: number;
  readonly to: number;
  readonly gap: Gap;
}

export interface WhoToken extends Place {
  readonly kind: 'who';
  /** name: by any form of it · number: by class or student number · member: 3组2号 · group · all: each of a whole. */
  readonly by: 'name' | 'number' | 'member' | 'group' | 'all';
  readonly options: readonly WhoOption[];
  readonly ask: boolean;
  /** It is also an ordinary word (周日). */
  readonly alsoWord: boolean;
  /** It can be nobody: the line is refused with this. */
  readonly refusal: RefusalCode | null;
}

/** A bare number: somebody's, or points, or part of a note. */
export interface DigitsToken extends Place {
  readonly kind: 'digits';
  readonly value: number;
  readonly options: readonly WhoOption[];
}

export interface PointsToken extends Place {
  readonly kind: 'points';
  readonly points: Points;
}

export interface ItemToken extends Place {
  readonly kind: 'item';
  readonly items: readonly RubricItem[];
}

/** text: words of a reason or note · filler: 给, for … · aside: when it was (昨天, 第二节) · allBut: 除了, except. */
export interface WordsToken extends Place {
  readonly kind: 'text' | 'filler' | 'aside' | 'allBut';
  readonly view: ClassInView;
}

/** After "备注：" everything is the note. */
export interface NoteToken extends Place {
  readonly kind: 'note';
  readonly note: string;
}

export type Token = WhoToken | DigitsToken | PointsToken | ItemToken | WordsToken | NoteToken;
