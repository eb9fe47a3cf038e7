import { addDays, type LocalDate } from './local-date.js';
import type { SchoolCalendar } from './school-calendar.js';
import { type WeekSettings, whyNoRound } from './week-moments.js';

/** A vacation is shorter than this; what is older was told with an earlier week. */
const weeksBack = 10;

/**
 * The Monday from which on a week's telling begins: its own, or that of the first of the weeks right before it that had no
 * round (short ones, holidays). What was recorded in those was told to nobody yet.
 */
export function rolledInFrom(
  calendar: SchoolCalendar,
  monday: LocalDate,
  gradeId: string | null,
  settings: Pick<WeekSettings, 'shortWeekDays' | 'shortWeek'>,
): LocalDate {
  let from = monday;
  for (let back = 0; back < weeksBack; back += 1) {
    const before = addDays(from, -7);
    if (whyNoRound(calendar, before, gradeId, settings) === null) return from;
    from = before;
  }
  return from;
}
