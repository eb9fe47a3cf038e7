import type { Pool, PoolClient } from 'pg';
import { type MigrationFile, readMigrations } from './migration-files.js';
import type { OpenDatabase } from './open.js';
import { DatabaseProblem } from './problem.js';
import { createSchemaEngine, enginePanic } from './schema-engine.js';

/** A row of `_prisma_migrations`, the table that Prisma's own tools read and write. */
type Applied = { name: string; checksum: string; finished: boolean };

/** Prisma's migration lock; taken by its engine too, so either waits for the other. */
const migrationLock = 72_707_369;

/**
 * Left by a migration in its own transaction. A program killed before the row says "finished" would otherwise not know
 * whether the script was committed.
 */
const committed = 'committed';
const markCommitted = `\n;\nUPDATE public."_prisma_migrations" SET "logs" = '${committed}' WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL;`;

/**
 * Brings the database to the committed migrations. A script runs as one transaction: one that is refused leaves
 * nothing behind and is named. Safe to call at every start (one query when there is nothing to do) and by several
 * programs at once.
 */
export async function migrate(database: OpenDatabase, folder: string): Promise<{ applied: string[] }> {
  const files = await readMigrations(folder);
  const applied = await database.withClient(readApplied);
  if (applied) checkHistory(files, applied);
  if (applied?.every((one) => one.finished) && applied.length === files.length) return { applied: [] };
  return database.withOwnPool((pool) => applyPending(pool, folder, files));
}

/**
 * For a server's database, whose operator decides when it changes: stops the start when something is pending.
 * @throws DatabaseProblem that names the command.
 */
export async function requireMigrated(database: OpenDatabase, folder: string): Promise<void> {
  const files = await readMigrations(folder);
  const applied = (await database.withClient(readApplied)) ?? [];
  checkHistory(files, applied);
  const finished = applied.filter((one) => one.finished).length;
  if (finished === files.length) return;
  throw new DatabaseProblem(
    'not-migrated',
    `The database is ${files.length - finished} step(s) behind this version. Make a backup, then run: npx gongyu migrate`,
    { pending: files.length - finished },
  );
}

/** Applied migrations, without those that were rolled back; null before the first one. */
async function readApplied(client: Pool | PoolClient): Promise<Applied[] | null> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS "exists"`,
  );
  if (!rows[0]?.exists) return null;
  const found = await client.query<Applied>(
    `SELECT "migration_name" AS "name", "checksum", "finished_at" IS NOT NULL AS "finished"
     FROM public."_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return found.rows;
}

function checkHistory(files: readonly MigrationFile[], applied: readonly Applied[]): void {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const { name, checksum, finished } of applied) {
    const file = byName.get(name);
    if (!file) {
      throw new DatabaseProblem(
        'newer-database',
        `This database already has the migration ${name}, which this version of Gongyu does not know. ` +
          'Start the newer version again, or restore a backup made before it.',
        { migration: name },
      );
    }
    if (finished && file.checksum !== checksum) {
      throw new DatabaseProblem(
        'migration-edited',
        `The migration ${name} was changed after it had been applied here. Put its file back as it was, ` +
          'and write the change as a new migration.',
        { migration: name },
      );
    }
  }
}

async function applyPending(
  pool: Pool,
  folder: string,
  files: readonly MigrationFile[],
): Promise<{ applied: string[] }> {
  // Ends with the connection. Whoever comes second waits here, and then finds the work done.
  await pool.query('SELECT pg_advisory_lock($1)', [migrationLock]);
  await settleInterrupted(pool);
  let refusal: Error | undefined;
  const engine = await createSchemaEngine(pool, {
    afterScript: markCommitted,
    onRefusal(error) {
      refusal = error;
    },
  });
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: files.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    await pool.query(`UPDATE public."_prisma_migrations" SET "logs" = NULL WHERE "logs" = $1`, [committed]);
    return { applied: appliedMigrationNames };
  } catch (error) {
    const [unfinished] = await settleInterrupted(pool);
    const reason = refusal?.message ?? enginePanic() ?? (error instanceof Error ? error.message : String(error));
    throw unfinished ? refused(unfinished, reason) : notStarted(reason);
  } finally {
    engine.free();
  }
}

function refused(migration: string, reason: string): DatabaseProblem {
  return new DatabaseProblem(
    'migration-refused',
    `The migration ${migration} was refused by the database: ${reason}. Nothing of it was kept. ` +
      'Correct it, or start the version of Gongyu that ran before.',
    { migration, reason },
  );
}

function notStarted(reason: string): DatabaseProblem {
  return new DatabaseProblem(
    'migration-refused',
    `The database was not changed: ${reason.trim()} Gongyu needs a database of its own, empty before its first start.`,
    { reason },
  );
}

/**
 * Rows that are neither finished nor rolled back belong to a run that was cut short; nobody else is at work, the lock
 * is ours. A committed script is finished, any other has left nothing: it is marked as rolled back and may run again.
 */
async function settleInterrupted(pool: Pool): Promise<string[]> {
  if ((await readApplied(pool)) === null) return [];
  const open = '"finished_at" IS NULL AND "rolled_back_at" IS NULL';
  await pool.query(
    `UPDATE public."_prisma_migrations" SET "finished_at" = now(), "applied_steps_count" = 1, "logs" = NULL
     WHERE ${open} AND "logs" = $1`,
    [committed],
  );
  const { rows } = await pool.query<{ name: string }>(
    `UPDATE public."_prisma_migrations" SET "rolled_back_at" = now() WHERE ${open} RETURNING "migration_name" AS "name"`,
  );
  return rows.map((row) => row.name);
}
