import { z } from 'zod';
import { noteWorkspace } from '../../core/school/workspace-changed.js';
import { Unsuitable } from '../complaint.js';
import { forgottenCredentials, openCredentials } from '../credentials.js';
import { appSecretsSchema, removedReason } from '../lark/installations.js';
import { requireLark } from '../lark/required.js';
import { larkPlatform, workspaceIdOf } from '../lark/workspace.js';
import type { Program } from '../program.js';
import type { Command } from './command.js';

interface Listed {
  readonly app: string;
  readonly name: string;
  readonly schools: readonly string[];
  /** unclaimed: nobody has said whose it is · unreadable: its secrets were sealed with another GONGYU_SECRET. */
  readonly state: 'open' | 'closed' | 'removed' | 'unclaimed' | 'unreadable';
  readonly from: 'environment' | 'added';
}

const states: Readonly<Record<Listed['state'], string>> = {
  open: 'open',
  closed: 'closed: its messages wait',
  removed: 'taken out',
  unclaimed: 'nobody’s yet: gongyu feishu add <app id> --school <name>',
  unreadable: 'its secrets cannot be read: gongyu doctor',
};

/** The apps that this program speaks for, without asking Feishu. */
export const listFeishuApps: Command = async (program, given, output) => {
  const { json } = z.object({ json: z.boolean() }).parse(given);
  const apps = await appsOf(program);
  if (json) output.line(JSON.stringify(apps));
  else for (const one of apps) output.line(line(one));
  return 0;
};

function line({ app, name, schools, state, from }: Listed): string {
  const where = from === 'environment' ? 'LARK_APP_ID' : 'added';
  return [app, name, schools.join(', '), where, states[state]].filter((part) => part !== '').join('  ');
}

async function appsOf({ ports, config }: Program): Promise<readonly Listed[]> {
  const { appId } = requireLark(config);
  const { database, secrets } = ports;
  const records = await database.schools.list();
  const schoolsOf = (tenantId: string) => records.filter((one) => one.tenantId === tenantId).map((one) => one.name);
  const own = await database.schools.findWorkspace(workspaceIdOf(appId));
  const first: Listed = {
    app: appId,
    name: own?.name ?? '',
    schools: own ? schoolsOf(own.tenantId) : [],
    state: own ? 'open' : 'unclaimed',
    from: 'environment',
  };
  const added = (await database.installations.list(larkPlatform)).filter((row) => row.externalId !== appId);
  return [
    first,
    ...added.map((row): Listed => {
      const { externalId: app, name, tenantId, open, closedReason } = row;
      const state = open ? (openCredentials(secrets, row, appSecretsSchema) ? 'open' : 'unreadable') : 'closed';
      const removed = !open && closedReason === removedReason;
      return { app, name, schools: schoolsOf(tenantId), state: removed ? 'removed' : state, from: 'added' };
    }),
  ];
}

/** Takes an app out: its secrets are forgotten, what is meant for its people waits until it is added again. */
export const removeFeishuApp: Command = async (program, given, output) => {
  const { appId } = z.object({ appId: z.string() }).parse(given);
  const { ports, config } = program;
  if (appId === requireLark(config).appId) {
    throw new Unsuitable(
      `${appId} stands in LARK_APP_ID. Take it out of the environment (or put another app there) and start again.`,
    );
  }
  const workspaceId = workspaceIdOf(appId);
  const row = await ports.database.installations.find(workspaceId);
  if (!row || (!row.open && row.closedReason === removedReason)) {
    const added = (await appsOf(program)).filter((one) => one.from === 'added' && one.state !== 'removed');
    const list = added.map((one) => one.app).join(', ');
    throw new Unsuitable(`There is no added app ${appId}. ${list === '' ? 'None was added.' : `There is: ${list}`}`);
  }
  const cause = `removed:${row.version}`;
  const news = { kind: 'workspaceChanged', key: cause, workspaceId, open: false, reason: removedReason } as const;
  await noteWorkspace(ports, news, cause);
  await ports.database.installations.renew(workspaceId, row.version, forgottenCredentials);
  await program.workspaceChanged(workspaceId);
  output.line(`${appId} (${row.name}) was taken out, and its secrets are forgotten.`);
  output.line('What its people are written waits. Stop the app in Feishu as well, or add it here again.');
  return 0;
};
