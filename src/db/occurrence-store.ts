import type { OccurrenceStore, TakenOccurrence } from '../core/ports/occurrence-store.js';
import type { Client } from './client.js';
import { instant } from './delivery-sql.js';
import { toJson } from './json.js';

const columns = { id: true, schoolId: true, kind: true, subjectId: true, dueKey: true, dueAt: true } as const;

export function createOccurrenceStore(client: Client): OccurrenceStore {
  return {
    async plan(occurrences) {
      if (occurrences.length === 0) return;
      await client.$executeRaw`
        INSERT INTO "Occurrence" ("id", "schoolId", "kind", "subjectId", "dueKey", "dueAt")
        SELECT o."id", o."schoolId", o."kind", o."subjectId", o."dueKey", o."dueAt"
          FROM jsonb_to_recordset(${toJson(occurrences)}::jsonb) AS o(
                 "id" text, "schoolId" text, "kind" text, "subjectId" text, "dueKey" text, "dueAt" timestamptz)
        ON CONFLICT ("schoolId", "kind", "subjectId", "dueKey") DO UPDATE SET "dueAt" = excluded."dueAt"
          WHERE "Occurrence"."state" = 'pending' AND "Occurrence"."lease" IS NULL
            AND "Occurrence"."dueAt" <> excluded."dueAt"`;
    },
    async withdraw(ids) {
      if (ids.length === 0) return;
      await client.occurrence.deleteMany({ where: { id: { in: [...ids] }, state: 'pending', lease: null } });
    },
    async pendingOf(schoolId, kind) {
      return client.occurrence.findMany({
        where: { schoolId, kind, state: 'pending' },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        select: columns,
      });
    },
    async take({ kinds, school, machine, lease, leaseUntil, limit }) {
      return client.$queryRaw<TakenOccurrence[]>`
        WITH due AS (
          SELECT "id" FROM "Occurrence"
           WHERE "state" = 'pending' AND "dueAt" <= ${instant(school)} AND "kind" = ANY(${[...kinds]}::text[])
             AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${instant(machine)})
           ORDER BY "dueAt", "id" LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ),
        taken AS (
          UPDATE "Occurrence" o
             SET "lease" = ${lease}, "leaseUntil" = ${instant(leaseUntil)}, "attempts" = o."attempts" + 1
            FROM due WHERE o."id" = due."id"
          RETURNING o.*
        )
        SELECT "id", "schoolId", "kind", "subjectId", "dueKey", "dueAt", "lease", "attempts" FROM taken
         ORDER BY "dueAt", "id"`;
    },
    async settle(id, lease, outcome, school) {
      const { count } = await client.occurrence.updateMany({
        where: { id, lease, state: 'pending' },
        data: {
          state: outcome.state,
          reason: outcome.state === 'skipped' ? outcome.reason : null,
          settledAt: school,
          lease: null,
          leaseUntil: null,
        },
      });
      return count === 1;
    },
    async putBack(id, lease, notBefore) {
      await client.occurrence.updateMany({ where: { id, lease }, data: { lease: null, leaseUntil: notBefore } });
    },
    async unfinished(kinds, school, machine) {
      return client.occurrence.count({
        where: {
          state: 'pending',
          dueAt: { lte: school },
          kind: { in: [...kinds] },
          OR: [{ lease: { not: null } }, { leaseUntil: null }, { leaseUntil: { lte: machine } }],
        },
      });
    },
    async nextDue(kinds, after) {
      return client.occurrence.findFirst({
        where: { state: 'pending', kind: { in: [...kinds] }, dueAt: { gt: after } },
        select: { kind: true, dueAt: true },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      });
    },
    async releaseLeases(machine) {
      await client.$executeRaw`
        UPDATE "Occurrence" SET "lease" = NULL, "leaseUntil" = ${instant(machine)}
         WHERE "state" = 'pending' AND "lease" IS NOT NULL`;
    },
  };
}
