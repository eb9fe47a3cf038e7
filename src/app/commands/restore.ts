import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '../../config.js';
import { restore } from '../../db/backup.js';
import { lockFolder } from '../../db/embedded/lock.js';
import { Unsuitable } from '../complaint.js';
import { databaseFolder } from '../database.js';
import { secretFile } from '../secrets.js';
import type { Output, Status } from './command.js';

/**
 * Puts a backup in the place of the embedded database. The program has to be stopped; what is there is renamed, never
 * deleted, and comes back if the backup cannot be used.
 */
export async function restoreBackup(config: Config, file: string, now: Date, output: Output): Promise<Status> {
  if (config.mode !== 'embedded') {
    throw new Unsuitable('A PostgreSQL server is restored with its own tools: psql "$DATABASE_URL" < gongyu.sql');
  }
  const secrets = await secretsOf(config);
  const folder = resolve(databaseFolder(config));
  output.progress('Looking at the backup …');
  const aside = await moveAside(folder, now);
  try {
    await restore({ file, folder, secrets });
  } catch (error) {
    if (aside) await rename(aside, folder);
    throw error;
  }
  output.line(`Restored ${file}.`);
  if (aside) output.line(`What was there before lies in ${aside}; delete it when the school has been looked at.`);
  return 0;
}

/** The present secret and the one before; a backup opens only under the one it was made with. */
async function secretsOf(config: Config): Promise<readonly string[]> {
  const file = secretFile(config);
  const own = config.secret ?? (existsSync(file) ? (await readFile(file, 'utf8')).trim() : null);
  const secrets = [own, config.previousSecret].filter((one): one is string => one !== null && one !== '');
  if (secrets.length > 0) return secrets;
  throw new Unsuitable(
    'A backup can only be read with the secret of that time. Give it: GONGYU_SECRET=… gongyu restore <file>, or put secret.key back into the data folder.',
  );
}

/** Only while nobody has it open: the lock of the folder says so. */
async function moveAside(folder: string, now: Date): Promise<string | null> {
  const lock = await lockFolder(folder, () => {});
  try {
    if (!existsSync(folder)) return null;
    const aside = `${folder}.before-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
    await rename(folder, aside);
    return aside;
  } finally {
    await lock.release();
  }
}
