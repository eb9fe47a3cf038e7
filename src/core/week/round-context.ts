import { rolledInFrom } from '../calendar/rolled-in.js';
import type { RoundContext } from '../forms/catalog/weekly-round.js';
import type { ClassInfo } from '../ports/class-store.js';
import type { Round } from '../ports/round-store.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';

/** The week before a word is typed, with what an earlier answer gave. */
export async function roundContext(
  stores: Stores,
  school: School,
  round: Round,
  schoolClass: ClassInfo,
): Promise<RoundContext> {
  const from = rolledInFrom(school.days, round.weekOn, schoolClass.gradeId, school.settings);
  const entries = await stores.conduct.ofWeeks(school.id, round.classId, from, round.weekOn);
  const proposals = await stores.proposals.openOf(school.id, [round.classId]);
  const lastDay = round.schoolDays.at(-1) ?? round.weekOn;
  const groups = await stores.classes.groupsOf(school.id, [round.classId], lastDay);
  const scores = new Map((await stores.rounds.scoresOf(school.id, round.id)).map((one) => [one.groupId, one.score]));
  const reversed = new Set(entries.flatMap((entry) => entry.reversesId ?? []));
  const standing = entries.filter((entry) => entry.reversesId === null && !reversed.has(entry.id));
  return {
    className: schoolClass.name,
    weekNumber: school.days.weekOf(round.weekOn, schoolClass.gradeId)?.number ?? 0,
    groups: groups.map(({ id, number, name }) => ({ id, number, name, score: scores.get(id) ?? null })),
    summary: {
      plus: standing.filter((entry) => entry.points > 0).length,
      minus: standing.filter((entry) => entry.points < 0).length,
      neutral: standing.filter((entry) => entry.points === 0).length,
      proposals: proposals.length,
    },
    ...(round.locksAt ? { locks: { moment: round.locksAt, zone: school.zone } } : {}),
    remark: round.remark,
  };
}
