import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSecrets } from '../../../src/app/secrets.js';
import { createInstallations, openTokens, sealTokens } from '../../../src/app/slack/installations.js';
import { createRefresh, type RefreshParts, refreshLimits } from '../../../src/app/slack/refresh.js';
import { createRenewal, type Renewed } from '../../../src/bots/slack/credentials.js';
import type { Tokens } from '../../../src/bots/slack/install.js';
import { createWebApi } from '../../../src/bots/slack/web-api.js';
import type { Ports } from '../../../src/core/ports/ports.js';
import { createDatabase } from '../../../src/db/database.js';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../../support/database.js';
import { visit } from '../../support/slack-install.js';

const team = 'T0YUXIN';
const workspaceId = `slack-${team}`;
const app = { clientId: '1000.2000', clientSecret: 'the-client-secret-of-the-double' };
const hour = 3_600_000;

describeBackends('tokens that end', (backend) => {
  let folder: string;
  let slack: Slack;
  let opened: TestDatabase;
  let ports: Ports;
  /** What the program's clock and Slack's are ahead. */
  let offsetMs = 0;
  let warned: string[] = [];
  const log = {
    warn: (facts: { why: string }) => warned.push(facts.why),
    info() {},
    error: (facts: object) => warned.push(`error ${JSON.stringify(facts)}`),
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-rotation-'));
    slack = await startSlack(
      { app: { rotation: true }, workspaces: [{ id: team, name: 'Yuxin', users: [{ id: 'U0WANG', name: 'Wang' }] }] },
      join(folder, 'ledger'),
    );
    opened = await openTestDatabase({ backend });
    const now = () => new Date(Date.now() + offsetMs);
    const database = createDatabase(opened.prisma);
    ports = {
      database,
      clock: { school: now, machine: now },
      secrets: createSecrets('a secret of at least thirty-two characters'),
      bell: { ring: async () => {} },
    } as Partial<Ports> as Ports;
  }, 60_000);
  afterAll(async () => {
    await opened.close();
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    warned = [];
    await opened.reset();
    await opened.prisma.tenant.create({ data: { id: 'tenant', name: 'Yuxin', region: 'CN', createdAt: new Date() } });
    const workspace = { id: workspaceId, tenantId: 'tenant', platform: 'slack', externalId: team, name: 'Yuxin' };
    await ports.database.schools.addWorkspace(workspace);
    await keep(await consent());
  });

  /** A pair fresh from Slack. */
  async function consent(): Promise<Tokens> {
    const query = new URLSearchParams({ client_id: app.clientId, scope: 'chat:write', team, as: 'U0WANG' });
    const { headers } = await visit(`${slack.url}/oauth/v2/authorize?${query}`);
    const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
    const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, code });
    const response = await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body });
    const given = (await response.json()) as { access_token: string; refresh_token: string; expires_in: number };
    const expiresAt = ports.clock.machine().getTime() + given.expires_in * 1_000;
    return { access: given.access_token, refresh: given.refresh_token, expiresAt };
  }

  const keep = (tokens: Tokens) =>
    ports.database.installations.put({
      workspaceId,
      botUserId: 'UBOT',
      botId: 'BBOT',
      installedBy: 'U0WANG',
      installedAt: ports.clock.machine(),
      ...sealTokens(ports.secrets, workspaceId, tokens, ['chat:write']),
    });

  async function kept() {
    const row = (await ports.database.installations.find(workspaceId)) ?? expect.fail('the row is gone');
    return { ...row, tokens: openTokens(ports.secrets, row) ?? expect.fail('the tokens do not open') };
  }

  async function pass(ms: number) {
    offsetMs += ms;
    await slack.ask({ do: 'configure', clockOffsetMs: offsetMs });
  }

  const speaks = (token: string) => createWebApi(ports.clock, slack.apiUrl).whoAmI(token);
  const refreshOf = (instance: string, more: Partial<RefreshParts> = {}) =>
    createRefresh({
      ports,
      log: log as unknown as RefreshParts['log'],
      instance,
      renew: createRenewal(app, ports.clock, slack.apiUrl),
      stillSpeaks: speaks,
      changed: async () => {},
      ...more,
    });

  test('a token is left alone while it lives long enough, and renewed hours before it ends', async () => {
    const before = await kept();
    await refreshOf('one').look();
    expect((await kept()).tokens).toEqual(before.tokens);
    await pass(12 * hour - refreshLimits.beforeExpiryMs + 60_000);
    await refreshOf('one').look();
    const after = await kept();
    expect(after.tokens.access).not.toBe(before.tokens.access);
    expect(after.tokens.refresh).not.toBe(before.tokens.refresh);
    expect(after.expiresAt?.getTime()).toBeGreaterThan(ports.clock.machine().getTime() + 11 * hour);
    // Both speak until the old one ends: whoever still holds it is not cut off.
    await expect(speaks(before.tokens.access)).resolves.toMatchObject({ team_id: team });
    await expect(speaks(after.tokens.access)).resolves.toMatchObject({ team_id: team });
    expect(warned).toEqual([]);
  });

  test('of many processes that look at once, one spends the refresh token', async () => {
    await pass(9 * hour);
    const asked: string[] = [];
    const renew = async (token: string): Promise<Renewed> => {
      asked.push(token);
      return createRenewal(app, ports.clock, slack.apiUrl)(token);
    };
    const processes = ['one', 'two', 'three', 'four', 'five'].map((name) => refreshOf(name, { renew }));
    await Promise.all(processes.map((one) => one.look()));
    await Promise.all(processes.map((one) => one.look()));
    expect(asked).toHaveLength(1);
    expect(warned).toEqual([]);
    expect(await kept()).toMatchObject({ open: true, version: 2 });
    await expect(speaks((await kept()).tokens.access)).resolves.toMatchObject({ team_id: team });
  });

  test('a process that died with the lease holds nobody up for long', async () => {
    await pass(9 * hour);
    const { watches } = ports.database;
    const now = ports.clock.machine();
    await watches.take(`slack tokens ${workspaceId}`, 'dead', now, new Date(now.getTime() + refreshLimits.leaseMs));
    await refreshOf('one').look();
    expect(await kept()).toMatchObject({ version: 1 });
    await pass(refreshLimits.leaseMs + 1_000);
    await refreshOf('one').look();
    expect(await kept()).toMatchObject({ version: 2 });
  });

  test('while Slack’s refresh does not answer the token goes on working, and it is said once', async () => {
    await pass(9 * hour);
    const renew = createRenewal(app, ports.clock, 'http://127.0.0.1:9/api/');
    const refresh = refreshOf('one', { renew });
    await refresh.look();
    await refresh.look();
    expect(warned).toHaveLength(1);
    const { open, tokens } = await kept();
    expect(open).toBe(true);
    await expect(speaks(tokens.access)).resolves.toMatchObject({ team_id: team });
    // Slack is back: what was put off is done, with the same refresh token.
    await refreshOf('one').look();
    expect(await kept()).toMatchObject({ open: true, version: 2 });
  });

  test('a wrong client secret is the operator’s mistake, not the workspace’s end', async () => {
    await pass(9 * hour);
    const renew = createRenewal({ ...app, clientSecret: 'another secret altogether' }, ports.clock, slack.apiUrl);
    await refreshOf('one', { renew }).look();
    expect(warned).toEqual(['bad_client_secret']);
    expect(await kept()).toMatchObject({ open: true });
  });

  test('a refused refresh closes the workspace, and the operator is told once', async () => {
    const spent = await kept();
    await pass(9 * hour);
    await createRenewal(app, ports.clock, slack.apiUrl)(spent.tokens.refresh ?? '');
    const refresh = refreshOf('one');
    await refresh.look();
    await refresh.look();
    expect(warned).toEqual(['invalid_refresh_token']);
    expect(await kept()).toMatchObject({ open: false, closedReason: 'invalid_refresh_token' });
    const installations = createInstallations(ports, () => expect.fail('it opens'));
    expect(await installations.ofWorkspace(workspaceId)).toBeNull();
    // What Slack still says of it is taken in.
    expect(await installations.ofTeam(team)).toMatchObject({ workspaceId });
  });

  test('what was renewed after the workspace installed again does not replace what it was given then', async () => {
    await pass(9 * hour);
    const renew = async (token: string): Promise<Renewed> => {
      const renewed = await createRenewal(app, ports.clock, slack.apiUrl)(token);
      await keep(await consent());
      return renewed;
    };
    await refreshOf('one', { renew }).look();
    const { tokens, version } = await kept();
    expect(version).toBe(2);
    await expect(speaks(tokens.access)).resolves.toMatchObject({ team_id: team });
  });

  test('a farewell that comes after the workspace installed again is taken back by Slack’s own word', async () => {
    await ports.database.schools.setOpen(workspaceId, false, 'tokens_revoked', ports.clock.school());
    await refreshOf('one').look();
    expect(await kept()).toMatchObject({ open: true });
  });

  test('a farewell that is true stays', async () => {
    await slack.ask({ do: 'uninstall', team });
    await ports.database.schools.setOpen(workspaceId, false, 'app_uninstalled', ports.clock.school());
    await refreshOf('one').look();
    expect(await kept()).toMatchObject({ open: false });
  });
});
