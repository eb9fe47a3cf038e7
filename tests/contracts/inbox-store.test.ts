import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Inbound } from '../../src/core/message/inbound.js';
import type { InboxStore } from '../../src/core/ports/inbox-store.js';
import type { Database } from '../../src/core/ports/stores.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';
import { after, noon, said, seedWorkspaces } from '../support/reliable.js';

describeBackends('the inbox store', (backend) => {
  let open: TestDatabase;
  let database: Database;
  let inbox: InboxStore;
  beforeAll(async () => {
    open = await openTestDatabase({ backend });
  });
  beforeEach(async () => {
    await open.reset();
    database = await seedWorkspaces(open);
    inbox = database.inbox;
  });
  afterAll(() => open.close());

  const lease = (name: string, from: Date = noon) => ({ name, until: after(30_000, from) });
  const arrive = (id: string, inbound: Inbound, at: Date = noon) =>
    inbox.claim({ id, inbound, lease: lease(`of ${id}`, at), receivedAt: at });

  test('of the same event sent five times at once, one is ours', async () => {
    const claims = await Promise.all([1, 2, 3, 4, 5].map((index) => arrive(`e${index}`, said('k1', 'U1', 'hello'))));
    expect(claims.filter((claim) => claim.kind === 'ours')).toHaveLength(1);
    expect(claims.filter((claim) => claim.kind === 'known')).toHaveLength(4);
  });

  test('the same key in another workspace is another event', async () => {
    await open.prisma.workspace.create({
      data: { id: 'w2', tenantId: 't1', platform: 'fake', externalId: 'w2', name: 'w2' },
    });
    await arrive('e1', said('k1', 'U1', 'hello'));
    expect(await arrive('e2', { ...said('k1', 'U1', 'hello'), workspaceId: 'w2' })).toEqual({ kind: 'ours' });
  });

  test('an event that comes again gets the answer that was stored', async () => {
    await arrive('e1', said('k1', 'U1', 'hello'));
    expect(await arrive('e2', said('k1', 'U1', 'hello'))).toEqual({ kind: 'known', reply: null });
    expect(await inbox.complete('e1', 'of e1', { toast: '好' }, noon)).toBe(true);
    expect(await arrive('e3', said('k1', 'U1', 'hello'))).toEqual({ kind: 'known', reply: { toast: '好' } });
  });

  test('a person’s second event waits for the first, another person’s does not', async () => {
    await arrive('e1', said('k1', 'U1', 'first'));
    expect(await arrive('e2', said('k2', 'U1', 'second'))).toEqual({ kind: 'waits' });
    expect(await arrive('e3', said('k3', 'U2', 'other'))).toEqual({ kind: 'ours' });
    expect(await inbox.take('e2', lease('second'), noon)).toBe('waits');
    await inbox.complete('e1', 'of e1', {}, noon);
    expect(await inbox.take('e2', lease('second'), noon)).toBe('ours');
    expect(await inbox.take('e2', lease('third'), noon)).toBe('elsewhere');
    await inbox.complete('e2', 'second', {}, noon);
    expect(await inbox.take('e2', lease('third'), noon)).toBe('elsewhere');
  });

  test('of what comes at once, each person’s first is ours and the next ones wait in their order', async () => {
    // The first is on its way already when the others come together.
    const claims = await Promise.all([
      arrive('e0', said('k0', 'U0', 'alone')),
      arrive('e1', said('k1', 'U1', 'first')),
      arrive('e2', said('k2', 'U1', 'second')),
      arrive('e3', said('k3', 'U2', 'other')),
      arrive('e4', said('k1', 'U1', 'first again')),
    ]);
    expect(claims.map(({ kind }) => kind)).toEqual(['ours', 'ours', 'waits', 'ours', 'known']);
    expect(await inbox.take('e2', lease('second'), noon)).toBe('waits');
    await inbox.complete('e1', 'of e1', {}, noon);
    expect(await inbox.take('e2', lease('second'), noon)).toBe('ours');
  });

  test('one that cannot be stored keeps none of those that came with it from being stored', async () => {
    const claims = await Promise.allSettled([
      arrive('e0', said('k0', 'U0', 'alone')),
      arrive('e1', said('k1', 'U1', 'first')),
      arrive('e2', said('no\0key', 'U2', 'broken')),
      arrive('e3', said('k3', 'U3', 'other')),
    ]);
    expect(claims.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await open.prisma.inboundEvent.count()).toBe(3);
  });

  test('what a killed process left is taken after its lease, oldest first, one of each person', async () => {
    await arrive('e1', said('k1', 'U1', 'first'));
    await arrive('e2', said('k2', 'U1', 'second'));
    await arrive('e3', said('k3', 'U2', 'other'));
    expect(await inbox.takeUnfinished(lease('x'), after(29_999), 10)).toEqual([]);
    const later = after(30_000);
    const taken = await inbox.takeUnfinished(lease('x', later), later, 10);
    expect(taken.map(({ id, attempts, inbound }) => [id, attempts, inbound.kind])).toEqual([
      ['e1', 2, 'said'],
      ['e3', 2, 'said'],
    ]);
    expect(await inbox.takeUnfinished(lease('y', later), later, 10)).toEqual([]);
    await inbox.complete('e1', 'x', {}, later);
    expect((await inbox.takeUnfinished(lease('y', later), later, 10)).map((one) => one.id)).toEqual(['e2']);
  });

  test('a process that lost its lease cannot complete', async () => {
    await arrive('e1', said('k1', 'U1', 'first'));
    const later = after(30_000);
    await inbox.takeUnfinished(lease('x', later), later, 10);
    expect(await inbox.complete('e1', 'of e1', {}, later)).toBe(false);
    expect(await inbox.complete('e1', 'x', {}, later)).toBe(true);
  });

  test('an event that was tried in vain waits its time and lets later ones pass', async () => {
    await arrive('e1', said('k1', 'U1', 'first'));
    await inbox.putBack('e1', 'of e1', after(60_000));
    expect(await inbox.takeUnfinished(lease('x'), noon, 10)).toEqual([]);
    expect(await arrive('e2', said('k2', 'U1', 'second'))).toEqual({ kind: 'ours' });
    await inbox.complete('e2', 'of e2', {}, noon);
    const later = after(60_000);
    expect((await inbox.takeUnfinished(lease('x', later), later, 10)).map((one) => one.id)).toEqual(['e1']);
  });

  test('released leases are taken at once', async () => {
    await arrive('e1', said('k1', 'U1', 'first'));
    await inbox.releaseLeases(after(1));
    expect((await inbox.takeUnfinished(lease('x'), after(1), 10)).map((one) => one.id)).toEqual(['e1']);
  });

  test('keys are kept as long as asked, and unfinished ones longer', async () => {
    await arrive('e1', said('k1', 'U1', 'first'));
    await inbox.complete('e1', 'of e1', {}, noon);
    await arrive('e2', said('k2', 'U2', 'second'));
    expect(await inbox.forget('done', noon)).toBe(0);
    expect(await inbox.forget('done', after(1))).toBe(1);
    expect(await inbox.forget('parked', after(1))).toBe(0);
    expect(await inbox.park('e2', 'of e2', noon)).toBe(true);
    expect(await inbox.forget('parked', after(1))).toBe(1);
  });

  test('text that PostgreSQL does not take does not keep an event out', async () => {
    expect(await arrive('e1', said('k1', 'U1', 'a\0b\ud800'))).toEqual({ kind: 'ours' });
    await inbox.releaseLeases(noon);
    const [event] = await inbox.takeUnfinished(lease('x'), noon, 1);
    expect(event?.inbound).toMatchObject({ text: 'ab\ufffd' });
  });

  test('completing belongs to the transaction of the effect', async () => {
    await arrive('e1', said('k1', 'U1', 'first'));
    const failing = database.transaction(async (stores) => {
      await stores.inbox.complete('e1', 'of e1', {}, noon);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow();
    expect(await inbox.complete('e1', 'of e1', {}, noon)).toBe(true);
  });
});
