import { join } from 'node:path';
import type { Config } from '../config.js';
import { backup, listBackups } from '../db/backup.js';
import { maintain } from '../db/maintain.js';
import type { OpenDatabase } from '../db/open.js';
import type { Log } from './log.js';

/** What a server does for PostgreSQL by itself and nobody does for the embedded database. */
export interface Upkeep {
  stop(): void;
}

const minute = 60_000;
const hour = 60 * minute;
const hotEveryMs = 5 * minute;
const fullEveryMs = 24 * hour;
/** Looked for each hour, so that a machine that sleeps at night still has one a day. */
const backupLookMs = hour;
const backupAgeMs = 23 * hour;

/** Tables whose rows live short: without vacuum they grow for ever. */
const hotTables = [
  'bullmq.job',
  'bullmq.event',
  'bullmq.dedup',
  '"Delivery"',
  '"InboundEvent"',
  '"Occurrence"',
  '"Action"',
  '"SandboxMessage"',
];

export const backupFolder = (config: Config) => join(config.dataFolder, 'backups');

interface UpkeepOptions {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly secret: string;
  readonly log: Log;
}

/** Vacuum, checkpoints and the nightly backup of the embedded database; nothing on a server. */
export function startUpkeep({ config, database, secret, log }: UpkeepOptions): Upkeep {
  if (!database.embedded) return { stop() {} };
  const told = (what: string) => (error: unknown) => log.error({ err: error }, `${what} was interrupted`);
  const backUp = async () => {
    const [newest] = await listBackups(backupFolder(config), new Date());
    if (newest && newest.ageMs < backupAgeMs) return;
    const made = await backup(database, { folder: backupFolder(config), secret, now: new Date() });
    log.info({ bytes: made.bytes }, 'a backup was made');
  };
  const timers = [
    setInterval(() => maintain(database, hotTables).catch(told('vacuum')), hotEveryMs),
    setInterval(() => maintain(database, 'all').catch(told('vacuum')), fullEveryMs),
    setInterval(() => backUp().catch(told('backup')), backupLookMs),
  ];
  for (const timer of timers) timer.unref();
  return { stop: () => timers.forEach(clearInterval) };
}
