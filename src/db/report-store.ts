import type { DeliveryFigure, ReachFigure, ReportStore } from '../core/ports/report-store.js';
import { Prisma } from '../gen/client.js';
import type { Client } from './client.js';
import { toDate } from './dates.js';

export function createReportStore(client: Client): ReportStore {
  return {
    async deliveries(schoolId, { from, to }, classIds, on) {
      const within =
        classIds === 'all'
          ? Prisma.empty
          : Prisma.sql`AND ("subjectId" = ANY(${[...classIds]}::text[])
                            OR "personId" IN (${familiesOf(schoolId, classIds, toDate(on))}))`;
      return client.$queryRaw<DeliveryFigure[]>`
        SELECT "kind", "state", count(*)::int AS "count"
          FROM "Delivery"
         WHERE "schoolId" = ${schoolId} AND "verb" = 'send' AND "createdAt" >= ${from} AND "createdAt" < ${to} ${within}
         GROUP BY "kind", "state"
         ORDER BY "kind", "state"`;
    },
    async sent(schoolId, { subjectIds, personId, since }, limit) {
      const rows = await client.delivery.findMany({
        where: {
          schoolId,
          verb: 'send',
          state: 'sent',
          sentAt: { gte: since },
          ...(subjectIds ? { subjectId: { in: [...subjectIds] } } : {}),
          ...(personId ? { personId } : {}),
        },
        select: { kind: true, subjectId: true, personId: true, sentAt: true },
        orderBy: { sentAt: 'desc' },
        take: limit,
      });
      return rows.flatMap(({ sentAt, ...row }) => (sentAt ? [{ ...row, sentAt }] : []));
    },
    async rounds(schoolId, weekOn) {
      return client.round.findMany({
        where: { schoolId, weekOn: toDate(weekOn) },
        select: { classId: true, state: true, submittedAt: true, locksAt: true },
      });
    },
    async reach(schoolId, on) {
      return client.$queryRaw<ReachFigure[]>`
        SELECT k."classId",
               count(DISTINCT g."personId")::int AS "guardians",
               count(DISTINCT a."personId")::int AS "reached"
          ${reached(schoolId, toDate(on))}
         GROUP BY k."classId"`;
    },
    async reachOf(schoolId, classIds, on) {
      const [figure] = await client.$queryRaw<Omit<ReachFigure, 'classId'>[]>`
        SELECT count(DISTINCT g."personId")::int AS "guardians", count(DISTINCT a."personId")::int AS "reached"
          ${reached(schoolId, toDate(on))} AND k."classId" = ANY(${[...classIds]}::text[])`;
      return figure ?? { guardians: 0, reached: 0 };
    },
  };
}

/** Guardians who get notes about a child of a class on the day, with the account that reaches them, if any. */
const reached = (schoolId: string, day: Date) => Prisma.sql`
  FROM "ClassMembership" k
  JOIN "Guardianship" g ON g."pupilId" = k."pupilId" AND g."schoolId" = k."schoolId"
  LEFT JOIN "Account" a ON a."personId" = g."personId" AND a."deactivatedAt" IS NULL
 WHERE k."schoolId" = ${schoolId}
   AND k."fromOn" <= ${day} AND (k."toOn" IS NULL OR k."toOn" > ${day})
   AND g."fromOn" <= ${day} AND (g."toOn" IS NULL OR g."toOn" > ${day})
   AND g."receivesNotes" AND NOT g."restricted"`;

const familiesOf = (schoolId: string, classIds: readonly string[], day: Date) => Prisma.sql`
  SELECT g."personId" ${reached(schoolId, day)} AND k."classId" = ANY(${[...classIds]}::text[])`;
