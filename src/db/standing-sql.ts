import type { LocalDate } from '../core/calendar/local-date.js';
import type { ConductRules } from '../core/conduct/ledger.js';
import { Prisma } from '../gen/client.js';

// The set-based form of core/conduct/standings.ts and foldMonth, which is the rule. Each statement takes any number of
// classes and touches only index ranges of the subjects' own weeks and months, so a pupil costs the same in a school of a
// thousand and in a district of a million. Look-ups are LATERAL with a LIMIT or an aggregate: they stay look-ups in an index
// whatever the planner believes of tables that nobody has analyzed yet. Every number is a parameter; points are halves, so
// sums are exact.

/** Standings of the pupils who are in the rounds' classes on the week's Sunday. */
export function pupilStandingsSql(schoolId: string, roundIds: readonly string[], rules: ConductRules): Prisma.Sql {
  return Prisma.sql`
    WITH computed AS (
      SELECT r."id" AS "roundId", r."classId", r."weekOn", r."monthOn", cm."pupilId", week."points" AS "week",
             ${totalOf(Prisma.sql`month."points"`, rules)} AS "total",
             CASE WHEN previous."monthOn" = r."monthOn" THEN previous."total" END AS "before"
        FROM "Round" r
        JOIN "ClassMembership" cm
          ON cm."schoolId" = r."schoolId" AND cm."classId" = r."classId" AND ${heldOn('cm', Prisma.sql`r."weekOn" + 6`)}
        ${newestOf('pupil', Prisma.sql`cm."pupilId"`)}
        ${weekPointsOf('pupilId', Prisma.sql`cm."pupilId"`)}
        CROSS JOIN LATERAL (
          SELECT COALESCE(sum(e."points"), 0) AS "points" FROM "PointEntry" e
           WHERE e."schoolId" = r."schoolId" AND e."pupilId" = cm."pupilId"
             AND e."monthOn" = r."monthOn" AND e."occurredOn" <= r."weekOn" + 6
        ) month
       WHERE r."schoolId" = ${schoolId} AND r."id" = ANY(${[...roundIds]}::text[])
         -- Else it is counted elsewhere: the pupil's other class was quicker.
         AND (previous."weekOn" IS NULL OR previous."weekOn" < r."weekOn")
    )
    INSERT INTO "Standing" ("schoolId", "roundId", "classId", "weekOn", "monthOn", "kind", "subjectId",
                            "week", "total", "change", "rank", "band", "belowLine")
    SELECT ${schoolId}, "roundId", "classId", "weekOn", "monthOn", 'pupil', "pupilId",
           "week", "total", "total" - COALESCE("before", ${rules.base}::numeric),
           rank() OVER (PARTITION BY "roundId" ORDER BY "total" DESC),
           ${bandOf(Prisma.sql`"total"`, rules)}, "total" < ${rules.line}::numeric
      FROM computed`;
}

/**
 * Standings of the rounds' groups: the mean of the members' capped week points, weighed by school days in the group, plus
 * the group's own points and the teacher's score.
 */
export function groupStandingsSql(schoolId: string, roundIds: readonly string[], rules: ConductRules): Prisma.Sql {
  const cap = rules.memberEffectCap;
  return Prisma.sql`
    WITH computed AS (
      SELECT r."id" AS "roundId", r."classId", r."weekOn", r."monthOn", g."id" AS "groupId",
             round((COALESCE(mean."sum", 0) + given."points" * COALESCE(mean."weight", 1))
                   / COALESCE(mean."weight", 1), 2) AS "score",
             round(mean."sum" / mean."weight", 2) AS "mean",
             COALESCE(mean."members", '{}') AS "members", mean."weight" IS NOT NULL AS "ranked",
             previous."week" AS "before",
             previous."weekOn" IS NULL OR previous."members" = COALESCE(mean."members", '{}') AS "sameMembers"
        FROM "Round" r
        JOIN "Group" g ON g."schoolId" = r."schoolId" AND g."classId" = r."classId"
                      AND (g."endedOn" IS NULL OR g."endedOn" > r."weekOn" + 6)
        ${newestOf('group', Prisma.sql`g."id"`, before)}
        ${weekPointsOf('groupId', Prisma.sql`g."id"`)}
        LEFT JOIN "GroupScore" gs ON gs."roundId" = r."id" AND gs."groupId" = g."id"
        CROSS JOIN LATERAL (SELECT week."points" + COALESCE(gs."score", 0) AS "points") given
        CROSS JOIN LATERAL (
          SELECT sum(member."days" * member."points") AS "sum", sum(member."days") AS "weight",
                 array_agg(member."pupilId" ORDER BY member."pupilId" COLLATE "C") AS "members"
            FROM (
              SELECT stay."pupilId", stay."days",
                     GREATEST(${-cap}::numeric, LEAST(${cap}::numeric, week."points")) AS "points"
                FROM (
                  SELECT gm."pupilId", count(DISTINCT d."on") AS "days"
                    FROM unnest(r."schoolDays") AS d("on")
                    JOIN "GroupMembership" gm
                      ON gm."schoolId" = r."schoolId" AND gm."groupId" = g."id" AND ${heldOn('gm', onDay)}
                    CROSS JOIN LATERAL (
                      SELECT 1 FROM "ClassMembership" cm
                       WHERE cm."pupilId" = gm."pupilId" AND cm."classId" = r."classId" AND ${heldOn('cm', onDay)}
                       LIMIT 1
                    ) "inClass"
                   GROUP BY gm."pupilId"
                ) stay
                ${newestOf('pupil', Prisma.sql`stay."pupilId"`, before)}
                ${weekPointsOf('pupilId', Prisma.sql`stay."pupilId"`)}
            ) member
        ) mean
       WHERE r."schoolId" = ${schoolId} AND r."id" = ANY(${[...roundIds]}::text[])
    )
    INSERT INTO "Standing" ("schoolId", "roundId", "classId", "weekOn", "monthOn", "kind", "subjectId",
                            "week", "total", "change", "rank", "members", "sameMembers")
    SELECT ${schoolId}, "roundId", "classId", "weekOn", "monthOn", 'group', "groupId",
           "score", "mean", "score" - "before",
           CASE WHEN "ranked" THEN rank() OVER (PARTITION BY "roundId", "ranked" ORDER BY "score" DESC) END,
           "members", "sameMembers"
      FROM computed`;
}

/** Totals of the month for the pupils who are in the closed classes on its last day. */
export function monthTotalsSql(
  schoolId: string,
  closeIds: readonly string[],
  lastDay: LocalDate,
  rules: ConductRules,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "MonthTotal" ("schoolId", "closeId", "pupilId", "monthOn", "total", "band")
    SELECT ${schoolId}, computed."id", computed."pupilId", computed."monthOn", computed."total",
           ${bandOf(Prisma.sql`computed."total"`, rules)}
      FROM (
        SELECT c."id", c."monthOn", cm."pupilId", ${totalOf(Prisma.sql`month."points"`, rules)} AS "total"
          FROM "MonthClose" c
          JOIN "ClassMembership" cm
            ON cm."schoolId" = c."schoolId" AND cm."classId" = c."classId"
           AND ${heldOn('cm', Prisma.sql`${lastDay}::date`)}
          CROSS JOIN LATERAL (
            SELECT COALESCE(sum(e."points"), 0) AS "points" FROM "PointEntry" e
             WHERE e."schoolId" = c."schoolId" AND e."pupilId" = cm."pupilId" AND e."monthOn" = c."monthOn"
          ) month
         WHERE c."schoolId" = ${schoolId} AND c."id" = ANY(${[...closeIds]}::text[])
      ) computed`;
}

const onDay = Prisma.sql`d."on"`;

/** A dated row holds on the day. */
function heldOn(alias: 'cm' | 'gm', day: Prisma.Sql): Prisma.Sql {
  const row = Prisma.raw(alias);
  return Prisma.sql`${row}."fromOn" <= ${day} AND (${row}."toOn" IS NULL OR ${row}."toOn" > ${day})`;
}

const before = Prisma.sql`AND s."weekOn" < r."weekOn"`;

/** Joins the subject's newest standing (of those that meet the condition), as `previous`. */
function newestOf(kind: 'pupil' | 'group', subject: Prisma.Sql, condition: Prisma.Sql = Prisma.empty): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN LATERAL (
      SELECT s."weekOn", s."monthOn", s."week", s."total", s."members" FROM "Standing" s
       WHERE s."schoolId" = r."schoolId" AND s."kind" = ${kind} AND s."subjectId" = ${subject} ${condition}
       ORDER BY s."weekOn" DESC
       LIMIT 1
    ) previous ON true`;
}

/** Joins the points since `previous`, as `week`. */
function weekPointsOf(column: 'pupilId' | 'groupId', subject: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    CROSS JOIN LATERAL (
      SELECT COALESCE(sum(e."points"), 0) AS "points" FROM "PointEntry" e
       WHERE e."schoolId" = r."schoolId" AND e.${Prisma.raw(`"${column}"`)} = ${subject}
         AND e."weekOn" <= r."weekOn" AND e."weekOn" > COALESCE(previous."weekOn", '-infinity'::date)
    ) week`;
}

/** GREATEST leaves nulls out: a null clamp is no floor. */
function totalOf(points: Prisma.Sql, { base, clampAt }: ConductRules): Prisma.Sql {
  return Prisma.sql`GREATEST(${clampAt}::numeric, ${base}::numeric + ${points})`;
}

/** Highest band first; the last one takes everything below. */
function bandOf(total: Prisma.Sql, { bands }: ConductRules): Prisma.Sql {
  const cases = bands.slice(0, -1).map((band) => Prisma.sql`WHEN ${total} >= ${band.from}::numeric THEN ${band.key}`);
  const last = bands.at(-1)?.key ?? '';
  return cases.length === 0 ? Prisma.sql`${last}::text` : Prisma.sql`CASE ${Prisma.join(cases, ' ')} ELSE ${last} END`;
}
