import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeInstallLink } from '../../../src/app/slack/install-link.js';
import { createInstallations } from '../../../src/app/slack/installations.js';
import { neededScopes } from '../../../src/bots/slack/scopes.js';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';
import { startProgram, type TestProgram } from '../../support/program.js';
import { createBrowser, freePort, installEnvironment } from '../../support/slack-install.js';

const first = 'T0YUXIN';
const second = 'T0NEXT';
const third = 'T0OTHER';
const wang = { id: 'U0WANG', name: 'Wang Fang' };

describe('workspaces that let the app in by themselves', () => {
  let folder: string;
  let slack: Slack;
  let school: TestProgram;
  let browser: ReturnType<typeof createBrowser>;
  const stores = () => school.program.ports.database;
  const linkOf = (tenantId: string) => writeInstallLink(school.program.ports.secrets, tenantId);
  const stateOf = async (team: string) => {
    const row = await stores().installations.find(`slack-${team}`);
    return row && { tenantId: row.tenantId, open: row.open, reason: row.closedReason };
  };
  /** What Slack took from us for the team, and what it refused. */
  const calls = (team: string) => slack.ledger().filter((line) => line.kind === 'call' && line.team === team);
  const posts = (team: string) => slack.ledger().filter((line) => line.kind === 'post' && line.team === team);

  async function makeSchool(id: string) {
    await stores().schools.create({
      id,
      tenantId: `tenant-${id}`,
      tenantName: id,
      region: 'CN',
      name: id,
      zone: 'Asia/Shanghai',
      language: 'zh-CN',
      calendar: 'CN',
      demo: false,
      settings: {},
      createdAt: new Date(),
    });
  }

  /** Somebody writes to the bot and is answered in the direct chat. */
  async function isAnswered(team: string) {
    const before = posts(team).length;
    await slack.ask({ do: 'say', team, user: wang.id, channel: 'direct', text: `hello ${before}` });
    await slack.ask({ do: 'settled' });
    await school.program.settle(30_000);
    return posts(team).length > before;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-install-'));
    slack = await startSlack(
      {
        workspaces: [
          { id: first, name: '<b>Yuxin</b> & "friends"', users: [wang] },
          { id: second, name: 'Next', users: [wang] },
          { id: third, name: 'Other', users: [wang] },
        ],
        limits: { perChannelMs: 0, tiers: 0 },
      },
      join(folder, 'ledger'),
    );
    const port = await freePort();
    school = await startProgram('embedded', {}, installEnvironment(slack, port));
    browser = createBrowser(`http://127.0.0.1:${port}`);
    await slack.ask({ do: 'connect', url: `http://127.0.0.1:${port}/slack/events` });
  }, 60_000);
  afterAll(async () => {
    await school?.stop();
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('before there is a school the page says what to do first, in both languages', async () => {
    const page = await browser.begin();
    expect(page.status).toBe(409);
    expect(page.text).toContain('npx gongyu import');
    expect(page.text).toContain('There is no school yet');
    expect(page.text).toContain('还没有学校');
    expect(page.headers.get('set-cookie')).toBeNull();
  });

  test('the page leads to Slack with a signed state, and asks for no more than is needed', async () => {
    await makeSchool('yuxin');
    const page = await browser.begin();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    const [link = ''] = page.links;
    const { searchParams } = new URL(link);
    expect(searchParams.get('scope')?.split(',').toSorted()).toEqual(neededScopes.toSorted());
    expect(page.headers.get('set-cookie')).toContain(`=${searchParams.get('state')};`);
    expect(page.headers.get('set-cookie')).toMatch(/Secure.*HttpOnly|HttpOnly.*Secure/);
    expect((await createBrowser(browserOrigin(link), 'zh-CN').begin()).text).toMatch(/^\s*把共育接入/);
  });

  const browserOrigin = (link: string) => new URL(new URL(link).searchParams.get('redirect_uri') ?? '').origin;

  test('who says no on Slack’s page changes nothing, and can begin again', async () => {
    const page = await browser.install(first, { how: { deny: '1' } });
    expect({ status: page.status, links: page.links }).toEqual({
      status: 200,
      links: ['/slack/install', '/slack/install'],
    });
    expect(page.text).toContain('Nothing was connected');
    expect(await stateOf(first)).toBeNull();
  });

  test('a state that was made up, or belongs to another browser, opens nothing', async () => {
    const page = await browser.begin();
    const back = new URL(await browser.agree(page, { team: first, as: wang.id }));
    const other = await browser.back(await browser.begin(), back.href);
    expect({ status: other.status, html: other.html }).toMatchObject({ status: 400 });
    expect(other.text).toContain('out of date');
    back.searchParams.set('state', 'made.up.state');
    expect((await browser.back(page, back.href)).status).toBe(400);
    back.searchParams.delete('state');
    expect((await browser.back(page, back.href)).status).toBe(400);
    expect(await stateOf(first)).toBeNull();
  });

  test('a whole organisation is asked to choose one workspace', async () => {
    const page = await browser.install(first, { how: { organisation: '1' } });
    expect(page.status).toBe(409);
    expect(page.text).toContain('Choose one workspace');
    expect(await stateOf(first)).toBeNull();
  });

  test('the first workspace belongs to the only customer, and people are answered there at once', async () => {
    const begun = await browser.begin();
    const back = await browser.agree(begun, { team: first, as: wang.id });
    const page = await browser.back(begun, back);
    expect(page.status).toBe(200);
    expect(page.text).toContain('<b>Yuxin</b> & "friends" is connected');
    expect(page.html).not.toContain('<b>Yuxin');
    expect(page.text).toContain('npx gongyu invite --admin');
    expect(await stateOf(first)).toEqual({ tenantId: 'tenant-yuxin', open: true, reason: null });
    expect(await isAnswered(first)).toBe(true);
    // The same address again, as a browser's back button brings it: the code is used up, and nothing is lost by it.
    const again = await browser.back(begun, back);
    expect(again.status).toBe(502);
    expect(again.html).not.toMatch(/invalid_code|Error|at .*\.js/);
    expect(await isAnswered(first)).toBe(true);
  });

  test('no token stands in the database as Slack gave it', async () => {
    const { rows } = await school.program.database.pool.query<{ text: string }>(
      `SELECT i::text AS text FROM "Installation" i`,
    );
    expect(rows).toHaveLength(1);
    expect(rows.map((row) => row.text).join()).not.toMatch(/xox|access/);
  });

  test('a further workspace needs the customer’s own link, and one that was made up is none', async () => {
    expect((await browser.install(second)).text).toContain('npx gongyu doctor');
    expect(await stateOf(second)).toBeNull();
    const forged = `${linkOf('tenant-yuxin').slice(0, -2)}AA`;
    expect((await browser.begin(forged)).status).toBe(403);
    expect((await browser.install(second, { link: linkOf('tenant-yuxin') })).status).toBe(200);
    expect(await stateOf(second)).toEqual({ tenantId: 'tenant-yuxin', open: true, reason: null });
  });

  test('with several customers the link says whose it becomes, and a workspace never changes hands', async () => {
    await makeSchool('lantern');
    expect((await browser.begin()).status).toBe(403);
    const link = linkOf('tenant-lantern');
    const taken = await browser.install(second, { link });
    expect(taken.status).toBe(403);
    expect(taken.text).toContain('Next belongs to another school');
    expect(await stateOf(second)).toMatchObject({ tenantId: 'tenant-yuxin' });
    expect((await browser.install(third, { link })).status).toBe(200);
    expect(await stateOf(third)).toMatchObject({ tenantId: 'tenant-lantern' });
  });

  test('each workspace is spoken to with its own token', async () => {
    expect(await isAnswered(second)).toBe(true);
    expect(await isAnswered(third)).toBe(true);
    expect(await isAnswered(first)).toBe(true);
    const used = [first, second, third].map((team) => new Set(calls(team).map((one) => 'token' in one && one.token)));
    const all = used.flatMap((tokens) => [...tokens]);
    expect(new Set(all).size).toBe(all.length);
    const refused = [first, second, third].flatMap((team) => calls(team).filter((one) => 'error' in one && one.error));
    expect(refused).toEqual([]);
  });

  test('an event is taken in without a question to Slack, whatever its age in our memory', async () => {
    const asked = () => slack.ledger().filter((line) => line.kind === 'call' && /^(auth|oauth)\./.test(line.method));
    const before = asked().length;
    for (const team of [first, second, third]) expect(await isAnswered(team)).toBe(true);
    const nothingRemembered = createInstallations(school.program.ports, () => expect.fail('it opens'));
    expect(await nothingRemembered.ofTeam(first)).toMatchObject({ teamId: first });
    expect(asked().length).toBe(before);
  });

  test('tokens that were moved to another workspace’s row open for nobody', async () => {
    const { pool } = school.program.database;
    const swap = `UPDATE "Installation" i SET "sealed" = o."sealed" FROM "Installation" o WHERE i."workspaceId" = $1 AND o."workspaceId" = $2`;
    const kept = await stores().installations.find(`slack-${third}`);
    await pool.query(swap, [`slack-${third}`, `slack-${first}`]);
    const unreadable: string[] = [];
    const installations = createInstallations(school.program.ports, (id) => unreadable.push(id));
    expect(await installations.ofTeam(third)).toBeNull();
    expect(unreadable).toEqual([`slack-${third}`]);
    await pool.query(`UPDATE "Installation" SET "sealed" = $2 WHERE "workspaceId" = $1`, [
      `slack-${third}`,
      kept?.sealed,
    ]);
  });

  test('a workspace that takes the app away is left in peace, and comes back when it installs again', async () => {
    await slack.ask({ do: 'uninstall', team: second });
    await slack.ask({ do: 'settled' });
    await school.program.settle(30_000);
    expect(await stateOf(second)).toMatchObject({ open: false });
    const before = calls(second).length;
    await school.program.settle(30_000);
    expect(calls(second).length).toBe(before);
    // The workspace is known: it needs no link of its own, but with two customers the address alone says nothing.
    expect((await browser.install(second, { link: linkOf('tenant-yuxin') })).status).toBe(200);
    expect(await stateOf(second)).toEqual({ tenantId: 'tenant-yuxin', open: true, reason: null });
    expect(await isAnswered(second)).toBe(true);
  });

  test('nothing happened that Slack would not take', () => {
    expect(slack.ledger().filter((line) => line.kind === 'wrong' || line.kind === 'unplanned')).toEqual([]);
  });
});
