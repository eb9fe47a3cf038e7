import type { Config } from '../../config.js';
import { migrate } from '../../db/migrate.js';
import { migrationsFolder, openConfigured } from '../database.js';
import type { Command, Output, Status } from './command.js';

/** Brings the database to this version; on a server before its processes start. */
export async function migrateDatabase(config: Config, terminal: Output): Promise<Status> {
  terminal.progress('Opening the database …');
  const database = await openConfigured(config, {}, (line) => terminal.progress(line));
  try {
    terminal.progress('Looking for changes …');
    const { applied } = await migrate(database, migrationsFolder);
    for (const name of applied) terminal.line(`applied ${name}`);
    terminal.line(applied.length === 0 ? 'The database is up to date.' : 'The database is up to date now.');
    return 0;
  } finally {
    await database.close();
  }
}

/** An embedded database is brought up to date by whoever opens it. */
export const reportMigrations: Command = async (_program, _input, output) => {
  output.line('The database is up to date.');
  return 0;
};
