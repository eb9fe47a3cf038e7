import type { OpenDatabase } from './open.js';

/**
 * What PostgreSQL's background processes do and PGlite has none of: dead rows are cleared and the write-ahead log is
 * emptied, or both grow without end. To be called every five minutes with the tables that change most, and nightly
 * without any, for all of them. A server does this by itself, so there nothing happens.
 */
export async function maintain(database: OpenDatabase, tables: readonly string[] | 'all'): Promise<void> {
  const { embedded, pool } = database;
  if (!embedded) return;
  await embedded.withoutWatchdog(async () => {
    if (tables === 'all') await pool.query('VACUUM (ANALYZE)');
    // One statement each: others get their turn in between.
    else for (const table of await existing(database, tables)) await pool.query(`VACUUM (ANALYZE) ${table}`);
    await pool.query('CHECKPOINT');
  });
}

/** Tables as `schema.name` or `name`, quoted for SQL; the queue's are made by the queue, perhaps later. */
async function existing({ pool }: OpenDatabase, tables: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE tablename = ANY($1) AND schemaname = 'public' OR schemaname || '.' || tablename = ANY($1)`,
    [tables],
  );
  return rows.map((row) => row.name);
}
