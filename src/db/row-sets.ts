import { Prisma } from '../gen/client.js';
import type { Client } from './client.js';

// Many rows in one statement, sent as JSON: PostgreSQL turns it into rows of the table's own type, so that a school of
// thousands is a handful of statements on either backend, and the number of rows meets no limit of parameters.

type Table = Prisma.ModelName;
type Row = object;

/** Every column of the table that has no default has to be in the rows. */
export async function insertRows(client: Client, table: Table, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Prisma.raw(Object.keys(first).map(quote).join(', '));
  await client.$executeRaw`
    INSERT INTO ${name(table)} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name(table)}, ${JSON.stringify(rows)}::jsonb)`;
}

/** Writes the columns that each row carries besides its id; rows with the same columns go together. */
export async function changeRows(
  client: Client,
  table: Table,
  rows: readonly (Row & { readonly id: string })[],
): Promise<void> {
  const byColumns = new Map<string, Row[]>();
  for (const row of rows) {
    const key = Object.keys(row)
      .filter((column) => column !== 'id')
      .sort()
      .join(' ');
    const same = byColumns.get(key);
    if (same) same.push(row);
    else byColumns.set(key, [row]);
  }
  for (const [key, same] of byColumns) {
    const columns = key.split(' ').map(quote);
    const set = Prisma.raw(columns.map((column) => `${column} = r.${column}`).join(', '));
    await client.$executeRaw`
      UPDATE ${name(table)} AS t SET ${set}
        FROM jsonb_populate_recordset(NULL::${name(table)}, ${JSON.stringify(same)}::jsonb) AS r
       WHERE t."id" = r."id"`;
  }
}

export async function removeRows(client: Client, table: Table, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await client.$executeRaw`DELETE FROM ${name(table)} WHERE "id" = ANY(${[...ids]}::text[])`;
}

function name(table: Table): Prisma.Sql {
  return Prisma.raw(quote(table));
}

/** Names of tables and columns are ours, never a person's: anything else is a mistake in the program. */
function quote(identifier: string): string {
  if (!/^[A-Za-z]+$/.test(identifier)) throw new Error(`"${identifier}" is no column`);
  return `"${identifier}"`;
}
