import { describe, expect, it } from 'vitest';
import { rolledInFrom } from './rolled-in.js';
import { createSchoolCalendar } from './school-calendar.js';

const calendar = createSchoolCalendar({
  zone: 'Asia/Shanghai',
  publicCalendar: 'CN',
  terms: [{ id: 't', weekOneOn: '2026-08-31', startsOn: '2026-09-01', endsOn: '2027-01-22' }],
  overrides: [],
  confirmedYears: [],
});
const settings = { shortWeekDays: 4, shortWeek: 'skip' } as const;

describe('the weeks that a week tells of', () => {
  it('is the week itself after a week with a round', () => {
    expect(rolledInFrom(calendar, '2026-09-21', null, settings)).toBe('2026-09-21');
  });

  it('takes in the short weeks around National Day that had no round', () => {
    // 28–30 September and 8–10 October have three school days each: both are short for this school.
    expect(rolledInFrom(calendar, '2026-10-12', null, settings)).toBe('2026-09-28');
  });
});
