import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryStore } from '../../src/core/ports/delivery-store.js';
import type { Database } from '../../src/core/ports/stores.js';
import { createMemoryDeliveries } from '../doubles/memory-deliveries.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';
import { after, draft, noon, schoolId, seedWorkspaces, workspaceId } from '../support/reliable.js';
import { deliveryStoreContract, request, settlement } from './delivery-store.js';

describeBackends('the delivery store', (backend) => {
  let open: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    open = await openTestDatabase({ backend });
  });
  beforeEach(async () => {
    await open.reset();
    database = await seedWorkspaces(open);
  });
  afterAll(() => open.close());

  deliveryStoreContract(() => database.deliveries);

  test('what a transaction does not commit is never sent', async () => {
    const failing = database.transaction(async (stores) => {
      await stores.deliveries.add(draft('a', 'C1'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await database.deliveries.unfinished(noon)).toBe(0);
  });

  test('why a message did not arrive is written once, with the settlement', async () => {
    await database.deliveries.add(draft('a', 'C1', { subjectId: 'round1' }));
    const [row] = await database.deliveries.claim(request());
    if (!row) throw new Error('nothing was taken');
    const decision = { id: 'd1', outcome: 'checking', reason: 'checking', at: after(5) } as const;
    const unknown = settlement(row, { state: 'unknown', failure: 'timeout', decision });
    await database.deliveries.settle([unknown]);
    await database.deliveries.settle([unknown]);
    expect(await database.decisions.of(schoolId, {}, 10)).toMatchObject([
      { id: 'd1', subjectId: 'round1', outcome: 'checking', deliveryId: row.id, at: after(5) },
    ]);
  });

  test('the direct chat of an account is found when the message is taken', async () => {
    await database.accounts.see({ workspaceId, externalId: 'U1' }, 'a1', noon);
    await database.accounts.setDirectChat(workspaceId, 'U1', 'D1');
    await database.deliveries.add(draft('a', { account: 'U1' }));
    expect(await database.deliveries.claim(request())).toMatchObject([{ line: '@U1', account: 'U1', chat: 'D1' }]);
  });

  test('what stands in the way of a message is told with it', async () => {
    const { accounts, channels, deliveries } = database;
    const person = { id: 'p1', tenantId: 't1', name: 'Ann', language: null, createdAt: noon };
    await accounts.addPerson(person);
    await accounts.addLinked([{ id: 'a1', workspaceId, externalId: 'U1', personId: 'p1' }], noon);
    await accounts.see({ workspaceId, externalId: 'U2' }, 'a2', noon);
    const channel = await channels.bind(
      {
        id: 'c1',
        schoolId,
        workspaceId,
        externalId: 'C1',
        name: 'C1',
        audience: 'staff',
        classId: null,
        language: null,
        confirmedAt: null,
      },
      null,
      noon,
    );
    const to = (account: string) => ({ account });
    const hindrances = async () => {
      await deliveries.addAll(
        ['U1', 'U2'].map((account) => draft(`${account}${noon.getTime()}`, to(account), { personId: 'p1' })),
      );
      await deliveries.add(draft('chat', 'C1'));
      const rows = await deliveries.claim(request());
      await deliveries.settle(rows.map((row) => settlement(row, { state: 'pending', nextAttemptAt: noon })));
      return new Map(rows.map((row) => [row.line, row.hindrance]));
    };
    expect(await hindrances()).toEqual(
      new Map([
        ['@U1', null],
        ['@U2', 'accountUnlinked'],
        ['C1', null],
      ]),
    );
    await accounts.setActive(workspaceId, 'U1', false, noon);
    expect([
      await channels.leave(channel.id, 'removed', noon),
      await channels.leave(channel.id, 'archived', noon),
    ]).toEqual([true, false]);
    expect(await hindrances()).toEqual(
      new Map([
        ['@U1', 'accountOff'],
        ['@U2', 'accountUnlinked'],
        ['C1', 'chatAway'],
      ]),
    );
    await accounts.setActive(workspaceId, 'U1', true, noon);
    await channels.comeBack(channel.id);
    expect(await hindrances()).toEqual(
      new Map([
        ['@U1', null],
        ['@U2', 'accountUnlinked'],
        ['C1', null],
      ]),
    );
  });

  test('in a closed workspace nothing is due, and nothing is waited for', async () => {
    const { deliveries, schools } = database;
    await deliveries.add(draft('a', 'C1'));
    expect(await schools.setOpen(workspaceId, false, 'token_revoked', noon)).toBe(true);
    expect(await schools.setOpen(workspaceId, false, 'app_uninstalled', noon)).toBe(false);
    expect([await deliveries.workspacesDue(noon, noon), await deliveries.unfinished(noon)]).toEqual([[], 0]);
    expect(await schools.setOpen(workspaceId, true, null, noon)).toBe(true);
    expect([await deliveries.workspacesDue(noon, noon), await deliveries.unfinished(noon)]).toEqual([[workspaceId], 1]);
  });

  test('text that PostgreSQL does not take is stored without what it cannot hold', async () => {
    const card = { tone: 'plain', blocks: [{ kind: 'paragraph', text: 'a\0b\ud800c' }] } as const;
    await database.deliveries.add(draft('a', 'C1', { card }));
    const [row] = await database.deliveries.claim(request());
    expect(row?.card.blocks[0]).toEqual({ kind: 'paragraph', text: 'ab\ufffdc' });
  });

  test('four that take at once take each delivery once', async () => {
    const drafts = Array.from({ length: 400 }, (_, index) => draft(`k${index}`, `C${index % 80}`));
    await database.deliveries.addAll(drafts);
    const taken: string[] = [];
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (;;) {
          const rows = await database.deliveries.claim(request({ limit: 15 }));
          if (rows.length === 0 && taken.length === drafts.length) return;
          taken.push(...rows.map((row) => row.id));
          await database.deliveries.settle(rows.map((row) => settlement(row, {})));
          if (rows.length === 0 && (await database.deliveries.unfinished(noon)) === 0) return;
        }
      }),
    );
    expect(new Set(taken).size).toBe(drafts.length);
    expect(taken).toHaveLength(drafts.length);
  });
});

describe('the delivery store (double of the property tests)', () => {
  let store: DeliveryStore;
  beforeEach(() => {
    store = createMemoryDeliveries();
  });

  deliveryStoreContract(() => store);
});
