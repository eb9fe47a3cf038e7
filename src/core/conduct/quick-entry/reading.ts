import type { RecordRight } from '../../access/record-right.js';
import type { RubricItem } from '../rubric.js';

/** What the reader knows: the classes in the writer's scope, the rubric, and what the writer may do with it. */
export interface QuickEntryContext {
  readonly classes: readonly QuickEntryClass[];
  /** The class that is meant when none is named: the own class, or the one that the chat is bound to. */
  readonly defaultClassId?: string | null;
  readonly rubric: readonly RubricItem[];
  readonly recorder: {
    readonly mayGive: (item: RubricItem) => RecordRight | 'no';
    /** A checker: everything becomes a proposal, whatever the item grants. */
    readonly proposesOnly: boolean;
  };
  readonly dormitories?: readonly QuickEntryDormitory[];
}

export interface QuickEntryClass {
  readonly id: string;
  /** 七3, 701, 初一（3）班, 7A …; the other ways to write them are derived. */
  readonly names: readonly string[];
  readonly pupils: readonly QuickEntryPupil[];
  readonly groups: readonly { readonly id: string; readonly number: number; readonly name?: string | null }[];
}

export interface QuickEntryPupil {
  readonly id: string;
  readonly name: string;
  /** Names that the teacher gave: 小明, Amy. */
  readonly aliases: readonly string[];
  /** Readings that a teacher corrected ("qin yujie"); they replace the computed ones. */
  readonly pinyin?: readonly string[];
  readonly studentNumber: string;
  readonly classNumber?: number | null;
  readonly groupId?: string | null;
  readonly memberNumber?: number | null;
}

export interface QuickEntryDormitory {
  readonly id: string;
  /** "301" or any name. */
  readonly name: string;
  readonly pupilIds: readonly string[];
}

/** One message, read. It is plain data: it can be stored and a question can be answered days later. */
export interface QuickEntryReading {
  readonly lines: readonly LineReading[];
  /** Lines past the most that one message may hold; none of them was read. */
  readonly unread: { readonly fromLine: number; readonly lines: number } | null;
}

export type LineReading = EntriesReading | QuestionReading | RefusalReading;

/** Where a reading stands in the message. One line may hold several ("张三 +1，李四 迟到"). */
export interface LineSource {
  /** Counted from 0. */
  readonly line: number;
  readonly text: string;
}

export type Target =
  | { readonly kind: 'pupil'; readonly classId: string; readonly pupilId: string }
  | { readonly kind: 'group'; readonly classId: string; readonly groupId: string };

/** "Each of": the whole that a line named; its members stand among the targets. */
export interface Whole {
  readonly kind: 'class' | 'group' | 'dormitory';
  readonly id: string;
}

/** To be recorded: one entry for each target, all with the same item, points and staff note. */
export interface EntriesReading {
  readonly kind: 'entries';
  readonly source: LineSource;
  readonly targets: readonly Target[];
  readonly wholes: readonly Whole[];
  readonly itemId: string;
  readonly points: number;
  readonly as: RecordRight;
  /** For staff only; families never see it. */
  readonly note: string | null;
  /** Nothing in the line needed reading between the lines: safe to record at once for whoever chose that. */
  readonly exact: boolean;
}

/** One thing is open; each option settles it, and the rest of the line is kept. */
export interface QuestionReading {
  readonly kind: 'question';
  readonly source: LineSource;
  /** who: the person · item: which rule · points: they differ from the rubric's · sign: plus or minus. */
  readonly about: 'who' | WhatQuestion;
  /** The words in question, as typed. */
  readonly said: string;
  readonly options: readonly Option[];
  readonly draft: Draft;
}

export type WhatQuestion = 'item' | 'points' | 'sign';

/** Nothing is recorded. Where candidates are near, they are offered, and choosing one goes on as for a question. */
export interface RefusalReading {
  readonly kind: 'refusal';
  readonly source: LineSource;
  readonly code: RefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** The item that it is about, and whom the line certainly named: for a private report. */
  readonly itemId: string | null;
  readonly targets: readonly Target[];
  readonly options: readonly Option[];
  readonly draft: Draft | null;
}

export type RefusalCode =
  /** Nothing in the line looks like an entry. */
  | 'notAnEntry'
  | 'tooLong'
  | 'unknownName'
  | 'unknownNumber'
  | 'unknownGroup'
  | 'unknownDormitory'
  /** The class that was named is not among the writer's. */
  | 'outsideScope'
  /** Two classes are called so, or none is meant by default and there are many. */
  | 'unclearClass'
  /** Too many fit to be asked with buttons. */
  | 'tooManyMatches'
  /** Points or an item, but for nobody. */
  | 'nobodyNamed'
  /** The group or dormitory has no members. */
  | 'nobodyThere'
  /** "All but …": the names have to be listed. */
  | 'allBut'
  /** A known name, but neither points nor an item. */
  | 'nothingToRecord'
  | 'unknownItem'
  /** "加分", but how many? */
  | 'howManyPoints'
  | 'unclearNumber'
  | 'notHalfStep'
  | 'zeroPoints'
  | 'tooManyPoints'
  /** Two values in one line. */
  | 'twoPoints'
  | 'emptyNote'
  /** Opens a private report to student affairs; never points by a line. */
  | 'seriousItem'
  /** The item may be given by others only. */
  | 'notYours'
  /** Nobody answers for what others did. */
  | 'minusForAll';

/** One way to settle what is open, as data: pressing its button needs no second reading. */
export type Option = WhoOption | WhatOption;

export type WhoOption =
  | { readonly kind: 'who'; readonly targets: readonly Target[]; readonly whole: Whole | null; readonly exact: boolean }
  /** It is no name: keep the words as a staff note. */
  | { readonly kind: 'asNote' }
  | { readonly kind: 'leaveOut' };

export interface WhatOption {
  readonly kind: 'what';
  readonly itemId: string;
  readonly points: number;
  readonly as: RecordRight;
  /** Words that become (part of) the staff note with this choice. */
  readonly note: string | null;
  readonly exact: boolean;
  /** Choosing it is answered by this refusal. */
  readonly barred: 'seriousItem' | 'notYours' | null;
}

/** A line on its way: who, what, and what of it is still open. */
export interface Draft {
  readonly slots: readonly Slot[];
  readonly whats: readonly WhatOption[];
  readonly about: WhatQuestion;
  /** The words that named the item or points. */
  readonly said: string;
  /** Even a single option has to be confirmed. */
  readonly askWhat: boolean;
  readonly note: string | null;
  readonly exact: boolean;
}

/** One name of the line. */
export interface Slot {
  readonly said: string;
  readonly options: readonly WhoOption[];
  /** Has to be settled by a person, even when there is one option. */
  readonly ask: boolean;
  /** Nobody is called so (the options are the nearest): what to say when the line has no other name. */
  readonly missing: RefusalCode | null;
}

/** Longer than any sentence about a pupil; keeps the work of one line small. */
export const maxLineLength = 300;

/** A class of 60, one line each, and room. */
export const maxLines = 120;

/** More than any rubric gives at once; the default rubric ends at 5: a slip of the finger. */
export const maxPoints = 20;

/** As many buttons as fit under one question on every platform. */
export const maxOptions = 8;
