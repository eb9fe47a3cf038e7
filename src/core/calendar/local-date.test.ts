import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  instantAt,
  type LocalDate,
  localDateAt,
  localTimeAt,
  mondayOf,
  monthOf,
  nextMonthOf,
  parseLocalDate,
  weekdayOf,
} from './local-date.js';

describe('local dates', () => {
  test('a time that the clock skips is the first instant after the gap', () => {
    expect(instantAt('2026-03-08', '02:30', 'America/New_York').toISOString()).toBe('2026-03-08T07:00:00.000Z');
    expect(instantAt('2026-03-29', '00:00', 'Asia/Beirut').toISOString()).toBe('2026-03-28T22:00:00.000Z');
    expect(instantAt('2026-03-08', '03:00', 'America/New_York').toISOString()).toBe('2026-03-08T07:00:00.000Z');
  });

  test('a time that comes twice is the first of the two', () => {
    expect(instantAt('2026-11-01', '01:30', 'America/New_York').toISOString()).toBe('2026-11-01T05:30:00.000Z');
  });

  test('one instant is two days in two zones', () => {
    const instant = new Date('2026-09-20T16:30:00Z');
    expect(localDateAt(instant, 'Asia/Shanghai')).toBe('2026-09-21');
    expect(localTimeAt(instant, 'Asia/Shanghai')).toBe('00:30');
    expect(localDateAt(instant, 'Europe/London')).toBe('2026-09-20');
  });

  test('a day that does not exist is refused, not moved', () => {
    expect(() => parseLocalDate('2026-02-29')).toThrow(RangeError);
    expect(parseLocalDate('2028-02-29')).toBe('2028-02-29');
  });

  test('a Sunday belongs to the week of the Monday before it', () => {
    expect(mondayOf('2026-09-20')).toBe('2026-09-14');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  test('days are counted as a calendar counts them', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10) as LocalDate);
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (on, days) => {
        const plain = Temporal.PlainDate.from(on);
        const later = plain.add({ days });
        expect(addDays(on, days)).toBe(later.toString());
        expect(daysBetween(on, addDays(on, days))).toBe(days);
        expect(weekdayOf(on)).toBe(plain.dayOfWeek);
        expect(monthOf(on)).toBe(plain.with({ day: 1 }).toString());
        expect(nextMonthOf(on)).toBe(plain.with({ day: 1 }).add({ months: 1 }).toString());
      }),
    );
  });
});
