import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';
import { migrationsFolder } from '../support/template.js';

describeBackends('migrations', (backend) => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase({ backend });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-migrations-'));
    await database.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function write(name: string, sql: string): Promise<void> {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  }
  const recorded = async () =>
    (
      await database.pool.query(
        'SELECT migration_name AS name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS undone, logs FROM _prisma_migrations ORDER BY started_at',
      )
    ).rows;
  const done = (name: string) => ({ name, finished: true, undone: false, logs: null });
  const exists = async (table: string) =>
    (await database.pool.query('SELECT to_regclass($1) IS NOT NULL AS found', [table])).rows[0].found;

  const first = ['20260901000000_first', 'CREATE TABLE one (id int); INSERT INTO one VALUES (1)'] as const;
  // Semicolons inside a function, a string and a comment; no newline at the end.
  const second = [
    '20260902000000_second',
    `CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END $$; CREATE TABLE three (t text DEFAULT ';'); -- done;`,
  ] as const;

  test('are applied once, in order, and are recorded as Prisma does', async () => {
    await write(...first);
    expect(await migrate(database, folder)).toEqual({ applied: [first[0]] });
    await write(...second);
    expect(await migrate(database, folder)).toEqual({ applied: [second[0]] });
    expect(await migrate(database, folder)).toEqual({ applied: [] });
    expect(await recorded()).toEqual([done(first[0]), done(second[0])]);
    expect((await database.pool.query('SELECT two() AS two')).rows).toEqual([{ two: 2 }]);
  });

  test('that are refused leave nothing, are named with the reason, and run again when corrected', async () => {
    await write(...first);
    await write('20260903000000_broken', 'CREATE TABLE four (id int); INSERT INTO four VALUES (1); SELECT 1 / 0');
    await expect(migrate(database, folder)).rejects.toMatchObject({
      code: 'migration-refused',
      message: expect.stringMatching(/20260903000000_broken.*division by zero/),
    });
    expect(await exists('one')).toBe(true);
    expect(await exists('four')).toBe(false);
    await write('20260903000000_broken', 'CREATE TABLE four (id int)');
    expect(await migrate(database, folder)).toEqual({ applied: ['20260903000000_broken'] });
    expect(await exists('four')).toBe(true);
  });

  test('that were edited after they were applied stop the start, and so does a newer database', async () => {
    await write(...first);
    await write(...second);
    await migrate(database, folder);
    await write(first[0], `${first[1]} `);
    await expect(migrate(database, folder)).rejects.toMatchObject({
      code: 'migration-edited',
      details: { migration: first[0] },
    });
    await write(...first);
    await rm(join(folder, second[0]), { recursive: true });
    await expect(migrate(database, folder)).rejects.toMatchObject({ code: 'newer-database' });
  });

  test('that a killed program left half-way are finished when their script was committed, else run again', async () => {
    await write(...first);
    await migrate(database, folder);
    await write(...second);
    const { rows } = await database.pool.query('SELECT checksum FROM _prisma_migrations');
    const interrupted = (name: string, logs: string | null) =>
      database.pool.query(
        `INSERT INTO _prisma_migrations (id, migration_name, checksum, logs, started_at) VALUES (gen_random_uuid()::text, $1, $2, $3, now())`,
        [name, rows[0].checksum, logs],
      );
    await interrupted(second[0], null);
    expect(await migrate(database, folder)).toEqual({ applied: [second[0]] });
    // As if the first one's row had not been finished.
    await database.pool.query(
      `UPDATE _prisma_migrations SET finished_at = NULL, logs = 'committed' WHERE migration_name = $1`,
      [first[0]],
    );
    expect(await migrate(database, folder)).toEqual({ applied: [] });
    expect((await recorded()).filter((row) => row.finished)).toEqual([done(first[0]), done(second[0])]);
    expect((await database.pool.query('SELECT count(*)::int AS n FROM one')).rows).toEqual([{ n: 1 }]);
  });

  test('give way to each other when two programs start at once', async () => {
    await write(...first);
    const results = await Promise.all([migrate(database, folder), migrate(database, folder)]);
    expect(results.flatMap((result) => result.applied)).toEqual([first[0]]);
    expect(await recorded()).toEqual([done(first[0])]);
  });

  test('leave a database alone that holds the tables of something else', async () => {
    await write(...first);
    await database.pool.query('CREATE TABLE theirs (id int)');
    await expect(migrate(database, folder)).rejects.toThrow(/not changed.*not empty.*of its own/s);
    expect(await exists('one')).toBe(false);
  });

  test('of the program itself hold the checksums of the files', async () => {
    const own = await openTestDatabase({ backend });
    expect(await migrate(own, migrationsFolder)).toEqual({ applied: [] });
    await own.close();
    await expect(readFile(join(migrationsFolder, 'migration_lock.toml'), 'utf8')).resolves.toContain('postgresql');
  });
});

test('the committed migrations lead exactly to the schema', async () => {
  const script = fileURLToPath(new URL('../../scripts/new-migration.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--check']);
  expect(stdout).toContain('no changes without a migration');
}, 180_000);
