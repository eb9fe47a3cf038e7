import { addDays, type LocalDate } from '../../src/core/calendar/local-date.js';
import type { Ports } from '../../src/core/ports/ports.js';
import { createSchool } from '../../src/core/school/create-school.js';
import type { OpenDatabase } from '../../src/db/open.js';
import { pupilsPerClass } from './roster.js';

// A school of any size written straight into the tables, with weeks of points: what takes an office minutes to import
// takes a statement here. Ids are numbers with a letter before them.

export const weekOne: LocalDate = '2026-09-07';
const entriesPerPupil = 4;
const groupsPerClass = 10;

export async function writeSchool(database: OpenDatabase, ports: Ports, pupils: number): Promise<string> {
  const schoolId = await ports.database.transaction((stores) =>
    createSchool(ports, stores, {
      name: 'Measured School',
      language: 'zh-CN',
      zone: 'Asia/Shanghai',
      calendar: 'none',
      region: 'CN',
      since: '2026-08-31',
      term: { startsOn: '2026-08-31', endsOn: '2027-01-31', weekOneOn: '2026-08-31' },
    }),
  );
  const classes = pupils / pupilsPerClass;
  const run = (text: string, ...values: unknown[]) => database.pool.query(text, values);
  const since = '2026-08-31';
  await run(`INSERT INTO "Grade" ("id", "schoolId", "name", "ordinal") VALUES ('y1', $1, '七年级', 7)`, schoolId);
  await run(
    `INSERT INTO "SchoolClass" ("id", "schoolId", "gradeId", "name", "ordinal")
     SELECT 'c' || n, $1, 'y1', n || '班', n FROM generate_series(1, $2::int) n`,
    schoolId,
    classes,
  );
  await run(
    `INSERT INTO "Group" ("id", "schoolId", "classId", "number")
     SELECT 'g' || c || '-' || n, $1, 'c' || c, n FROM generate_series(1, $2::int) c, generate_series(1, $3::int) n`,
    schoolId,
    classes,
    groupsPerClass,
  );
  await run(
    `INSERT INTO "Pupil" ("id", "schoolId", "studentNumber", "name", "createdAt", "updatedAt")
     SELECT 'p' || n, $1, n, '学生' || n, $3, $3 FROM generate_series(0, $2::int - 1) n`,
    schoolId,
    pupils,
    since,
  );
  const membership = `FROM generate_series(0, $2::int - 1) n CROSS JOIN LATERAL (SELECT n / $3::int + 1 AS c, n % $3::int AS place) at`;
  await run(
    `INSERT INTO "ClassMembership" ("id", "schoolId", "pupilId", "classId", "classNumber", "fromOn")
     SELECT 'm' || n, $1, 'p' || n, 'c' || c, place + 1, $4 ${membership}`,
    ...[schoolId, pupils, pupilsPerClass, since],
  );
  await run(
    `INSERT INTO "GroupMembership" ("id", "schoolId", "pupilId", "groupId", "memberNumber", "fromOn")
     SELECT 'm' || n, $1, 'p' || n, 'g' || c || '-' || (place % ${groupsPerClass} + 1), place / ${groupsPerClass} + 1, $4 ${membership}`,
    ...[schoolId, pupils, pupilsPerClass, since],
  );
  return schoolId;
}

/** A week of points for everybody, and the rounds as the homeroom teachers have answered them. */
export async function writeWeek(database: OpenDatabase, schoolId: string, monday: LocalDate): Promise<void> {
  const days = [0, 1, 2, 3, 4].map((ahead) => addDays(monday, ahead));
  const month = `${days[4]?.slice(0, 8)}01`;
  const run = (text: string, ...values: unknown[]) => database.pool.query(text, values);
  await run(
    `INSERT INTO "PointEntry" ("id", "schoolId", "classId", "pupilId", "rubricItemId", "itemCode", "points", "familyText",
                               "occurredOn", "weekOn", "monthOn", "recordedAt", "sourceKey", "sourceLine")
     SELECT 'e' || $2 || '-' || n || '-' || cm."pupilId", $1, cm."classId", cm."pupilId", item."id", item."code", item."points",
            item."nameZh", $2::date + n, $2::date, $3::date, $2::date, $2 || ':' || cm."pupilId", n
       FROM "ClassMembership" cm CROSS JOIN generate_series(1, ${entriesPerPupil}) n
       CROSS JOIN LATERAL (
         SELECT r.* FROM "RubricItem" r WHERE r."schoolId" = $1 AND r."kind" <> 'neutral' AND NOT r."serious"
          ORDER BY hashtext(cm."pupilId" || n || $2), r."id" LIMIT 1) item
      WHERE cm."schoolId" = $1`,
    ...[schoolId, monday, month],
  );
  await run(
    `INSERT INTO "Round" ("id", "schoolId", "classId", "weekOn", "monthOn", "schoolDays", "state", "openedAt", "submittedAt", "locksAt")
     SELECT 'r' || $2 || "id", $1, "id", $2::date, $3::date, $4::date[], 'submitted', $5::date, $5::date, $5::date + 5
       FROM "SchoolClass" WHERE "schoolId" = $1`,
    ...[schoolId, monday, month, days, days[4]],
  );
  await run(
    `INSERT INTO "GroupScore" ("schoolId", "roundId", "groupId", "score")
     SELECT $1, 'r' || $2 || "classId", "id", 8 FROM "Group" WHERE "schoolId" = $1`,
    ...[schoolId, monday],
  );
  await run('ANALYZE');
}
