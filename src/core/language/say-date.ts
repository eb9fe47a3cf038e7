import { Temporal } from 'temporal-polyfill';
import { instantAt, type LocalDate } from '../calendar/local-date.js';
import type { Language } from './language.js';

/** 9月20日周日 / Sun, Sep 20. */
export function sayDate(language: Language, on: LocalDate): string {
  return said(language, on, { month: 'short', day: 'numeric', weekday: 'short' });
}

/** 9月20日 / Sep 20: where the weekday says nothing more. */
export function sayShortDate(language: Language, on: LocalDate): string {
  return said(language, on, { month: 'short', day: 'numeric' });
}

/** 2026年9月1日 / Sep 1, 2026: where the year is not plain. */
export function sayFullDate(language: Language, on: LocalDate): string {
  return said(language, on, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** A moment on the school's wall clock: 9月18日周五 16:00 / Fri, Sep 18, 4:00 PM. */
export function sayMoment(language: Language, at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toLocaleString(language, { month: 'short', day: 'numeric', weekday: 'short', hour: 'numeric', minute: '2-digit' });
}

function said(language: Language, on: LocalDate, format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...format, timeZone: 'UTC' }).format(instantAt(on, '12:00', 'UTC'));
}
