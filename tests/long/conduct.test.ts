import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { happenings, rulesOf } from '../support/conduct-commands.js';
import { compareWithModel } from '../support/conduct-run.js';
import { type Backend, describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

/** HISTORIES changes it. The same statements run on both; the server gets a quarter, for the time's sake. */
const histories = Number(process.env['HISTORIES'] ?? 1_000);
const runsOn: Readonly<Record<Backend, number>> = { embedded: histories, postgres: Math.ceil(histories / 4) };

describeBackends('the books of a school in the database, many times over', (backend) => {
  const runs = runsOn[backend];
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ backend });
  });
  afterAll(() => database.close());

  test(`equal the reference after each of ${runs} random histories`, async () => {
    await fc.assert(
      fc.asyncProperty(rulesOf, happenings(30), (rules, story) => compareWithModel(database, rules, story)),
      { numRuns: runs },
    );
  });
});
