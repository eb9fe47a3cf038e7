import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../settings/parse-settings.js';
import { defaultSettings } from '../settings/settings.js';
import { addDays, localTimeAt } from './local-date.js';
import { isQuiet } from './quiet-hours.js';
import { createSchoolCalendar, type SchoolCalendarFacts } from './school-calendar.js';
import { weekMoments, whyNoRound } from './week-moments.js';

const autumn = { id: 'autumn', weekOneOn: '2026-08-31', startsOn: '2026-09-01', endsOn: '2027-01-22' } as const;
const facts: SchoolCalendarFacts = {
  zone: 'Asia/Shanghai',
  publicCalendar: 'CN',
  terms: [autumn],
  overrides: [],
  confirmedYears: [],
};
const calendar = createSchoolCalendar(facts);
const shanghai = (text: string) => new Date(`2026-${text}:00+08:00`);

describe("a class's week", () => {
  test('an ordinary week opens on Friday, reminds three times and locks on the third school day', () => {
    expect(weekMoments(calendar, '2026-09-07', null, defaultSettings)).toEqual({
      lastSchoolDay: '2026-09-11',
      roundOpensAt: shanghai('09-11T16:00'),
      remindAt: [shanghai('09-11T20:00'), shanghai('09-14T07:40'), shanghai('09-14T16:30')],
      escalation: null,
      notesAt: shanghai('09-11T18:00'),
      locksAt: shanghai('09-16T18:00'),
    });
  });

  test('the week of 14–20 September opens on Sunday the 20th', () => {
    const moments = weekMoments(calendar, '2026-09-14', null, defaultSettings);
    expect(moments?.roundOpensAt).toEqual(shanghai('09-20T16:00'));
    expect(moments?.locksAt).toEqual(shanghai('09-23T18:00'));
  });

  test('before the October holiday the reminders wait for the first school day after it', () => {
    const moments = weekMoments(calendar, '2026-09-28', null, defaultSettings);
    expect(moments?.remindAt).toEqual([shanghai('09-30T20:00'), shanghai('10-08T07:40'), shanghai('10-08T16:30')]);
    expect(moments?.locksAt).toEqual(shanghai('10-10T18:00'));
  });

  test("the term's last week locks without waiting for the next term", () => {
    expect(weekMoments(calendar, '2027-01-18', null, defaultSettings)?.locksAt).toEqual(
      new Date('2027-01-27T18:00:00+08:00'),
    );
  });

  test('a round that the quiet hours put off past its lock is locked a school day later', () => {
    const late = parseSettings({
      round: { opensAt: '20:00', locksAt: '03:00', reminders: [], escalation: false },
      quietHours: { from: '19:30', to: '05:00', alsoOnFreeDays: false },
      correctionWindowDays: 1,
    });
    const moments = weekMoments(calendar, '2026-09-14', null, late);
    expect(moments?.roundOpensAt).toEqual(shanghai('09-21T05:00'));
    expect(moments?.locksAt).toEqual(shanghai('09-22T03:00'));
  });

  test('a week without school has no round; a short week only where the school wants one', () => {
    const closed = createSchoolCalendar({
      ...facts,
      overrides: (['09-08', '09-09', '09-10', '09-11'] as const).map((day) => ({
        on: `2026-${day}` as const,
        gradeId: 'nine',
        schoolDay: false,
      })),
    });
    expect(whyNoRound(closed, '2026-08-24', null, defaultSettings)).toBe('noSchool');
    expect(whyNoRound(closed, '2026-09-07', 'nine', defaultSettings)).toBe('shortWeek');
    expect(weekMoments(closed, '2026-09-07', 'nine', defaultSettings)).toBeNull();
    expect(weekMoments(closed, '2026-09-07', 'eight', defaultSettings)).not.toBeNull();
    const run = { ...defaultSettings, shortWeek: 'run' } as const;
    expect(weekMoments(closed, '2026-09-07', 'nine', run)?.lastSchoolDay).toBe('2026-09-07');
  });

  test('an escalation is announced by the reminder before it, and left out where none comes before it', () => {
    const withEscalation = (schoolDaysAfter: number, at: string) =>
      parseSettings({ round: { escalation: { schoolDaysAfter, at, to: 'gradeHead' } } });
    expect(weekMoments(calendar, '2026-09-07', null, withEscalation(2, '16:30'))?.escalation).toEqual({
      announceAt: shanghai('09-14T16:30'),
      at: shanghai('09-15T16:30'),
    });
    expect(weekMoments(calendar, '2026-09-07', null, withEscalation(0, '17:00'))?.escalation).toBeNull();
    expect(weekMoments(calendar, '2026-09-07', null, withEscalation(4, '16:30'))?.escalation).toBeNull();
  });

  test('whatever the settings: nobody is written to in the quiet hours, reminders lie between opening and lock', () => {
    const time = fc
      .tuple(fc.integer({ min: 3, max: 23 }), fc.constantFrom('00', '10', '40'))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
    const settings = fc
      .record({
        round: fc.record({
          opensAt: time,
          locksAt: time,
          reminders: fc.array(fc.record({ schoolDaysAfter: fc.integer({ min: 0, max: 4 }), at: time }), {
            maxLength: 6,
          }),
          escalation: fc.option(
            fc.record({
              schoolDaysAfter: fc.integer({ min: 0, max: 4 }),
              at: time,
              to: fc.constant('gradeHead'),
            }),
            { nil: false },
          ),
        }),
        notes: fc.record({ at: time }),
        // Nights: hours that leave minutes of a day to speak in are nobody's.
        quietHours: fc.record({
          from: fc.constantFrom('19:30', '21:00', '23:15'),
          to: fc.constantFrom('05:00', '06:45', '08:30'),
        }),
        correctionWindowDays: fc.integer({ min: 1, max: 5 }),
        shortWeek: fc.constant('run'),
      })
      .map(parseSettings);
    const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/London', 'Asia/Beirut', 'America/Havana');
    fc.assert(
      fc.property(settings, zone, fc.integer({ min: 0, max: 20 }), (own, where, week) => {
        const there = createSchoolCalendar({ ...facts, zone: where });
        const monday = addDays('2026-08-31', week * 7);
        const moments = weekMoments(there, monday, null, own);
        if (!moments) return;
        const { roundOpensAt, remindAt, notesAt, locksAt, escalation } = moments;
        for (const at of [roundOpensAt, notesAt, ...remindAt]) expect(isQuiet(at, own.quietHours, where)).toBe(false);
        expect(roundOpensAt < locksAt).toBe(true);
        const order = [roundOpensAt, ...remindAt, locksAt].map((at) => at.getTime());
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
        if (escalation) {
          expect(remindAt).toContainEqual(escalation.announceAt);
          expect(escalation.announceAt < escalation.at && escalation.at < locksAt).toBe(true);
        }
        expect(localTimeAt(locksAt, where)).toBe(own.round.locksAt);
      }),
      { numRuns: 200 },
    );
  });
});
