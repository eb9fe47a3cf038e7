import type { NewEntry, PointEntry } from '../core/conduct/ledger.js';
import type { ConductStore } from '../core/ports/conduct-store.js';
import type { PointEntry as Row } from '../gen/client.js';
import type { Client } from './client.js';
import { fromDate, toDate } from './dates.js';

export function createConductStore(client: Client): ConductStore {
  return {
    async hold(schoolId, as) {
      // Until the end of the transaction, whatever its outcome. A lock on a row would write to it at every message.
      const name = `conduct ${schoolId}`;
      if (as === 'writer') {
        await client.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`;
      } else {
        await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
      }
    },

    async seal() {
      const [row] = await client.$queryRaw<{ seq: bigint }[]>`
        SELECT nextval(pg_get_serial_sequence('"PointEntry"', 'seq')) AS "seq"`;
      if (!row) throw new Error('The ledger gave no number');
      return Number(row.seq);
    },

    async marksOf(schoolId, of) {
      const classIds = of.map((one) => one.classId);
      const kinds = of.map((one) => one.subject.kind);
      const ids = of.map((one) => one.subject.id);
      // GREATEST leaves nulls out.
      const rows = await client.$queryRaw<{ locked: Date | null; closed: Date | null }[]>`
        SELECT GREATEST(
                 (SELECT max(r."weekOn") FROM "Round" r
                   WHERE r."schoolId" = ${schoolId} AND r."classId" = w."classId" AND r."state" = 'locked'),
                 (SELECT max(s."weekOn") FROM "Standing" s
                   WHERE s."schoolId" = ${schoolId} AND s."kind" = w."kind" AND s."subjectId" = w."id")
               ) AS "locked",
               GREATEST(
                 (SELECT max(c."monthOn") FROM "MonthClose" c
                   WHERE c."schoolId" = ${schoolId} AND c."classId" = w."classId"),
                 (SELECT max(t."monthOn") FROM "MonthTotal" t
                   WHERE t."schoolId" = ${schoolId} AND t."pupilId" = w."id" AND w."kind" = 'pupil')
               ) AS "closed"
          FROM unnest(${classIds}::text[], ${kinds}::text[], ${ids}::text[])
               WITH ORDINALITY AS w("classId", "kind", "id", "place")
         ORDER BY w."place"`;
      return rows.map(({ locked, closed }) => ({
        lockedThrough: locked && fromDate(locked),
        closedThrough: closed && fromDate(closed),
      }));
    },

    async add(entries) {
      if (entries.length === 0) return [];
      const rows = await client.pointEntry.createManyAndReturn({ data: entries.map(toRow), skipDuplicates: true });
      return rows.map(toEntry).sort((a, b) => a.seq - b.seq);
    },

    async find(schoolId, entryIds) {
      const rows = await client.pointEntry.findMany({
        where: { schoolId, id: { in: [...entryIds] } },
        orderBy: { seq: 'asc' },
      });
      return rows.map(toEntry);
    },

    async ofSource(schoolId, sourceKey) {
      const rows = await client.pointEntry.findMany({ where: { schoolId, sourceKey }, orderBy: { sourceLine: 'asc' } });
      return rows.map(toEntry);
    },

    async reversedAmong(schoolId, entryIds) {
      const rows = await client.pointEntry.findMany({
        where: { schoolId, reversesId: { in: [...entryIds] } },
        select: { reversesId: true },
      });
      return new Set(rows.flatMap((row) => row.reversesId ?? []));
    },

    async newestOf(schoolId, personId) {
      const [newest] = await client.$queryRaw<{ id: string }[]>`
        SELECT e."id" FROM "PointEntry" e
         WHERE e."schoolId" = ${schoolId} AND e."recordedById" = ${personId} AND e."reversesId" IS NULL
           AND NOT EXISTS (SELECT FROM "PointEntry" r WHERE r."reversesId" = e."id")
         ORDER BY e."seq" DESC
         LIMIT 1`;
      const row = newest && (await client.pointEntry.findUnique({ where: { id: newest.id } }));
      return row ? toEntry(row) : null;
    },

    async ofWeeks(schoolId, classId, fromWeekOn, toWeekOn) {
      const rows = await client.pointEntry.findMany({
        where: { schoolId, classId, weekOn: { gte: toDate(fromWeekOn), lte: toDate(toWeekOn) } },
        orderBy: { seq: 'asc' },
      });
      return rows.map(toEntry);
    },

    async ofPupil(schoolId, pupilId, fromMonthOn, toMonthOn) {
      const rows = await client.pointEntry.findMany({
        where: { schoolId, pupilId, monthOn: { gte: toDate(fromMonthOn), lte: toDate(toMonthOn) } },
        orderBy: { seq: 'asc' },
      });
      return rows.map(toEntry);
    },
  };
}

function toRow({ subject, occurredOn, weekOn, monthOn, ...entry }: NewEntry) {
  return {
    ...entry,
    pupilId: subject.kind === 'pupil' ? subject.id : null,
    groupId: subject.kind === 'group' ? subject.id : null,
    occurredOn: toDate(occurredOn),
    weekOn: toDate(weekOn),
    monthOn: toDate(monthOn),
  };
}

function toEntry({ pupilId, groupId, seq, points, occurredOn, weekOn, monthOn, ...row }: Row): PointEntry {
  return {
    ...row,
    seq: Number(seq),
    subject: pupilId === null ? { kind: 'group', id: groupId ?? '' } : { kind: 'pupil', id: pupilId },
    points: points.toNumber(),
    occurredOn: fromDate(occurredOn),
    weekOn: fromDate(weekOn),
    monthOn: fromDate(monthOn),
  };
}
