import type { MessageKey } from '../language/catalogue.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { sayDate } from '../language/say-date.js';
import type { SchoolDay } from './school-calendar.js';

/** Why there is school on the day or not, in one sentence. */
export function sayWhyDay(language: Language, day: SchoolDay): string {
  const date = sayDate(language, day.on);
  if (day.because === 'override') {
    const key = day.schoolDay ? 'calendar.day.ownOpen' : 'calendar.day.ownClosed';
    return say(language, key, { day: date, name: day.name ?? 'none' });
  }
  return say(language, `calendar.day.${day.because}`, { day: date, name: sayHoliday(language, day.name ?? '') });
}

/** A holiday's name as the public calendar gives it, in the reader's language where we know it. */
export function sayHoliday(language: Language, name: string): string {
  const key = chineseHolidays[name];
  return key ? say(language, key) : name;
}

/** The names that occur in the State Council's notices (LegalHoliday.NAMES). */
const chineseHolidays: Readonly<Record<string, MessageKey>> = {
  元旦: 'calendar.holiday.newYear',
  春节: 'calendar.holiday.springFestival',
  清明节: 'calendar.holiday.qingming',
  劳动节: 'calendar.holiday.labourDay',
  端午节: 'calendar.holiday.dragonBoat',
  中秋节: 'calendar.holiday.midAutumn',
  国庆节: 'calendar.holiday.nationalDay',
  国庆中秋: 'calendar.holiday.nationalMidAutumn',
  抗战胜利日: 'calendar.holiday.victoryDay',
};
