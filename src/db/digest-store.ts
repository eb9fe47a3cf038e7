import type { ClassWeekFacts } from '../core/digests/facts.js';
import type { Digest, DigestAudience, DigestState, DigestStore } from '../core/ports/digest-store.js';
import type { Prisma, Digest as Row } from '../gen/client.js';
import type { Client } from './client.js';
import { fromDate, toDate } from './dates.js';

// The facts were written by this program from the same type; they are read back as they are.
const digestOf = (row: Row): Digest => ({
  id: row.id,
  schoolId: row.schoolId,
  classId: row.classId ?? '',
  roundId: row.roundId ?? '',
  weekOn: fromDate(row.weekOn),
  audience: row.audience as DigestAudience,
  facts: row.facts as unknown as ClassWeekFacts,
  state: row.state as DigestState,
  composedAt: row.composedAt,
  approvedAt: row.approvedAt,
  approvedById: row.approvedById,
});

export function createDigestStore(client: Client): DigestStore {
  return {
    async add({ weekOn, facts, ...digest }) {
      const { count } = await client.digest.createMany({
        data: [
          {
            ...digest,
            weekOn: toDate(weekOn),
            facts: facts as unknown as Prisma.InputJsonValue,
            state: 'composed',
          },
        ],
        skipDuplicates: true,
      });
      return count === 1;
    },
    async find(digestId) {
      const row = await client.digest.findUnique({ where: { id: digestId } });
      return row && digestOf(row);
    },
    async ofWeek(schoolId, classId, weekOn) {
      const rows = await client.digest.findMany({
        where: { schoolId, classId, weekOn: toDate(weekOn) },
        orderBy: { audience: 'asc' },
      });
      return rows.map(digestOf);
    },
    async since(schoolId, weekOn) {
      const rows = await client.digest.findMany({
        where: { schoolId, weekOn: { gte: toDate(weekOn) } },
        orderBy: [{ weekOn: 'desc' }, { classId: 'asc' }, { audience: 'asc' }],
      });
      return rows.map(digestOf);
    },
    async move(digestId, from, to, personId, now) {
      const { count } = await client.digest.updateMany({
        where: { id: digestId, state: { in: [...from] } },
        data: { state: to, ...(to === 'approved' ? { approvedAt: now, approvedById: personId } : {}) },
      });
      return count === 1;
    },
    async holdNote({ weekOn, ...hold }) {
      const key = { pupilId: hold.pupilId, weekOn: toDate(weekOn) };
      const { count } = await client.noteHold.createMany({
        data: [{ ...hold, weekOn: key.weekOn }],
        skipDuplicates: true,
      });
      if (count === 1) return true;
      const again = await client.noteHold.updateMany({
        where: { ...key, releasedAt: { not: null } },
        data: { releasedAt: null, heldById: hold.heldById, heldAt: hold.heldAt },
      });
      return again.count === 1;
    },
    async releaseNote(schoolId, pupilId, weekOn, now) {
      const { count } = await client.noteHold.updateMany({
        where: { schoolId, pupilId, weekOn: toDate(weekOn), releasedAt: null },
        data: { releasedAt: now },
      });
      return count === 1;
    },
    async heldNotes(schoolId, classId, weekOn) {
      const rows = await client.noteHold.findMany({
        where: { schoolId, classId, weekOn: toDate(weekOn), releasedAt: null },
        select: { pupilId: true },
      });
      return rows.map((row) => row.pupilId);
    },
  };
}
