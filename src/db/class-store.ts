import type { LocalDate } from '../core/calendar/local-date.js';
import type { ClassInfo, ClassStore, RosterPupil } from '../core/ports/class-store.js';
import { Prisma } from '../gen/client.js';
import type { Client } from './client.js';
import { toDate } from './dates.js';

export function createClassStore(client: Client): ClassStore {
  return {
    list: (schoolId, on) => classRows(client, schoolId, Prisma.sql`c."endedOn" IS NULL OR c."endedOn" > ${on}::date`),

    find: (schoolId, classIds) => classRows(client, schoolId, Prisma.sql`c."id" = ANY(${[...classIds]}::text[])`),

    async groupsOf(schoolId, classIds, on) {
      return client.group.findMany({
        where: { schoolId, classId: { in: [...classIds] }, ...notEndedOn(on) },
        select: { id: true, classId: true, number: true, name: true },
        orderBy: [{ classId: 'asc' }, { number: 'asc' }],
      });
    },

    roster: (schoolId, classId, on) => rosterRows(client, schoolId, Prisma.sql`cm."classId" = ${classId}`, on),

    async isPupilName(schoolId, name) {
      return (await client.pupil.findFirst({ where: { schoolId, name, leftOn: null }, select: { id: true } })) !== null;
    },

    pupilsAt: (schoolId, pupilIds, on) =>
      rosterRows(client, schoolId, Prisma.sql`cm."pupilId" = ANY(${[...pupilIds]}::text[])`, on),
  };
}

function classRows(client: Client, schoolId: string, which: Prisma.Sql): Promise<readonly ClassInfo[]> {
  return client.$queryRaw<ClassInfo[]>`
    SELECT c."id", c."schoolId", c."gradeId", g."name" AS "gradeName", c."name"
      FROM "SchoolClass" c
      JOIN "Grade" g ON g."id" = c."gradeId"
     WHERE c."schoolId" = ${schoolId} AND (${which})
     ORDER BY g."ordinal", c."ordinal", c."id"`;
}

/** One statement for pupil, class and group of the day: quick entry asks it for every message. */
async function rosterRows(
  client: Client,
  schoolId: string,
  which: Prisma.Sql,
  on: LocalDate,
): Promise<readonly RosterPupil[]> {
  return client.$queryRaw<RosterPupil[]>`
    SELECT p."id", cm."classId", p."name", p."studentNumber", cm."classNumber", cm."seat", p."sex",
           p."aliases", p."pinyin", g."id" AS "groupId", g."number" AS "groupNumber",
           CASE WHEN g."id" IS NOT NULL THEN gm."memberNumber" END AS "memberNumber"
      FROM "ClassMembership" cm
      JOIN "Pupil" p ON p."id" = cm."pupilId" AND p."schoolId" = cm."schoolId"
      LEFT JOIN "GroupMembership" gm
        ON gm."pupilId" = p."id" AND gm."schoolId" = p."schoolId"
       AND gm."fromOn" <= ${on}::date AND (gm."toOn" IS NULL OR gm."toOn" > ${on}::date)
      -- A membership that outlived a change of class says nothing about the new one.
      LEFT JOIN "Group" g ON g."id" = gm."groupId" AND g."classId" = cm."classId"
     WHERE cm."schoolId" = ${schoolId} AND ${which}
       AND cm."fromOn" <= ${on}::date AND (cm."toOn" IS NULL OR cm."toOn" > ${on}::date)
     ORDER BY cm."classId", cm."classNumber" NULLS LAST, p."studentNumber"`;
}

function notEndedOn(on: LocalDate) {
  return { OR: [{ endedOn: null }, { endedOn: { gt: toDate(on) } }] };
}
