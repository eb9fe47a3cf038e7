import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

describe('the file .env beside the program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-env-'));
    await writeFile(
      join(folder, '.env'),
      'GONGYU_DATA=/nonexistent/gongyu\nREDIS_URL=redis://localhost\nDATABASE_URL=\n',
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const backUp = (environment: Record<string, string>) => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), main, 'backup'], {
      cwd: folder,
      env: { ...process.env, LOG_LEVEL: 'error', ...environment },
      encoding: 'utf8',
    });
    return { status, stderr };
  };

  test('is read, its empty lines as if they were not there', () => {
    expect(backUp({})).toEqual({ status: 1, stderr: expect.stringMatching(/^REDIS_URL needs DATABASE_URL.*\n$/) });
  });

  test('says nothing where the environment itself does', () => {
    expect(backUp({ REDIS_URL: 'nowhere' }).stderr).toContain('REDIS_URL: must begin with redis://');
  });
});
