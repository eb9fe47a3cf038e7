// Writes the next migration: `node scripts/new-migration.mjs <name>`; with --check it only says whether one is missing.
//
// The committed migrations are applied to a throw-away database in memory, and the schema is compared with what stands
// there. So what a migration adds by hand (checks, partial indexes, functions) stays, and nothing is asked of a server.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { tsImport } from 'tsx/esm/api';

const root = fileURLToPath(new URL('..', import.meta.url));
const schemaFolder = join(root, 'prisma/schema');
const migrationsFolder = join(root, 'prisma/migrations');
const usage = `Usage: node scripts/new-migration.mjs <name>     writes prisma/migrations/<time>_<name>/migration.sql
       node scripts/new-migration.mjs --check    exit status 1 when the schema has changes without a migration
       --print                                   shows the script without writing it`;

const words = process.argv.slice(2);
const flags = new Set(words.filter((word) => word.startsWith('-')));
const name = words.find((word) => !word.startsWith('-'));
if (flags.has('--help') || (!name && !flags.has('--check') && !flags.has('--print'))) {
  console.log(usage);
  process.exit(flags.has('--help') ? 0 : 2);
}

const { createSchemaEngine } = await tsImport('../src/db/schema-engine.ts', import.meta.url);
const { PGliteStream } = await tsImport('../src/db/embedded/pglite-stream.ts', import.meta.url);

async function readSchema() {
  const names = (await readdir(schemaFolder, { recursive: true })).filter((file) => file.endsWith('.prisma')).sort();
  return Promise.all(names.map(async (path) => ({ path, content: await readFile(join(schemaFolder, path), 'utf8') })));
}

async function readMigrations() {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .sort()
      .map(async (path) => ({ path, sql: await readFile(join(migrationsFolder, path, 'migration.sql'), 'utf8') })),
  );
}

const [files, migrations] = await Promise.all([readSchema(), readMigrations()]);
const empty = migrations.length === 0;

const pglite = await PGlite.create();
const host = {
  ready: pglite.waitReady,
  async exec(message) {
    const out = [];
    await pglite.execProtocolRawStream(message, { onRawData: (data) => out.push(Buffer.from(data)) });
    return Buffer.concat(out);
  },
};
const pool = new pg.Pool({
  user: 'postgres',
  database: 'postgres',
  ssl: false,
  max: 1,
  stream: () => new PGliteStream(host),
});
let sql;
try {
  for (const migration of migrations) {
    await pool.query(migration.sql).catch((error) => {
      throw new Error(`Migration ${migration.path} does not run on an empty database: ${error.message}`);
    });
  }
  const engine = await createSchemaEngine(pool);
  // `schemaDatasource` reads the live database behind the pool.
  const from = empty ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: schemaFolder };
  const to = { tag: 'schemaDatamodel', files };
  const filters = { externalTables: [], externalEnums: [] };
  sql = (await engine.diff({ from, to, script: true, exitCode: null, filters })).stdout ?? '';
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await pool.end();
  await pglite.close();
}

if (sql === undefined) process.exit();
const changes = sql.trim() !== '' && !sql.startsWith('-- This is an empty migration');
if (!changes) {
  console.log('The schema has no changes without a migration.');
} else if (flags.has('--check')) {
  console.log(`The schema has changes without a migration:\n\n${sql}\nRun: node scripts/new-migration.mjs <name>`);
  process.exitCode = 1;
} else if (flags.has('--print')) {
  console.log(sql);
} else {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${time}_${name.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  await writeFile(join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  console.log(`Written: ${folder}/migration.sql. Read it before you commit it.`);
}
