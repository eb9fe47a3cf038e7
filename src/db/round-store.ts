import type { NewRound, Round, RoundStore } from '../core/ports/round-store.js';
import type { Round as Row } from '../gen/client.js';
import type { Client } from './client.js';
import { fromDate, toDate } from './dates.js';

const notLocked = { in: ['open', 'submitted'] };

export function createRoundStore(client: Client): RoundStore {
  return {
    async open(round) {
      await client.round.createMany({ data: [toRow(round)], skipDuplicates: true });
      const { schoolId, classId, weekOn } = round;
      return toRound(
        await client.round.findUniqueOrThrow({
          where: { schoolId_classId_weekOn: { schoolId, classId, weekOn: toDate(weekOn) } },
        }),
      );
    },

    async find(schoolId, roundId) {
      const row = await client.round.findFirst({ where: { schoolId, id: roundId } });
      return row && toRound(row);
    },

    async ofClass(schoolId, classId, weekOn) {
      const row = await client.round.findUnique({
        where: { schoolId_classId_weekOn: { schoolId, classId, weekOn: toDate(weekOn) } },
      });
      return row && toRound(row);
    },

    async lockedThrough(schoolId, classId, before) {
      const row = await client.round.findFirst({
        where: { schoolId, classId, state: 'locked', ...(before ? { weekOn: { lt: toDate(before) } } : {}) },
        orderBy: { weekOn: 'desc' },
        select: { weekOn: true },
      });
      return row && fromDate(row.weekOn);
    },

    async ofWeek(schoolId, weekOn) {
      const rows = await client.round.findMany({
        where: { schoolId, weekOn: toDate(weekOn) },
        orderBy: { classId: 'asc' },
      });
      return rows.map(toRound);
    },

    async scoresOf(schoolId, roundId) {
      const rows = await client.groupScore.findMany({ where: { schoolId, roundId }, orderBy: { groupId: 'asc' } });
      return rows.map((row) => ({
        groupId: row.groupId,
        score: row.score === null ? null : row.score.toNumber(),
        remark: row.remark,
      }));
    },

    async submit(schoolId, roundId, { scores, remark, submittedById, now }) {
      const { count } = await client.round.updateMany({
        where: { schoolId, id: roundId, state: notLocked },
        data: { state: 'submitted', remark, submittedById, submittedAt: now },
      });
      if (count === 0) return false;
      await client.groupScore.deleteMany({ where: { schoolId, roundId } });
      await client.groupScore.createMany({ data: scores.map((score) => ({ ...score, schoolId, roundId })) });
      return true;
    },

    async dueToLock(schoolId, now) {
      const rows = await client.round.findMany({
        where: { schoolId, state: notLocked, locksAt: { lte: now } },
        select: { id: true },
        orderBy: [{ weekOn: 'asc' }, { classId: 'asc' }],
      });
      return rows.map((row) => row.id);
    },

    async unlockedUpTo(schoolId, roundIds) {
      const ids = await client.$queryRaw<{ id: string }[]>`
        SELECT DISTINCT r."id"
          FROM "Round" named
          JOIN "Round" r ON r."schoolId" = named."schoolId" AND r."classId" = named."classId"
                        AND r."weekOn" <= named."weekOn" AND r."state" IN ('open', 'submitted')
         WHERE named."schoolId" = ${schoolId} AND named."id" = ANY(${[...roundIds]}::text[])
           AND named."state" IN ('open', 'submitted')`;
      const rows = await client.round.findMany({
        where: { id: { in: ids.map((row) => row.id) } },
        orderBy: [{ weekOn: 'asc' }, { classId: 'asc' }],
      });
      return rows.map(toRound);
    },

    async lock(schoolId, roundIds, { now, seq }) {
      await client.round.updateMany({
        where: { schoolId, id: { in: [...roundIds] }, state: notLocked },
        data: { state: 'locked', lockedAt: now, lockedSeq: seq },
      });
    },

    async unlockedOf(schoolId, classIds, on) {
      const rows = await client.round.findMany({
        where: { schoolId, classId: { in: [...classIds] }, state: notLocked, weekOn: { lte: toDate(on) } },
        orderBy: [{ weekOn: 'asc' }, { classId: 'asc' }],
      });
      return rows.map(toRound);
    },
  };
}

function toRow({ weekOn, monthOn, schoolDays, ...round }: NewRound) {
  return { ...round, weekOn: toDate(weekOn), monthOn: toDate(monthOn), schoolDays: schoolDays.map(toDate) };
}

function toRound({ weekOn, monthOn, schoolDays, state, skipReason, lockedSeq, ...row }: Row): Round {
  return {
    ...row,
    weekOn: fromDate(weekOn),
    monthOn: fromDate(monthOn),
    schoolDays: schoolDays.map(fromDate),
    state: state as Round['state'],
    skipReason: skipReason as Round['skipReason'],
    lockedSeq: lockedSeq === null ? null : Number(lockedSeq),
  };
}
