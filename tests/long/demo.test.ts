import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDemo } from '../../src/core/demo/seed-demo.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { demoPorts, demoRequest } from '../support/demo.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

test('the demo school in English stands on one Wednesday morning, its weeks played', async () => {
  const ports = demoPorts(database);
  const { schoolId } = await seedDemo(ports, demoRequest('en-US'));
  const school = await ports.database.schools.find(schoolId);
  expect(school).toMatchObject({ language: 'en-US', calendar: 'US', zone: 'America/New_York', demo: true });
  const { rows } = await database.pool.query<{ count: string; texts: string }>(
    `SELECT count(*)::text AS count, string_agg(DISTINCT "familyText" || coalesce("staffNote", ''), ' ') AS texts FROM "PointEntry"`,
  );
  expect(Number(rows[0]?.count)).toBeGreaterThan(1_000);
  expect(rows[0]?.texts).not.toMatch(/\p{Script=Han}/u);
});
