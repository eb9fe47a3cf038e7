import { carries, kindsWith, may } from '../access/may.js';
import type { Place } from '../access/role.js';
import { Refusal } from '../errors.js';
import type { Person } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import type { SeriousReport } from './serious.js';

export interface SeriousInput {
  readonly school: School;
  readonly personId: string;
  readonly sourceKey: string;
  readonly itemCode: string;
  readonly pupilIds: readonly string[];
  readonly note: string | null;
}

/**
 * A serious matter is told to those who handle such things and never becomes points: no line of the ledger, no mean, no
 * digest. `tell` writes their messages in the same transaction; it hears of new reports only.
 */
export async function reportSerious(
  ports: Ports,
  input: SeriousInput,
  tell: (stores: Stores, reports: readonly SeriousReport[], receivers: readonly Person[]) => Promise<void>,
): Promise<readonly SeriousReport[]> {
  const { school, personId, sourceKey, itemCode, note } = input;
  const now = ports.clock.school();
  const today = todayIn(school, now);
  return ports.database.transaction(async (stores) => {
    const roles = await stores.people.rolesAt(school.id, personId, today);
    const pupils = await stores.classes.pupilsAt(school.id, input.pupilIds, today);
    const classes = await stores.classes.find(school.id, [...new Set(pupils.map((pupil) => pupil.classId))]);
    for (const { classId, groupId } of pupils) {
      const found = classes.find((one) => one.id === classId);
      const place: Place | undefined = found && { ...found, classId, groupId };
      if (!place || !(may(roles, 'record', place, today) || may(roles, 'propose', place, today))) {
        throw new Refusal('conduct.notYours', { item: itemCode });
      }
    }
    const reports = await stores.serious.add(
      pupils.map((pupil) => ({
        id: ports.ids.next(),
        schoolId: school.id,
        classId: pupil.classId,
        pupilId: pupil.id,
        itemCode,
        note,
        reportedById: personId,
        reportedAt: now,
        sourceKey,
        state: 'open',
        takenById: null,
        takenAt: null,
      })),
    );
    await audit(ports, stores, 'serious.report', personId, reports);
    if (reports.length > 0) await tell(stores, reports, await receiversOf(stores, school, today));
    return reports;
  });
}

/** Whoever takes it is named to the others. False when somebody else was quicker. */
export async function takeSerious(
  ports: Ports,
  input: { readonly school: School; readonly personId: string; readonly reportId: string },
): Promise<{ readonly report: SeriousReport; readonly taken: boolean }> {
  const { school, personId, reportId } = input;
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    const roles = await stores.people.rolesAt(school.id, personId, todayIn(school, now));
    if (!roles.some((role) => carries(role.kind, 'receive'))) throw new Refusal('conduct.notForYou');
    const taken = await stores.serious.take(school.id, reportId, personId, now);
    const report = await stores.serious.find(school.id, reportId);
    if (!report) throw new Refusal('conduct.reportGone');
    if (taken) await audit(ports, stores, 'serious.take', personId, [report]);
    return { report, taken };
  });
}

/** Student affairs; where the school has nobody there, the principal. */
async function receiversOf(
  stores: Stores,
  school: School,
  today: ReturnType<typeof todayIn>,
): Promise<readonly Person[]> {
  const scope = { kind: 'school', id: school.id } as const;
  const office = await stores.people.holdersOf(school.id, ['studentAffairs'], scope, today);
  return office.length > 0 ? office : stores.people.holdersOf(school.id, kindsWith('receive'), scope, today);
}

async function audit(
  ports: Ports,
  stores: Stores,
  action: 'serious.report' | 'serious.take',
  actorId: string,
  reports: readonly SeriousReport[],
): Promise<void> {
  const at = ports.clock.school();
  await stores.audit.add(
    reports.map(({ schoolId, pupilId }) => ({
      id: ports.ids.next(),
      schoolId,
      actorId,
      action,
      subjectKind: 'pupil',
      subjectId: pupilId,
      at,
    })),
  );
}
