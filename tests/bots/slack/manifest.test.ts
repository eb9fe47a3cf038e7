import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPayload } from '../../../src/bots/slack/inbound.js';
import { neededScopes } from '../../../src/bots/slack/scopes.js';
import { manifestSchema } from '../../doubles/slack/manifest.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const manifest = manifestSchema.parse(JSON.parse(read('docs/guides/slack-manifest.json')));
const scopes = manifest.oauth_config.scopes.bot;
const events = manifest.settings.event_subscriptions.bot_events;

const folder = 'src/bots/slack';
const sources = readdirSync(new URL(`../../../${folder}`, import.meta.url)).filter((name) => name.endsWith('.ts'));
const called = sources.flatMap((name) =>
  [...read(`${folder}/${name}`).matchAll(/(?:\bcall\(\s*\w+,|apiCall\()\s*'([\w.]+)'/g)].map(([, one = '']) => one),
);
const handled = [...read('src/bots/slack/inbound.ts').matchAll(/case '([a-z_]+)':/g)].map(([, name = '']) =>
  name === 'message' ? 'message.im' : name,
);

/** Which scope lets the app call the method, or hear of the event: the methods' and events' own pages, docs.slack.dev, 2026. */
const lets: Readonly<Record<string, readonly string[]>> = {
  'app_mentions:read': ['app_mention'],
  'channels:history': ['conversations.history'],
  'groups:history': ['conversations.history'],
  'im:history': ['conversations.history', 'message.im'],
  'channels:read': [
    'conversations.info',
    'conversations.members',
    'member_joined_channel',
    'member_left_channel',
    'channel_archive',
    'channel_deleted',
    'channel_left',
    'channel_rename',
    'channel_unarchive',
  ],
  'groups:read': [
    'conversations.info',
    'conversations.members',
    'member_joined_channel',
    'member_left_channel',
    'group_archive',
    'group_deleted',
    'group_left',
    'group_rename',
    'group_unarchive',
  ],
  'chat:write': ['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'chat.delete'],
  'im:write': ['conversations.open'],
  'users:read': ['users.info', 'users.list', 'user_change'],
  // users.info leaves the address out without it.
  'users:read.email': ['users.info'],
  // The slash command.
  commands: [manifest.features.slash_commands[0]?.command ?? ''],
};
/** With any bot token, with none, or with the app's own token. */
const free =
  /^(auth\.test|oauth\.v2\.access|apps\.connections\.open|views\.\w+|app_home_opened|app_uninstalled|tokens_revoked)$/;

describe('the manifest that a school creates its app from', () => {
  test('is one that Slack takes, with one address for everything', () => {
    const { slash_commands: commands } = manifest.features;
    const { event_subscriptions, interactivity } = manifest.settings;
    const addresses = [event_subscriptions.request_url, interactivity.request_url, ...commands.map((one) => one.url)];
    expect(new Set(addresses).size).toBe(1);
    expect(new URL(addresses[0] ?? '').pathname).toBe('/slack/events');
    expect(manifest.oauth_config.redirect_urls.map((one) => new URL(one).pathname)).toEqual(['/slack/oauth_redirect']);
    expect(commands.map((one) => one.command)).toEqual(['/gongyu']);
  });

  test('asks for what the program needs, and for nothing else', () => {
    expect(called.length).toBeGreaterThan(10);
    const uses = new Set([...called, ...events, ...manifest.features.slash_commands.map((one) => one.command)]);
    const allowed = new Set(scopes.flatMap((scope) => lets[scope] ?? []));
    expect([...uses].filter((use) => !free.test(use) && !allowed.has(use))).toEqual([]);
    expect(scopes.filter((scope) => !lets[scope]?.some((use) => uses.has(use)))).toEqual([]);
    expect(scopes.toSorted()).toEqual(neededScopes.toSorted());
  });

  test('subscribes to every event that is handled, and to no other', () => {
    expect(events.toSorted()).toEqual([...new Set(handled)].toSorted());
  });

  test.each(['app_uninstalled', 'tokens_revoked'])('%s reaches us even when there is no token any more', (type) => {
    const event = { type, tokens: { oauth: [], bot: ['UBOT'] } };
    const body = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event };
    expect(readPayload(body)).toMatchObject({ kind: 'inbound', inbound: { kind: 'workspaceChanged', open: false } });
  });

  test('a person who takes back only their own token closes nothing', () => {
    const event = { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } };
    expect(readPayload({ type: 'event_callback', team_id: 'T1', event_id: 'Ev2', event })).toEqual({ kind: 'ignored' });
  });
});
