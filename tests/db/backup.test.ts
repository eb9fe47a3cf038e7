import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { backup, listBackups, restore } from '../../src/db/backup.js';
import { openDatabase } from '../../src/db/open.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const secret = 'a secret of at least thirty-two characters';
const now = new Date('2026-09-18T03:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;

describe('a backup', () => {
  let folder: string;
  let backups: string;
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    await database.pool.query('CREATE TABLE note (id int PRIMARY KEY, text text)');
    await database.pool.query(`INSERT INTO note SELECT at, repeat('见', at) FROM generate_series(1, 500) AS at`);
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-backup-'));
    backups = join(folder, 'backups');
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('restored gives the rows of one moment, all of them, though the database was in use meanwhile', async () => {
    const ids = async (from: Pick<TestDatabase, 'pool'>) =>
      (await from.pool.query<{ id: number }>('SELECT id FROM note ORDER BY id')).rows.map((row) => row.id);
    const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);
    let copied = false;
    const copying = backup(database, { folder: backups, secret, now }).finally(() => {
      copied = true;
    });
    let last = 500;
    while (!copied) await database.pool.query('INSERT INTO note VALUES ($1)', [++last]);
    const { file } = await copying;

    const target = join(folder, 'restored');
    await restore({ file, folder: target, secrets: ['the present secret, since then changed', secret] });
    const restored = await openDatabase({ mode: 'embedded', folder: target, fsync: false, onFatal, log: () => {} });
    const found = await ids(restored);
    expect(found).toEqual(upTo(found.length));
    expect(found.length).toBeGreaterThanOrEqual(500);
    expect((await restored.pool.query('SELECT text FROM note WHERE id = 7')).rows).toEqual([{ text: '见'.repeat(7) }]);
    await restored.close();
    expect(await ids(database)).toEqual(upTo(last));
    // Nothing is left beside what was asked for.
    expect((await readdir(folder)).sort()).toEqual(['backups', 'restored']);
  }, 180_000);

  test('is refused with another secret, with changed content, without its note, and over existing files', async () => {
    const { file } = await backup(database, { folder: backups, secret, now });
    const target = join(folder, 'restored');
    const attempt = (secrets: string[], into = target) => restore({ file, folder: into, secrets });

    await expect(attempt(['another secret of thirty-two characters'])).rejects.toThrow(/GONGYU_SECRET/);
    await expect(attempt([secret], backups)).rejects.toMatchObject({ code: 'folder-not-empty' });
    await appendFile(file, 'x');
    await expect(attempt([secret])).rejects.toMatchObject({ code: 'backup-damaged' });
    await rm(file.replace('.tar.gz', '.json'));
    await expect(attempt([secret])).rejects.toMatchObject({ code: 'backup-damaged' });
    expect(await readdir(folder)).toEqual(['backups']);
  });

  test('holds no secret, may be read by its owner alone, and is listed with its age', async () => {
    const { file, bytes } = await backup(database, { folder: backups, secret, now });
    for (const name of await readdir(backups)) {
      expect(await readFile(join(backups, name), 'latin1')).not.toContain(secret);
    }
    const listed = await listBackups(backups, new Date(now.getTime() + dayMs));
    expect(listed).toEqual([{ file, createdAt: now, bytes, ageMs: dayMs }]);
    expect(await listBackups(join(folder, 'nowhere'), now)).toEqual([]);
  });

  test('replaces the oldest of fourteen, and clears what a killed one left', async () => {
    for (let day = 1; day <= 14; day += 1) {
      const stem = join(folder, `gongyu-2026-09-${String(day).padStart(2, '0')}T030000Z`);
      await writeFile(`${stem}.tar.gz`, '');
      await writeFile(`${stem}.json`, '{}');
    }
    await writeFile(join(folder, 'gongyu-2026-09-15T030000Z.tar.gz.tmp'), '');
    await writeFile(join(folder, 'gongyu-2026-09-16T030000Z.tar.gz'), 'without a note');
    await backup(database, { folder, secret, now });
    const kept = await listBackups(folder, now);
    expect(kept).toHaveLength(14);
    expect(kept[0]?.createdAt).toEqual(now);
    expect(kept.at(-1)?.createdAt).toEqual(new Date('2026-09-02T03:00:00Z'));
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

function onFatal(problem: Error): void {
  throw problem;
}
