import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.js';
import { type OpenDatabase, openDatabase } from '../../src/db/open.js';
import { copyTemplate, migrationsFolder } from './template.js';

export type Backend = 'embedded' | 'postgres';

/** A migrated, empty database of a test's own. `close` also removes it. */
export type TestDatabase = OpenDatabase & {
  readonly backend: Backend;
  /** How another connection or program reaches it; null on the embedded database, which has one session. */
  readonly url: string | null;
  /** Removes all rows, for the next test of the same file. */
  reset(): Promise<void>;
};

/** The server that tests may use; no other is ever touched. */
function testServer(): string | null {
  return process.env['TEST_DATABASE_URL'] || null;
}

/** The backends that can be tested here. */
export function backends(): Backend[] {
  return testServer() ? ['embedded', 'postgres'] : ['embedded'];
}

/**
 * One group of tests for each backend. One that is not available here is skipped by name, or fails where the servers
 * are required (CI_REQUIRE_SERVERS=1).
 */
export function describeBackends(title: string, body: (backend: Backend) => void): void {
  for (const backend of ['embedded', 'postgres'] as const) {
    if (backends().includes(backend)) describe(`${title} (${backend})`, () => body(backend));
    else if (process.env['CI_REQUIRE_SERVERS'] === '1') {
      test(`${title} (${backend})`, () => expect.fail('TEST_DATABASE_URL is not set and CI_REQUIRE_SERVERS=1.'));
    } else describe.skip(`${title} (${backend}: TEST_DATABASE_URL is not set)`, () => body(backend));
  }
}

export async function openTestDatabase({ backend = 'embedded' }: { backend?: Backend } = {}): Promise<TestDatabase> {
  return backend === 'embedded' ? openCopy() : openFresh();
}

async function openCopy(): Promise<TestDatabase> {
  const folder = await copyTemplate();
  const database = await openDatabase({
    mode: 'embedded',
    folder,
    fsync: false,
    onFatal(problem) {
      throw problem;
    },
    log: () => {},
  });
  return testDatabase(database, 'embedded', null, () => rm(dirname(folder), { recursive: true, force: true }));
}

async function openFresh(): Promise<TestDatabase> {
  const server = testServer();
  if (!server) throw new Error('TEST_DATABASE_URL names the server for this test, and it is not set.');
  const name = `gongyu_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await administer(server, `CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = () => administer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  try {
    const database = await openDatabase({ mode: 'postgres', url: url.href, log: () => {} });
    await migrate(database, migrationsFolder);
    return testDatabase(database, 'postgres', url.href, drop);
  } catch (error) {
    await drop();
    throw error;
  }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function testDatabase(
  database: OpenDatabase,
  backend: Backend,
  url: string | null,
  remove: () => Promise<void>,
): TestDatabase {
  return {
    ...database,
    backend,
    url,
    async reset() {
      await database.pool.query(emptyAllTables).catch(async (error) => {
        if (error.code !== notAllowed) throw error;
        await database.pool.query(truncateAllTables);
      });
    },
    async close() {
      await database.close();
      await remove();
    },
  };
}

const tables = `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;

/** Ten times quicker than TRUNCATE on small tables. As a replica, neither foreign keys nor triggers are asked. */
const emptyAllTables = `DO $$ DECLARE one text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR one IN ${tables} LOOP EXECUTE 'DELETE FROM public.' || one; END LOOP;
END $$`;

/** What a user may do who owns the database but not the server. */
const truncateAllTables = `DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg('public.' || name, ', ') || ' CASCADE' FROM (${tables}) AS t); END $$`;
const notAllowed = '42501';
