import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { happenings, rulesOf } from '../support/conduct-commands.js';
import { compareWithModel } from '../support/conduct-run.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

// 1,000 in tests/long.
const runs = 30;

describeBackends('the books of a school in the database', (backend) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ backend });
  });
  afterAll(() => database.close());

  test(`equal the reference after each of ${runs} random histories`, async () => {
    await fc.assert(
      fc.asyncProperty(rulesOf, happenings(15), (rules, story) => compareWithModel(database, rules, story)),
      { numRuns: runs },
    );
  }, 300_000);
});
