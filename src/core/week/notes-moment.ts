import type { LocalDate } from '../calendar/local-date.js';
import { weekMoments } from '../calendar/week-moments.js';
import type { Turn } from '../inbox/turn.js';
import type { ClassInfo } from '../ports/class-store.js';

/** What names the moment at which the private notes of a class go. */
export const notesDueKey = (monday: LocalDate, at: Date) => `${monday}@${at.toISOString()}`;

/** Whether the class's notes of the week have still to go. Grades differ: another grade's may wait longer. */
export async function isNoteComing(
  { ports, school }: Pick<Turn, 'ports' | 'school'>,
  schoolClass: ClassInfo,
  monday: LocalDate,
): Promise<boolean> {
  const moments = weekMoments(school.days, monday, schoolClass.gradeId, school.settings);
  if (!moments) return false;
  const pending = await ports.database.occurrences.pendingOf(school.id, 'notes.send');
  return pending.some((one) => one.dueKey === notesDueKey(monday, moments.notesAt));
}
