import type { AppCredentials, Door } from '../../bots/lark/host.js';
import { createInspection, type Failed, type Inspection, type ScopesSeen } from '../../bots/lark/inspect.js';
import { helpfulScopes, neededScopes } from '../../bots/lark/scopes.js';
import type { Bot } from '../../bots/lark/web-api.js';
import { type LarkConfig, larkAbroad } from '../../config.js';
import { openCredentials } from '../credentials.js';
import { appSecretsSchema, removedReason } from '../lark/installations.js';
import { larkPlatform, workspaceIdOf } from '../lark/workspace.js';
import type { Program } from '../program.js';
import { type Finding, fail, ok, warn } from './finding.js';
import { lookAtCalls } from './look-at-calls.js';
import { lookAtClock } from './look-at-clock.js';

/** An app that Feishu may be asked about, and what it is called for the operator. */
interface App extends AppCredentials {
  readonly label: string;
  readonly door: Door | null;
  /** Below PUBLIC_URL. */
  readonly path: string;
}

const publish = 'then publish a version (版本管理与发布): without one nothing that is changed there holds.';
const again = 'Run gongyu doctor again in a minute.';

/** What can be seen of the connection to Feishu; see docs/guides/feishu.md for each finding. */
export async function examineLark(program: Program, config: LarkConfig): Promise<readonly Finding[]> {
  const inspection = createInspection(program.ports.clock, config.domain);
  const { apps, findings } = await appsOf(program, config);
  const reached: App[] = [];
  for (const app of apps) {
    const bot = await inspection.bot(app);
    findings.push(...lookAtBot(app, bot, config));
    if ('failed' in bot) continue;
    reached.push(app);
    findings.push(...lookAtScopes(app, await inspection.scopes(app)));
    findings.push(await lookAtDoor(program, config, inspection, app));
    findings.push(...(await lookAtGroups(inspection, app)));
  }
  // A long connection carries no time stamps.
  if (reached.length > 0 && config.mode === 'webhook')
    findings.push(...lookAtClock('Feishu', 'lark clock', await inspection.aheadMs()));
  return [...findings, ...(await lookAtChats(program, reached, inspection)), ...(await lookAtCalls(program))];
}

/** The app of the environment first, then those that were added; what cannot be asked about is a finding already. */
async function appsOf(
  program: Program,
  { appId, appSecret, keys }: LarkConfig,
): Promise<{ apps: App[]; findings: Finding[] }> {
  const { database, secrets } = program.ports;
  const own: App = { appId, appSecret, label: 'LARK_APP_ID', door: keys && { appId, ...keys }, path: '/lark/events' };
  const apps = [own];
  const findings: Finding[] = [];
  const schools = await database.schools.list();
  if (schools.length > 0 && !(await database.schools.findWorkspace(workspaceIdOf(appId)))) {
    const several = new Set(schools.map((school) => school.tenantId)).size > 1;
    if (several) {
      const remedy = `gongyu feishu add ${appId} --school <name>`;
      findings.push(
        fail('lark app', 'LARK_APP_ID: there are several schools, and nobody has said whose app it is.', remedy),
      );
    }
  }
  for (const row of await database.installations.list(larkPlatform)) {
    const { externalId, name } = row;
    if (externalId === appId || row.closedReason === removedReason) continue;
    const label = `${externalId} (${name})`;
    const opened = openCredentials(secrets, row, appSecretsSchema);
    if (opened === null) {
      const remedy = `Set GONGYU_SECRET_PREVIOUS to the secret that was in use, or enter them again: gongyu feishu add ${externalId}`;
      findings.push(fail('lark app', `${label}: its secrets were sealed with another GONGYU_SECRET.`, remedy));
    } else if (!row.open) {
      const text = `${label} does not let us in any more (${row.closedReason ?? 'unknown'}); its messages wait.`;
      findings.push(warn('lark app', text, `Enter it again: gongyu feishu add ${externalId}`));
    } else {
      const door = opened.keys && { appId: externalId, ...opened.keys };
      apps.push({ appId: externalId, appSecret: opened.appSecret, label, door, path: `/lark/events/${externalId}` });
    }
  }
  return { apps, findings };
}

/** Answers that say that nobody could be asked, not that the secret is wrong. */
const unasked = /^(E[A-Z]+|UND_ERR|timeout|http_|answer_not_understood|9999140[03]$|11232$)/i;
/** open.feishu.cn, api-call-guide/generic-error-code, 2025-08. */
const monthUsedUp = '99991403';
const addressNotListed = '99991401';
const switchedOff = new Set(['99991662', '99991673']);

function lookAtBot({ label }: App, bot: Bot | Failed, { domain }: LarkConfig): readonly Finding[] {
  if ('failed' in bot) {
    if (bot.failed === monthUsedUp) {
      const remedy = 'Wait for the next month, or let the school take a paid edition; what waits goes out then.';
      return [
        fail('lark app', `${label}: the organisation’s calls of this month are used up (${bot.failed}).`, remedy),
      ];
    }
    if (bot.failed === addressNotListed) {
      const remedy = '安全设置 › IP 白名单: add the address of this machine, or empty the list.';
      return [fail('lark app', `${label}: Feishu lets in no calls from this machine (${bot.failed}).`, remedy)];
    }
    if (switchedOff.has(bot.failed)) return [botIsOff(label)];
    if (unasked.test(bot.failed)) {
      const remedy = `See that this machine may reach ${domain} (proxy, firewall), then run gongyu doctor again.`;
      return [fail('lark app', `${label}: Feishu cannot be reached (${bot.failed}).`, remedy)];
    }
    const remedy =
      'Copy App ID and App Secret again from 凭证与基础信息; both have to be of the same app, and it needs a bot (添加应用能力 › 机器人).';
    return [fail('lark app', `${label}: Feishu does not take the app with its secret (${bot.failed}).`, remedy)];
  }
  const known = ok('lark app', `${label} is the bot ${bot.name}.`);
  return [known, bot.active ? ok('lark bot', `${label}: the bot is switched on.`) : botIsOff(label)];
}

function botIsOff(label: string): Finding {
  const remedy =
    'Publish a version (版本管理与发布) and let an administrator approve it; or switch the app on in 管理后台.';
  return fail('lark bot', `${label}: Feishu has the bot switched off, so that nobody can talk to it.`, remedy);
}

function lookAtScopes({ label }: App, seen: ScopesSeen | Failed): readonly Finding[] {
  if ('failed' in seen) {
    return [warn('lark scopes', `${label}: Feishu did not say what the app may do (${seen.failed}).`, again)];
  }
  const lacks = (scopes: readonly string[]) => scopes.filter((scope) => !allows(seen.granted, scope));
  const waiting = (scopes: readonly string[]) => scopes.filter((scope) => seen.waiting.includes(scope));
  const name = (scopes: readonly string[]) => scopes.join(', ');
  const missing = lacks(neededScopes);
  if (missing.length > 0) {
    const asked = waiting(missing);
    const remedy = `权限管理: import docs/guides/feishu-permissions.json, ${publish}${
      asked.length > 0 ? ` Asked for already, and waiting for the administrator: ${name(asked)}.` : ''
    }`;
    return [fail('lark scopes', `${label}: the app may not do all it has to; missing: ${name(missing)}.`, remedy)];
  }
  const helpful = lacks(helpfulScopes);
  if (helpful.length === 0) return [ok('lark scopes', `${label}: the app may do all it needs.`)];
  const remedy = `The guide says what each is for. 权限管理: add what you want, ${publish}`;
  return [warn('lark scopes', `${label}: the app may do what it has to; it could use: ${name(helpful)}.`, remedy)];
}

/** Some permissions hold more than others; open.feishu.cn, the pages of the calls, 2025. */
const wider: Readonly<Record<string, readonly string[]>> = {
  'im:message:send_as_bot': ['im:message'],
  'im:chat:readonly': ['im:chat'],
};

function allows(granted: readonly string[], scope: string): boolean {
  return [scope, ...(wider[scope] ?? [])].some((one) => granted.includes(one));
}

/** How the app's events come in. */
async function lookAtDoor(program: Program, config: LarkConfig, inspection: Inspection, app: App): Promise<Finding> {
  return config.mode === 'websocket'
    ? lookAtConnection(program, config, inspection, app)
    : lookAtAddress(program.config.publicUrl, inspection, app);
}

async function lookAtConnection(
  program: Program,
  { domain }: LarkConfig,
  inspection: Inspection,
  app: App,
): Promise<Finding> {
  const kept = program.connectionOf(workspaceIdOf(app.appId));
  if (kept?.state === 'open') return ok('lark events', `${app.label}: the long connection is up.`);
  const failed = kept?.state === 'refused' ? { failed: kept.code ?? 'refused' } : await inspection.connection(app);
  if (failed) {
    const remedy =
      domain === larkAbroad
        ? 'Lark is said to keep no long connection outside China: set LARK_MODE=webhook, PUBLIC_URL and both keys.'
        : (connectionRemedies[failed.failed] ?? `See that this machine may reach ${domain} (proxy, firewall).`);
    return fail('lark events', `${app.label}: Feishu opens no long connection (${failed.failed}).`, remedy);
  }
  if (kept) return warn('lark events', `${app.label}: the long connection is not up at this moment.`, again);
  return ok('lark events', `${app.label}: Feishu would open a long connection; the running program keeps it.`);
}

/** Codes of POST /callback/ws/endpoint. */
const connectionRemedies: Readonly<Record<string, string>> = {
  '514': 'Copy App ID and App Secret again from 凭证与基础信息.',
  '403': `事件与回调: choose the long connection (使用长连接接收事件, and 回调 too), ${publish}`,
  '1000040350': 'The app has all its fifty connections: end other programs that use it.',
};

async function lookAtAddress(
  publicUrl: string | null,
  inspection: Inspection,
  { label, door, path }: App,
): Promise<Finding> {
  if (door === null) {
    return fail(
      'lark events',
      `${label}: it was added without its Encrypt Key and Verification Token.`,
      `Enter them: gongyu feishu add ${label.split(' ')[0]}`,
    );
  }
  if (publicUrl === null) {
    const remedy = 'Set PUBLIC_URL to the https:// address that stands in Feishu’s console, or use a long connection.';
    return warn('lark events', `${label}: PUBLIC_URL is not set, so the address cannot be tried.`, remedy);
  }
  const url = `${publicUrl.replace(/\/+$/, '')}${path}`;
  const seen = await inspection.address(url, door);
  if (seen === 'answers') return ok('lark events', `${url} answers Feishu, as far as can be seen from this machine.`);
  if (seen === 'silent') {
    const remedy = 'Start Gongyu; if it runs, see that name, certificate and proxy of PUBLIC_URL lead to its PORT.';
    return fail('lark events', `Nothing answers at ${url}.`, remedy);
  }
  if (seen === 'refused') {
    const remedy =
      'See that the running program has the same two keys as 事件与回调 › 加密策略, and that the proxy passes body and headers on unchanged.';
    return fail('lark events', `${url} refuses what is signed with its own Encrypt Key.`, remedy);
  }
  const remedy = `The proxy has to pass POST ${path} on to Gongyu’s PORT, unchanged and without a redirect.`;
  return fail('lark events', `${url} answers with status ${seen.other}: something else is listening there.`, remedy);
}

async function lookAtGroups(inspection: Inspection, app: App): Promise<readonly Finding[]> {
  const groups = await inspection.groups(app);
  // What is in the way was said with the permissions.
  if (typeof groups !== 'number') return [];
  const text = `${app.label}: the bot is in ${groups} ${groups === 1 ? 'group' : 'groups'}.`;
  if (groups > 0) return [ok('lark groups', text)];
  return [
    warn('lark groups', text, 'Add it in the settings of the staff group (群机器人), then type there: @共育 绑定群'),
  ];
}

async function lookAtChats(
  program: Program,
  reached: readonly App[],
  inspection: Inspection,
): Promise<readonly Finding[]> {
  const { schools, channels } = program.ports.database;
  const findings: Finding[] = [];
  let good = 0;
  for (const school of await schools.list()) {
    for (const channel of await channels.list(school.id)) {
      const of = reached.find((one) => workspaceIdOf(one.appId) === channel.workspaceId);
      if (!of) continue;
      const seen = await inspection.chat(of, channel.externalId);
      if (typeof seen === 'object') {
        return [...findings, warn('lark chats', `Not every bound chat could be looked at (${seen.failed}).`, again)];
      }
      if (seen === 'in') good += 1;
      else {
        const text = `${channel.name} (${school.name}): the bot is not in it, or it was dissolved; its messages wait.`;
        findings.push(
          warn('lark chats', text, 'Add the bot there again (群机器人), or bind another chat: @共育 绑定群'),
        );
      }
    }
  }
  if (good > 0) findings.push(ok('lark chats', `The bot is in ${good} bound ${good === 1 ? 'chat' : 'chats'}.`));
  return findings;
}
