import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate } from './local-date.js';
import { createSchoolCalendar, isShortWeek, type SchoolCalendarFacts } from './school-calendar.js';

const autumn = { id: 'autumn', weekOneOn: '2026-08-31', startsOn: '2026-09-01', endsOn: '2027-01-22' } as const;
const spring = { id: 'spring', weekOneOn: '2027-02-22', startsOn: '2027-02-22', endsOn: '2027-07-02' } as const;

const facts: SchoolCalendarFacts = {
  zone: 'Asia/Shanghai',
  publicCalendar: 'CN',
  terms: [autumn, spring],
  overrides: [],
  confirmedYears: [],
};
const calendar = createSchoolCalendar(facts);

describe('a Chinese school in autumn 2026', () => {
  test('the week of 14–20 September has six school days and ends on Sunday the 20th', () => {
    const week = calendar.weekOf('2026-09-16');
    expect(week).toMatchObject({ monday: '2026-09-14', number: 3, termId: 'autumn' });
    expect(week?.schoolDays).toHaveLength(6);
    expect(calendar.lastSchoolDayOf('2026-09-14')).toBe('2026-09-20');
    expect(calendar.isSchoolDay('2026-09-19')).toBe(false);
  });

  test.each([
    [1, '2026-08-31', ['09-01', '09-02', '09-03', '09-04']],
    [4, '2026-09-21', ['09-21', '09-22', '09-23', '09-24']],
    [5, '2026-09-28', ['09-28', '09-29', '09-30']],
    [6, '2026-10-05', ['10-08', '10-09', '10-10']],
  ] as const)('week %i has the school days of the notice', (number, monday, days) => {
    expect(calendar.weekOf(monday)).toEqual({
      monday,
      number,
      termId: 'autumn',
      schoolDays: days.map((day) => `2026-${day}`),
    });
  });

  test('a holiday and a make-up day say their name and why', () => {
    expect(calendar.dayOf('2026-10-01')).toMatchObject({ schoolDay: false, because: 'holiday', name: '国庆节' });
    expect(calendar.dayOf('2026-09-20')).toMatchObject({
      schoolDay: true,
      because: 'makeUp',
      timetableWeekday: null,
      dataConfirmed: true,
    });
  });

  test('a day before the first lesson has a week but no school', () => {
    expect(calendar.dayOf('2026-08-31')).toMatchObject({ schoolDay: false, because: 'noTerm', week: 1 });
    expect(calendar.weekOf('2026-08-28')).toBeNull();
  });

  test('the third school day after a Sunday of lessons is Wednesday', () => {
    expect(calendar.addSchoolDays('2026-09-20', 3)).toBe('2026-09-23');
    expect(calendar.addSchoolDays('2026-09-30', 1)).toBe('2026-10-08');
    expect(calendar.addSchoolDays('2026-10-08', -1)).toBe('2026-09-30');
  });

  test("the term's last week does not wait for the next term", () => {
    expect(calendar.lastSchoolDayOf('2027-01-18')).toBe('2027-01-22');
    expect(calendar.addSchoolDays('2027-01-22', 3)).toBe('2027-01-27');
  });

  test('the weeks before and after leave out a week without school', () => {
    const closed = createSchoolCalendar({
      ...facts,
      overrides: (['09-07', '09-08', '09-09', '09-10', '09-11'] as const).map((day) => ({
        on: `2026-${day}` as LocalDate,
        gradeId: null,
        schoolDay: false,
      })),
    });
    expect(closed.nextWeek('2026-08-31')?.number).toBe(3);
    expect(closed.previousWeek('2026-09-14')?.number).toBe(1);
    expect(closed.weekOf('2026-09-08')).toMatchObject({ number: 2, schoolDays: [] });
    expect(closed.previousWeek('2026-08-31')).toBeNull();
    expect(closed.nextWeek('2027-01-18')?.termId).toBe('spring');
    expect(closed.nextWeek('2027-06-28')).toBeNull();
  });

  test('a week is short when it has fewer school days than the setting', () => {
    const week = calendar.weekOf('2026-09-28');
    expect(week && isShortWeek(week, 3)).toBe(false);
    expect(week && isShortWeek(week, 4)).toBe(true);
  });
});

describe("the school's own word", () => {
  const own = createSchoolCalendar({
    ...facts,
    overrides: [
      { on: '2026-09-17', gradeId: null, schoolDay: false, note: '校运会' },
      { on: '2026-09-17', gradeId: 'nine', schoolDay: true },
      { on: '2026-09-20', gradeId: null, schoolDay: true, timetableWeekday: 5 },
      { on: '2026-08-29', gradeId: 'seven', schoolDay: true, note: '新生报到' },
    ],
  });

  test("changes a day for everybody, and a grade's word stands before the school's", () => {
    expect(own.dayOf('2026-09-17')).toMatchObject({ schoolDay: false, because: 'override', name: '校运会' });
    expect(own.dayOf('2026-09-17', 'seven').schoolDay).toBe(false);
    expect(own.dayOf('2026-09-17', 'nine')).toMatchObject({ schoolDay: true, timetableWeekday: 4 });
    expect(own.weekOf('2026-09-17')?.schoolDays).toHaveLength(5);
    expect(own.weekOf('2026-09-17', 'nine')?.schoolDays).toHaveLength(6);
  });

  test('names the timetable of a make-up day', () => {
    expect(own.dayOf('2026-09-20').timetableWeekday).toBe(5);
  });

  test('may open a day before the term, which has no numbered week', () => {
    expect(own.isSchoolDay('2026-08-29', 'seven')).toBe(true);
    expect(own.isSchoolDay('2026-08-29')).toBe(false);
    expect(own.dayOf('2026-08-29', 'seven').week).toBeNull();
  });
});

describe('a year that nobody confirmed', () => {
  test('is reported, and ordinary weeks go on', () => {
    expect(calendar.unconfirmedYears('2026-09-01', '2027-01-22')).toEqual([2027]);
    expect(calendar.dayOf('2027-01-04')).toMatchObject({ schoolDay: true, dataConfirmed: false });
    expect(calendar.dayOf('2027-01-02')).toMatchObject({ schoolDay: false, because: 'weekend' });
  });

  test("the last days of December wait for next year's notice", () => {
    expect(calendar.dayOf('2026-12-25').dataConfirmed).toBe(true);
    expect(calendar.dayOf('2026-12-31').dataConfirmed).toBe(false);
    expect(calendar.unconfirmedYears('2026-12-28', '2026-12-31')).toEqual([2027]);
  });

  test('is quiet once a person confirmed it, and a day with an own word needs no library', () => {
    const confirmed = createSchoolCalendar({ ...facts, confirmedYears: [2027] });
    expect(confirmed.unconfirmedYears('2026-09-01', '2027-07-02')).toEqual([]);
    expect(confirmed.dayOf('2027-01-04').dataConfirmed).toBe(true);
    const overridden = createSchoolCalendar({
      ...facts,
      overrides: [{ on: '2027-01-01', gradeId: null, schoolDay: false, note: '元旦' }],
    });
    expect(overridden.dayOf('2027-01-01')).toMatchObject({ schoolDay: false, name: '元旦', dataConfirmed: true });
  });

  test('a country that the library does not have is never confirmed', () => {
    const nowhere = createSchoolCalendar({ ...facts, publicCalendar: 'ZZ' });
    expect(nowhere.dayOf('2026-09-16')).toMatchObject({ schoolDay: true, dataConfirmed: false });
    expect(nowhere.unconfirmedYears('2026-09-01', '2026-09-02')).toEqual([2026]);
  });
});

describe('other countries', () => {
  const term = { id: 'fall', weekOneOn: '2026-08-24', startsOn: '2026-08-24', endsOn: '2026-12-18' } as const;
  const at = (publicCalendar: string) =>
    createSchoolCalendar({ ...facts, zone: 'America/New_York', publicCalendar, terms: [term] });

  test('an American school is closed on Labor Day and Thanksgiving', () => {
    expect(at('US').dayOf('2026-09-07')).toMatchObject({ schoolDay: false, name: 'Labor Day', dataConfirmed: true });
    expect(at('US').isSchoolDay('2026-11-26')).toBe(false);
    expect(at('US').weekOf('2026-09-07')?.schoolDays).toHaveLength(4);
  });

  test('an English school is open then', () => {
    expect(at('GB').isSchoolDay('2026-09-07')).toBe(true);
    expect(at('GB').isSchoolDay('2026-11-26')).toBe(true);
  });

  test('a holiday from sunset is the day after the evening', () => {
    const israel = createSchoolCalendar({
      ...facts,
      zone: 'Asia/Jerusalem',
      publicCalendar: 'IL',
      weekdays: [7, 1, 2, 3, 4, 5],
      terms: [{ ...term, startsOn: '2026-03-01', endsOn: '2026-12-18' }],
    });
    expect(israel.dayOf('2026-09-21')).toMatchObject({ because: 'holiday' }); // Yom Kippur 5787
    expect(israel.dayOf('2026-09-19').schoolDay).toBe(false);
    expect(israel.isSchoolDay('2026-09-20')).toBe(true);
  });
});

describe('laws', () => {
  const day = fc.integer({ min: 0, max: 500 }).map((n) => addDays('2026-08-01', n));
  const calendars = fc.record({
    overrides: fc.array(
      fc.record({ on: day, gradeId: fc.constantFrom(null, 'seven', 'eight'), schoolDay: fc.boolean() }),
      { maxLength: 40 },
    ),
    publicCalendar: fc.constantFrom('CN', 'US', 'GB', 'SG'),
  });
  const grade = fc.constantFrom(null, 'seven', 'eight');

  test('n school days on and n back meet, and counting finds the same n', () => {
    fc.assert(
      fc.property(calendars, day, grade, fc.integer({ min: 1, max: 12 }), (own, on, gradeId, n) => {
        const some = createSchoolCalendar({ ...facts, ...own });
        const later = some.addSchoolDays(on, n, gradeId);
        expect(some.schoolDaysBetween(on, later, gradeId)).toBe(n);
        expect(some.addSchoolDays(some.addSchoolDays(later, -n, gradeId), n, gradeId)).toBe(later);
      }),
      { numRuns: 200 },
    );
  });

  test('the days of a week are those that are school days one by one', () => {
    fc.assert(
      fc.property(calendars, day, grade, (own, on, gradeId) => {
        const some = createSchoolCalendar({ ...facts, ...own });
        const week = some.weekOf(on, gradeId);
        const said = some.dayOf(on, gradeId);
        expect(said.schoolDay).toBe(some.isSchoolDay(on, gradeId));
        expect(said.week).toBe(week?.number ?? null);
        if (week) expect(week.schoolDays.includes(on)).toBe(said.schoolDay);
      }),
      { numRuns: 200 },
    );
  });
});
