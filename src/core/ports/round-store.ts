import type { LocalDate } from '../calendar/local-date.js';
import type { NoRound } from '../calendar/week-moments.js';

/** 本周登记: one class's week, and what the homeroom teacher answered. */
export interface RoundStore {
  /** Writes a round that is not there yet; gives the one that is there now. */
  open(round: NewRound): Promise<Round>;
  find(schoolId: string, roundId: string): Promise<Round | null>;
  ofClass(schoolId: string, classId: string, weekOn: LocalDate): Promise<Round | null>;
  /**
   * The class's newest locked week, or the newest before a week: what a round counts begins after it, weeks without a round
   * included. Null = none yet.
   */
  lockedThrough(schoolId: string, classId: string, before: LocalDate | null): Promise<LocalDate | null>;
  /** Of every class of the school in the week, skipped ones too. */
  ofWeek(schoolId: string, weekOn: LocalDate): Promise<readonly Round[]>;
  scoresOf(schoolId: string, roundId: string): Promise<readonly GroupScore[]>;
  /** Replaces the answer; false when the round is locked or skipped. */
  submit(schoolId: string, roundId: string, answer: RoundAnswer): Promise<boolean>;
  /** Ids of rounds whose time to lock has come. */
  dueToLock(schoolId: string, now: Date): Promise<readonly string[]>;
  /** Those of the rounds that are not locked yet, with every earlier one of their classes, oldest week first. */
  unlockedUpTo(schoolId: string, roundIds: readonly string[]): Promise<readonly Round[]>;
  lock(schoolId: string, roundIds: readonly string[], at: { readonly now: Date; readonly seq: number }): Promise<void>;
  /** Rounds of the classes that are neither locked nor skipped and begin on or before the day. */
  unlockedOf(schoolId: string, classIds: readonly string[], on: LocalDate): Promise<readonly Round[]>;
}

export interface Round {
  readonly id: string;
  readonly schoolId: string;
  readonly classId: string;
  /** Monday. */
  readonly weekOn: LocalDate;
  /** The month whose running total stands beside the week: that of its last school day. */
  readonly monthOn: LocalDate;
  readonly schoolDays: readonly LocalDate[];
  readonly state: 'open' | 'submitted' | 'locked' | 'skipped';
  readonly skipReason: NoRound | null;
  readonly openedAt: Date;
  readonly submittedAt: Date | null;
  readonly submittedById: string | null;
  readonly remark: string | null;
  /** Null for a skipped one. */
  readonly locksAt: Date | null;
  readonly lockedAt: Date | null;
  /** Every line with a smaller `seq` was known at the lock. */
  readonly lockedSeq: number | null;
}

export type NewRound = Pick<
  Round,
  'id' | 'schoolId' | 'classId' | 'weekOn' | 'monthOn' | 'schoolDays' | 'skipReason' | 'openedAt' | 'locksAt'
> & { readonly state: 'open' | 'skipped' };

export interface GroupScore {
  readonly groupId: string;
  /** Null = none was given, which counts as 0. */
  readonly score: number | null;
  readonly remark: string | null;
}

export interface RoundAnswer {
  readonly scores: readonly GroupScore[];
  readonly remark: string | null;
  readonly submittedById: string;
  readonly now: Date;
}
