import type { Power } from '../access/may.js';
import { covers, scopeOf } from '../access/scope.js';
import type { Turn } from '../inbox/turn.js';
import type { ClassInfo } from '../ports/class-store.js';

/** The classes in which the speaker has the power today. */
export async function classesWith(turn: Turn, power: Power): Promise<readonly ClassInfo[]> {
  const { ports, school, speaker, today } = turn;
  const scope = scopeOf(speaker.roles, school.id, power, today);
  const classes = await ports.database.classes.list(school.id, today);
  return classes.filter((one) =>
    covers(scope, { schoolId: school.id, gradeId: one.gradeId, classId: one.id, groupId: null }),
  );
}

/** The class that the words name, spaces and case aside; the only one there is when they name none. */
export function classNamed(classes: readonly ClassInfo[], words: string): ClassInfo | null {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
  const said = fold(words);
  if (said === '') return classes.length === 1 ? (classes[0] ?? null) : null;
  return classes.find((one) => fold(one.name) === said) ?? null;
}
