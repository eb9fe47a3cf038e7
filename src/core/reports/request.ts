import type { LocalDate } from '../calendar/local-date.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { sayShortDate } from '../language/say-date.js';
import type { Card } from '../message/card.js';
import type { ClassInfo } from '../ports/class-store.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';

/** What a report is made of: the classes that the asker may see, and the moment. */
export interface ReportRequest {
  readonly stores: Stores;
  readonly school: School;
  readonly language: Language;
  readonly now: Date;
  /** Machine time, for what a platform counts. */
  readonly machine: Date;
  readonly today: LocalDate;
  readonly monday: LocalDate;
  readonly classes: readonly ClassInfo[];
  /** Whether these are all there are, seen by somebody responsible for the whole school. */
  readonly wholeSchool: boolean;
  /** The first day of reports that look back over days. */
  readonly since: LocalDate;
}

/** A card and the period that it speaks of, in words. */
export interface Report {
  readonly card: Card;
  readonly period: string;
}

/** 第3周（9月14日至9月20日), or 第2–3周 where the days reach over several. */
export function sayWeek({ school, language }: ReportRequest, monday: LocalDate, sunday: LocalDate): string {
  const days = { from: sayShortDate(language, monday), to: sayShortDate(language, sunday) };
  const weeks = [monday, sunday].flatMap((day) => school.days.weekOf(day)?.number ?? []);
  const [first, last = first] = weeks;
  if (first === undefined) return say(language, 'report.periodDates', days);
  return first === last
    ? say(language, 'report.periodWeek', { week: first, ...days })
    : say(language, 'report.periodWeeks', { first, last: last ?? first, ...days });
}
