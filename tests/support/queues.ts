import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import type { JobsConnection } from '../../src/jobs/connection.js';
import { type Backend, backends, openTestDatabase } from './database.js';

export type QueueKind = Backend | 'redis';

/** A queue of a test's own, and how to empty it behind the program's back. */
export interface TestQueue {
  readonly connection: JobsConnection;
  /** Everything the queue knew is gone, as after FLUSHALL. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

function testRedis(): string | null {
  return process.env['TEST_REDIS_URL'] || null;
}

/** One group of tests for each kind of queue; one that is not available is skipped by name, or fails where required. */
export function describeQueues(title: string, body: (kind: QueueKind) => void): void {
  const available = new Set<QueueKind>([...backends(), ...(testRedis() ? (['redis'] as const) : [])]);
  const variable = { embedded: '', postgres: 'TEST_DATABASE_URL', redis: 'TEST_REDIS_URL' };
  for (const kind of ['embedded', 'postgres', 'redis'] as const) {
    if (available.has(kind)) describe(`${title} (${kind})`, () => body(kind));
    else if (process.env['CI_REQUIRE_SERVERS'] === '1') {
      test(`${title} (${kind})`, () => expect.fail(`${variable[kind]} is not set and CI_REQUIRE_SERVERS=1.`));
    } else describe.skip(`${title} (${kind}: ${variable[kind]} is not set)`, () => body(kind));
  }
}

export async function openTestQueue(kind: QueueKind): Promise<TestQueue> {
  return kind === 'redis' ? onRedis() : onDatabase(kind);
}

async function onDatabase(backend: Backend): Promise<TestQueue> {
  const database = await openTestDatabase({ backend });
  return {
    connection: { kind: 'postgres', connection: database.bullConnection, withClient: database.withClient },
    async empty() {
      const { rows } = await database.pool.query(`SELECT to_regclass('bullmq.job') IS NOT NULL AS made`);
      if (!rows[0].made) return;
      for (const table of ['job', 'scheduler', 'dedup', 'dedup_next', 'event', 'meta']) {
        await database.pool.query(`DELETE FROM bullmq.${table}`);
      }
    },
    close: () => database.close(),
  };
}

async function onRedis(): Promise<TestQueue> {
  const url = testRedis();
  if (!url) throw new Error('TEST_REDIS_URL names the Redis for this test, and it is not set.');
  const prefix = `gongyu-test-${randomUUID()}`;
  const redis = new Redis(url);
  const empty = async () => {
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length > 0) await redis.del(keys);
  };
  return {
    connection: { kind: 'redis', url, prefix },
    empty,
    async close() {
      await empty();
      redis.disconnect();
    },
  };
}
