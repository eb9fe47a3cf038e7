import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addDays, instantAt, type LocalDate, localDateAt, localTimeAt, weekdayOf } from './local-date.js';
import { isQuiet, outsideQuietHours } from './quiet-hours.js';

const night = { from: '21:00', to: '07:00' };

// Half-hour shifts, gaps at midnight, both hemispheres, no daylight saving, a day skipped in the past, +14:00.
const zones = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Africa/Cairo',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
];

/** The days of 2024–2030 on which a zone's clock changes, with the day after. */
function changeDays(zone: string): LocalDate[] {
  const found: LocalDate[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(`2024-01-01T12:00[${zone}]`);
  while (true) {
    at = at.getTimeZoneTransition('next');
    if (!at || at.year > 2030) return found;
    const on = localDateAt(new Date(at.epochMilliseconds), zone);
    found.push(on, addDays(on, 1));
  }
}

describe('quiet hours', () => {
  test('a message in the day goes at once, one at night waits for the morning', () => {
    const at = (time: string) => instantAt('2026-09-18', time, 'Asia/Shanghai');
    expect(outsideQuietHours(at('20:59'), night, 'Asia/Shanghai')).toEqual(at('20:59'));
    expect(outsideQuietHours(at('21:00'), night, 'Asia/Shanghai')).toEqual(
      instantAt('2026-09-19', '07:00', 'Asia/Shanghai'),
    );
    expect(outsideQuietHours(at('03:10'), night, 'Asia/Shanghai')).toEqual(at('07:00'));
    expect(outsideQuietHours(at('07:00'), night, 'Asia/Shanghai')).toEqual(at('07:00'));
  });

  test('with free days quiet, a Friday night waits for Monday morning', () => {
    const free = (on: LocalDate) => weekdayOf(on) > 5;
    const quiet = { ...night, alsoOnFreeDays: true };
    const friday = instantAt('2026-09-11', '22:00', 'Europe/London');
    expect(outsideQuietHours(friday, quiet, 'Europe/London', free)).toEqual(
      instantAt('2026-09-14', '07:00', 'Europe/London'),
    );
    const saturday = instantAt('2026-09-12', '12:00', 'Europe/London');
    expect(outsideQuietHours(saturday, quiet, 'Europe/London', free)).toEqual(
      instantAt('2026-09-14', '07:00', 'Europe/London'),
    );
  });

  test('a year of free days holds nothing back for ever', () => {
    const at = instantAt('2026-07-10', '12:00', 'Europe/London');
    expect(outsideQuietHours(at, { ...night, alsoOnFreeDays: true }, 'Europe/London', () => true)).toEqual(at);
  });

  test.each(zones)('%s: on every change of the clock 2024–2030 it is the first allowed quarter of an hour', (zone) => {
    for (const on of changeDays(zone)) {
      const start = instantAt(on, '00:00', zone).getTime();
      let expected = Number.NaN;
      const wrong: string[] = [];
      for (let at = start + 30 * 36e5; at >= start; at -= 9e5) {
        const instant = new Date(at);
        const time = localTimeAt(instant, zone);
        if (time < '21:00' && time >= '07:00') expected = at;
        if (Number.isNaN(expected)) continue;
        if (outsideQuietHours(instant, night, zone).getTime() !== expected) wrong.push(instant.toISOString());
      }
      expect(wrong).toEqual([]);
    }
  });

  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);

  test('any hours, any zone, around a change of the clock: never quiet, never earlier, nothing allowed in between', () => {
    const days = new Map(zones.map((zone) => [zone, [...changeDays(zone), '2026-06-10' as LocalDate]]));
    const moment = fc
      .constantFrom(...zones)
      .chain((zone) => fc.tuple(fc.constant(zone), fc.constantFrom(...(days.get(zone) ?? []))));
    fc.assert(
      fc.property(moment, fc.integer({ min: -96, max: 192 }), clock, clock, ([zone, on], quarter, from, to) => {
        const instant = new Date(instantAt(on, '00:00', zone).getTime() + quarter * 9e5);
        const quiet = { from, to };
        const allowed = outsideQuietHours(instant, quiet, zone);
        expect(allowed >= instant).toBe(true);
        expect(isQuiet(allowed, quiet, zone)).toBe(false);
        expect(outsideQuietHours(allowed, quiet, zone)).toEqual(allowed);
        let quietUntil = instant.getTime();
        while (quietUntil < allowed.getTime() && isQuiet(new Date(quietUntil), quiet, zone)) quietUntil += 9e5;
        expect(quietUntil).toBeGreaterThanOrEqual(allowed.getTime());
      }),
      { numRuns: 300 },
    );
  });
});
