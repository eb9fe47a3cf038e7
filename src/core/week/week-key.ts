import type { LocalDate } from '../calendar/local-date.js';

/** The Monday in the key of an occurrence that stands for a week ('2026-09-14', '2026-09-14#2', '2026-09-14@…'). */
export function mondayOfKey(dueKey: string): LocalDate {
  return dueKey.slice(0, 10) as LocalDate;
}
