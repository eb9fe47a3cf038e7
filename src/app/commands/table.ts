import { backupNow } from './backup.js';
import type { Command } from './command.js';
import { makeDemo } from './demo.js';
import { examine } from './examine.js';
import { addFeishuApp } from './feishu-add.js';
import { listFeishuApps, removeFeishuApp } from './feishu-apps.js';
import { importFile } from './import-file.js';
import { invitePeople } from './invite-people.js';
import { reportMigrations } from './migrate.js';

/** What a running program does for a command that finds the data folder in use. */
export const commands = {
  import: importFile,
  demo: makeDemo,
  invite: invitePeople,
  backup: backupNow,
  examine,
  migrate: reportMigrations,
  'feishu add': addFeishuApp,
  'feishu list': listFeishuApps,
  'feishu remove': removeFeishuApp,
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
