import Holidays from 'date-holidays';
import { LegalHoliday } from 'tyme4ts';
import { addDays, type LocalDate } from './local-date.js';

/** What the public calendar says of a day that is not as its weekday would have it. */
export interface PublicDay {
  /** A holiday is free; a make-up day 调休 is worked although its weekday is free. */
  readonly kind: 'holiday' | 'makeUp';
  /** In the words of the country. */
  readonly name: string;
}

interface PublicYear {
  readonly known: boolean;
  readonly days: ReadonlyMap<LocalDate, PublicDay>;
}

/** A day on which the code's public calendar differs from the plain week; null when it does not, or does not know. */
export function publicDayOf(code: string, on: LocalDate): PublicDay | null {
  return publicYearOf(code, Number(on.slice(0, 4))).days.get(on) ?? null;
}

/**
 * The years whose data decide about the day. In China the last days of December belong to next year's notice too:
 * 31 Dec 2011 and 29 Dec 2018, both Saturdays, were worked for the New Year that followed.
 */
export function yearsBehind(code: string, on: LocalDate): readonly number[] {
  const year = Number(on.slice(0, 4));
  return code === 'CN' && on.slice(5) >= '12-28' ? [year, year + 1] : [year];
}

/** Whether the library has the year at all. A calendar without data answers "ordinary day" to everything. */
export function isPublicYearKnown(code: string, year: number): boolean {
  return publicYearOf(code, year).known;
}

// Facts of the libraries, the same for every school: kept, because each look-up there scans all years.
const years = new Map<string, PublicYear>();

function publicYearOf(code: string, year: number): PublicYear {
  const key = `${code} ${year}`;
  let found = years.get(key);
  if (!found) {
    found = code === 'CN' ? chineseYear(year) : ruledYear(code, year);
    years.set(key, found);
  }
  return found;
}

/** The State Council's notice as tyme4ts has it: statutory days, bridge days and make-up days. */
function chineseYear(year: number): PublicYear {
  // 1 October is a holiday in every notice. "Any row of the year" would not do: a lone December row may belong to
  // the next year's notice.
  if (LegalHoliday.fromYmd(year, 10, 1) === null) return { known: false, days: new Map() };
  const days = new Map<LocalDate, PublicDay>();
  for (let on: LocalDate = `${year}-01-01` as LocalDate; on.startsWith(`${year}-`); on = addDays(on, 1)) {
    const legal = LegalHoliday.fromYmd(year, Number(on.slice(5, 7)), Number(on.slice(8)));
    if (legal) days.set(on, { kind: legal.isWork() ? 'makeUp' : 'holiday', name: legal.getName() });
  }
  return { known: true, days };
}

const hourMs = 3_600_000;

/** Public holidays by rule, from date-holidays; the code may name a region ('US-CA', 'GB-SCT'). */
function ruledYear(code: string, year: number): PublicYear {
  const [country = '', state, region] = code.split('-');
  const library = new Holidays();
  if (region) library.init(country, state, region, { types: ['public'] });
  else if (state) library.init(country, state, { types: ['public'] });
  else library.init(country, { types: ['public'] });
  const days = new Map<LocalDate, PublicDay>();
  for (const holiday of library.getHolidays(year)) {
    if (holiday.type !== 'public') continue;
    const hours = Math.round((holiday.end.getTime() - holiday.start.getTime()) / hourMs);
    const evening = Number(holiday.date.slice(11, 13)) >= 12;
    // Half holidays leave the morning's lessons; a holiday from sunset to sunset is the day after the evening.
    if (evening && hours < 23) continue;
    const first = holiday.date.slice(0, 10) as LocalDate;
    for (let day = 0; day < Math.max(1, Math.round(hours / 24)); day++) {
      const on = addDays(first, day + (evening ? 1 : 0));
      if (!days.has(on)) days.set(on, { kind: 'holiday', name: holiday.name });
    }
  }
  return { known: days.size > 0, days };
}
