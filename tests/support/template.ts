import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../../src/db/migrate.js';
import { readMigrations } from '../../src/db/migration-files.js';
import { openDatabase } from '../../src/db/open.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const migrationsFolder = join(root, 'prisma/migrations');
const cache = join(root, 'node_modules/.cache/gongyu');
/** Templates of other migrations are kept for a while: another run may be using them. */
const keepMs = 24 * 60 * 60 * 1000;

/** A migrated, empty database folder, made once for each state of the migrations and then copied by every test. */
export async function templateFolder(): Promise<string> {
  const template = join(cache, `template-${await templateKey()}`);
  if (existsSync(template)) return template;
  await mkdir(cache, { recursive: true });
  const making = join(cache, `making-${process.pid}-${randomUUID()}`);
  const database = await openDatabase({ mode: 'embedded', folder: making, fsync: false, onFatal, log: () => {} });
  try {
    await migrate(database, migrationsFolder);
    // What a test copies should not need to be recovered or cleaned up first.
    await database.pool.query('VACUUM (ANALYZE)');
  } finally {
    await database.close();
  }
  await rename(making, template).catch(async (error) => {
    await rm(making, { recursive: true, force: true });
    // Another run was quicker.
    if (!existsSync(template)) throw error;
  });
  await removeOld(template);
  return template;
}

/** A copy of the template in a folder of its own. */
export async function copyTemplate(): Promise<string> {
  const folder = join(tmpdir(), `gongyu-test-${process.pid}-${randomUUID()}`, 'db');
  await cp(await templateFolder(), folder, { recursive: true });
  return folder;
}

async function templateKey(): Promise<string> {
  const migrations = await readMigrations(migrationsFolder);
  const pglite = await readFile(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8');
  const hash = createHash('sha256').update(String((JSON.parse(pglite) as { version: string }).version));
  for (const { name, checksum } of migrations) hash.update(`${name}:${checksum}\n`);
  return hash.digest('hex').slice(0, 16);
}

async function removeOld(current: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (path === current || !/^(template|making)-/.test(name)) continue;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > keepMs) await rm(path, { recursive: true, force: true });
  }
}

function onFatal(problem: Error): void {
  throw problem;
}
