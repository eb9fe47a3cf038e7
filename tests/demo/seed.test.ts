import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { monthOf } from '../../src/core/calendar/local-date.js';
import { foldMonth } from '../../src/core/conduct/ledger.js';
import { isDemoAllowed } from '../../src/core/demo/demo-allowed.js';
import { type SeededDemo, seedDemo } from '../../src/core/demo/seed-demo.js';
import { loadSchool, todayIn } from '../../src/core/school/school.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { demoPorts, demoRequest } from '../support/demo.js';

describe('the demo school in the database', () => {
  const lines: string[] = [];
  let database: TestDatabase;
  let ports: ReturnType<typeof demoPorts>;
  let demo: SeededDemo;

  beforeAll(async () => {
    database = await openTestDatabase();
    ports = demoPorts(database);
    demo = await seedDemo(ports, demoRequest('zh-CN'), (line) => lines.push(line));
    // Five seconds of work; the machine may have other work too.
  }, 180_000);
  afterAll(() => database?.close());

  const schoolNow = async () => {
    const school = await loadSchool(ports.database, demo.schoolId);
    return { school, today: todayIn(school, demo.startAt) };
  };

  test('it says how far it is, and begins on a Wednesday morning', async () => {
    const { school, today } = await schoolNow();
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect({ today, demo: school.demo }).toEqual({ today: '2026-11-25', demo: true });
    expect(school.createdAt).toEqual(demo.startAt);
  });

  test('two weeks are locked, one waits for one class, this one is under way', async () => {
    const states = async (weekOn: '2026-11-02' | '2026-11-09' | '2026-11-16' | '2026-11-23') =>
      (await ports.database.rounds.ofWeek(demo.schoolId, weekOn)).map((round) => round.state).sort();
    expect(await states('2026-11-02')).toEqual(['locked', 'locked', 'locked', 'locked']);
    expect(await states('2026-11-09')).toEqual(['locked', 'locked', 'locked', 'locked']);
    expect(await states('2026-11-16')).toEqual(['open', 'submitted', 'submitted', 'submitted']);
    expect(await states('2026-11-23')).toEqual([]);
    const { rows } = await database.pool.query<{ count: string; today: string }>(
      `SELECT count(*)::text AS count, (count(*) FILTER (WHERE "occurredOn" >= '2026-11-23'))::text AS today FROM "PointEntry"`,
    );
    expect(Number(rows[0]?.count)).toBeGreaterThan(1_000);
    expect(Number(rows[0]?.today)).toBeGreaterThan(50);
  });

  test('every total equals the fold of its lines', async () => {
    const { school, today } = await schoolNow();
    const view = { monthOn: monthOf(today), throughOn: today };
    for (const one of await ports.database.classes.list(school.id, today)) {
      const roster = await ports.database.classes.roster(school.id, one.id, today);
      const totals = await ports.database.standings.totalsOf(school.id, one.id, view, school.settings);
      const entries = await ports.database.conduct.ofWeeks(school.id, one.id, '2026-11-02', '2026-11-23');
      const folded = foldMonth(
        entries,
        roster.map((pupil) => pupil.id),
        school.settings,
        view,
      );
      expect(totals).toEqual(folded);
    }
  });

  test('among the lines are an undo, a correction after a lock, and proposals of every fate', async () => {
    const { rows } = await database.pool.query<{ state: string }>(`SELECT DISTINCT "state" FROM "Proposal" ORDER BY 1`);
    expect(rows.map((row) => row.state)).toEqual(['confirmed', 'declined', 'lapsed', 'open']);
    const reversed = await database.pool.query<{ late: boolean }>(
      `SELECT "weekOn" > date_trunc('week', "occurredOn")::date AS late FROM "PointEntry" WHERE "reversesId" IS NOT NULL`,
    );
    expect(reversed.rows.filter((row) => row.late)).toHaveLength(1);
    expect(reversed.rows.length).toBeGreaterThanOrEqual(4);
  });

  test('every child has its guardians, and who has no account is not reached', async () => {
    const { school, today } = await schoolNow();
    const { rows } = await database.pool.query<{ count: string }>(
      `SELECT count(*)::text AS count FROM "Pupil" p
        WHERE NOT EXISTS (SELECT 1 FROM "Guardianship" g WHERE g."pupilId" = p."id" AND NOT g."restricted")`,
    );
    expect(rows[0]?.count).toBe('0');
    for (const figure of await ports.database.reports.reach(school.id, today)) {
      expect(figure.reached).toBeLessThan(figure.guardians);
      expect(figure.reached).toBeGreaterThan(figure.guardians * 0.6);
    }
  });

  test('the chats know their members, save three strangers in one of them', async () => {
    const channels = await ports.database.channels.list(demo.schoolId);
    expect(channels.map((channel) => channel.audience).sort()).toEqual([...Array(4).fill('classParents'), 'staff']);
    const memberships = [];
    for (const channel of channels) memberships.push(await ports.database.channels.membership(channel.id));
    expect(memberships.map((one) => one.unknown.length).sort()).toEqual([0, 0, 0, 0, 3]);
  });

  test('a pupil who changed groups is in the new one, and was in the old one', async () => {
    const { rows } = await database.pool.query(`SELECT 1 FROM "GroupMembership" WHERE "toOn" IS NOT NULL`);
    expect(rows).toHaveLength(2);
  });

  test("yesterday's proposal lies in the homeroom teacher's chat, for the moment the demo begins", async () => {
    const { rows } = await database.pool.query(`SELECT "kind", "notBefore" FROM "Delivery"`);
    expect(rows).toEqual([{ kind: 'proposal', notBefore: demo.startAt }]);
  });

  test('it is made once, and not beside others', async () => {
    await expect(seedDemo(ports, demoRequest('en-US'))).rejects.toMatchObject({ key: 'demo.already' });
    expect(await isDemoAllowed(ports.database)).toBe(false);
  });
});
