import type { LocalDate } from '../core/calendar/local-date.js';

/** A `@db.Date` column as Prisma wants it: midnight UTC of the day. */
export function toDate(on: LocalDate): Date {
  return new Date(`${on}T00:00:00.000Z`);
}

/** The day of a `@db.Date` column. */
export function fromDate(date: Date): LocalDate {
  return date.toISOString().slice(0, 10) as LocalDate;
}
