import { addDays, daysBetween, type LocalDate, mondayOf, weekdayOf } from './local-date.js';
import { isPublicYearKnown, type PublicDay, publicDayOf, yearsBehind } from './public-calendar.js';

/** A term as the school entered it. Registration days may lie before the Monday of week 1. */
export interface SchoolTerm {
  readonly id: string;
  readonly weekOneOn: LocalDate;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
}

/** What the school, or one grade of it, says about a day; a grade's word stands before the school's. */
export interface DayOverride {
  readonly on: LocalDate;
  readonly gradeId: string | null;
  readonly schoolDay: boolean;
  readonly timetableWeekday?: number | null;
  readonly note?: string | null;
}

export interface SchoolDay {
  readonly on: LocalDate;
  readonly schoolDay: boolean;
  /** 1–7; null on a free day, and on a make-up day whose timetable nobody has named. */
  readonly timetableWeekday: number | null;
  /** 第N周; null outside the numbered weeks. */
  readonly week: number | null;
  readonly termId: string | null;
  /** Why the day is as it is. */
  readonly because: 'weekday' | 'weekend' | 'holiday' | 'makeUp' | 'override' | 'noTerm';
  /** The holiday that makes it free or worked, or the school's own note. */
  readonly name?: string;
  /** False where neither the library nor a person knows the year: weekends and fixed dates only. */
  readonly dataConfirmed: boolean;
}

/** Monday to Sunday within a term; known by its Monday. */
export interface SchoolWeek {
  readonly monday: LocalDate;
  readonly number: number;
  readonly termId: string;
  readonly schoolDays: readonly LocalDate[];
}

export interface SchoolCalendarFacts {
  /** IANA name. */
  readonly zone: string;
  /** 'CN', 'US', 'GB', 'US-CA' … */
  readonly publicCalendar: string;
  readonly terms: readonly SchoolTerm[];
  readonly overrides: readonly DayOverride[];
  /** Years whose holidays a person confirmed or entered. */
  readonly confirmedYears: readonly number[];
  /** The weekdays of an ordinary school week; Monday to Friday unless said. */
  readonly weekdays?: readonly number[];
}

/**
 * The school's days. Every question may be asked for one grade. Two ways to count:
 * `isSchoolDay`, `schoolDaysIn` and the weeks know only days inside a term; `addSchoolDays` and `schoolDaysBetween`,
 * which end waiting times, count an ordinary weekday where no term is entered, so that no window stays open over a
 * vacation or for a term that nobody has entered yet.
 */
export interface SchoolCalendar {
  readonly zone: string;
  dayOf(on: LocalDate, gradeId?: string | null): SchoolDay;
  isSchoolDay(on: LocalDate, gradeId?: string | null): boolean;
  /** The numbered week of the day; null outside terms and before week 1. Its school days may be none. */
  weekOf(on: LocalDate, gradeId?: string | null): SchoolWeek | null;
  lastSchoolDayOf(monday: LocalDate, gradeId?: string | null): LocalDate | null;
  /** Both ends included. */
  schoolDaysIn(from: LocalDate, to: LocalDate, gradeId?: string | null): readonly LocalDate[];
  /** The n-th school day after the day (before it when n is negative); the day itself for 0. */
  addSchoolDays(on: LocalDate, n: number, gradeId?: string | null): LocalDate;
  /** School days after `from` up to and with `to`; negative when `to` lies before. */
  schoolDaysBetween(from: LocalDate, to: LocalDate, gradeId?: string | null): number;
  /** The nearest week before or after with at least one school day. */
  previousWeek(monday: LocalDate, gradeId?: string | null): SchoolWeek | null;
  nextWeek(monday: LocalDate, gradeId?: string | null): SchoolWeek | null;
  /** Years that decide about days of the range and that nobody has confirmed: to be announced, never guessed in silence. */
  unconfirmedYears(from: LocalDate, to: LocalDate): readonly number[];
}

/** A school with no lesson for this long in sight has a calendar that cannot answer. */
const searchDays = 800;

export function createSchoolCalendar(facts: SchoolCalendarFacts): SchoolCalendar {
  const code = facts.publicCalendar;
  const terms = facts.terms
    .map((term) => ({ ...term, weekOneOn: mondayOf(term.weekOneOn) }))
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const overrides = new Map(facts.overrides.map((override) => [`${override.gradeId ?? ''} ${override.on}`, override]));
  const confirmed = new Set(facts.confirmedYears);
  const weekdays = new Set(facts.weekdays?.length ? facts.weekdays : [1, 2, 3, 4, 5]);

  const isConfirmed = (year: number) => confirmed.has(year) || isPublicYearKnown(code, year);
  const termOn = (on: LocalDate) => terms.find((term) => term.startsOn <= on && on <= term.endsOn);

  const overrideOn = (on: LocalDate, gradeId?: string | null) =>
    (gradeId ? overrides.get(`${gradeId} ${on}`) : undefined) ?? overrides.get(` ${on}`);

  /** Where two terms meet in one week, the week belongs to the one with more of its days. */
  function termOfWeek(monday: LocalDate): SchoolTerm | undefined {
    let best: SchoolTerm | undefined;
    let most = 0;
    for (const term of terms) {
      const days = 1 + Math.min(6, daysBetween(monday, term.endsOn)) - Math.max(0, daysBetween(monday, term.startsOn));
      if (days > most) [best, most] = [term, days];
    }
    return best;
  }

  function numberOf(monday: LocalDate, term: SchoolTerm): number | null {
    const number = daysBetween(term.weekOneOn, monday) / 7 + 1;
    return number >= 1 ? number : null;
  }

  /** Free or worked by the calendar alone, terms and the school's own word aside. */
  function isPlainlyWorked(on: LocalDate, said: PublicDay | null): boolean {
    return said ? said.kind === 'makeUp' : weekdays.has(weekdayOf(on));
  }

  function dayOf(on: LocalDate, gradeId?: string | null): SchoolDay {
    const monday = mondayOf(on);
    const term = termOfWeek(monday);
    const place = { on, week: term ? numberOf(monday, term) : null, termId: term?.id ?? null };
    const override = overrideOn(on, gradeId);
    if (override) {
      const own = weekdays.has(weekdayOf(on)) ? weekdayOf(on) : null;
      return {
        ...place,
        schoolDay: override.schoolDay,
        timetableWeekday: override.schoolDay ? (override.timetableWeekday ?? own) : null,
        because: 'override',
        ...(override.note ? { name: override.note } : {}),
        dataConfirmed: true,
      };
    }
    const said = publicDayOf(code, on);
    const worked = isPlainlyWorked(on, said);
    const inTerm = termOn(on) !== undefined;
    return {
      ...place,
      schoolDay: worked && inTerm,
      timetableWeekday: worked && inTerm && said === null ? weekdayOf(on) : null,
      because: worked && !inTerm ? 'noTerm' : (said?.kind ?? (worked ? 'weekday' : 'weekend')),
      ...(said ? { name: said.name } : {}),
      dataConfirmed: yearsBehind(code, on).every(isConfirmed),
    };
  }

  function isSchoolDay(on: LocalDate, gradeId?: string | null): boolean {
    const override = overrideOn(on, gradeId);
    if (override) return override.schoolDay;
    return termOn(on) !== undefined && isPlainlyWorked(on, publicDayOf(code, on));
  }

  function counts(on: LocalDate, gradeId?: string | null): boolean {
    if (overrideOn(on, gradeId) || termOn(on)) return isSchoolDay(on, gradeId);
    return isPlainlyWorked(on, publicDayOf(code, on));
  }

  function schoolDaysIn(from: LocalDate, to: LocalDate, gradeId?: string | null): readonly LocalDate[] {
    const found: LocalDate[] = [];
    for (let on = from; on <= to; on = addDays(on, 1)) if (isSchoolDay(on, gradeId)) found.push(on);
    return found;
  }

  function weekOf(on: LocalDate, gradeId?: string | null): SchoolWeek | null {
    const monday = mondayOf(on);
    const term = termOfWeek(monday);
    const number = term ? numberOf(monday, term) : null;
    if (!term || number === null) return null;
    return { monday, number, termId: term.id, schoolDays: schoolDaysIn(monday, addDays(monday, 6), gradeId) };
  }

  function addSchoolDays(on: LocalDate, n: number, gradeId?: string | null): LocalDate {
    const step = n < 0 ? -1 : 1;
    let day = on;
    let idle = 0;
    for (let left = Math.abs(n); left > 0; ) {
      day = addDays(day, step);
      if (counts(day, gradeId)) {
        left--;
        idle = 0;
      } else if (++idle > searchDays) {
        throw new RangeError(`No school day within ${searchDays} days of ${on}: look at the school's day overrides`);
      }
    }
    return day;
  }

  function schoolDaysBetween(from: LocalDate, to: LocalDate, gradeId?: string | null): number {
    if (to < from) return -schoolDaysBetween(addDays(to, -1), addDays(from, -1), gradeId);
    let count = 0;
    for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) if (counts(on, gradeId)) count++;
    return count;
  }

  function neighbour(monday: LocalDate, days: 7 | -7, gradeId?: string | null): SchoolWeek | null {
    const first = terms[0]?.startsOn;
    const last = terms.reduce<LocalDate | undefined>((a, term) => (a && a > term.endsOn ? a : term.endsOn), undefined);
    if (!first || !last) return null;
    for (
      let at = addDays(mondayOf(monday), days);
      days > 0 ? at <= last : addDays(at, 6) >= first;
      at = addDays(at, days)
    ) {
      const week = weekOf(at, gradeId);
      if (week && week.schoolDays.length > 0) return week;
    }
    return null;
  }

  function unconfirmedYears(from: LocalDate, to: LocalDate): readonly number[] {
    const behind = new Set<number>(to < from ? [] : yearsBehind(code, to));
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) behind.add(year);
    return [...behind].filter((year) => !isConfirmed(year)).sort((a, b) => a - b);
  }

  return {
    zone: facts.zone,
    dayOf,
    isSchoolDay,
    weekOf,
    lastSchoolDayOf: (monday, gradeId) => weekOf(monday, gradeId)?.schoolDays.at(-1) ?? null,
    schoolDaysIn,
    addSchoolDays,
    schoolDaysBetween,
    previousWeek: (monday, gradeId) => neighbour(monday, -7, gradeId),
    nextWeek: (monday, gradeId) => neighbour(monday, 7, gradeId),
    unconfirmedYears,
  };
}

/** Fewer school days than the school holds a round for. */
export function isShortWeek(week: SchoolWeek, shortWeekDays: number): boolean {
  return week.schoolDays.length < shortWeekDays;
}
