import { Temporal } from 'temporal-polyfill';
import { addDays, instantAt, type LocalDate, localDateAt, localTimeAt } from './local-date.js';

/** Wall-clock hours in which nobody is written to: from `from` until just before `to`, over midnight where it is later. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  /** Days without school are quiet as a whole. */
  readonly alsoOnFreeDays?: boolean;
}

export type IsFreeDay = (on: LocalDate) => boolean;

/** A vacation does not hold a message back for longer than this; the quiet hours themselves always do. */
const freeDaysWaited = 31;

export function isQuiet(instant: Date, quiet: QuietHours, zone: string, isFreeDay?: IsFreeDay): boolean {
  if (quiet.alsoOnFreeDays && isFreeDay?.(localDateAt(instant, zone))) return true;
  return isQuietTime(localTimeAt(instant, zone), quiet);
}

/**
 * The instant itself, or the first one after it at which the wall clock is outside the quiet hours. Free days count
 * only where the setting says so and the caller tells which they are.
 */
export function outsideQuietHours(instant: Date, quiet: QuietHours, zone: string, isFreeDay?: IsFreeDay): Date {
  if (!isQuiet(instant, quiet, zone, isFreeDay)) return instant;
  const today = localDateAt(instant, zone);
  for (let day = 0; day <= freeDaysWaited; day++) {
    const allowed = firstAllowed(instant, addDays(today, day), quiet, zone, isFreeDay);
    if (allowed) return allowed;
  }
  return outsideQuietHours(instant, { from: quiet.from, to: quiet.to }, zone);
}

function firstAllowed(
  after: Date,
  on: LocalDate,
  quiet: QuietHours,
  zone: string,
  isFreeDay?: IsFreeDay,
): Date | undefined {
  return turnsOf(on, quiet.to, zone).find((at) => at > after && !isQuiet(at, quiet, zone, isFreeDay));
}

/** All moments of a day at which quiet can end: its start, `to` (which may come twice) and a change of the clock. */
function turnsOf(on: LocalDate, to: string, zone: string): readonly Date[] {
  const start = Temporal.PlainDate.from(on).toZonedDateTime(zone);
  const wall = Temporal.PlainDate.from(on).toPlainDateTime(Temporal.PlainTime.from(to));
  const change = start.getTimeZoneTransition('next');
  return [
    start.epochMilliseconds,
    instantAt(on, to, zone).getTime(),
    wall.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds,
    ...(change && change.epochMilliseconds < start.add({ days: 1 }).epochMilliseconds
      ? [change.epochMilliseconds]
      : []),
  ]
    .sort((a, b) => a - b)
    .map((at) => new Date(at));
}

function isQuietTime(time: string, { from, to }: QuietHours): boolean {
  if (from === to) return false;
  return from < to ? from <= time && time < to : time >= from || time < to;
}
