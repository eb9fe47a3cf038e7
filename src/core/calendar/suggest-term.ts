import { LunarDay } from 'tyme4ts';
import { addDays, type LocalDate, mondayOf, weekdayOf } from './local-date.js';
import type { SchoolTerm } from './school-calendar.js';

export type SuggestedTerm = Omit<SchoolTerm, 'id'> & { readonly season: 'autumn' | 'spring' };

/**
 * The term that the day lies in, or the next one, as it usually is in the country: something to begin with when a
 * school has entered no dates. It is shown as a suggestion; a person confirms or corrects it.
 */
export function suggestTerm(publicCalendar: string, on: LocalDate): SuggestedTerm {
  const year = Number(on.slice(0, 4));
  const usual = publicCalendar === 'CN' ? chineseTerms : otherTerms;
  const terms = [...usual(year - 1), ...usual(year), ...usual(year + 1)];
  const found = terms.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1)).find((term) => on <= term.endsOn);
  if (!found) throw new RangeError(`No usual term around ${on}`);
  return found;
}

/** Autumn from 1 September, spring from the Monday after the Lantern Festival; 20 numbered weeks each. */
function chineseTerms(year: number): readonly SuggestedTerm[] {
  const lantern = LunarDay.fromYmd(year, 1, 15).getSolarDay();
  const twoDigits = (n: number) => String(n).padStart(2, '0');
  const after = `${year}-${twoDigits(lantern.getMonth())}-${twoDigits(lantern.getDay())}` as LocalDate;
  return [termOf('spring', addDays(mondayOf(after), 7), 20), termOf('autumn', `${year}-09-01` as LocalDate, 20)];
}

/** The common shape of English-speaking schools: late August to mid-December, early January to early June. */
function otherTerms(year: number): readonly SuggestedTerm[] {
  return [termOf('spring', `${year}-01-05` as LocalDate, 22), termOf('autumn', `${year}-08-24` as LocalDate, 17)];
}

function termOf(season: SuggestedTerm['season'], from: LocalDate, weeks: number): SuggestedTerm {
  const startsOn = weekdayOf(from) > 5 ? addDays(mondayOf(from), 7) : from;
  const weekOneOn = mondayOf(startsOn);
  return { season, weekOneOn, startsOn, endsOn: addDays(weekOneOn, (weeks - 1) * 7 + 4) };
}
