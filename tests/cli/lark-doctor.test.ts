import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examineLark } from '../../src/app/commands/examine-lark.js';
import type { Finding } from '../../src/app/commands/finding.js';
import { carryOutFor } from '../../src/app/commands/start.js';
import { sealCredentials } from '../../src/app/credentials.js';
import type { Connection } from '../../src/app/open-platform.js';
import { helpfulScopes, neededScopes } from '../../src/bots/lark/scopes.js';
import type { LarkConfig } from '../../src/config.js';
import { type Lark, startLark } from '../doubles/lark/lark.js';
import { startProgram, type TestProgram } from '../support/program.js';
import { freePort } from '../support/slack-install.js';

const first = 'cli_a1b2c3d4e5f60718';
const second = 'cli_00000000000000b2';
const staffRoom = 'oc_000000000000000000000000000005af';
const scopes = [...neededScopes, ...helpfulScopes];

let folder: string;
let lark: Lark;
let school: TestProgram;
let elsewhere: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-doctor-'));
  lark = await startLark(
    {
      tenants: [
        {
          apps: [{ scopes }],
          users: [{ id: 'wang', name: '王芳' }],
          chats: [{ id: staffRoom, name: '教师群', members: ['wang'] }],
        },
        { key: 'the-second-tenant', apps: [{ id: second, name: '第二所学校的共育', scopes }] },
      ],
    },
    join(folder, 'ledger'),
  );
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  school = await startProgram(
    'embedded',
    {},
    {
      PORT: String(port),
      PUBLIC_URL: origin,
      LARK_APP_ID: first,
      LARK_APP_SECRET: 'the-secret-of-the-double',
      LARK_ENCRYPT_KEY: 'the-encrypt-key-of-the-double',
      LARK_VERIFICATION_TOKEN: 'the-verification-token-of-the-double',
      LARK_DOMAIN: lark.url,
    },
  );
  const { database, ids } = school.program.ports;
  const of = {
    region: 'CN',
    zone: 'Asia/Shanghai',
    language: 'zh-CN',
    calendar: 'CN',
    demo: false,
    settings: {},
  } as const;
  const named = { id: 'yuxin', tenantId: 'tenant', tenantName: '育新', name: '育新实验学校', createdAt: new Date() };
  await database.schools.create({ ...of, ...named });
  const record = { id: `lark-${first}`, tenantId: 'tenant', platform: 'lark', externalId: first, name: '共育' };
  await database.schools.addWorkspace(record);
  const channel = {
    id: ids.next(),
    schoolId: 'yuxin',
    workspaceId: record.id,
    externalId: staffRoom,
    name: '教师群',
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
  await lark.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Differently {
  readonly lark?: Partial<LarkConfig>;
  readonly publicUrl?: string | null;
  readonly aheadMs?: number;
  readonly connection?: Connection;
}

/** What the doctor finds out about Feishu, under other circumstances than the program's own. */
function found({ lark: given = {}, publicUrl, aheadMs = 0, connection }: Differently = {}) {
  const { program } = school;
  const config = publicUrl === undefined ? program.config : { ...program.config, publicUrl };
  const now = () => new Date(Date.now() + aheadMs);
  const ports = { ...program.ports, clock: { school: now, machine: now } };
  if (!config.lark) return expect.fail('Feishu is off');
  const connectionOf = () => connection ?? null;
  return examineLark({ ...program, config, ports, connectionOf }, { ...config.lark, ...given });
}

const about = (findings: readonly Finding[], what: string) => findings.filter((one) => one.about === `lark ${what}`);
const change = (to: object) => lark.ask({ do: 'changeApp', to });

test('when all is well every line says so, and none holds a secret', async () => {
  const findings = await found();
  expect(findings.filter((one) => one.level !== 'ok')).toEqual([]);
  expect(new Set(findings.map((one) => one.about))).toEqual(
    new Set(['app', 'bot', 'scopes', 'clock', 'events', 'groups', 'chats'].map((name) => `lark ${name}`)),
  );
  expect(JSON.stringify(findings)).not.toContain('of-the-double');
});

test('it stands in what gongyu doctor prints', async () => {
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text), progress() {}, complain() {} };
  await (await carryOutFor(school.program))('examine', {}, output);
  expect(lines.join('\n')).toContain('LARK_APP_ID is the bot 共育.');
});

test('a secret that Feishu does not take is told from a Feishu that cannot be reached', async () => {
  const [refused] = about(await found({ lark: { appSecret: 'of another app entirely' } }), 'app');
  expect(refused).toMatchObject({ level: 'fail', text: expect.stringContaining('does not take the app') });
  expect(refused?.remedy).toContain('凭证与基础信息');
  const [away] = about(await found({ lark: { domain: 'http://127.0.0.1:9' } }), 'app');
  expect(away).toMatchObject({ level: 'fail', text: expect.stringContaining('cannot be reached') });
});

test('a bot that no version has switched on is told, with where that is done', async () => {
  await change({ active: false });
  const [off] = about(await found(), 'bot');
  expect(off).toMatchObject({ level: 'fail', remedy: expect.stringContaining('版本管理与发布') });
  await change({ active: true });
});

test('permissions that are missing are named: those that it needs, and those that only help', async () => {
  await change({ scopes: scopes.filter((one) => one !== 'im:chat:readonly') });
  const [finding] = about(await found(), 'scopes');
  expect(finding).toMatchObject({ level: 'fail', text: expect.stringContaining('missing: im:chat:readonly.') });
  expect(finding?.remedy).toContain('feishu-permissions.json');
  await change({ scopes: [...neededScopes, 'im:resource'] });
  const [helpful] = about(await found(), 'scopes');
  expect(helpful).toMatchObject({ level: 'warn', text: expect.stringContaining('contact:user.email:readonly') });
  await change({ scopes: [...scopes.filter((one) => one !== 'im:message:send_as_bot'), 'im:message'] });
  expect(about(await found(), 'scopes')).toMatchObject([{ level: 'ok' }]);
  await change({ scopes });
});

test.each([
  [30_000, 'ok', 'agrees'],
  [120_000, 'warn', 'ahead of Feishu’s'],
  [-600_000, 'fail', 'behind Feishu’s'],
] as const)('a clock that is %i ms off: %s', async (aheadMs, level, words) => {
  const findings = await found({ aheadMs });
  expect(about(findings, 'clock')).toMatchObject([{ level, text: expect.stringContaining(words) }]);
});

test('the events address is called as Feishu calls it, and each way of not answering has its own remedy', async () => {
  const address = elsewhere.address();
  const other = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const seen = async (given: Differently) => about(await found(given), 'events')[0];
  expect(await seen({ publicUrl: `${origin}/` })).toMatchObject({ level: 'ok' });
  expect(await seen({ publicUrl: null })).toMatchObject({
    level: 'warn',
    remedy: expect.stringContaining('PUBLIC_URL'),
  });
  const silent = await seen({ publicUrl: 'http://127.0.0.1:9' });
  expect(silent).toMatchObject({ level: 'fail', text: expect.stringContaining('Nothing answers') });
  expect(await seen({ publicUrl: other })).toMatchObject({ level: 'fail', text: expect.stringContaining('404') });
  const keys = { encryptKey: 'another encrypt key', verificationToken: 'another token' };
  const refused = await seen({ lark: { keys } });
  expect(refused).toMatchObject({ level: 'fail', remedy: expect.stringContaining('加密策略') });
});

test('a long connection is looked at in the running program, and asked for where none is kept', async () => {
  const seen = async (connection?: Connection, given: Partial<LarkConfig> = {}) =>
    about(await found({ lark: { mode: 'websocket', ...given }, ...(connection ? { connection } : {}) }), 'events')[0];
  expect(await seen({ state: 'open' })).toMatchObject({ level: 'ok', text: expect.stringContaining('is up') });
  expect(await seen({ state: 'opening' })).toMatchObject({ level: 'warn', text: expect.stringContaining('not up') });
  const refused = await seen({ state: 'refused', code: '1000040350' });
  expect(refused).toMatchObject({ level: 'fail', remedy: expect.stringContaining('fifty connections') });
  expect(await seen()).toMatchObject({ level: 'ok', text: expect.stringContaining('would open') });
  const unpublished = await seen({ state: 'refused', code: '403' });
  expect(unpublished?.remedy).toContain('长连接');
});

test('a bot in no group, and a bound chat that it is not in, are named with what to do', async () => {
  const seen = async (what: string) => about(await found(), what)[0];
  await lark.ask({ do: 'kick', user: 'bot', chat: staffRoom });
  expect(await seen('groups')).toMatchObject({ level: 'warn', remedy: expect.stringContaining('群机器人') });
  expect(await seen('chats')).toMatchObject({ level: 'warn', text: expect.stringContaining('教师群 (育新实验学校)') });
  await lark.ask({ do: 'invite', user: 'bot', chat: staffRoom });
  expect([await seen('groups'), await seen('chats')]).toMatchObject([{ level: 'ok' }, { level: 'ok' }]);
});

test('each added app is looked at: open, without keys, closed, and sealed with a secret that is not here', async () => {
  const { database, secrets } = school.program.ports;
  const workspaceId = `lark-${second}`;
  const keys = {
    encryptKey: 'the-encrypt-key-of-the-double',
    verificationToken: 'the-verification-token-of-the-double',
  };
  const record = {
    id: workspaceId,
    tenantId: 'tenant',
    platform: 'lark',
    externalId: second,
    name: '第二所学校的共育',
  };
  const keep = async (credentials: object) => {
    await database.schools.addWorkspace(record);
    const of = { workspaceId, botUserId: 'ou_bot', botId: second, installedBy: '', installedAt: new Date() };
    const sealed = sealCredentials(secrets, workspaceId, credentials);
    await database.installations.put({ ...of, sealed, expiresAt: null, scopes: [] });
    await school.program.workspaceChanged(workspaceId);
  };
  const appSecret = 'the-secret-of-the-double';
  await keep({ appSecret, keys });
  const open = await found();
  expect(about(open, 'app')[1]).toMatchObject({ level: 'ok', text: expect.stringContaining('第二所学校的共育') });
  expect(about(open, 'events')[1]).toMatchObject({ level: 'ok', text: expect.stringContaining(`events/${second}`) });
  await keep({ appSecret, keys: null });
  expect(about(await found(), 'events')[1]).toMatchObject({
    level: 'fail',
    remedy: `Enter them: gongyu feishu add ${second}`,
  });
  await database.schools.setOpen(workspaceId, false, 'tenant_gone', new Date());
  expect(about(await found(), 'app')[0]).toMatchObject({ level: 'warn', text: expect.stringContaining('tenant_gone') });
  await database.schools.addWorkspace(record);
  await school.program.database.pool.query(`UPDATE "Installation" SET "sealed" = 'v1.AAAA'`);
  expect(about(await found(), 'app')[0]).toMatchObject({
    level: 'fail',
    remedy: expect.stringContaining('GONGYU_SECRET_PREVIOUS'),
  });
  await database.schools.setOpen(workspaceId, false, 'removed', new Date());
  expect(about(await found(), 'app')).toMatchObject([{ level: 'ok' }]);
});
