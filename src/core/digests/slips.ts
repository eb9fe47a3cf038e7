import { may } from '../access/may.js';
import { addDays, monthOf } from '../calendar/local-date.js';
import type { Card } from '../message/card.js';
import type { Ports } from '../ports/ports.js';
import { loadSchool, type School, todayIn } from '../school/school.js';
import { withoutWithdrawn } from './approve.js';
import { piecesOf } from './facts.js';
import { admitAll } from './gate.js';
import { composeGuardian } from './guardian.js';
import { loadClassWeek } from './load-facts.js';
import { renderDigest } from './weekly-digests.js';

/** What a class's approved week looks like on paper and in another messenger. */
export interface Slips {
  readonly school: School;
  readonly className: string;
  /** The digest of the class, as the families' chat reads it. */
  readonly digest: Card;
  /**
   * One slip a pupil, each through the gate of a guardian of that pupil alone; none for a pupil whose note a teacher holds,
   * and none at all while families are not written to.
   */
  readonly notes: readonly Card[];
}

/** For families that no account reaches. Null when the link has ended or nobody has approved the digest. */
export async function composeSlips(ports: Ports, token: string): Promise<Slips | null> {
  const { database } = ports;
  const action = await database.actions.find(token);
  const digestId = action?.payload['digestId'];
  if (action?.kind !== 'slips' || action.expiresAt <= ports.clock.school()) return null;
  const digest = typeof digestId === 'string' ? await database.digests.find(digestId) : null;
  if (digest?.state !== 'approved' || action.schoolId !== digest.schoolId || action.personId === null) return null;
  const school = await loadSchool(database, digest.schoolId);
  const [schoolClass] = await database.classes.find(school.id, [digest.classId]);
  if (!schoolClass) return null;
  // The link is good for whoever holds it, but no longer than the person to whom it was given may see the class.
  const today = todayIn(school, ports.clock.school());
  const roles = await database.people.rolesAt(school.id, action.personId, today);
  if (!may(roles, 'approve', { ...schoolClass, classId: schoolClass.id, groupId: null }, today)) return null;
  const { language } = school;
  const lastDay = school.days.lastSchoolDayOf(digest.weekOn, schoolClass.gradeId) ?? addDays(digest.weekOn, 6);
  const view = { monthOn: monthOf(lastDay), throughOn: lastDay };
  const totals = await database.standings.totalsOf(school.id, schoolClass.id, view, school.settings);
  const request = { schoolClass, monday: digest.weekOn, language, standings: [], totals };
  const pieces = piecesOf(await loadClassWeek(database, school, request));
  const roster = await database.classes.roster(school.id, schoolClass.id, lastDay);
  const held = await database.digests.heldNotes(school.id, schoolClass.id, digest.weekOn);
  const told = school.settings.audiences.guardians ? roster.filter((pupil) => !held.includes(pupil.id)) : [];
  const weekNumber = digest.facts.week.number;
  const notes = told.map((pupil) => {
    const { admitted } = admitAll<'guardian'>({ kind: 'guardian', pupilIds: [pupil.id] }, pieces);
    return composeGuardian(
      [{ name: pupil.name, className: schoolClass.name, pieces: admitted }],
      { weekNumber },
      language,
    );
  });
  await database.audit.add([
    {
      id: ports.ids.next(),
      schoolId: school.id,
      actorId: action.personId,
      action: 'slips.view',
      subjectKind: 'class',
      subjectId: schoolClass.id,
      at: ports.clock.school(),
    },
  ]);
  const shown = renderDigest(await withoutWithdrawn(database, digest), language).card;
  return { school, className: schoolClass.name, digest: shown, notes };
}
