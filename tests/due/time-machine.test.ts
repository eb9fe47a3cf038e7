import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSchoolClock } from '../../src/core/due/school-clock.js';
import { createSweeper, type OccurrenceHandler } from '../../src/core/due/sweep.js';
import { createTimeMachine } from '../../src/core/due/time-machine.js';
import type { Database } from '../../src/core/ports/stores.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { after, noon, seedWorkspaces } from '../support/reliable.js';

let open: TestDatabase;
let database: Database;

beforeAll(async () => {
  open = await openTestDatabase();
  database = await seedWorkspaces(open);
});
afterAll(() => open.close());

const minute = 60_000;

test('the time machine does not pass what another process is still doing', async () => {
  const clock = createSchoolClock(() => noon);
  const minutes = () => Math.round((clock.school().getTime() - noon.getTime()) / minute);
  const journal: string[] = [];
  const due = (id: string, at: number) => ({
    schoolId: 's1',
    kind: 'tell',
    subjectId: 'c1',
    id,
    dueKey: id,
    dueAt: after(at),
  });
  await database.occurrences.plan([due('a', 60 * minute), due('b', 120 * minute)]);

  const sweeperOf = (instance: string, handle: OccurrenceHandler) =>
    createSweeper({
      ports: { database, clock },
      handlers: {
        async tell(occurrence, settle) {
          await handle(occurrence, settle);
          journal.push(`${instance} does ${occurrence.id} at ${minutes()}`);
          await settle(database, { state: 'done' });
        },
      },
      plan: async () => {},
      instance,
      observe: () => {},
    });
  let finish = () => {};
  let begun = () => {};
  const inHand = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const worker = sweeperOf('worker', async () => {
    begun();
    await finished;
  });
  clock.raise(60 * minute);
  const working = worker.sweep();
  await inHand;

  let looks = 0;
  const timeMachine = createTimeMachine({
    ports: { database },
    clock,
    sweeper: sweeperOf('web', async () => {}),
    plan: async () => {},
    settleAll: async () => {
      journal.push(`settled at ${minutes()}`);
    },
    async wait() {
      looks += 1;
      if (looks < 3) return;
      finish();
      await working;
    },
  });
  await timeMachine.advanceTo(after(180 * minute));
  expect(looks).toBe(3);
  // What the other process did goes out before time moves on, too.
  const last = journal.lastIndexOf('settled at 60');
  expect(journal.indexOf('worker does a at 60')).toBeGreaterThanOrEqual(0);
  expect(last).toBeGreaterThan(journal.indexOf('worker does a at 60'));
  expect(journal.indexOf('web does b at 120')).toBeGreaterThan(last);
  expect(minutes()).toBe(180);
});

test('what nobody finishes holds the time machine up only so long', async () => {
  let machine = noon;
  const clock = createSchoolClock(() => machine);
  await database.occurrences.plan([
    { id: 'stuck', schoolId: 's1', kind: 'stuck', subjectId: 'c1', dueKey: 'stuck', dueAt: after(-minute) },
  ]);
  // Another process holds the watch for ever.
  await database.watches.take('sweep', 'another', noon, after(999 * minute));
  const timeMachine = createTimeMachine({
    ports: { database },
    clock,
    sweeper: createSweeper({
      ports: { database, clock },
      handlers: { stuck: async () => {} },
      plan: async () => {},
      instance: 'web',
      observe: () => {},
    }),
    plan: async () => {},
    settleAll: async () => {},
    async wait(ms) {
      machine = after(ms, machine);
    },
  });
  await timeMachine.advanceTo(after(60 * minute));
  expect(clock.school().getTime()).toBeGreaterThanOrEqual(after(60 * minute).getTime());
});
