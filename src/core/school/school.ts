import { type LocalDate, localDateAt } from '../calendar/local-date.js';
import { createSchoolCalendar, type SchoolCalendar } from '../calendar/school-calendar.js';
import type { SchoolRecord } from '../ports/school-store.js';
import type { Stores } from '../ports/stores.js';
import { parseSettings } from '../settings/parse-settings.js';
import type { Settings } from '../settings/settings.js';

/** A school with what is needed to answer anything about it. */
export interface School extends Omit<SchoolRecord, 'settings'> {
  readonly settings: Settings;
  readonly days: SchoolCalendar;
}

export async function loadSchool(stores: Stores, schoolId: string): Promise<School> {
  const record = await stores.schools.find(schoolId);
  if (!record) throw new Error(`No school ${schoolId}`);
  const facts = await stores.schools.calendarOf(schoolId);
  const settings = parseSettings(record.settings);
  const days = createSchoolCalendar({
    zone: record.zone,
    publicCalendar: record.calendar,
    weekdays: settings.weekdays,
    ...facts,
  });
  return { ...record, settings, days };
}

/** The school's own date at the instant. */
export function todayIn(school: Pick<School, 'zone'>, now: Date): LocalDate {
  return localDateAt(now, school.zone);
}
