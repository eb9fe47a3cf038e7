import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examineSlack } from '../../src/app/commands/examine-slack.js';
import type { Finding } from '../../src/app/commands/finding.js';
import { carryOutFor } from '../../src/app/commands/start.js';
import { neededScopes } from '../../src/bots/slack/scopes.js';
import type { SlackConfig } from '../../src/config.js';
import { type Slack, startSlack } from '../doubles/slack/slack.js';
import { startProgram, type TestProgram } from '../support/program.js';
import { createBrowser, freePort, installEnvironment } from '../support/slack-install.js';

const team = 'T0YUXIN';
const next = 'T0NEXT';
const token = 'xoxb-the-token-of-the-double';
const staffRoom = 'C0STAFF';

let folder: string;
let slack: Slack;
let school: TestProgram;
let elsewhere: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-doctor-'));
  const users = [{ id: 'U0WANG', name: 'Wang Fang' }];
  const channels = [{ id: staffRoom, name: 'staff', members: ['U0WANG'] }];
  slack = await startSlack(
    {
      workspaces: [
        { id: team, name: 'Yuxin', token, users, channels },
        { id: next, name: 'Next', users },
      ],
      limits: { tiers: 0 },
    },
    join(folder, 'ledger'),
  );
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  school = await startProgram('embedded', {}, { ...installEnvironment(slack, port), SLACK_BOT_TOKEN: token });
  const { database, ids } = school.program.ports;
  await database.schools.create({
    id: 'yuxin',
    tenantId: 'tenant',
    tenantName: 'Yuxin',
    region: 'CN',
    name: 'Yuxin School',
    zone: 'Asia/Shanghai',
    language: 'zh-CN',
    calendar: 'CN',
    demo: false,
    settings: {},
    createdAt: new Date(),
  });
  const record = { id: `slack-${team}`, tenantId: 'tenant', platform: 'slack', externalId: team, name: 'Yuxin' };
  await database.schools.addWorkspace(record);
  const channel = {
    id: ids.next(),
    schoolId: 'yuxin',
    workspaceId: record.id,
    externalId: staffRoom,
    name: 'staff',
    audience: 'staff' as const,
    classId: null,
    language: null,
    confirmedAt: null,
  };
  await database.channels.bind(channel, null, new Date());
  elsewhere = createServer((_request, response) => response.writeHead(404).end('nothing here')).listen(0, '127.0.0.1');
}, 60_000);
afterAll(async () => {
  elsewhere?.close();
  await school?.stop();
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Differently {
  readonly slack?: Partial<SlackConfig>;
  readonly publicUrl?: string | null;
  readonly aheadMs?: number;
}

/** What the doctor finds out about Slack, under other circumstances than the program's own. */
async function found({ slack: given = {}, publicUrl, aheadMs = 0 }: Differently = {}): Promise<readonly Finding[]> {
  const { program } = school;
  const config = { ...program.config, publicUrl: publicUrl === undefined ? program.config.publicUrl : publicUrl };
  const machine = () => new Date(Date.now() + aheadMs);
  const ports = { ...program.ports, clock: { school: machine, machine } };
  if (!config.slack) return expect.fail('Slack is off');
  return examineSlack({ ...program, config, ports }, { ...config.slack, ...given });
}

const about = (findings: readonly Finding[], name: string) => findings.filter((one) => one.about === `slack ${name}`);
const levels = (findings: readonly Finding[]) => findings.map((one) => `${one.level} ${one.about}`);

test('when all is well every line says so, with the links that workspaces are connected by', async () => {
  const findings = await found();
  expect(findings.filter((one) => one.level !== 'ok')).toEqual([]);
  expect(new Set(levels(findings))).toEqual(
    new Set(['token', 'scopes', 'clock', 'secret', 'events', 'install', 'channels'].map((name) => `ok slack ${name}`)),
  );
  expect(about(findings, 'install')[0]?.text).toContain(
    `Yuxin School are connected at ${origin}/slack/install?school=`,
  );
  expect(JSON.stringify(findings)).not.toMatch(/xox[a-z]|secret-of/);
});

test('it stands in what gongyu doctor prints', async () => {
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text), progress() {}, complain() {} };
  await (await carryOutFor(school.program))('examine', {}, output);
  expect(lines.join('\n')).toContain('SLACK_BOT_TOKEN speaks for the Slack workspace Yuxin.');
});

test('a token that Slack does not take is told from a Slack that cannot be reached', async () => {
  const [refused] = about(await found({ slack: { botToken: 'xoxb-of-nobody' } }), 'token');
  expect(refused).toMatchObject({ level: 'fail', text: expect.stringContaining('invalid_auth') });
  expect(refused?.remedy).toContain('SLACK_BOT_TOKEN');
  const [away] = about(await found({ slack: { apiUrl: 'http://127.0.0.1:9/api/' } }), 'token');
  expect(away).toMatchObject({ level: 'fail', text: expect.stringContaining('cannot be reached') });
});

test('a scope that is missing is named, with where it is added', async () => {
  await slack.ask({ do: 'scopes', team, scopes: neededScopes.filter((one) => one !== 'im:history') });
  const [finding] = about(await found(), 'scopes');
  expect(finding).toMatchObject({ level: 'fail', text: expect.stringContaining('missing: im:history.') });
  expect(finding?.remedy).toContain('OAuth & Permissions');
  await slack.ask({ do: 'scopes', team, scopes: [...neededScopes, 'files:write'] });
  expect(about(await found(), 'scopes')).toMatchObject([{ level: 'ok', text: expect.stringContaining('files:write') }]);
  await slack.ask({ do: 'scopes', team, scopes: [...neededScopes] });
});

test.each([
  [30_000, 'ok', 'agrees'],
  [120_000, 'warn', 'ahead of Slack’s'],
  [-600_000, 'fail', 'behind Slack’s'],
] as const)('a clock that is %i ms off: %s', async (aheadMs, level, words) => {
  const findings = await found({ aheadMs });
  expect(about(findings, 'clock')).toMatchObject([{ level, text: expect.stringContaining(words) }]);
});

test('the events address is called as Slack calls it, and each way of not answering has its own remedy', async () => {
  const address = elsewhere.address();
  const other = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const seen = async (given: Differently) => about(await found(given), 'events')[0];
  expect(await seen({ publicUrl: `${origin}/` })).toMatchObject({ level: 'ok' });
  expect(await seen({ publicUrl: null })).toMatchObject({
    level: 'warn',
    remedy: expect.stringContaining('PUBLIC_URL'),
  });
  expect(await seen({ publicUrl: 'http://127.0.0.1:9' })).toMatchObject({
    level: 'fail',
    text: expect.stringContaining('Nothing answers'),
  });
  expect(await seen({ publicUrl: other })).toMatchObject({ level: 'fail', text: expect.stringContaining('404') });
  const refused = await seen({ slack: { signingSecrets: ['another signing secret'] } });
  expect(refused).toMatchObject({ level: 'fail', remedy: expect.stringContaining('SLACK_SIGNING_SECRET') });
  const two = await found({ slack: { signingSecrets: ['the-signing-secret-of-the-double', 'the one before it'] } });
  expect(about(two, 'secret')).toMatchObject([{ level: 'warn' }]);
});

test('in Socket Mode the socket is looked at in the address’s place', async () => {
  const good = await found({ slack: { appToken: 'xapp-1-A0GONGYU-double' }, publicUrl: null });
  expect(about(good, 'events')).toMatchObject([{ level: 'ok', text: expect.stringContaining('socket') }]);
  const [bad] = about(await found({ slack: { appToken: 'xapp-of-nobody' } }), 'events');
  expect(bad).toMatchObject({ level: 'fail', remedy: expect.stringContaining('connections:write') });
});

test('a client secret of another app is found out before somebody installs in vain', async () => {
  const install = school.config.slack?.install ?? expect.fail('no install pages');
  const [bad] = about(await found({ slack: { install: { ...install, clientSecret: 'of another app' } } }), 'install');
  expect(bad).toMatchObject({ level: 'fail', text: expect.stringContaining('bad_client_secret') });
});

test('a bound channel that the bot cannot write to is named, with what to do there', async () => {
  const seen = async () => about(await found(), 'channels');
  await slack.ask({ do: 'kick', team, channel: staffRoom, user: 'bot' });
  expect(await seen()).toMatchObject([{ level: 'warn', text: expect.stringContaining('#staff (Yuxin)') }]);
  expect((await seen())[0]?.remedy).toContain('/invite @gongyu');
  await slack.ask({ do: 'invite', team, channel: staffRoom, user: 'bot' });
  await slack.ask({ do: 'archive', team, channel: staffRoom, archived: true });
  expect(await seen()).toMatchObject([{ level: 'warn', text: expect.stringContaining('archived') }]);
  await slack.ask({ do: 'archive', team, channel: staffRoom, archived: false });
  expect(await seen()).toMatchObject([{ level: 'ok' }]);
});

test('each installed workspace is looked at: open, closed, and sealed with a secret that is not here', async () => {
  const link =
    new URL(
      about(await found(), 'install')[0]
        ?.text.split(' ')
        .at(-1) ?? '',
    ).searchParams.get('school') ?? '';
  expect((await createBrowser(origin).install(next, { link })).status).toBe(200);
  expect(about(await found(), 'token')).toMatchObject([
    { level: 'ok' },
    { level: 'ok', text: expect.stringMatching(/^Next/) },
  ]);
  const { database } = school.program.ports;
  await database.schools.setOpen(`slack-${next}`, false, 'app_uninstalled', new Date());
  const [, closed] = about(await found(), 'token');
  expect(closed).toMatchObject({ level: 'warn', text: expect.stringContaining('app_uninstalled') });
  expect(closed?.remedy).toContain(`${origin}/slack/install?school=`);
  await school.program.database.pool.query(`UPDATE "Installation" SET "sealed" = 'v1.AAAA'`);
  expect(about(await found(), 'token')[1]).toMatchObject({
    level: 'fail',
    remedy: expect.stringContaining('GONGYU_SECRET_PREVIOUS'),
  });
});
