import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Occurrence, OccurrenceStore, TakeRequest } from '../../src/core/ports/occurrence-store.js';
import type { Database } from '../../src/core/ports/stores.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';
import { after, noon, seedWorkspaces } from '../support/reliable.js';

describeBackends('the occurrence store', (backend) => {
  let open: TestDatabase;
  let database: Database;
  let store: OccurrenceStore;
  beforeAll(async () => {
    open = await openTestDatabase({ backend });
  });
  beforeEach(async () => {
    await open.reset();
    database = await seedWorkspaces(open);
    store = database.occurrences;
  });
  afterAll(() => open.close());

  const planned = (id: string, parts: Partial<Occurrence> = {}): Occurrence => ({
    id,
    schoolId: 's1',
    kind: 'round.open',
    subjectId: 'c1',
    dueKey: id,
    dueAt: noon,
    ...parts,
  });
  const request = (parts: Partial<TakeRequest> = {}): TakeRequest => ({
    kinds: ['round.open'],
    school: noon,
    machine: noon,
    lease: 'one',
    leaseUntil: after(30_000, parts.machine ?? noon),
    limit: 10,
    ...parts,
  });
  const idsOf = (rows: readonly Occurrence[]) => rows.map((row) => row.id);

  test('planned twice, it is one, and its moment moves while it is pending', async () => {
    await store.plan([planned('a', { dueKey: 'week1' })]);
    await store.plan([planned('b', { dueKey: 'week1', dueAt: after(5) })]);
    expect(await store.pendingOf('s1', 'round.open')).toMatchObject([{ id: 'a', dueAt: after(5) }]);
    const [taken] = await store.take(request({ school: after(5) }));
    expect(await store.settle('a', taken?.lease ?? '', { state: 'done' }, noon)).toBe(true);
    await store.plan([planned('c', { dueKey: 'week1', dueAt: after(9) })]);
    expect(await store.take(request({ school: after(9) }))).toEqual([]);
  });

  test('what is due is taken oldest first, once, and only of the kinds that somebody can handle', async () => {
    await store.plan([
      planned('c', { dueAt: after(3) }),
      planned('a', { dueAt: after(1) }),
      planned('b', { dueAt: after(2) }),
      planned('later', { dueAt: after(100) }),
      planned('unknown', { kind: 'of.tomorrow' }),
    ]);
    expect(idsOf(await store.take(request({ school: after(10), limit: 2 })))).toEqual(['a', 'b']);
    expect(idsOf(await store.take(request({ school: after(10), lease: 'two' })))).toEqual(['c']);
    expect(await store.nextDue(['round.open'], after(10))).toEqual({ kind: 'round.open', dueAt: after(100) });
    expect(await store.nextDue(['round.open'], after(100))).toBeNull();
  });

  test('after a crash it is taken again, and the one that lost it cannot settle it', async () => {
    await store.plan([planned('a')]);
    await store.take(request());
    expect(await store.take(request({ machine: after(29_999), lease: 'two' }))).toEqual([]);
    expect(await store.take(request({ machine: after(30_000), lease: 'two' }))).toMatchObject([
      { id: 'a', attempts: 2, lease: 'two' },
    ]);
    expect(await store.settle('a', 'one', { state: 'done' }, noon)).toBe(false);
    expect(await store.settle('a', 'two', { state: 'skipped', reason: 'tooLate' }, noon)).toBe(true);
    expect(await open.prisma.occurrence.findUnique({ where: { id: 'a' } })).toMatchObject({
      state: 'skipped',
      reason: 'tooLate',
      settledAt: noon,
    });
  });

  test('put back, it waits in machine time, however far school time goes', async () => {
    await store.plan([planned('a')]);
    await store.take(request());
    await store.putBack('a', 'one', after(5_000));
    expect(await store.take(request({ school: after(86_400_000) }))).toEqual([]);
    expect(idsOf(await store.take(request({ machine: after(5_000) })))).toEqual(['a']);
  });

  test('released leases are taken at once', async () => {
    await store.plan([planned('a')]);
    await store.take(request());
    await store.releaseLeases(after(1));
    expect(idsOf(await store.take(request({ machine: after(1), lease: 'two' })))).toEqual(['a']);
  });

  test('what is withdrawn is gone, unless somebody is at it', async () => {
    await store.plan([planned('a'), planned('b', { dueAt: after(9) })]);
    await store.take(request());
    await store.withdraw(['a', 'b']);
    expect(idsOf(await store.pendingOf('s1', 'round.open'))).toEqual(['a']);
  });

  test('one process at a time has a watch, until it ends or is given up', async () => {
    const { watches } = database;
    expect(await watches.take('sweep', 'one', noon, after(1_000))).toBe(true);
    expect(await watches.take('sweep', 'one', after(500), after(1_500))).toBe(true);
    expect(await watches.take('sweep', 'two', after(1_499), after(9_000))).toBe(false);
    expect(await watches.take('other', 'two', noon, after(9_000))).toBe(true);
    expect(await watches.take('sweep', 'two', after(1_500), after(9_000))).toBe(true);
    await watches.release('sweep', 'one');
    expect(await watches.take('sweep', 'one', after(2_000), after(9_000))).toBe(false);
    await watches.release('sweep', 'two');
    expect(await watches.take('sweep', 'one', after(2_000), after(9_000))).toBe(true);
  });

  test('of four that want a watch at once, one gets it', async () => {
    const got = await Promise.all(
      ['1', '2', '3', '4'].map((holder) => database.watches.take('sweep', holder, noon, after(1_000))),
    );
    expect(got.filter(Boolean)).toHaveLength(1);
  });

  test('school time moves forward only', async () => {
    const { offsets } = database;
    expect(await offsets.read()).toBe(0);
    expect(await offsets.raise(5_000.2)).toBe(5_001);
    expect(await offsets.raise(100)).toBe(5_001);
    expect(await offsets.read()).toBe(5_001);
  });
});
