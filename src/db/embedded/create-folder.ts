import { fork } from 'node:child_process';
import { readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseProblem, systemCode } from '../problem.js';
import { ownModule } from './own-module.js';
import { syncFolder } from './sync-tree.js';

/** Major version of the PostgreSQL inside PGlite, as it stands in PG_VERSION of a folder. */
const engineVersion = '18';

/** Whether a database stands in the folder: `absent` also when the folder is empty. Throws for anything else there. */
export async function inspectFolder(folder: string): Promise<'absent' | 'present'> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'absent';
    throw error;
  }
  if (names.length === 0) return 'absent';
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) {
    throw new DatabaseProblem(
      'not-a-database',
      `${folder} holds other files and no database. Choose an empty folder, or move the files away.`,
      { folder },
    );
  }
  if (version.trim() !== engineVersion) {
    throw new DatabaseProblem(
      'other-version',
      `The database in ${folder} is of PostgreSQL ${version.trim()}, this program brings ${engineVersion}. ` +
        'Start the version of Gongyu that made it.',
      { folder, version: version.trim() },
    );
  }
  return 'present';
}

/**
 * Makes the database folder, empty or from a tar. It is made under another name and renamed when it is whole, so a
 * start that is killed half-way leaves no half database. The caller holds the lock.
 */
export async function createFolder(folder: string, tar?: string): Promise<void> {
  const parent = dirname(folder);
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const making = join(parent, `${prefix}${process.pid}-${Date.now()}`);
  try {
    await runChild(tar ? [making, tar] : [making]);
    await rmdir(folder).catch((error) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
    await rename(making, folder);
    await syncFolder(parent);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

async function runChild(args: string[]): Promise<void> {
  const { file, argv } = ownModule('create-child');
  const child = fork(fileURLToPath(file), [...argv, ...args], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => {
    said = (said + data.toString()).slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  throw new DatabaseProblem(
    'not-created',
    `The database could not be made in ${dirname(args[0] ?? '')}: ${said.trim() || `the maker ended with ${code}`}. ` +
      'Check that there is 1 GB of memory and 200 MB of disk to spare, then start again.',
  );
}
