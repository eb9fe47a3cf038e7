import { resolve } from 'node:path';
import { backup } from '../../db/backup.js';
import { Unsuitable } from '../complaint.js';
import { backupFolder } from '../upkeep.js';
import type { Command } from './command.js';

/** Copies the embedded database as it stands, while it is in use. */
export const backupNow: Command = async ({ config, database, secret }, _input, output) => {
  if (!database.embedded) {
    throw new Unsuitable('A PostgreSQL server is backed up with its own tools: pg_dump "$DATABASE_URL" > gongyu.sql');
  }
  output.progress('Copying the database …');
  const made = await backup(database, { folder: backupFolder(config), secret, now: new Date() });
  output.line(`${resolve(made.file)} (${sizeOf(made.bytes)})`);
  output.line('It holds no secret: keep GONGYU_SECRET, or the file secret.key of the data folder, somewhere else.');
  return 0;
};

export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
