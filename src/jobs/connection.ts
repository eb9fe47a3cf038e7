import {
  createPostgresBackend,
  type PostgresConnectionOptions,
  type Processor,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import type { JobLog } from './log.js';
import { checkRedis } from './redis-settings.js';

/** Where the queue lives. It holds nothing that the database cannot rebuild. */
export type JobsConnection =
  | {
      readonly kind: 'postgres';
      /** What BullMQ is given as its pool. */
      readonly connection: object;
      /** One session for the work alone. */
      withClient(work: (client: QueueClient) => Promise<unknown>): Promise<unknown>;
    }
  | {
      readonly kind: 'redis';
      readonly url: string;
      /** Keeps installations apart that share one Redis. */
      readonly prefix?: string;
    };

export type QueueClient = Parameters<typeof runMigrations>[0];

/** Makes queues and workers of one connection, and closes it. */
export interface QueueFactory {
  /** Prepares the database's queue schema, or looks at Redis' settings. */
  prepare(): Promise<void>;
  queue(name: string): Queue;
  worker(name: string, processor: Processor, options: Pick<WorkerOptions, 'concurrency'>): Worker;
  close(): Promise<void>;
}

/** Short, because a killed worker's job is only a wake-up; the same in all workers. */
const lockMs = 30_000;

export function createQueueFactory(connection: JobsConnection, log: JobLog): QueueFactory {
  return connection.kind === 'postgres' ? onPostgres(connection) : onRedis(connection, log);
}

function onPostgres({ connection, withClient }: Extract<JobsConnection, { kind: 'postgres' }>): QueueFactory {
  // exactOptionalPropertyTypes makes no pool assignable to what BullMQ declares.
  const options = { connection: connection as PostgresConnectionOptions };
  return {
    async prepare() {
      await withClient((client) => runMigrations(client));
    },
    queue: (name) => new Queue(name, options, createPostgresBackend) as unknown as Queue,
    worker: (name, processor, { concurrency }) =>
      new Worker(
        name,
        processor,
        { ...options, ...workerOptions, ...(concurrency ? { concurrency } : {}) },
        createPostgresBackend,
      ) as unknown as Worker,
    async close() {},
  };
}

function onRedis({ url, prefix }: Extract<JobsConnection, { kind: 'redis' }>, log: JobLog): QueueFactory {
  // A ring must not wait for a Redis that is away; a worker waits for ever.
  const ringing = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: true });
  const working = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  for (const redis of [ringing, working]) redis.on('error', () => {});
  const named = prefix === undefined ? {} : { prefix };
  return {
    async prepare() {
      await ringing.connect().catch(() => {});
      await checkRedis(ringing, log);
    },
    queue: (name) => new Queue(name, { connection: ringing, ...named } as QueueOptions),
    worker: (name, processor, { concurrency }) =>
      new Worker(name, processor, {
        connection: working,
        ...named,
        ...workerOptions,
        ...(concurrency ? { concurrency } : {}),
      } as WorkerOptions),
    async close() {
      for (const redis of [ringing, working]) redis.disconnect();
    },
  };
}

const workerOptions = { lockDuration: lockMs, stalledInterval: lockMs, maxStalledCount: 3, autorun: false };
