import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction, runInTransaction, TransactionMisuse } from '../../src/db/transaction.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

describeBackends('a transaction', (backend) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase({ backend });
    await database.pool.query('CREATE TABLE note (id int PRIMARY KEY)');
  });
  beforeEach(() => database.reset());
  afterAll(() => database.close());

  const count = async () => (await database.pool.query('SELECT id FROM note')).rowCount;

  test('keeps all of its rows or none', async () => {
    await runInTransaction(database.prisma, (tx) => tx.$executeRaw`INSERT INTO note VALUES (1), (2)`);
    expect(await count()).toBe(2);
    const broken = runInTransaction(database.prisma, async (tx) => {
      await tx.$executeRaw`INSERT INTO note VALUES (3)`;
      await tx.$executeRaw`INSERT INTO note VALUES (1)`;
    });
    await expect(broken).rejects.toThrow();
    expect(await count()).toBe(2);
  });

  const outsiders: Record<string, () => Promise<unknown>> = {
    'the plain client': () => database.prisma.$queryRaw`SELECT 1`,
    'a model of the plain client': () => database.prisma.school.count(),
    'a transaction of the plain client': () => database.prisma.$transaction(async () => 1),
    'a batch of the plain client': () => database.prisma.$transaction([database.prisma.school.count()]),
    'the pool': () => database.pool.query('SELECT 1'),
    'a client of the pool': () => database.withClient(async () => 1),
    'a pool of its own': () => database.withOwnPool(async () => 1),
    'the queue': () => database.bullConnection.query('SELECT 1'),
    'a listener of the queue': async () => (await database.bullConnection.connect()).query('LISTEN bullmq_jobs'),
    'another transaction': () => runInTransaction(database.prisma, async () => 1),
  };

  for (const [name, ask] of Object.entries(outsiders)) {
    test(`refuses ${name} inside, and is rolled back`, async () => {
      const attempt = runInTransaction(database.prisma, async (tx) => {
        await tx.$executeRaw`INSERT INTO note VALUES (4)`;
        await ask();
      });
      await expect(attempt).rejects.toThrow(TransactionMisuse);
      expect(await count()).toBe(0);
      // The session is whole: the same question is answered outside.
      await ask();
    });
  }

  test('is over for work that goes on after it', async () => {
    let later: Promise<unknown> | undefined;
    const inside: boolean[] = [];
    let open = () => {};
    const closed = new Promise<void>((resolve) => {
      open = resolve;
    });
    await runInTransaction(database.prisma, async () => {
      inside.push(inTransaction());
      later = closed.then(() => {
        inside.push(inTransaction());
        return database.pool.query('SELECT 1');
      });
    });
    open();
    await later;
    expect(inside).toEqual([true, false]);
  });

  test('does not disturb others: twenty at once, and their neighbours, all come through', async () => {
    const transactions = Array.from({ length: 20 }, (_, at) =>
      runInTransaction(database.prisma, async (tx) => {
        await tx.$executeRaw`INSERT INTO note VALUES (${at})`;
        return tx.$queryRaw`SELECT 1`;
      }),
    );
    const neighbours = Array.from({ length: 20 }, () => database.pool.query('SELECT count(*) FROM note'));
    await Promise.all([...transactions, ...neighbours]);
    expect(await count()).toBe(20);
  });
});
