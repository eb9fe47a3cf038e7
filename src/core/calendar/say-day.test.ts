import { LegalHoliday } from 'tyme4ts';
import { describe, expect, test } from 'vitest';
import { languages } from '../language/language.js';
import { sayDate } from '../language/say-date.js';
import { addDays, type LocalDate, weekdayOf } from './local-date.js';
import { sayHoliday, sayWhyDay } from './say-day.js';
import { createSchoolCalendar } from './school-calendar.js';
import { suggestTerm } from './suggest-term.js';

describe('days in words', () => {
  const calendar = createSchoolCalendar({
    zone: 'Asia/Shanghai',
    publicCalendar: 'CN',
    terms: [{ id: 't', weekOneOn: '2026-08-31', startsOn: '2026-09-01', endsOn: '2027-01-15' }],
    overrides: [
      { on: '2026-10-16', gradeId: null, schoolDay: false, note: '校运会' },
      { on: '2026-10-17', gradeId: null, schoolDay: true },
    ],
    confirmedYears: [],
  });

  test('a date has its weekday', () => {
    expect(sayDate('zh-CN', '2026-09-20')).toBe('9月20日周日');
    expect(sayDate('en-US', '2026-09-20')).toBe('Sun, Sep 20');
  });

  test.each([
    ['2026-09-20', '9月20日周日调休上课（国庆节）。'],
    ['2026-09-19', '9月19日周六是周末，不上课。'],
    ['2026-10-16', '按学校的安排，10月16日周五不上课（校运会）。'],
    ['2026-10-17', '按学校的安排，10月17日周六上课。'],
    ['2026-08-31', '8月31日周一不在学期内，不上课。'],
  ] as const)('%s says why', (on, words) => {
    expect(sayWhyDay('zh-CN', calendar.dayOf(on))).toBe(words);
  });

  test('every holiday of the notices has a name in every language', () => {
    for (const name of LegalHoliday.NAMES) expect(sayHoliday('en-US', name)).toMatch(/^[A-Z]/);
    for (const language of languages) expect(sayHoliday(language, 'Juneteenth')).toBe('Juneteenth');
  });
});

describe('a term to begin with', () => {
  test('is the usual one around the day', () => {
    expect(suggestTerm('CN', '2026-09-14')).toEqual({
      season: 'autumn',
      weekOneOn: '2026-08-31',
      startsOn: '2026-09-01',
      endsOn: '2027-01-15',
    });
    expect(suggestTerm('CN', '2027-02-01')).toMatchObject({ season: 'spring', startsOn: '2027-02-22' });
    expect(suggestTerm('US', '2026-09-14')).toMatchObject({ season: 'autumn', startsOn: '2026-08-24' });
  });

  test('begins on a weekday, in its own week 1, and does not lie behind the day', () => {
    for (const code of ['CN', 'US', 'GB']) {
      for (let on: LocalDate = '2024-01-01'; on < '2034-01-01'; on = addDays(on, 11)) {
        const term = suggestTerm(code, on);
        expect(weekdayOf(term.startsOn)).toBeLessThan(6);
        expect(term.endsOn >= on).toBe(true);
        expect(term.startsOn >= term.weekOneOn && term.startsOn < addDays(term.weekOneOn, 7)).toBe(true);
      }
    }
  });
});
