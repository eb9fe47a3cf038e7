import { afterAll, beforeAll, expect, test } from 'vitest';
import { urgently } from '../../src/db/urgent.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('what is urgent goes before everything that waits for the session, and the rest in its order', async () => {
  const done: string[] = [];
  const ask = (name: string) => database.pool.query('SELECT 1').then(() => done.push(name));
  let taken = () => {};
  let giveBack = () => {};
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const held = new Promise<void>((resolve) => {
    giveBack = resolve;
  });
  const holding = database.withClient(async () => {
    taken();
    await held;
  });
  await isTaken;
  const waiting = [ask('first'), ask('second'), urgently(() => ask('urgent')), ask('third')];
  giveBack();
  await Promise.all([holding, ...waiting]);
  expect(done).toEqual(['urgent', 'first', 'second', 'third']);
});
