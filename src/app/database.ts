import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.js';
import { type OpenDatabase, openDatabase } from '../db/open.js';
import type { Overrides } from './program.js';

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The embedded database lies in a folder of its own within the data folder, so that a backup of it holds no secret. */
export const databaseFolder = (config: Config) => join(config.dataFolder, 'database');

/** The database that the configuration names, as it stands: nothing in it is brought up to date. */
export function openConfigured(
  config: Config,
  overrides: Pick<Overrides, 'fsync' | 'onFatal'>,
  say: (line: string) => void,
): Promise<OpenDatabase> {
  if (config.databaseUrl) return openDatabase({ mode: 'postgres', url: config.databaseUrl, log: say });
  return openDatabase({
    mode: 'embedded',
    folder: databaseFolder(config),
    fsync: overrides.fsync ?? true,
    log: say,
    onFatal(problem) {
      if (overrides.onFatal) return overrides.onFatal(problem);
      // Nothing can be saved without the database; whoever started the program starts it again, and it goes on.
      process.stderr.write(`${problem.message}\n`);
      process.exit(1);
    },
  });
}
