import { type RoleKind, roleKinds, type ScopeKind, scopeKinds } from '../core/access/role.js';
import { languageOf } from '../core/language/language.js';
import type { RosterStore } from '../core/ports/roster-store.js';
import type { RosterPlan } from '../core/roster/roster-plan.js';
import type { RosterSnapshot, StoredPupil } from '../core/roster/snapshot.js';
import type { Client } from './client.js';
import { fromDate } from './dates.js';
import { changeRows, insertRows, removeRows } from './row-sets.js';

export function createRosterStore(client: Client): RosterStore {
  return {
    async loadSnapshot(schoolId) {
      // Two imports into one school take turns: each plans on what the other has written.
      await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`roster ${schoolId}`}, 0))`;
      return loadSnapshot(client, schoolId);
    },
    async apply(schoolId, plan, audit) {
      const school = await client.school.findUniqueOrThrow({ where: { id: schoolId }, select: { tenantId: true } });
      await writePlan(client, schoolId, school.tenantId, plan, audit.now);
      await client.audit.create({
        data: {
          id: audit.id,
          schoolId,
          actorId: audit.actorId,
          action: 'roster.import',
          subjectKind: 'school',
          subjectId: schoolId,
          at: audit.now,
        },
      });
    },
  };
}

async function loadSnapshot(client: Client, schoolId: string): Promise<RosterSnapshot | null> {
  const school = await client.school.findUnique({ where: { id: schoolId } });
  if (!school) return null;
  const where = { schoolId };
  const byId = { id: 'asc' } as const;
  const grades = await client.grade.findMany({ where, select: { id: true, name: true }, orderBy: byId });
  const classes = await client.schoolClass.findMany({
    where,
    select: { id: true, gradeId: true, name: true, endedOn: true },
    orderBy: byId,
  });
  const groups = await client.group.findMany({
    where,
    select: { id: true, classId: true, number: true, name: true, endedOn: true },
    orderBy: byId,
  });
  const guardianships = await client.guardianship.findMany({ where, omit: { schoolId: true }, orderBy: byId });
  const roles = await client.role.findMany({ where, omit: { schoolId: true }, orderBy: byId });
  const persons = await client.$queryRaw<RosterSnapshot['persons']>`
    SELECT "id", "name", "phone", "email", "language" FROM "Person"
     WHERE "id" IN (SELECT "personId" FROM "Guardianship" WHERE "schoolId" = ${schoolId}
                    UNION SELECT "personId" FROM "Role" WHERE "schoolId" = ${schoolId})
     ORDER BY "id"`;
  return {
    schoolId,
    language: languageOf(school.language),
    demo: school.demo,
    grades,
    classes: classes.map((row) => ({ ...row, endedOn: row.endedOn && fromDate(row.endedOn) })),
    groups: groups.map((row) => ({ ...row, endedOn: row.endedOn && fromDate(row.endedOn) })),
    pupils: await loadPupils(client, schoolId),
    persons,
    guardianships: guardianships.map(withDays),
    // A kind or scope that this version does not know is not a file's to change.
    roles: roles.flatMap((row) => {
      const kind = roleKinds.find((known): known is RoleKind => known === row.kind);
      const scopeKind = scopeKinds.find((known): known is ScopeKind => known === row.scopeKind);
      return kind && scopeKind ? [{ ...withDays(row), kind, scopeKind }] : [];
    }),
  };
}

/** With the latest membership of each, by the pupils' own order. */
async function loadPupils(client: Client, schoolId: string): Promise<StoredPupil[]> {
  const pupils = await client.pupil.findMany({
    where: { schoolId },
    select: { id: true, studentNumber: true, name: true, sex: true, aliases: true, leftOn: true },
    orderBy: { id: 'asc' },
  });
  const ordered = { where: { schoolId }, orderBy: { fromOn: 'asc' }, omit: { schoolId: true } } as const;
  const inClass = new Map((await client.classMembership.findMany(ordered)).map((row) => [row.pupilId, row]));
  const inGroup = new Map((await client.groupMembership.findMany(ordered)).map((row) => [row.pupilId, row]));
  return pupils.map(({ studentNumber, leftOn, ...pupil }) => ({
    ...pupil,
    number: studentNumber,
    leftOn: leftOn && fromDate(leftOn),
    inClass: ofPupil(inClass.get(pupil.id)),
    inGroup: ofPupil(inGroup.get(pupil.id)),
  }));
}

function ofPupil<Row extends { pupilId: string; fromOn: Date; toOn: Date | null }>(row: Row | undefined) {
  if (!row) return null;
  const { pupilId: _, ...rest } = withDays(row);
  return rest;
}

function withDays<Row extends { fromOn: Date; toOn: Date | null }>(row: Row) {
  return { ...row, fromOn: fromDate(row.fromOn), toOn: row.toOn && fromDate(row.toOn) };
}

/** Parents before children, so that every foreign key holds after every statement. */
async function writePlan(client: Client, schoolId: string, tenantId: string, plan: RosterPlan, now: Date) {
  const at = now.toISOString();
  const scoped = <Row extends object>(row: Row) => ({ ...row, schoolId });
  const numbered = <Row extends { number?: string }>({ number, ...row }: Row) => ({
    ...row,
    ...(number === undefined ? {} : { studentNumber: number }),
  });
  await insertRows(client, 'Grade', plan.grades.added.map(scoped));
  await insertRows(client, 'SchoolClass', plan.classes.added.map(scoped));
  await changeRows(client, 'SchoolClass', plan.classes.changed);
  await insertRows(client, 'Group', plan.groups.added.map(scoped));
  await changeRows(client, 'Group', plan.groups.changed);
  await insertRows(
    client,
    'Pupil',
    plan.pupils.added.map((row) => ({ ...scoped(numbered(row)), pinyin: [], createdAt: at, updatedAt: at })),
  );
  await changeRows(
    client,
    'Pupil',
    plan.pupils.changed.map((row) => ({ ...numbered(row), updatedAt: at })),
  );
  for (const [table, changes] of [
    ['ClassMembership', plan.classMemberships],
    ['GroupMembership', plan.groupMemberships],
  ] as const) {
    await removeRows(client, table, changes.removed);
    await changeRows(client, table, changes.changed);
    await insertRows(client, table, changes.added.map(scoped));
  }
  await insertRows(
    client,
    'Person',
    plan.persons.added.map((row) => ({ ...row, tenantId, recordAtOnce: false, createdAt: at, updatedAt: at })),
  );
  await changeRows(
    client,
    'Person',
    plan.persons.changed.map((row) => ({ ...row, updatedAt: at })),
  );
  await changeRows(client, 'Guardianship', plan.guardianships.changed);
  await insertRows(client, 'Guardianship', plan.guardianships.added.map(scoped));
  await removeRows(client, 'Role', plan.roles.removed);
  await changeRows(client, 'Role', plan.roles.changed);
  await insertRows(client, 'Role', plan.roles.added.map(scoped));
}
