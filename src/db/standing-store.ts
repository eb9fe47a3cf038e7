import { addDays, nextMonthOf } from '../core/calendar/local-date.js';
import type { Standing } from '../core/conduct/standings.js';
import type { DatedStanding, StandingStore } from '../core/ports/standing-store.js';
import type { Standing as Row } from '../gen/client.js';
import type { Client } from './client.js';
import { fromDate, toDate } from './dates.js';
import { groupStandingsSql, monthTotalsSql, pupilStandingsSql } from './standing-sql.js';

export function createStandingStore(client: Client): StandingStore {
  return {
    async writeWeek(schoolId, roundIds, rules) {
      await client.$executeRaw(pupilStandingsSql(schoolId, roundIds, rules));
      await client.$executeRaw(groupStandingsSql(schoolId, roundIds, rules));
    },

    async ofRound(schoolId, roundId) {
      const rows = await client.$queryRaw<{ subjectId: string }[]>`
        SELECT s."subjectId"
          FROM "Standing" s
          LEFT JOIN "Group" g ON g."id" = s."subjectId"
          LEFT JOIN "ClassMembership" cm
            ON cm."pupilId" = s."subjectId" AND cm."classId" = s."classId"
           AND cm."fromOn" <= s."weekOn" + 6 AND (cm."toOn" IS NULL OR cm."toOn" > s."weekOn" + 6)
         WHERE s."schoolId" = ${schoolId} AND s."roundId" = ${roundId}
         ORDER BY s."kind", g."number", cm."classNumber" NULLS LAST, s."subjectId"`;
      const standings = await client.standing.findMany({ where: { schoolId, roundId } });
      const bySubject = new Map(standings.map((row) => [row.subjectId, toStanding(row)]));
      return rows.flatMap((row) => bySubject.get(row.subjectId) ?? []);
    },

    async ofPupil(schoolId, pupilId, fromWeekOn, toWeekOn) {
      const rows = await client.standing.findMany({
        where: {
          schoolId,
          kind: 'pupil',
          subjectId: pupilId,
          weekOn: { gte: toDate(fromWeekOn), lte: toDate(toWeekOn) },
        },
        orderBy: { weekOn: 'asc' },
      });
      return rows.map(
        (row): DatedStanding => ({ ...toStanding(row), weekOn: fromDate(row.weekOn), monthOn: fromDate(row.monthOn) }),
      );
    },

    async totalsOf(schoolId, classId, { monthOn, throughOn }, { base, clampAt }) {
      const rows = await client.$queryRaw<{ pupilId: string; total: { toNumber(): number } }[]>`
        SELECT cm."pupilId",
               GREATEST(${clampAt}::numeric, ${base}::numeric + COALESCE((
                 SELECT sum(e."points") FROM "PointEntry" e
                  WHERE e."schoolId" = ${schoolId} AND e."pupilId" = cm."pupilId"
                    AND e."monthOn" = ${monthOn}::date AND e."occurredOn" <= ${throughOn}::date
               ), 0)) AS "total"
          FROM "ClassMembership" cm
         WHERE cm."schoolId" = ${schoolId} AND cm."classId" = ${classId}
           AND cm."fromOn" <= ${throughOn}::date AND (cm."toOn" IS NULL OR cm."toOn" > ${throughOn}::date)
         ORDER BY cm."classNumber" NULLS LAST, cm."pupilId"`;
      return new Map(rows.map((row) => [row.pupilId, row.total.toNumber()]));
    },

    async monthsOf(schoolId, classIds) {
      const rows = await client.$queryRaw<{ classId: string; closed: Date | null; first: Date | null }[]>`
        SELECT c."classId",
               (SELECT max(m."monthOn") FROM "MonthClose" m
                 WHERE m."schoolId" = ${schoolId} AND m."classId" = c."classId") AS "closed",
               LEAST(
                 (SELECT min(r."monthOn") FROM "Round" r
                   WHERE r."schoolId" = ${schoolId} AND r."classId" = c."classId"),
                 (SELECT min(e."monthOn") FROM "PointEntry" e
                   WHERE e."schoolId" = ${schoolId} AND e."classId" = c."classId")
               ) AS "first"
          FROM unnest(${[...classIds]}::text[]) AS c("classId")`;
      return rows.map(({ classId, closed, first }) => ({
        classId,
        closedThrough: closed && fromDate(closed),
        firstMonthOn: first && fromDate(first),
      }));
    },

    async writeMonth(closes, rules) {
      const [first] = closes;
      if (!first) return;
      await client.monthClose.createMany({
        data: closes.map((close) => ({ ...close, monthOn: toDate(close.monthOn) })),
      });
      const closeIds = closes.map((close) => close.id);
      await client.$executeRaw(
        monthTotalsSql(first.schoolId, closeIds, addDays(nextMonthOf(first.monthOn), -1), rules),
      );
    },

    async monthTotals(schoolId, classId, monthOn) {
      const close = await client.monthClose.findUnique({
        where: { schoolId_classId_monthOn: { schoolId, classId, monthOn: toDate(monthOn) } },
        include: { totals: { orderBy: { pupilId: 'asc' } } },
      });
      if (!close) return null;
      return close.totals.map((row) => ({ pupilId: row.pupilId, total: row.total.toNumber(), band: row.band }));
    },
  };
}

function toStanding(row: Row): Standing {
  const common = { subjectId: row.subjectId, week: row.week.toNumber() };
  const change = row.change === null ? null : row.change.toNumber();
  const total = row.total === null ? null : row.total.toNumber();
  if (row.kind === 'pupil') {
    return {
      kind: 'pupil',
      ...common,
      total: total ?? 0,
      change: change ?? 0,
      rank: row.rank ?? 1,
      band: row.band ?? '',
      belowLine: row.belowLine,
    };
  }
  return {
    kind: 'group',
    ...common,
    mean: total,
    members: row.members,
    sameMembers: row.sameMembers ?? false,
    change,
    rank: row.rank,
  };
}
