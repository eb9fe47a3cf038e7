import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wait } from '../../src/app/wait.js';
import { recoverLeases } from '../../src/core/due/recover.js';
import { createSchoolClock, type SchoolClock } from '../../src/core/due/school-clock.js';
import { createSweeper, type OccurrenceHandler, type SweepEvent } from '../../src/core/due/sweep.js';
import { createTimeMachine } from '../../src/core/due/time-machine.js';
import type { Occurrence } from '../../src/core/ports/occurrence-store.js';
import type { Database } from '../../src/core/ports/stores.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { after, draft, noon, seedWorkspaces } from '../support/reliable.js';

let open: TestDatabase;
let database: Database;
let machine: Date;
let clock: SchoolClock;

beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  await open.reset();
  database = await seedWorkspaces(open);
  machine = noon;
  clock = createSchoolClock(() => machine);
});
afterAll(() => open.close());

const minute = 60_000;

const planned = (id: string, minutes: number, kind = 'tell'): Occurrence => ({
  id,
  schoolId: 's1',
  kind,
  subjectId: 'c1',
  dueKey: id,
  dueAt: after(minutes * minute),
});

function start(
  handlers: Record<string, OccurrenceHandler>,
  plan: () => Promise<void> = async () => {},
  instance = 'one',
) {
  const events: SweepEvent[] = [];
  const observe = (event: SweepEvent) => events.push(event);
  return { sweeper: createSweeper({ ports: { database, clock }, handlers, plan, instance, observe }), events };
}

/** Writes a message and settles, in one transaction. */
const tell: OccurrenceHandler = (occurrence, settle) =>
  database.transaction(async (stores) => {
    await stores.deliveries.add(
      draft(`tell:${occurrence.id}`, 'C1', { createdAt: clock.school(), notBefore: clock.school() }),
    );
    await settle(stores, { state: 'done' });
  });

const told = async () => {
  const rows = await open.prisma.delivery.findMany({ orderBy: { seq: 'asc' } });
  return rows.map((row) => row.key.replace('tell:', ''));
};
const stateOf = async (id: string) => (await open.prisma.occurrence.findUnique({ where: { id } }))?.state;

test('what is due is done once, the oldest first, and what is not due waits', async () => {
  await database.occurrences.plan([planned('b', -1), planned('a', -2), planned('c', 0), planned('d', 1)]);
  const { sweeper } = start({ tell });
  expect(await sweeper.sweep()).toBe(3);
  expect(await sweeper.sweep()).toBe(0);
  expect(await told()).toEqual(['a', 'b', 'c']);
  expect(await stateOf('d')).toBe('pending');
});

test('what one occurrence makes due is done in the same sweep', async () => {
  let made = false;
  const plan = async () => {
    if (made) await database.occurrences.plan([planned('second', -1)]);
  };
  await database.occurrences.plan([planned('first', -2)]);
  const { sweeper } = start(
    {
      async tell(occurrence, settle) {
        await tell(occurrence, settle);
        made = true;
      },
    },
    plan,
  );
  expect(await sweeper.sweep()).toBe(2);
  expect(await told()).toEqual(['first', 'second']);
});

test('two processes that sweep at once do everything once, in order', async () => {
  await database.occurrences.plan(Array.from({ length: 60 }, (_, index) => planned(`o${index + 10}`, -60 + index)));
  const sweepers = ['one', 'two', 'three'].map((instance) => start({ tell }, undefined, instance).sweeper);
  for (let round = 0; round < 3; round += 1) await Promise.all(sweepers.map((sweeper) => sweeper.sweep()));
  expect(await told()).toEqual(Array.from({ length: 60 }, (_, index) => `o${index + 10}`));
});

test('killed between effect and settlement, neither has happened, and the next process does both', async () => {
  await database.occurrences.plan([planned('a', -1)]);
  const dead = start({
    tell: (occurrence) =>
      database.transaction(async (stores) => {
        await stores.deliveries.add(draft(`tell:${occurrence.id}`, 'C1'));
        throw new Error('killed');
      }),
  });
  await dead.sweeper.sweep();
  expect(await told()).toEqual([]);
  await recoverLeases({ database, clock });
  machine = after(minute);
  await start({ tell }, undefined, 'two').sweeper.sweep();
  expect(await told()).toEqual(['a']);
});

test('one that was taken over settles nothing any more', async () => {
  await database.occurrences.plan([planned('a', -1)]);
  const quick = start({ tell }, undefined, 'quick');
  const slow = start(
    {
      async tell(occurrence, settle) {
        machine = after(5 * minute);
        await quick.sweeper.sweep();
        await tell({ ...occurrence, id: 'a-again' }, settle);
      },
    },
    undefined,
    'slow',
  );
  expect(await slow.sweeper.sweep()).toBe(0);
  expect(await told()).toEqual(['a']);
  expect(slow.events).toEqual([]);
});

test('a missed one is the handler’s to catch up or to skip, with the reason', async () => {
  await database.occurrences.plan([planned('old', -3 * 24 * 60)]);
  const { sweeper } = start({
    async tell(_, settle) {
      await settle(database, { state: 'skipped', reason: 'tooLate' });
    },
  });
  await sweeper.sweep();
  expect(await open.prisma.occurrence.findUnique({ where: { id: 'old' } })).toMatchObject({
    state: 'skipped',
    reason: 'tooLate',
  });
});

test('one that breaks hinders no other, is tried again ever later, and is given up in the end', async () => {
  await database.occurrences.plan([planned('bad', -2, 'bad'), planned('good', -1)]);
  const { sweeper, events } = start({
    tell,
    async bad() {
      throw new Error('a bug');
    },
  });
  expect(await sweeper.sweep()).toBe(1);
  expect(await told()).toEqual(['good']);
  expect(await sweeper.sweep()).toBe(0);
  for (let hour = 1; hour <= 9; hour += 1) {
    machine = after(hour * 60 * minute);
    await sweeper.sweep();
  }
  expect(events.filter((event) => event.kind === 'fault')).toHaveLength(8);
  expect(await open.prisma.occurrence.findUnique({ where: { id: 'bad' } })).toMatchObject({
    state: 'skipped',
    reason: 'gaveUp',
  });
});

test('a handler that forgets to settle is found out', async () => {
  await database.occurrences.plan([planned('a', -1)]);
  const { sweeper, events } = start({ tell: async () => {} });
  await sweeper.sweep();
  expect(events).toMatchObject([{ kind: 'fault' }]);
});

test('kinds that this version does not know stay for the one that does', async () => {
  await database.occurrences.plan([planned('a', -1, 'of.tomorrow')]);
  const { sweeper } = start({ tell });
  expect(await sweeper.sweep()).toBe(0);
  expect(await stateOf('a')).toBe('pending');
});

test('the time machine stops at everything due on its way, at its own time, and lets it go out before it goes on', async () => {
  const journal: string[] = [];
  const at = () => Math.round((clock.school().getTime() - noon.getTime()) / minute);
  await database.occurrences.plan([planned('a', 60), planned('b', 24 * 60), planned('far', 99_999)]);
  await database.deliveries.add(draft('evening', 'C2', { notBefore: after(6 * 60 * minute) }));
  const { sweeper } = start({
    async tell(occurrence, settle) {
      await tell(occurrence, settle);
      journal.push(`${occurrence.id} at ${at()}`);
    },
  });
  const settleAll = async () => {
    const rows = await open.prisma.delivery.findMany({
      where: { state: 'pending', notBefore: { lte: clock.school() } },
      orderBy: { seq: 'asc' },
    });
    for (const row of rows) journal.push(`${row.key} sent at ${at()}`);
    await open.prisma.delivery.updateMany({
      where: { id: { in: rows.map((row) => row.id) } },
      data: { state: 'sent' },
    });
  };
  const timeMachine = createTimeMachine({ ports: { database }, clock, sweeper, plan: async () => {}, settleAll, wait });
  expect(await timeMachine.nextDue()).toEqual({ at: after(60 * minute), kind: 'tell' });
  expect(await timeMachine.nextDue([])).toEqual({ at: after(6 * 60 * minute), kind: null });
  await timeMachine.advanceTo(after(48 * 60 * minute));
  expect(journal).toEqual(['a at 60', 'tell:a sent at 60', 'evening sent at 360', 'b at 1440', 'tell:b sent at 1440']);
  expect(at()).toBe(48 * 60);
  expect(await database.offsets.read()).toBe(clock.offsetMs());
});

test('the time machine never goes back, and what breaks does not hold it up', async () => {
  await database.occurrences.plan([planned('bad', 10, 'bad'), planned('good', 20)]);
  const { sweeper } = start({
    tell,
    async bad() {
      throw new Error('a bug');
    },
  });
  const timeMachine = createTimeMachine({
    ports: { database },
    clock,
    sweeper,
    plan: async () => {},
    settleAll: async () => {},
    wait,
  });
  await Promise.all([timeMachine.advanceTo(after(30 * minute)), timeMachine.advanceTo(after(15 * minute))]);
  expect(await told()).toEqual(['good']);
  expect(clock.school()).toEqual(after(30 * minute));
  await timeMachine.advanceTo(noon);
  expect(clock.school()).toEqual(after(30 * minute));
});
