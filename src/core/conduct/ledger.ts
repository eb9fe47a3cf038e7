import type { LocalDate } from '../calendar/local-date.js';
import type { Settings } from '../settings/settings.js';
import { naturalPeriod, type Period } from './period.js';

/** Whose line it is: a pupil's, or a group's own, which counts for the group's score and for no member. */
export interface Subject {
  readonly kind: 'pupil' | 'group';
  readonly id: string;
}

/** One line of the append-only ledger. Nothing in it is ever changed: a correction is a further line. */
export interface PointEntry extends Period {
  readonly id: string;
  /** Order of writing. */
  readonly seq: number;
  readonly schoolId: string;
  readonly classId: string;
  readonly subject: Subject;
  readonly rubricItemId: string | null;
  readonly itemCode: string;
  /** Steps of 0.5, so sums are exact; 0 is a neutral observation (sick, leave, note). */
  readonly points: number;
  /** The rubric's wording: what a guardian may read. */
  readonly familyText: string;
  /** Never leaves staff. */
  readonly staffNote: string | null;
  readonly occurredOn: LocalDate;
  readonly recordedAt: Date;
  readonly recordedById: string | null;
  /** The message, proposal or form it came from, and its place there: the same line is recorded once. */
  readonly sourceKey: string;
  readonly sourceLine: number;
  /** The line that this one takes back; at most one takes back any line. */
  readonly reversesId: string | null;
}

export type NewEntry = Omit<PointEntry, 'seq'>;

/** The numbers that a school has for its ledger. */
export type ConductRules = Pick<Settings, 'base' | 'clampAt' | 'line' | 'bands' | 'memberEffectCap'>;

/** Which days a monthly total is asked for: what counts in the month and happened up to and with the day. */
export interface MonthView {
  readonly monthOn: LocalDate;
  readonly throughOn: LocalDate;
}

/** Counted in a later week or month than it happened in, because its own was closed when it was written. */
export function isCorrection(entry: Pick<PointEntry, 'occurredOn' | 'weekOn' | 'monthOn'>): boolean {
  const own = naturalPeriod(entry.occurredOn);
  return entry.weekOn > own.weekOn || entry.monthOn > own.monthOn;
}

/**
 * The line that takes the entry back: same subject, item and day, the points negated. The period is where the entry itself
 * counts as long as that is open, so that an undone line leaves every total as if it had never been.
 */
export function reversalOf(
  entry: PointEntry,
  written: Pick<NewEntry, 'id' | 'recordedAt' | 'recordedById' | 'sourceKey' | 'sourceLine' | 'weekOn' | 'monthOn'>,
): NewEntry {
  const { seq: _, ...line } = entry;
  // Not `-points`: a neutral observation would become −0.
  return { ...line, ...written, points: 0 - entry.points, staffNote: null, reversesId: entry.id };
}

/**
 * A total from the sum of a month's points. The floor is applied to the finished sum, not after each line: only then does the
 * order of lines not matter, does a reversal restore what was, and can a database add up what the fold adds up
 * (100 − 110 + 20 is 10; with a floor at each line it would be 20, but 10 again with the lines the other way round).
 */
export function totalOf(sum: number, rules: Pick<ConductRules, 'base' | 'clampAt'>): number {
  const total = rules.base + sum;
  return rules.clampAt === null ? total : Math.max(rules.clampAt, total);
}

/** The reference for monthly totals: one for each pupil asked for, with or without entries. */
export function foldMonth(
  entries: readonly PointEntry[],
  pupilIds: readonly string[],
  rules: Pick<ConductRules, 'base' | 'clampAt'>,
  view: MonthView,
): ReadonlyMap<string, number> {
  const sums = new Map(pupilIds.map((id) => [id, 0]));
  for (const { subject, monthOn, occurredOn, points } of entries) {
    const sum = subject.kind === 'pupil' ? sums.get(subject.id) : undefined;
    if (sum !== undefined && monthOn === view.monthOn && occurredOn <= view.throughOn)
      sums.set(subject.id, sum + points);
  }
  return new Map([...sums].map(([id, sum]) => [id, totalOf(sum, rules)]));
}

/** The points that a subject's weeks after `after` (null = from the beginning) up to and with `through` hold. */
export function foldWeeks(
  entries: readonly PointEntry[],
  subject: Subject,
  weeks: { readonly after: LocalDate | null; readonly through: LocalDate },
): number {
  let sum = 0;
  for (const entry of entries) {
    if (entry.subject.kind !== subject.kind || entry.subject.id !== subject.id) continue;
    if (entry.weekOn <= weeks.through && (weeks.after === null || entry.weekOn > weeks.after)) sum += entry.points;
  }
  return sum;
}
