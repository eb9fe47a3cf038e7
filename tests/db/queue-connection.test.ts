import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

// BullMQ itself, because what it needs of a connection is written nowhere but in its source.
describeBackends('the queue’s connection', (backend) => {
  let database: TestDatabase;
  const open: { close(): Promise<unknown> }[] = [];

  beforeEach(async () => {
    database = await openTestDatabase({ backend });
    await database.withClient((client) => runMigrations(client));
  });
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
    await database.close();
  });

  /** A queue and its worker; `next()` is the next job that the worker was given. */
  function startQueue(name: string) {
    const options = { connection: database.bullConnection };
    const queue = new Queue(name, options, createPostgresBackend);
    const given: string[] = [];
    const waiting: ((job: string) => void)[] = [];
    const worker = new Worker(
      name,
      async (job) => {
        const wake = waiting.shift();
        if (wake) wake(job.name);
        else given.push(job.name);
      },
      // Idle workers look by themselves only every ten minutes: whatever comes sooner came by notification.
      { ...options, drainDelay: 600 },
      createPostgresBackend,
    );
    queue.on('error', () => {});
    worker.on('error', () => {});
    open.push(queue, worker);
    const next = () =>
      new Promise<string>((resolve) => {
        const job = given.shift();
        if (job) resolve(job);
        else waiting.push(resolve);
      });
    return { queue, worker, next };
  }

  test('wakes the worker of each of twelve queues, though all of them share it', async () => {
    const queues = Array.from({ length: 12 }, (_, at) => startQueue(`queue-${at}`));
    await Promise.all(queues.map(({ worker }) => worker.waitUntilReady()));
    for (const [at, { queue, next }] of queues.entries()) {
      await queue.add(`job-${at}`, {});
      expect(await next()).toBe(`job-${at}`);
      await queue.add(`again-${at}`, {});
      expect(await next()).toBe(`again-${at}`);
    }
  });

  test('has tables and functions whose names the school’s own do not use: both are found by the same search path', async () => {
    const { rows } = await database.pool.query(`
      SELECT relname AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname IN ('public', 'bullmq')
      GROUP BY relname HAVING count(DISTINCT nspname) > 1
      UNION SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname IN ('public', 'bullmq')
      GROUP BY proname HAVING count(DISTINCT nspname) > 1`);
    expect(rows).toEqual([]);
  });

  test.runIf(backend === 'postgres')('comes back after the server dropped it', async () => {
    const { queue, next } = startQueue('dropped');
    await queue.add('before', {});
    expect(await next()).toBe('before');
    await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
    );
    await queue.add('after', {});
    expect(await next()).toBe('after');
    await queue.add('and on', {});
    expect(await next()).toBe('and on');
  });
});
