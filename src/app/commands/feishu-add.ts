import { z } from 'zod';
import type { Bot } from '../../bots/lark/web-api.js';
import type { LarkConfig } from '../../config.js';
import { DeliveryError } from '../../core/errors.js';
import type { Stores } from '../../core/ports/stores.js';
import { Unsuitable } from '../complaint.js';
import { sealCredentials } from '../credentials.js';
import type { AppSecrets } from '../lark/installations.js';
import { requireLark } from '../lark/required.js';
import { appIdPattern, larkPlatform, workspaceIdOf } from '../lark/workspace.js';
import type { Program } from '../program.js';
import { tenantsOf } from '../tenants.js';
import type { Command } from './command.js';

const inputSchema = z.object({
  appId: z.string(),
  school: z.string().nullable(),
  /** Null for the app of the environment, whose secrets stand there. */
  appSecret: z.string().nullable(),
  encryptKey: z.string().nullable(),
  verificationToken: z.string().nullable(),
});

type Input = z.infer<typeof inputSchema>;

/**
 * Lets a further self-built app in: another school of the community with a Feishu of its own. Nothing is kept before Feishu
 * has said that the id and the secret belong together.
 */
export const addFeishuApp: Command = async (program, given, output) => {
  const { ports, config } = program;
  const input = inputSchema.parse(given);
  const lark = requireLark(config);
  const { appId } = input;
  if (!appIdPattern.test(appId)) {
    throw new Unsuitable(`${appId} is no App ID: it is cli_ and sixteen digits of 0-9 and a-f.`);
  }
  const own = appId === lark.appId;
  const secrets = own ? { appSecret: lark.appSecret, keys: lark.keys } : secretsOf(input, lark);
  const workspaceId = workspaceIdOf(appId);
  const tenantId = await customerOf(ports.database, workspaceId, input.school);
  output.progress('Asking Feishu …');
  const bot = await askFor(program, lark, appId, secrets.appSecret);
  await ports.database.transaction(async (stores) => {
    // Somebody else may have been quicker.
    await customerOf(stores, workspaceId, input.school);
    const workspace = { id: workspaceId, tenantId, platform: larkPlatform, externalId: appId, name: bot.name };
    await stores.schools.addWorkspace(workspace);
    if (!own) {
      await stores.installations.put({
        workspaceId,
        botUserId: bot.openId,
        botId: appId,
        // Nobody's account: whoever may run commands here.
        installedBy: '',
        installedAt: ports.clock.machine(),
        sealed: sealCredentials(ports.secrets, workspaceId, secrets),
        expiresAt: null,
        scopes: [],
      });
    }
    await stores.deliveries.resume(workspaceId);
  });
  await program.workspaceChanged(workspaceId);
  const schools = (await ports.database.schools.list()).filter((one) => one.tenantId === tenantId);
  output.line(`${appId} (${bot.name}) belongs to ${schools.map((one) => one.name).join(', ')} now.`);
  output.line(own ? 'Its secrets stay in the environment.' : 'Its secrets are kept encrypted, for this app alone.');
  output.line(nextStep(lark, config.publicUrl, appId, own));
  if (!bot.active) output.line('Feishu has the bot switched off: publish a version of the app (版本管理与发布).');
  return 0;
};

function secretsOf({ appSecret, encryptKey, verificationToken }: Input, { mode }: LarkConfig): AppSecrets {
  if (!appSecret) throw new Unsuitable('The App Secret is missing: copy it from the app’s 凭证与基础信息.');
  if (encryptKey && verificationToken) return { appSecret, keys: { encryptKey, verificationToken } };
  if (mode === 'websocket' && !encryptKey && !verificationToken) return { appSecret, keys: null };
  throw new Unsuitable(
    `${encryptKey ? 'The Verification Token' : 'The Encrypt Key'} is missing: copy it from the app’s 事件与回调 › 加密策略.${
      mode === 'websocket' ? ' A long connection needs neither of the two: leave both empty.' : ''
    }`,
  );
}

/** Whose the app becomes. An app that is known never changes hands. */
async function customerOf(stores: Pick<Stores, 'schools'>, workspaceId: string, name: string | null): Promise<string> {
  const schools = await stores.schools.list();
  if (schools.length === 0) throw new Unsuitable('There is no school yet. Import a roster first: gongyu import <file>');
  const choice = schools.map((one) => `"${one.name}"`).join(' or --school ');
  const named = schools.filter((one) => one.name === name);
  if (name !== null && named.length !== 1) throw new Unsuitable(`There is no school "${name}". Say --school ${choice}`);
  const known = await stores.schools.findWorkspace(workspaceId);
  const wanted = named[0]?.tenantId ?? known?.tenantId;
  if (known && wanted !== known.tenantId) {
    const owner = schools.filter((one) => one.tenantId === known.tenantId).map((one) => one.name);
    throw new Unsuitable(
      `This app belongs to ${owner.join(', ')} and does not change hands: its people are known by this app’s own ids. Create another app for "${name}".`,
    );
  }
  if (wanted !== undefined) return wanted;
  const [only, another] = await tenantsOf(stores);
  if (only !== undefined && another === undefined) return only;
  throw new Unsuitable(`Whose app is it? Say --school ${choice}`);
}

async function askFor({ ports }: Program, { domain }: LarkConfig, appId: string, appSecret: string): Promise<Bot> {
  const { createWebApi } = await import('../../bots/lark/web-api.js');
  try {
    return await createWebApi(ports.clock, domain).whoAmI({ appId, appSecret });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const { fault } = error;
    const code = 'code' in fault ? fault.code : fault.kind;
    if (fault.kind === 'later' || fault.kind === 'unknown') {
      throw new Unsuitable(`Feishu (${domain}) cannot be asked now (${code}). Nothing was kept; try again.`);
    }
    throw new Unsuitable(
      `Feishu does not take this App ID with this secret (${code}). Nothing was kept. Copy both again from 凭证与基础信息, and see that the app has a bot (添加应用能力 › 机器人).`,
    );
  }
}

function nextStep({ mode }: LarkConfig, publicUrl: string | null, appId: string, own: boolean): string {
  if (mode === 'websocket') {
    return 'In its console, under 事件与回调, choose the long connection (使用长连接接收事件, and 回调 too), then publish a version.';
  }
  const address = `${(publicUrl ?? 'https://…').replace(/\/+$/, '')}/lark/events${own ? '' : `/${appId}`}`;
  return `In its console, under 事件与回调, both addresses (事件配置 and 回调配置) are ${address} ; then publish a version.`;
}
