// long because one Slack serves every promise about the way out.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wait } from '../../../src/app/wait.js';
import type { Installation, SlackHost } from '../../../src/bots/slack/host.js';
import { createMessenger } from '../../../src/bots/slack/outbound.js';
import { createWebApi, type WebApi } from '../../../src/bots/slack/web-api.js';
import { createDeliveryEngine } from '../../../src/core/deliveries/engine.js';
import { DeliveryError, type DeliveryFault } from '../../../src/core/errors.js';
import { type Card, notice, paragraph } from '../../../src/core/message/card.js';
import type { Messenger } from '../../../src/core/ports/messenger.js';
import { createMemoryDeliveries } from '../../doubles/memory-deliveries.js';
import { createMemoryWatches } from '../../doubles/memory-watches.js';
import type { FaultKind } from '../../doubles/slack/profile.js';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';
import { draft } from '../../support/reliable.js';
import { openEdge } from './serve.js';

const team = 'T0YUXIN';
const staff = 'C0STAFF';
const families = 'C0FAMILIES';
let slack: Slack;
let folder: string;
let api: WebApi;
let messenger: Messenger;
let installation: Installation;
/** How far the program's clock is ahead. */
let ahead = 0;
let keys = 0;

const clock = { school: () => new Date(), machine: () => new Date(Date.now() + ahead) };
/** What is waited for between the parts of a card is the double's own limit, which is off here. */
const atOnce = async () => {};
const hostOf = (of: Installation): SlackHost => ({
  ofTeam: async () => of,
  ofWorkspace: async () => of,
  languageOf: async () => 'zh-CN',
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-slack-'));
  const users = [{ id: 'U0WANG', name: '王芳' }];
  const channels = [staff, families].map((id) => ({ id, name: id.toLowerCase(), members: ['U0WANG'] }));
  slack = await startSlack(
    {
      workspaces: [{ id: team, name: 'Yuxin', token: 'xoxb-1', users, channels }],
      limits: { perChannelMs: 0, tiers: 0 },
    },
    join(folder, 'ledger'),
  );
});
beforeEach(async () => {
  ahead = 0;
  api = createWebApi(clock, slack.apiUrl);
  const { user_id: botUserId, bot_id: botId } = await api.whoAmI('xoxb-1');
  installation = { workspaceId: 'w1', teamId: team, botToken: 'xoxb-1', botUserId, botId };
  messenger = createMessenger({ api, host: hostOf(installation), clock, wait: atOnce, origin: undefined });
  await slack.ask({ do: 'configure', limits: { perChannelMs: 0, tiers: 0 } });
});
afterAll(async () => {
  expect(slack.ledger().filter(({ kind }) => kind === 'wrong' || kind === 'unplanned')).toEqual([]);
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

const post = (card: Card | string, chat = staff, key = `out-${++keys}`) => ({
  workspaceId: 'w1',
  chat,
  key,
  card: typeof card === 'string' ? notice(card) : card,
  language: 'en-US' as const,
});
const fails = (fault: FaultKind, times = 1, method = 'chat.postMessage') =>
  slack.ask({ do: 'fault', method, fault, times });
const read = async (channel: string) => (await slack.ask({ do: 'channel', team, channel })).map(({ plain }) => plain);
const calls = (method: string) =>
  slack.ledger().filter((line) => 'method' in line && line.method === method && line.kind !== 'fault').length;
const times = async (text: string, channel = staff) =>
  (await read(channel)).filter((plain) => plain.includes(text)).length;

async function faultOf(attempt: Promise<unknown>): Promise<DeliveryFault> {
  const error = await attempt.then(
    () => expect.fail('It was taken.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof DeliveryError ? error.fault : expect.fail(String(error));
}

/** A card of about so many messages. */
const long = (name: string, parts: number): Card => ({
  tone: 'plain',
  blocks: Array.from({ length: parts * 4 }, (_, place) => paragraph(`${name} ${place} ${'长'.repeat(2_300)}`)),
});

describe('429 honours Retry-After per workspace+method and never drops', () => {
  test('a refused message is not tried again before its time, and is taken then', async () => {
    await slack.ask({ do: 'configure', faults: { retryAfterSeconds: 1 } });
    await fails('tooMany');
    const message = post('after a pause');
    expect(await faultOf(messenger.send(message))).toMatchObject({ kind: 'later', afterMs: 1_000 });
    const before = calls('chat.postMessage');
    ahead = 500;
    expect(await faultOf(messenger.send(message))).toMatchObject({ kind: 'later' });
    expect(calls('chat.postMessage')).toBe(before);
    ahead = 1_001;
    await messenger.send(message);
    expect(await times('after a pause')).toBe(1);
  });

  test('meanwhile other channels, other methods and other workspaces are not held back', async () => {
    await fails('tooMany');
    await faultOf(messenger.send(post('held back')));
    const { messageRef } = await messenger.send(post('another channel', families));
    await messenger.update(post('another channel, changed', families), messageRef);
    await messenger.look('w1', staff);
    expect(await times('another channel, changed', families)).toBe(1);
    const theirs = createWebApi(clock, slack.apiUrl);
    await theirs.post({ ...installation, teamId: 'T0NEXT' }, staff, { text: 'theirs', blocks: [] });
  });

  test.each([
    ['ratelimited', 'later'],
    ['message_limit_exceeded', 'later'],
    ['team_added_to_org', 'later'],
    ['is_archived', 'gone'],
    ['channel_not_found', 'gone'],
    ['not_in_channel', 'gone'],
    ['user_disabled', 'gone'],
    ['token_revoked', 'locked'],
    ['missing_scope', 'locked'],
    ['internal_error', 'unknown'],
    ['fatal_error', 'unknown'],
    ['restricted_action', 'refused'],
    ['an_error_of_next_year', 'refused'],
  ])('what %s means for a message: %s', async (error, kind) => {
    const edge = await openEdge(() => ({ ok: false, error }));
    const elsewhere = createMessenger({
      api: createWebApi(clock, edge.apiUrl),
      host: hostOf(installation),
      clock,
      wait: atOnce,
      origin: undefined,
    });
    expect(await faultOf(elsewhere.send(post('x')))).toMatchObject({ kind });
    await edge.close();
  });

  test('a Slack that is not there took nothing', async () => {
    const edge = await openEdge();
    await edge.close();
    const nowhere = createWebApi(clock, edge.apiUrl);
    const lost = createMessenger({ api: nowhere, host: hostOf(installation), clock, wait: atOnce, origin: undefined });
    expect(await faultOf(lost.send(post('x')))).toMatchObject({ kind: 'later', scope: 'workspace' });
  });
});

describe('≤1/s/channel; FIFO per channel', () => {
  test('two channels of a strict Slack get everything once, in order, and one that is closed delays neither', async () => {
    const open = ['C0FIFO1', 'C0FIFO2'];
    for (const id of ['C0CLOSED', ...open]) {
      const channel = { id, name: id.toLowerCase(), members: ['U0WANG'], archived: id === 'C0CLOSED' };
      await slack.ask({ do: 'addChannel', team, channel });
    }
    await slack.ask({ do: 'configure', limits: { perChannelMs: 1_000 } });
    const store = createMemoryDeliveries();
    const ended: string[] = [];
    const engine = createDeliveryEngine({
      ports: {
        database: {
          deliveries: store,
          watches: createMemoryWatches(),
          accounts: { setDirectChat: async () => {} },
        } as never,
        clock: { school: () => new Date(), machine: () => new Date() },
        ids: { next: () => `id${++keys}` } as never,
      },
      messengers: () => messenger,
      instance: 'one',
      recheck: async () => new Map(),
      wait,
      observe: (event) => event.kind !== 'fault' && ended.push(event.settlement.state),
      chatGone: async () => {},
    });
    for (let place = 0; place < 3; place += 1) {
      for (const chat of ['C0CLOSED', ...open]) {
        await store.add({
          ...draft(`fifo-${chat}-${place}`, chat, { card: notice(`fifo ${place}`) }),
          workspaceId: 'w1',
        });
      }
    }
    await engine.drain(20_000);
    await engine.stop(1_000);
    for (const chat of open) {
      const seen = (await read(chat)).filter((plain) => plain.includes('fifo'));
      expect(seen.map((plain) => /fifo \d/.exec(plain)?.[0])).toEqual(['fifo 0', 'fifo 1', 'fifo 2']);
    }
    expect(await times('fifo', 'C0CLOSED')).toBe(0);
    // In time: nothing had to be refused.
    expect(slack.ledger().filter((line) => line.kind === 'refused' && line.why === 'channel')).toEqual([]);
  });

  test('one channel that hangs holds back no other, and no window whose trigger dies', async () => {
    await slack.ask({ do: 'configure', faults: { hangMs: 3_000 } });
    await fails('hangBefore');
    const hanging = faultOf(messenger.send(post('hangs')));
    const began = performance.now();
    await messenger.send(post('meanwhile', families));
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(await hanging).toMatchObject({ kind: 'unknown' });
  });
});

describe('exactly one visible message', () => {
  test.each(['dropped', 'brokenAfter', 'internalAfter', 'malformed'] as const)(
    'a call that was cut off after it took effect (%s) is found by its mark and not repeated',
    async (fault) => {
      const message = post(`ambiguous ${fault}`);
      await fails(fault);
      expect(await faultOf(messenger.send(message))).toMatchObject({ kind: 'unknown' });
      const found = await messenger.find('w1', staff, message.key);
      expect(found).toMatchObject({ messageRef: expect.stringContaining(staff) });
      expect(await times(`ambiguous ${fault}`)).toBe(1);
    },
  );

  test.each(['cut', 'brokenBefore', 'internalBefore'] as const)(
    'a call that was cut off before it took effect (%s) is known to be absent',
    async (fault) => {
      const message = post(`absent ${fault}`);
      await fails(fault);
      expect(await faultOf(messenger.send(message))).toMatchObject({ kind: 'unknown' });
      expect(await messenger.find('w1', staff, message.key)).toBe('absent');
      await messenger.send(message);
      expect(await times(`absent ${fault}`)).toBe(1);
    },
  );

  test('another app that copies the mark is not taken for us', async () => {
    const message = post('forged');
    const elsewhere = { ...installation, botId: 'B0OTHER' };
    await messenger.send(message);
    const theirs = createMessenger({ api, host: hostOf(elsewhere), clock, wait: atOnce, origin: undefined });
    expect(await theirs.find('w1', staff, message.key)).toBe('absent');
  });

  test('a message to a person is found in their direct chat', async () => {
    const message = post('to a person', 'U0WANG');
    await fails('dropped');
    await faultOf(messenger.send(message));
    expect(await messenger.find('w1', 'U0WANG', message.key)).toMatchObject({
      messageRef: expect.stringMatching(/^D/),
    });
  });
});

describe('a long card', () => {
  test('that breaks off in the middle goes on where it stopped, each part once and in order', async () => {
    const message = post(long('broken', 4));
    await messenger.send(post('before it'));
    const parts = (await read(staff)).length;
    await slack.ask({ do: 'configure', faults: { rates: { tooMany: 0 } } });
    let attempts = 0;
    for (;;) {
      // Every call is lost on its way back, or on its way there.
      attempts += 1;
      if (attempts < 5) await fails(attempts % 2 ? 'dropped' : 'cut');
      const sent = await messenger.send(message).catch((error: unknown) => error);
      if (!(sent instanceof DeliveryError)) break;
      if (attempts < 5) expect(await messenger.find('w1', staff, message.key)).toBe('absent');
    }
    const seen = (await read(staff)).slice(parts);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.map((plain) => /Part (\d+) of/.exec(plain)?.[1])).toEqual(seen.map((_, place) => String(place + 1)));
    expect(await messenger.find('w1', staff, message.key)).toMatchObject({
      messageRef: expect.stringMatching(/^C0STAFF( [\d.]+){3,}$/),
    });
  });

  test('changed twice is as changed once, also where it has grown or shrunk', async () => {
    const first = await messenger.send(post('short at first', families));
    const grown = post(long('grown', 2), families);
    const before = (await read(families)).length;
    const one = await messenger.update(grown, first.messageRef);
    // The answer was lost: the same change again, from the same place.
    const two = await messenger.update(grown, first.messageRef);
    expect(two).toEqual(one);
    const after = await read(families);
    expect(after.length).toBeGreaterThan(before);
    expect(after.filter((plain) => plain.includes('grown 0'))).toHaveLength(1);
    const shrunk = post('short again', families);
    await messenger.update(shrunk, one.messageRef);
    await messenger.update(shrunk, one.messageRef);
    expect(await read(families)).toHaveLength(before);
    expect(await times('short again', families)).toBe(1);
  });
});

describe('blocks that a Slack refuses', () => {
  const columns = [{ title: 'Group', align: 'start' as const }];
  const rows = Array.from({ length: 60 }, (_, place) => [`group ${place} ${'x'.repeat(80)}`]);
  const tables: Card = {
    tone: 'plain',
    blocks: [paragraph('first'), { kind: 'table', columns, rows }, { kind: 'table', columns, rows }],
  };

  test('are drawn again from the oldest ones, and every part of the card arrives, however often it breaks off', async () => {
    const posted = new Map<string, { blocks: string; metadata: unknown; text: string }>();
    let posts = 0;
    const edge = await openEdge(({ path, body }) => {
      const blocks = String(body['blocks']);
      const metadata = body['metadata'] === undefined ? undefined : JSON.parse(String(body['metadata']));
      // The first table is taken, the second is not: as a limit that nobody wrote down.
      const second = metadata?.event_payload?.p > 0 && blocks.includes('"type":"table"');
      if (path === '/api/conversations.history') {
        const messages = [...posted].map(([ts, one]) => ({ ts, bot_id: installation.botId, ...one })).reverse();
        return { messages };
      }
      if (second) return { ok: false, error: 'invalid_blocks' };
      const ts = path === '/api/chat.update' ? String(body['ts']) : `1790000009.${100 + posts}`;
      if (path === '/api/chat.postMessage') {
        posts += 1;
        // One message a second and channel.
        if (posts % 2 === 0) return { ok: false, error: 'ratelimited' };
      }
      const { metadata: known } = posted.get(ts) ?? {};
      posted.set(ts, { blocks, text: String(body['text']), metadata: metadata ?? known });
      return { ts, channel: staff };
    });
    const strict = createMessenger({
      api: createWebApi(clock, edge.apiUrl),
      host: hostOf(installation),
      clock,
      wait: atOnce,
      origin: undefined,
    });
    const message = post(tables);
    let sent: unknown;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      ahead += 60_000;
      sent = await strict.send(message).catch((error: unknown) => error);
      if (!(sent instanceof Error)) break;
    }
    expect(sent).toMatchObject({ messageRef: expect.stringContaining(staff) });
    const all = [...posted.values()].map(({ blocks }) => blocks).join('\n');
    expect(all).not.toContain('"type":"table"');
    for (let place = 0; place < 60; place += 1) {
      expect(all.split(`group ${place} `).length - 1, `group ${place}`).toBe(2);
    }
    await edge.close();
  });
});

describe('Text fallback present on every message; old message buttons disabled by chat.update', () => {
  test('what is posted and what it is changed into can be read without its blocks', async () => {
    const { messageRef } = await messenger.send(
      post({ tone: 'plain', blocks: [{ kind: 'table', columns: [], rows: [['a', 'b']] }] }),
    );
    await messenger.update(post('changed'), messageRef);
    const texts = slack.ledger().flatMap((line) => (line.kind === 'post' || line.kind === 'change' ? [line.text] : []));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  });

  test('a changed card has no button of the old one, and keeps its mark', async () => {
    const button = { kind: 'button', token: 'token-1', label: 'Confirm', style: 'primary' } as const;
    const message = post({ tone: 'plain', blocks: [paragraph('confirm?'), { kind: 'actions', actions: [button] }] });
    const { messageRef } = await messenger.send(message);
    const seen = async () =>
      (await slack.ask({ do: 'look', team, user: 'U0WANG' })).channels.find(({ id }) => id === staff);
    expect((await seen())?.messages.at(-1)?.actions).toHaveLength(1);
    await messenger.update(post('done by 王芳'), messageRef);
    expect((await seen())?.messages.at(-1)).toMatchObject({ actions: [], plain: expect.stringContaining('done by') });
    expect(await messenger.find('w1', staff, message.key)).toEqual({ messageRef });
  });
});
