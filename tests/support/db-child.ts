import { openDatabase } from '../../src/db/open.js';

/** What the child tells its parent; a bare number is a row whose commit was acknowledged. */
export type ChildMessage =
  | { kind: 'open'; afterMs: number; rows: [id: number, whole: boolean][] }
  | { kind: 'refused'; code: string; message: string }
  | number;

// A program that opens a database folder, tells what it finds there and, if asked to, writes numbered rows for ever:
// tests kill it and count.
const [folder, work] = process.argv.slice(2);
if (!folder || !process.send) throw new Error('db-child is started by a test, with a folder.');
// A test that was interrupted leaves nobody writing.
process.on('disconnect', () => process.exit());
const tell = (message: ChildMessage) => process.send?.(message);
const refuse = (problem: Error & { code?: string }) =>
  tell({ kind: 'refused', code: problem.code ?? '', message: problem.message });

const table = 'CREATE TABLE IF NOT EXISTS acked (id bigserial PRIMARY KEY, filler text)';
const started = performance.now();
try {
  const database = await openDatabase({ mode: 'embedded', folder, onFatal: refuse, log: () => {} });
  const afterMs = performance.now() - started;
  if (work === 'write') await database.pool.query(table);
  const { rows } = await database.pool
    .query({ text: `SELECT id::int, filler = 'whole ' || id FROM acked`, rowMode: 'array' })
    .catch(() => ({ rows: [] }));
  tell({ kind: 'open', afterMs, rows: rows as [number, boolean][] });
  while (work === 'write') {
    // Two statements in a transaction, so that a torn one would show.
    const id = await database.withClient(async (client) => {
      await client.query('BEGIN');
      const inserted = await client.query(
        `INSERT INTO acked (filler) VALUES (repeat('x', 300)) RETURNING id::int AS id`,
      );
      const { id } = inserted.rows[0] as { id: number };
      await client.query(`UPDATE acked SET filler = 'whole ' || id WHERE id = $1`, [id]);
      await client.query('COMMIT');
      return id;
    });
    tell(id);
    if (id % 100 === 0) await database.pool.query(id % 200 === 0 ? 'CHECKPOINT' : 'VACUUM acked');
  }
} catch (error) {
  refuse(error as Error);
  process.disconnect();
}
