import type { LocalDate } from '../calendar/local-date.js';
import type { ConductRules, MonthView } from '../conduct/ledger.js';
import type { Standing } from '../conduct/standings.js';

/**
 * What is computed from the ledger, in sets. Every number comes as a parameter; the rule itself is `core/conduct`, and a
 * property holds the two equal.
 */
export interface StandingStore {
  /** Computes and writes the standings of rounds of one week. For a closer. */
  writeWeek(schoolId: string, roundIds: readonly string[], rules: ConductRules): Promise<void>;
  /** In the order in which a class is read out: groups by number, pupils by class number. */
  ofRound(schoolId: string, roundId: string): Promise<readonly Standing[]>;
  /** A pupil's standings from one week to another, oldest first: for the trend. */
  ofPupil(
    schoolId: string,
    pupilId: string,
    fromWeekOn: LocalDate,
    toWeekOn: LocalDate,
  ): Promise<readonly DatedStanding[]>;
  /** Running totals as the ledger stands now, of the pupils who are in the class on the view's day. */
  totalsOf(
    schoolId: string,
    classId: string,
    view: MonthView,
    rules: Pick<ConductRules, 'base' | 'clampAt'>,
  ): Promise<ReadonlyMap<string, number>>;
  /** How far the months of each class are closed, and the first month in which anything is known of it. */
  monthsOf(schoolId: string, classIds: readonly string[]): Promise<readonly ClassMonths[]>;
  /** Closes the month for classes: the total of each pupil who is in the class on its last day. For a closer. */
  writeMonth(closes: readonly MonthClose[], rules: ConductRules): Promise<void>;
  /** Closed totals of the month for the class; null while it is open. */
  monthTotals(schoolId: string, classId: string, monthOn: LocalDate): Promise<readonly MonthTotal[] | null>;
}

export type DatedStanding = Standing & { readonly weekOn: LocalDate; readonly monthOn: LocalDate };

export interface ClassMonths {
  readonly classId: string;
  readonly closedThrough: LocalDate | null;
  readonly firstMonthOn: LocalDate | null;
}

/** All of one school and one month. */
export interface MonthClose {
  readonly id: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly monthOn: LocalDate;
  readonly closedAt: Date;
  readonly lockedSeq: number;
}

export interface MonthTotal {
  readonly pupilId: string;
  readonly total: number;
  readonly band: string;
}
