import { addDays, instantAt, type LocalDate, localDateAt, mondayOf } from '../calendar/local-date.js';
import { createSchoolCalendar, type SchoolCalendar, type SchoolTerm } from '../calendar/school-calendar.js';

/** The demo begins here: a Wednesday morning, with a week that can be watched from its middle to its end. */
export interface DemoStart {
  readonly on: LocalDate;
  readonly at: Date;
  readonly term: Omit<SchoolTerm, 'id'>;
  /** Mondays of the three weeks before, the oldest first. */
  readonly history: readonly [LocalDate, LocalDate, LocalDate];
  readonly thisWeek: LocalDate;
}

/** Weeks of the term that have passed when the demo begins. */
const weeksBefore = 9;
const termWeeks = 20;
/** Of looking for a fitting week: longer than any vacation. */
const searchWeeks = 60;

/**
 * The first Wednesday, 08:00, from now on whose week is a whole one in the public calendar. The week before ends on a Friday,
 * so that its round is still open on that morning, and none of the three before is nearly empty.
 */
export function findDemoStart(now: Date, zone: string, publicCalendar: string): DemoStart {
  const first = mondayOf(localDateAt(now, zone));
  const days = alwaysInTerm(first, zone, publicCalendar);
  for (let week = 0; week < searchWeeks; week++) {
    const monday = addDays(first, week * 7);
    const at = instantAt(addDays(monday, 2), '08:00', zone);
    const [oldest, older, last] = [-21, -14, -7].map((ago) => daysOf(days, addDays(monday, ago)));
    const fits =
      at >= now &&
      daysOf(days, monday).join() === [0, 1, 2, 3, 4].map((day) => addDays(monday, day)).join() &&
      last?.at(-1) === addDays(monday, -3) &&
      [oldest, older, last].every((one) => (one?.length ?? 0) >= 3);
    if (!fits) continue;
    const weekOneOn = addDays(monday, -7 * weeksBefore);
    return {
      on: addDays(monday, 2),
      at,
      term: { weekOneOn, startsOn: weekOneOn, endsOn: addDays(weekOneOn, termWeeks * 7 - 3) },
      history: [addDays(monday, -21), addDays(monday, -14), addDays(monday, -7)],
      thisWeek: monday,
    };
  }
  throw new RangeError(
    `No whole school week within ${searchWeeks} weeks of ${first} in the calendar ${publicCalendar}`,
  );
}

const daysOf = (days: SchoolCalendar, monday: LocalDate) => days.schoolDaysIn(monday, addDays(monday, 6));

/** The public calendar alone decides: the demo's own term is made to fit. */
function alwaysInTerm(first: LocalDate, zone: string, publicCalendar: string): SchoolCalendar {
  const startsOn = addDays(first, -28);
  const term = { id: 'any', weekOneOn: startsOn, startsOn, endsOn: addDays(first, (searchWeeks + 1) * 7) };
  return createSchoolCalendar({ zone, publicCalendar, terms: [term], overrides: [], confirmedYears: [] });
}

/** In which autumn the school year of the day began. */
export function schoolYearOf(on: LocalDate): number {
  return Number(on.slice(0, 4)) - (on.slice(5) < '08-01' ? 1 : 0);
}
