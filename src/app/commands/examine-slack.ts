import { createInspection, type Failed, type Inspection, type TokenSeen } from '../../bots/slack/inspect.js';
import { installAddress } from '../../bots/slack/install.js';
import { neededScopes } from '../../bots/slack/scopes.js';
import type { SlackConfig } from '../../config.js';
import type { Program } from '../program.js';
import { writeInstallLink } from '../slack/install-link.js';
import { openTokens } from '../slack/installations.js';
import { slackPlatform, workspaceIdOf } from '../slack/workspace.js';
import { type Finding, fail, ok, warn } from './finding.js';
import { lookAtClock } from './look-at-clock.js';

/** A workspace that can be spoken to. */
interface Reached {
  readonly workspaceId: string;
  readonly name: string;
  readonly token: string;
}

/** What can be seen of the connection to Slack; see docs/guides/slack.md for each finding. */
export async function examineSlack(program: Program, config: SlackConfig): Promise<readonly Finding[]> {
  const inspection = createInspection(config.apiUrl ?? undefined, () => program.ports.clock.machine().getTime());
  const findings: Finding[] = [];
  const reached: Reached[] = [];
  let aheadMs: number | null = null;
  const add = (seen: TokenSeen | Failed, found: readonly Finding[], token: string) => {
    findings.push(...found);
    if ('failed' in seen) return;
    aheadMs ??= seen.aheadMs;
    reached.push({ workspaceId: workspaceIdOf(seen.teamId), name: seen.team, token });
  };
  if (config.botToken !== null) {
    const seen = await inspection.token(config.botToken);
    add(seen, lookAtBotToken(seen), config.botToken);
  }
  for (const row of await program.ports.database.installations.list(slackPlatform)) {
    const tokens = openTokens(program.ports.secrets, row);
    if (tokens === null) {
      const remedy =
        'Set GONGYU_SECRET_PREVIOUS to the secret that was in use, or let the workspace install the app again.';
      findings.push(fail('slack token', `${row.name}: the tokens were sealed with another GONGYU_SECRET.`, remedy));
    } else if (!row.open) {
      const text = `${row.name} does not let us in any more (${row.closedReason ?? 'unknown'}); its messages wait.`;
      findings.push(
        warn('slack token', text, `Open the install page again: ${installPage(program, config, row.tenantId)}`),
      );
    } else {
      const seen = await inspection.token(tokens.access);
      const again = `Install the app again: ${installPage(program, config, row.tenantId)}`;
      add(seen, lookAtToken(row.name, seen, again), tokens.access);
    }
  }
  findings.push(...lookAtClock('Slack', 'slack clock', aheadMs), ...(await lookAtDoor(program, config, inspection)));
  if (config.install) findings.push(...(await lookAtInstalling(program, config, inspection)));
  findings.push(...(await lookAtChats(program, reached, inspection)));
  return findings;
}

function lookAtBotToken(seen: TokenSeen | Failed): readonly Finding[] {
  return lookAtToken(
    'SLACK_BOT_TOKEN',
    seen,
    'Slack, Install App: install it again, and copy the token to SLACK_BOT_TOKEN.',
  );
}

/** Words of Slack that say that nobody could be asked, not that the token is wrong. */
const unasked = /^(E[A-Z]+|UND_ERR|timeout|broken|http_|ratelimited|service_unavailable|internal_error|fatal_error)/;

function lookAtToken(name: string, seen: TokenSeen | Failed, again: string): readonly Finding[] {
  if ('failed' in seen) {
    if (unasked.test(seen.failed)) {
      const remedy =
        'See that this machine may reach https://slack.com (proxy, firewall), then run gongyu doctor again.';
      return [fail('slack token', `${name}: Slack cannot be reached (${seen.failed}).`, remedy)];
    }
    return [fail('slack token', `${name}: Slack does not take the token (${seen.failed}).`, again)];
  }
  const findings = [ok('slack token', `${name} speaks for the Slack workspace ${seen.team}.`)];
  const missing = neededScopes.filter((scope) => !seen.scopes.includes(scope));
  if (missing.length > 0) {
    const remedy = `Slack, OAuth & Permissions: add ${missing.length === 1 ? 'it' : 'them'} (or paste docs/guides/slack-manifest.json anew). ${again}`;
    return [
      ...findings,
      fail('slack scopes', `${seen.team}: the app may not do all it has to; missing: ${missing.join(', ')}.`, remedy),
    ];
  }
  const more = seen.scopes.filter((scope) => !neededScopes.includes(scope));
  const text = more.length === 0 ? 'exactly what it needs' : `all it needs, and more than that (${more.join(', ')})`;
  return [...findings, ok('slack scopes', `${seen.team}: the app may do ${text}.`)];
}

/** How Slack's events come in. */
async function lookAtDoor(program: Program, config: SlackConfig, inspection: Inspection): Promise<readonly Finding[]> {
  const [secret] = config.signingSecrets;
  if (config.appToken !== null) {
    const failed = await inspection.socket(config.appToken);
    if (!failed) return [ok('slack events', 'Slack opens a socket for SLACK_APP_TOKEN (Socket Mode).')];
    const remedy =
      'Slack, Basic Information, App-Level Tokens: make one with connections:write and copy it to SLACK_APP_TOKEN; then switch Socket Mode on.';
    return [fail('slack events', `Slack opens no socket for SLACK_APP_TOKEN (${failed.failed}).`, remedy)];
  }
  if (secret === undefined) return [];
  const findings: Finding[] = [];
  if (config.signingSecrets.length > 1) {
    const text = 'SLACK_SIGNING_SECRET_PREVIOUS is set: requests signed with either secret are let in.';
    findings.push(
      warn('slack secret', text, 'Remove it once Slack signs with the new secret, a day after the change.'),
    );
  } else findings.push(ok('slack secret', 'SLACK_SIGNING_SECRET is set: requests without its signature are refused.'));
  const { publicUrl } = program.config;
  if (publicUrl === null) {
    const remedy = 'Set PUBLIC_URL to the https:// address that stands in the settings of the Slack app.';
    return [...findings, warn('slack events', 'PUBLIC_URL is not set, so the events address cannot be tried.', remedy)];
  }
  const url = `${publicUrl.replace(/\/+$/, '')}/slack/events`;
  const seen = await inspection.address(url, secret);
  const finding = ((): Finding => {
    if (seen === 'answers') return ok('slack events', `${url} answers Slack, as far as can be seen from this machine.`);
    if (seen === 'silent') {
      const remedy = 'Start Gongyu; if it runs, see that name, certificate and proxy of PUBLIC_URL lead to its PORT.';
      return fail('slack events', `Nothing answers at ${url}.`, remedy);
    }
    if (seen === 'refused') {
      const remedy =
        'See that the running program has the same SLACK_SIGNING_SECRET, and that the proxy passes body and headers on unchanged.';
      return fail('slack events', `${url} refuses what is signed with SLACK_SIGNING_SECRET.`, remedy);
    }
    const remedy = 'The proxy has to pass POST /slack/events on to Gongyu’s PORT, unchanged and without a redirect.';
    return fail('slack events', `${url} answers with status ${seen.other}: something else is listening there.`, remedy);
  })();
  return [...findings, finding];
}

async function lookAtInstalling(
  program: Program,
  config: SlackConfig,
  inspection: Inspection,
): Promise<readonly Finding[]> {
  if (!config.install) return [];
  const failed = await inspection.credentials(config.install);
  if (failed) {
    const remedy = 'Slack, Basic Information: copy Client ID and Client Secret again; both have to be of the same app.';
    return [
      fail(
        'slack install',
        `Slack does not know the app by SLACK_CLIENT_ID and its secret (${failed.failed}).`,
        remedy,
      ),
    ];
  }
  const schools = await program.ports.database.schools.list();
  return [...new Set(schools.map((school) => school.tenantId))].map((tenantId) => {
    const names = schools.filter((school) => school.tenantId === tenantId).map((school) => school.name);
    return ok(
      'slack install',
      `Workspaces of ${names.join(', ')} are connected at ${installPage(program, config, tenantId)}`,
    );
  });
}

function installPage({ ports }: Program, { install }: SlackConfig, tenantId: string): string {
  if (!install) return 'the install page (set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and PUBLIC_URL)';
  return installAddress(install.origin, writeInstallLink(ports.secrets, tenantId));
}

const chatTroubles = {
  outside: ['the bot is not in it', 'Invite it there: /invite @gongyu'],
  archived: ['it is archived', 'Unarchive it in Slack, or say /gongyu unbind where it is bound.'],
  gone: [
    'Slack does not show it to the bot',
    'If it is private, invite the bot: /invite @gongyu. If it is gone, bind another one: /gongyu bind',
  ],
} as const;

async function lookAtChats(
  program: Program,
  reached: readonly Reached[],
  inspection: Inspection,
): Promise<readonly Finding[]> {
  const { schools, channels } = program.ports.database;
  const findings: Finding[] = [];
  let good = 0;
  for (const school of await schools.list()) {
    for (const channel of await channels.list(school.id)) {
      const of = reached.find((one) => one.workspaceId === channel.workspaceId);
      if (!of) continue;
      const seen = await inspection.chat(of.token, channel.externalId);
      if (typeof seen === 'object') {
        const remedy = 'Run gongyu doctor again in a minute.';
        findings.push(warn('slack channels', `Not every channel could be looked at (${seen.failed}).`, remedy));
        return findings;
      }
      if (seen === 'in') good += 1;
      else {
        const [trouble, remedy] = chatTroubles[seen];
        findings.push(warn('slack channels', `#${channel.name} (${of.name}): ${trouble}; its messages wait.`, remedy));
      }
    }
  }
  if (good > 0)
    findings.push(ok('slack channels', `The bot is in ${good} bound ${good === 1 ? 'channel' : 'channels'}.`));
  return findings;
}
