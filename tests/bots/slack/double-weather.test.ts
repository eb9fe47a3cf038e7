import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SocketModeClient } from '@slack/socket-mode';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neededScopes } from '../../../src/bots/slack/scopes.js';
import { badDay } from '../../doubles/slack/profile.js';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';

const team = 'T0YUXIN';
const wang = { team, user: 'U0WANG' };
const staffRoom = 'C0STAFF';

const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

describe('the fake Slack, by socket, newly installed and on a bad day', () => {
  let slack: Slack;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-slack-'));
    slack = await startSlack(
      {
        app: { rotation: true },
        workspaces: [
          {
            id: team,
            name: 'Yuxin School',
            token: 'xoxb-yuxin',
            scopes: [...neededScopes, 'files:write'],
            users: [{ id: wang.user, name: 'Wang Fang' }],
            channels: [{ id: staffRoom, name: 'staff', members: [wang.user] }],
          },
          { id: 'T0NEXT', name: 'Next School', users: [{ id: 'U0ZHAO', name: 'Zhao' }] },
        ],
        limits: { perChannelMs: 0, tiers: 0 },
        push: { echo: false, retryMs: [0] },
      },
      join(folder, 'ledger'),
    );
  });
  afterAll(async () => {
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const clientWith = (token: string) =>
    new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 2_000,
      logger: silent,
    });
  const socketClient = () =>
    new SocketModeClient({
      appToken: 'xapp-1-A0GONGYU-double',
      clientOptions: { slackApiUrl: slack.apiUrl },
      // Also how long it waits before it connects again.
      clientPingTimeout: 500,
      logger: silent,
    });

  test('an app that is connected by a socket is told through it and answers through it', async () => {
    const app = socketClient();
    await app.start();
    app.on('slash_commands', ({ ack }) => ack({ text: 'at your service' }));
    app.on('message', ({ ack }) => ack());
    const said = await slack.ask({ do: 'say', ...wang, channel: 'direct', text: 'hello' });
    expect(said.ack).toMatchObject({ status: 200, failure: null });
    await slack.ask({ do: 'command', ...wang, channel: staffRoom, text: 'help' });
    const { channels } = await slack.ask({ do: 'look', ...wang });
    const seen = channels.find((one) => one.id === staffRoom)?.messages;
    expect(seen).toMatchObject([{ alone: true, plain: 'at your service' }]);
    const connected = new Promise((resolve) => app.once('connected', resolve));
    expect(await slack.ask({ do: 'disconnect' })).toBe(1);
    await connected;
    expect((await slack.ask({ do: 'say', ...wang, channel: 'direct', text: 'again' })).ack).toMatchObject({
      status: 200,
    });
    await app.disconnect();
    expect((await slack.ask({ do: 'say', ...wang, channel: 'direct', text: 'gone?' })).ack).toMatchObject({
      failure: 'connection_failed',
    });
    expect(slack.ledger().filter((line) => line.kind === 'wrong' || line.kind === 'unplanned')).toEqual([]);
  });

  test('a workspace is installed by consent, and its token is refreshed once for each refresh token', async () => {
    const query = new URLSearchParams({
      client_id: '1000.2000',
      scope: 'chat:write,commands',
      state: 'a-state',
      redirect_uri: 'http://127.0.0.1/slack/oauth_redirect',
      team: 'T0NEXT',
    });
    const page = await fetch(`${slack.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' });
    const back = new URL(page.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('a-state');
    const app = { client_id: '1000.2000', client_secret: 'the-client-secret-of-the-double' };
    const code = { ...app, code: back.searchParams.get('code') ?? '', redirect_uri: query.get('redirect_uri') ?? '' };
    const installed = await clientWith('').oauth.v2.access(code);
    expect(installed).toMatchObject({ team: { id: 'T0NEXT' }, scope: 'chat:write,commands', expires_in: 43_200 });
    await expect(clientWith('').oauth.v2.access(code)).rejects.toThrow('invalid_code');
    expect(await clientWith(installed.access_token ?? '').auth.test()).toMatchObject({ team_id: 'T0NEXT' });
    const refresh = { ...app, grant_type: 'refresh_token' as const, refresh_token: installed.refresh_token ?? '' };
    const fresh = await clientWith('').oauth.v2.access(refresh);
    await expect(clientWith('').oauth.v2.access(refresh)).rejects.toThrow('invalid_refresh_token');
    await slack.ask({ do: 'configure', clockOffsetMs: 43_200_001 });
    await expect(clientWith(fresh.access_token ?? '').auth.test()).rejects.toThrow('token_expired');
    await slack.ask({ do: 'configure', clockOffsetMs: 0 });
    await slack.ask({ do: 'uninstall', team: 'T0NEXT' });
    await expect(clientWith(fresh.access_token ?? '').auth.test()).rejects.toThrow('account_inactive');
  });

  test('a file is taken in three steps and shown in the channel', async () => {
    const file = Buffer.from('a picture');
    await clientWith('xoxb-yuxin').filesUploadV2({ channel_id: staffRoom, file, filename: 'points.png' });
    const { channels } = await slack.ask({ do: 'look', ...wang });
    expect(channels.find((one) => one.id === staffRoom)?.messages.at(-1)).toMatchObject({ author: 'bot' });
    expect(slack.ledger()).toContainEqual(expect.objectContaining({ kind: 'post', by: 'files' }));
  });

  test('a planned fault befalls the next call alone, after or before it took effect', async () => {
    const client = clientWith('xoxb-yuxin');
    const post = (text: string) => client.chat.postMessage({ channel: staffRoom, text });
    const plan = (fault: 'dropped' | 'cut' | 'brokenAfter' | 'internalAfter' | 'tooMany' | 'malformed') =>
      slack.ask({ do: 'fault', method: 'chat.postMessage', fault });
    for (const fault of ['dropped', 'cut', 'brokenAfter', 'internalAfter', 'tooMany', 'malformed'] as const) {
      await plan(fault);
      await expect(post(fault), fault).rejects.toThrow();
    }
    await post('fair');
    const texts = (await slack.ask({ do: 'channel', team, channel: staffRoom })).map((one) => one.text);
    expect(texts.filter(Boolean)).toEqual(['dropped', 'brokenAfter', 'internalAfter', 'malformed', 'fair']);
  });

  test('on a bad day something happens to about one call in five, the same with the same seed', async () => {
    const client = clientWith('xoxb-yuxin');
    await slack.ask({ do: 'configure', faults: { rates: badDay, lateMs: 0 } });
    const outcomes = [];
    for (let time = 0; time < 60; time += 1) {
      outcomes.push(
        await client.users.info({ user: wang.user }).then(
          () => true,
          () => false,
        ),
      );
    }
    await slack.ask({ do: 'configure', faults: { rates: {} } });
    const failed = outcomes.filter((ok) => !ok).length;
    expect(failed).toBeGreaterThan(4);
    expect(failed).toBeLessThan(30);
  });
});
