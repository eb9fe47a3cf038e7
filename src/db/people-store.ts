import { type Role, type RoleKind, roleKinds, type ScopeKind, scopeKinds } from '../core/access/role.js';
import type { LocalDate } from '../core/calendar/local-date.js';
import { type Language, languages } from '../core/language/language.js';
import type { Affiliation, Guardian, Member, PeopleStore, Person } from '../core/ports/people-store.js';
import { type Person as PersonRow, Prisma, type Role as RoleRow } from '../gen/client.js';
import type { Client } from './client.js';
import { fromDate, toDate } from './dates.js';

export function createPeopleStore(client: Client): PeopleStore {
  return {
    async findByAccount(workspaceId, externalId) {
      const [row] = await client.$queryRaw<PersonColumns[]>`
        SELECT p."id", p."tenantId", p."name", p."language", p."recordAtOnce"
          FROM "Account" a
          JOIN "Person" p ON p."id" = a."personId"
         WHERE a."workspaceId" = ${workspaceId} AND a."externalId" = ${externalId}`;
      return row ? toPerson(row) : null;
    },

    async find(personIds) {
      const rows = await client.person.findMany({ where: { id: { in: [...personIds] } } });
      return rows.map(toPerson);
    },

    async rolesAt(schoolId, personId, on) {
      const rows = await client.role.findMany({ where: { schoolId, personId, ...heldOn(on) }, orderBy: { id: 'asc' } });
      return rows.flatMap(toRole);
    },

    async affiliationsOf(personId, days) {
      // Asked at every event, so one statement; a person's schools are schools of the person's tenant.
      return client.$queryRaw<Affiliation[]>`
        SELECT s."id" AS "schoolId", s."name" AS "schoolName", held."staff", held."guardian"
          FROM "Person" p
          JOIN "School" s ON s."tenantId" = p."tenantId"
          CROSS JOIN LATERAL (
            SELECT EXISTS (SELECT 1 FROM "Role" r
                            WHERE r."schoolId" = s."id" AND r."personId" = p."id" AND ${heldOnOneOf(days, 'r')}) AS "staff",
                   EXISTS (SELECT 1 FROM "Guardianship" g
                            WHERE g."schoolId" = s."id" AND g."personId" = p."id" AND NOT g."restricted"
                              AND ${heldOnOneOf(days, 'g')}) AS "guardian"
          ) held
         WHERE p."id" = ${personId} AND (held."staff" OR held."guardian")
         ORDER BY s."name", s."id"`;
    },

    async holdersOf(schoolId, kinds, scope, on) {
      const rows = await client.role.findMany({
        where: { schoolId, kind: { in: [...kinds] }, scopeKind: scope.kind, scopeId: scope.id, ...heldOn(on) },
        include: { person: true },
        orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
      });
      // One person may hold two of the kinds.
      const persons = new Map(rows.map((row) => [row.personId, toPerson(row.person)]));
      return [...persons.values()];
    },

    async homeroomTeachersOf(schoolId, classIds, on) {
      const kind: RoleKind = 'homeroomTeacher';
      const rows = await client.role.findMany({
        where: { schoolId, kind, scopeKind: 'class', scopeId: { in: [...classIds] }, ...heldOn(on) },
        include: { person: true },
        orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
      });
      return rows.map((row) => ({ classId: row.scopeId, person: toPerson(row.person) }));
    },

    async guardiansOf(schoolId, pupilIds, on) {
      const rows = await client.guardianship.findMany({
        where: { schoolId, pupilId: { in: [...pupilIds] }, restricted: false, ...heldOn(on) },
        include: { person: true },
        orderBy: [{ pupilId: 'asc' }, { fromOn: 'asc' }, { id: 'asc' }],
      });
      return rows.map(
        (row): Guardian => ({
          pupilId: row.pupilId,
          person: toPerson(row.person),
          relation: row.relation,
          kind: row.kind === 'legal' || row.kind === 'entrusted' ? row.kind : 'contact',
          receivesNotes: row.receivesNotes,
        }),
      );
    },

    async childrenOf(schoolId, personId, on) {
      const rows = await client.guardianship.findMany({
        where: { schoolId, personId, restricted: false, ...heldOn(on) },
        select: { pupilId: true },
        orderBy: { pupilId: 'asc' },
      });
      return [...new Set(rows.map((row) => row.pupilId))];
    },

    everybody: (schoolId, on) => membersOf(client, { schoolId }, on),

    async member(schoolId, personId, on) {
      const [member] = await membersOf(client, { schoolId, personId }, on);
      return member ?? null;
    },

    async byEmail(tenantId, address) {
      const rows = await client.$queryRaw<PersonColumns[]>`
        SELECT "id", "tenantId", "name", "language", "recordAtOnce" FROM "Person"
         WHERE "tenantId" = ${tenantId} AND lower("email") = lower(${address}) ORDER BY "id"`;
      return rows.map(toPerson);
    },

    async hasEmails(tenantId) {
      return (
        (await client.person.findFirst({ where: { tenantId, email: { not: null } }, select: { id: true } })) !== null
      );
    },

    async accountsOf(personIds) {
      const rows = await client.account.findMany({
        where: { personId: { in: [...personIds] }, deactivatedAt: null, workspace: { endedAt: null } },
        include: { workspace: { select: { platform: true } } },
        orderBy: [{ workspace: { closedAt: { sort: 'desc', nulls: 'first' } } }, { id: 'asc' }],
      });
      return rows.flatMap(({ personId, workspace, ...row }) =>
        personId === null
          ? []
          : {
              id: row.id,
              personId,
              workspaceId: row.workspaceId,
              platform: workspace.platform,
              externalId: row.externalId,
              directChat: row.directChat,
            },
      );
    },
  };
}

/** Adults with their roles and children of the day. */
async function membersOf(
  client: Client,
  who: { readonly schoolId: string; readonly personId?: string },
  on: LocalDate,
): Promise<readonly Member[]> {
  const roles = await client.role.findMany({
    where: { ...who, ...heldOn(on) },
    include: { person: true },
    orderBy: { id: 'asc' },
  });
  const links = await client.guardianship.findMany({
    where: { ...who, ...heldOn(on) },
    include: {
      person: true,
      pupil: { select: { name: true, classes: { where: heldOn(on), select: { classId: true } } } },
    },
    orderBy: { id: 'asc' },
  });
  const members = new Map<string, Mutable<Member>>();
  const memberOf = (row: PersonRow) => {
    const known = members.get(row.id) ?? { person: toPerson(row), roles: [], children: [] };
    members.set(row.id, known);
    return known;
  };
  for (const row of roles) {
    for (const { kind, scopeId } of toRole(row)) memberOf(row.person).roles.push({ kind, place: scopeId });
  }
  for (const { person, pupil, relation, restricted } of links) {
    const member = memberOf(person);
    if (!restricted) member.children.push({ name: pupil.name, relation, classId: pupil.classes[0]?.classId ?? '' });
  }
  return [...members.values()];
}

/** While a row is being gathered. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Rows of a dated relation that hold on the day. */
function heldOn(on: LocalDate) {
  const day = toDate(on);
  return { fromOn: { lte: day }, OR: [{ toOn: null }, { toOn: { gt: day } }] };
}

/** The same in SQL, for any of the days. */
function heldOnOneOf(days: readonly LocalDate[], alias: 'r' | 'g'): Prisma.Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`EXISTS (
    SELECT 1 FROM unnest(${[...days]}::text[]) AS d("on")
     WHERE ${row}."fromOn" <= d."on"::date AND (${row}."toOn" IS NULL OR ${row}."toOn" > d."on"::date))`;
}

type PersonColumns = Pick<PersonRow, 'id' | 'tenantId' | 'name' | 'language' | 'recordAtOnce'>;

function toPerson(row: PersonColumns): Person {
  return {
    id: row.id,
    tenantId: row.tenantId,
    name: row.name,
    language: languages.find((language): language is Language => language === row.language) ?? null,
    recordAtOnce: row.recordAtOnce,
  };
}

/** A kind or scope that this version does not know grants nothing, so the row is left out. */
function toRole(row: RoleRow): Role[] {
  const kind = roleKinds.find((known): known is RoleKind => known === row.kind);
  const scopeKind = scopeKinds.find((known): known is ScopeKind => known === row.scopeKind);
  if (!kind || !scopeKind) return [];
  return [
    {
      schoolId: row.schoolId,
      kind,
      scopeKind,
      scopeId: row.scopeId,
      subjects: row.subjects,
      fromOn: fromDate(row.fromOn),
      toOn: row.toOn && fromDate(row.toOn),
    },
  ];
}
