import { existsSync } from 'node:fs';
import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gongyu, makeDataFolder, startGongyu } from '../support/cli.js';
import { rosterCsv } from '../support/school.js';

const another = 'another-secret-of-more-than-thirty-two-letters';

// Each opens, copies or makes a whole database, with every flush to disk that a school would have.
describe('backups and a program that runs', { timeout: 180_000 }, () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let file: string;
  const run = (...words: string[]) => gongyu({ GONGYU_DATA: data.folder, PORT: '0' }, ...words);
  beforeAll(async () => {
    data = await makeDataFolder();
    await writeFile(join(data.folder, 'roster.csv'), rosterCsv);
  });
  afterAll(() => data.remove());

  test('a backup is made and named', async () => {
    const { status, out } = await run('backup');
    expect(status).toBe(0);
    file = /^(\S+\.tar\.gz) /m.exec(out)?.[1] ?? '';
    expect(existsSync(file)).toBe(true);
    expect(out).toContain('It holds no secret');
  });

  test('restoring gives the school as it was, and keeps what stood there', async () => {
    expect((await run('import', join(data.folder, 'roster.csv'), '--school', '育新实验学校')).status).toBe(0);
    const { status, out } = await run('restore', file);
    expect(status).toBe(0);
    expect(out).toContain('database.before-');
  });

  test('another secret opens no backup, and what stands there stays', async () => {
    const refused = await gongyu({ GONGYU_DATA: data.folder, GONGYU_SECRET: another }, 'restore', file);
    expect(refused.status).toBe(1);
    expect(refused.err).toContain('was made under another GONGYU_SECRET');
    await rename(join(data.folder, 'secret.key'), join(data.folder, 'kept'));
    const secretless = await run('restore', file);
    expect(secretless.err).toContain('can only be read with the secret of that time');
    expect(await readdir(data.folder)).not.toContain('secret.key');
    await rename(join(data.folder, 'kept'), join(data.folder, 'secret.key'));
    expect(existsSync(join(data.folder, 'database/PG_VERSION'))).toBe(true);
  });

  test('while the program runs, it does what commands ask for; only restoring has to wait', async () => {
    const program = startGongyu({ GONGYU_DATA: data.folder, PORT: '0' }, 'start');
    try {
      const url = /http:\S+/.exec(await program.says('Gongyu is ready'))?.[0] ?? '';
      expect(await (await fetch(new URL('healthz', url))).text()).toBe('ok\n');
      expect((await run('doctor')).out).toMatch(/1 backup, .*\n! There is no school yet/);
      const imported = await run('import', join(data.folder, 'roster.csv'), '--school', '育新实验学校', '--lang', 'en');
      expect({ status: imported.status, err: imported.err }).toEqual({ status: 0, err: '' });
      expect(imported.out).toContain('12 added');
      expect((await run('invite', '--class', '9')).err).toContain('There is no class 9');
      const restored = await run('restore', file);
      expect(restored.status).toBe(1);
      expect(restored.err).toContain('in use by process');
    } finally {
      program.child.kill('SIGTERM');
    }
    expect((await program.ended()).status).toBe(0);
  });
});
