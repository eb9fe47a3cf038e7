import type { Settings } from '../settings/settings.js';
import { instantAt, type LocalDate } from './local-date.js';
import { outsideQuietHours } from './quiet-hours.js';
import { isShortWeek, type SchoolCalendar } from './school-calendar.js';

export type WeekSettings = Pick<
  Settings,
  'round' | 'notes' | 'quietHours' | 'correctionWindowDays' | 'shortWeekDays' | 'shortWeek'
>;

/** The moments of one class's week. Those at which somebody is written to lie outside the quiet hours. */
export interface WeekMoments {
  readonly lastSchoolDay: LocalDate;
  readonly roundOpensAt: Date;
  /** After the opening, before the lock, in order; each for those who have not answered. */
  readonly remindAt: readonly Date[];
  /** Null when escalation is off, or no reminder before it could announce it. */
  readonly escalation: { readonly announceAt: Date; readonly at: Date } | null;
  readonly notesAt: Date;
  readonly locksAt: Date;
}

/** Why a week has no round: it has no number or no school day, or it is short and the school leaves short weeks out. */
export type NoRound = 'noSchool' | 'shortWeek';

/** Whether the class's week has a round; null = it has one. */
export function whyNoRound(
  calendar: SchoolCalendar,
  monday: LocalDate,
  gradeId: string | null,
  settings: Pick<WeekSettings, 'shortWeekDays' | 'shortWeek'>,
): NoRound | null {
  const week = calendar.weekOf(monday, gradeId);
  if (!week || week.schoolDays.length === 0) return 'noSchool';
  return settings.shortWeek === 'skip' && isShortWeek(week, settings.shortWeekDays) ? 'shortWeek' : null;
}

/**
 * When the week's round opens, reminds and locks, and when the private notes go. Null for a week without a round.
 * Everything hangs on the last school day of the week, make-up days included, so that no school day is lost.
 */
export function weekMoments(
  calendar: SchoolCalendar,
  monday: LocalDate,
  gradeId: string | null,
  settings: WeekSettings,
): WeekMoments | null {
  const lastSchoolDay = calendar.lastSchoolDayOf(monday, gradeId);
  if (lastSchoolDay === null || whyNoRound(calendar, monday, gradeId, settings)) return null;
  const { round, notes } = settings;

  const after = (schoolDays: number, time: string) =>
    instantAt(calendar.addSchoolDays(lastSchoolDay, schoolDays, gradeId), time, calendar.zone);
  const isFreeDay = (on: LocalDate) => !calendar.isSchoolDay(on, gradeId);
  const spoken = (at: Date) => outsideQuietHours(at, settings.quietHours, calendar.zone, isFreeDay);

  const roundOpensAt = spoken(after(0, round.opensAt));
  const locksAt = lockAfter(roundOpensAt);
  const isDuring = (at: Date) => at > roundOpensAt && at < locksAt;

  const planned = round.reminders.map((moment) => spoken(after(moment.schoolDaysAfter, moment.at)).getTime());
  const remindAt = [...new Set(planned)]
    .sort((a, b) => a - b)
    .map((at) => new Date(at))
    .filter(isDuring);

  return {
    lastSchoolDay,
    roundOpensAt,
    remindAt,
    escalation: escalationOf(),
    notesAt: spoken(after(0, notes.at)),
    locksAt,
  };

  /** On the day that the school set, or on the first later one that leaves teachers time: quiet hours may put the opening off. */
  function lockAfter(opening: Date): Date {
    for (let schoolDays = settings.correctionWindowDays; ; schoolDays += 1) {
      const locksAt = after(schoolDays, round.locksAt);
      if (locksAt > opening) return locksAt;
    }
  }

  function escalationOf(): WeekMoments['escalation'] {
    if (!round.escalation) return null;
    const at = spoken(after(round.escalation.schoolDaysAfter, round.escalation.at));
    const announceAt = remindAt.findLast((reminder) => reminder < at);
    return announceAt && isDuring(at) ? { announceAt, at } : null;
  }
}
