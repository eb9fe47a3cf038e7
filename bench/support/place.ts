import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/db/migrate.js';
import { type OpenDatabase, openDatabase } from '../../src/db/open.js';
import { migrationsFolder, templateFolder } from '../../tests/support/template.js';

/** Where a database lives. PostgreSQL and Redis are measured where they are given (TEST_DATABASE_URL, TEST_REDIS_URL). */
export type Backend = 'embedded' | 'postgres';

export const backendName: Record<Backend, string> = { embedded: 'embedded', postgres: 'PostgreSQL' };

export const redisUrl = (): string | null => process.env['TEST_REDIS_URL'] || null;
const serverUrl = (): string | null => process.env['TEST_DATABASE_URL'] || null;

export const backends = (): readonly Backend[] => (serverUrl() ? ['embedded', 'postgres'] : ['embedded']);

const places = new Set<Place>();

/** What a run that is cut short would leave behind. */
export async function removePlaces(): Promise<void> {
  await Promise.allSettled([...places].map((place) => place.remove()));
}

/** A place for one contender: a data folder of its own and, where it is asked for, a database on the server. */
export interface Place {
  readonly folder: string;
  /** null: the embedded database, in the folder's `database`. */
  readonly url: string | null;
  remove(): Promise<void>;
}

export async function makePlace(backend: Backend): Promise<Place> {
  const made = await make(backend);
  const place: Place = {
    ...made,
    async remove() {
      if (places.delete(place)) await made.remove();
    },
  };
  places.add(place);
  if (place.url === null) return place;
  const database = await openPlace(place);
  await migrate(database, migrationsFolder).finally(() => database.close());
  return place;
}

async function make(backend: Backend): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-bench-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  if (backend === 'embedded') {
    await cp(await templateFolder(), join(folder, 'database'), { recursive: true });
    return { folder, url: null, remove: removeFolder };
  }
  const server = serverUrl();
  if (!server) throw new Error('TEST_DATABASE_URL names the server to measure on, and it is not set.');
  const name = `gongyu_bench_${process.pid}_${randomBytes(6).toString('hex')}`;
  await administer(server, `CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    folder,
    url: url.href,
    async remove() {
      await removeFolder();
      await administer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

/** The database of the place, as the program opens it: with fsync. */
export async function openPlace(place: Place): Promise<OpenDatabase> {
  const log = () => {};
  if (place.url === null) {
    return openDatabase({ mode: 'embedded', folder: join(place.folder, 'database'), log, onFatal });
  }
  return openDatabase({ mode: 'postgres', url: place.url, log });
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

function onFatal(problem: Error): void {
  throw problem;
}
