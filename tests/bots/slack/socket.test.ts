import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wait } from '../../../src/app/wait.js';
import { type Slack as Adapter, createSlack } from '../../../src/bots/slack/index.js';
import { notice } from '../../../src/core/message/card.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import { type Slack, startSlack } from '../../doubles/slack/slack.js';
import { type SlackVisitor, visitSlack } from '../../support/slack-visitor.js';
import { scripted } from '../scripted.js';

const team = 'T0YUXIN';
let folder: string;
let slack: Slack;
let adapter: Adapter;
let wang: SlackVisitor;
let accepted: readonly Inbound[];
let answer: (inbound: Inbound) => Reply;
let storable = true;
const faults: string[] = [];

function connect(appToken: string, accept = scripted((inbound) => answer(inbound))) {
  accepted = accept.accepted;
  const installation = {
    workspaceId: 'w1',
    teamId: team,
    botToken: 'xoxb-1',
    botUserId: 'UBOT0YUXIN',
    botId: 'B0YUXIN',
  };
  return createSlack({
    settings: { signingSecrets: [], appToken, apiUrl: slack.apiUrl, publicUrl: null },
    host: {
      ofTeam: async () => installation,
      ofWorkspace: async () => installation,
      languageOf: async () => 'en-US',
    },
    accept: (inbound, way) => (storable ? accept.accept(inbound, way) : Promise.reject(new Error('disk full'))),
    homeOf: async () => ({}),
    clock: { school: () => new Date(), machine: () => new Date() },
    wait,
    log: ({ error }) => faults.push(error),
  });
}

/** Until the app is connected: what is pushed before is not taken. */
async function connected(): Promise<void> {
  for (;;) {
    const { ack } = await slack.ask({ do: 'openHome', team, user: 'U0LIU', tab: 'messages' });
    if (ack?.failure === null) return;
    await wait(50, new AbortController().signal);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-slack-'));
  const users = ['U0WANG', 'U0LIU'].map((id) => ({ id, name: id }));
  const channels = [{ id: 'C0STAFF', name: 'staff', members: ['U0WANG'] }];
  slack = await startSlack(
    {
      workspaces: [{ id: team, name: 'Yuxin', token: 'xoxb-1', users, channels }],
      limits: { perChannelMs: 0, tiers: 0 },
      push: { retryMs: [50, 100, 100, 100, 100, 100] },
    },
    join(folder, 'ledger'),
  );
  adapter = connect('xapp-1-A0GONGYU-double');
  adapter.open();
  await connected();
  wang = visitSlack({ slack, team, settle: async () => {} }).as('U0WANG', '王芳');
});
beforeEach(() => {
  answer = () => ({ card: notice('done') });
  storable = true;
});
afterAll(async () => {
  expect(slack.ledger().filter(({ kind }) => kind === 'wrong' || kind === 'unplanned')).toEqual([]);
  await adapter.close();
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('Socket Mode', () => {
  test('what is said, typed and pressed arrives through the socket and is answered', async () => {
    const { card, done } = await wang.command('week', /staff/);
    expect(card?.text).toContain('done');
    expect(done.ack).toMatchObject({ status: 200 });
    const button = { kind: 'button', token: 'fill', label: 'Fill in', style: 'plain' } as const;
    answer = () => ({ card: { tone: 'plain', blocks: [{ kind: 'actions', actions: [button] }] } });
    const asked = await wang.command('visit', /staff/);
    answer = () => ({ card: notice('pressed') });
    expect((await wang.press(asked.card ?? expect.fail('no card'), 'Fill in')).card?.text).toContain('pressed');
    expect(adapter.router).toBeNull();
  });

  test('what is wrong with a form comes back with the acknowledgement', async () => {
    const note = {
      id: 'note',
      label: 'Note',
      required: false,
      kind: 'text',
      long: false,
      maxLength: 9,
      value: '',
    } as const;
    answer = () => ({ open: { session: 's-1', title: 'A form', submit: 'Send', fields: [note] } });
    await wang.command('visit', /staff/);
    answer = () => ({ errors: { note: 'Too short.' } });
    expect((await wang.submit('s-1', { note: 'x' })).errors).toEqual({ note: 'Too short.' });
  });

  test('what could not be stored is not acknowledged, comes again, and is done once', async () => {
    await slack.ask({ do: 'configure', push: { ackMs: 200, retryMs: [50, 100, 100, 100, 100, 100] } });
    storable = false;
    const before = accepted.length;
    const { ack, pushes } = await slack.ask({ do: 'say', team, user: 'U0WANG', channel: 'direct', text: '林小满 +2' });
    expect(ack?.failure).not.toBeNull();
    storable = true;
    await slack.ask({ do: 'settled' });
    expect((await slack.ask({ do: 'push', push: pushes[0] ?? '' })).at(-1)).toMatchObject({ failure: null });
    expect(accepted.slice(before)).toMatchObject([{ kind: 'said', text: '林小满 +2' }]);
    await slack.ask({ do: 'configure', push: { retryMs: [50, 100, 100, 100, 100, 100] } });
  });

  test.each([
    ['politely', { reason: 'refresh_requested' as const }],
    ['as a broken line', { abrupt: true }],
  ])('a connection that is taken away %s is made again, and what was said meanwhile is not lost', async (_how, how) => {
    await slack.ask({ do: 'configure', push: { retryMs: Array(40).fill(250) } });
    const before = accepted.length;
    await slack.ask({ do: 'disconnect', ...how });
    await slack.ask({ do: 'say', team, user: 'U0WANG', channel: 'direct', text: 'are you there?' });
    await slack.ask({ do: 'settled' });
    expect(accepted.slice(before).filter(({ kind }) => kind === 'said')).toHaveLength(1);
  });

  test('a connection that is gone is there again at once, and not only when the next command has failed', async () => {
    await slack.ask({ do: 'disconnect' });
    const began = performance.now();
    await connected();
    expect(performance.now() - began).toBeLessThan(3_000);
    expect((await wang.command('week', /staff/)).card?.text).toContain('done');
  });

  test('a Slack that is out of order is asked again until it lets us in, and the program goes on meanwhile', async () => {
    for (const fault of ['internalBefore', 'brokenBefore', 'cut', 'tooMany'] as const) {
      await slack.ask({ do: 'fault', method: 'apps.connections.open', fault });
    }
    const before = faults.length;
    await slack.ask({ do: 'disconnect', abrupt: true });
    await connected();
    expect(faults.length).toBeGreaterThan(before);
    expect((await wang.command('week', /staff/)).card?.text).toContain('done');
  });

  test('a token that Slack does not know stops nobody else: it is a fault for the operator', async () => {
    const before = faults.length;
    const kept = accepted;
    const wrong = connect('xapp-1-not-known');
    accepted = kept;
    wrong.open();
    await expect.poll(() => faults.length, { timeout: 10_000 }).toBeGreaterThan(before);
    await wrong.close();
    expect((await wang.command('week', /staff/)).card?.text).toContain('done');
  });
});
