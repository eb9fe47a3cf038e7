import { join } from 'node:path';
import type { DeliveryLimits } from '../../src/core/deliveries/limits.js';
import { chatIdOf, openIdOf } from '../doubles/lark/ids.js';
import { startLark } from '../doubles/lark/lark.js';
import type { LedgerLine as LarkLine } from '../doubles/lark/ledger.js';
import { badDay as larkBadDay, theApp } from '../doubles/lark/profile.js';
import { startPlatform } from '../doubles/platform.js';
import { badDay, type PlatformProfile } from '../doubles/platform-wire.js';
import { badDay as slackBadDay } from '../doubles/slack/profile.js';
import { startSlack } from '../doubles/slack/slack.js';

// The platforms that the heart of the program is killed in front of, each with its own ledger, its limits and its bad day.

/** What the program is told of its platform; `createHeartMessenger` makes its way out of it. */
export type HeartWire =
  | { readonly kind: 'strict'; readonly url: string; readonly personality: 'key' | 'readBack' }
  | { readonly kind: 'slack'; readonly apiUrl: string; readonly quarantineMs: number | null }
  | { readonly kind: 'lark'; readonly url: string; readonly appId: string; readonly appSecret: string };

/** One message as it stands in the ledger, in the ledger's order; a long card is several. */
export interface Shown {
  readonly chat: string;
  /** What caused it, out of its text; only the first part says so. */
  readonly cause: string;
  readonly key: string;
  /** From 0. */
  readonly part: number;
  readonly last: boolean;
}

export interface HeartPlatform {
  readonly wire: HeartWire;
  /** Whom events are from, and whom occurrences tell. Ids of accounts, and of group chats. */
  readonly recipients: { readonly said: readonly string[]; readonly told: readonly string[] };
  /** Every so many messages one is too long for a single post; 0: none. */
  readonly longEvery: number;
  readonly limits: Partial<DeliveryLimits>;
  /** How long a life may last after its first work. */
  readonly lifeMs: number;
  readonly drainMs: number;
  /** What is visible in the end. */
  shown(): readonly Shown[];
  /** What was asked that no program should ask. */
  unplanned(): readonly string[];
  /** What else the ledger counts, for the report. */
  figures(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/** By the shape of the id, on any of the platforms. */
export const isGroupChat = (id: string): boolean => /^(?:C|oc_)/.test(id);

export type OpenHeartPlatform = (seed: number, folder: string) => Promise<HeartPlatform>;

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}`);

/** The strict platform of the delivery engine's own tests. */
export function strictPlatform(personality: PlatformProfile['personality']): OpenHeartPlatform {
  return async (seed, folder) => {
    const profile: PlatformProfile = {
      seed,
      personality,
      rates: badDay,
      retryAfterMs: 200,
      lateMs: 1_000,
      answerMs: 20,
      perChatMs: 0,
    };
    const platform = await startPlatform(profile, join(folder, 'ledger.jsonl'));
    const count = (kind: string) => platform.ledger().filter((line) => line.kind === kind).length;
    return {
      wire: { kind: 'strict', url: platform.url, personality },
      recipients: { said: numbered('said', 12), told: numbered('told', 12) },
      longEvery: 0,
      limits: {
        leaseMs: 2_000,
        callMs: 900,
        maxTries: 1_000,
        absenceMs: 1_500,
        firstRetryMs: 100,
        retryFactor: 1.5,
        longestRetryMs: 1_000,
        lingerMs: 1_000,
        pollMs: 200,
      },
      lifeMs: 800,
      drainMs: 150_000,
      shown: () =>
        platform
          .ledger()
          .flatMap((line) =>
            line.kind === 'post'
              ? [{ chat: line.chat, cause: line.text, key: `${line.chat} ${line.key}`, part: 0, last: true }]
              : [],
          ),
      unplanned: () => platform.ledger().flatMap((line) => (line.kind === 'unplanned' ? [line.message] : [])),
      figures: () => ({ repeats: count('repeat'), refusals: count('refused') }),
      stop: () => platform.stop(),
    };
  };
}

export interface SlackDay {
  /** Chats of each kind: direct chats of those who write, direct chats of those who are told, groups that are told. */
  readonly chats: number;
  readonly longEvery: number;
  readonly lifeMs: number;
  readonly drainMs: number;
  /** A shorter one, for a test that many run; absent: the program's own, as all its other waits. */
  readonly quarantineMs?: number;
}

const team = 'T0HEART';

/** The fake Slack with its real limits, on a bad day. */
export function slackPlatform({ chats, longEvery, lifeMs, drainMs, quarantineMs }: SlackDay): OpenHeartPlatform {
  return async (seed, folder) => {
    const said = numbered('USAID', chats);
    const told = numbered('UTOLD', chats);
    const groups = numbered('CTOLD', chats);
    const users = [...said, ...told].map((id) => ({ id, name: id.toLowerCase() }));
    const channels = groups.map((id) => ({ id, name: id.toLowerCase(), members: said }));
    const slack = await startSlack(
      {
        seed,
        workspaces: [{ id: team, name: 'Heart', token: 'xoxb-heart', users, channels }],
        faults: { rates: slackBadDay, answerMs: 300 },
      },
      join(folder, 'ledger.jsonl'),
    );
    const deleted = () =>
      slack.ledger().flatMap((line) => (line.kind === 'delete' ? [`${line.channel} ${line.ts}`] : []));
    return {
      wire: { kind: 'slack', apiUrl: slack.apiUrl, quarantineMs: quarantineMs ?? null },
      recipients: { said, told: told.flatMap((account, place) => [account, groups[place] ?? account]) },
      longEvery,
      // Killed every few seconds, one message may be in the air at more deaths than the program has patience with.
      limits: { maxTries: 1_000 },
      lifeMs,
      drainMs,
      shown() {
        const gone = new Set(deleted());
        return slack.ledger().flatMap((line) => {
          if (line.kind !== 'post' || gone.has(`${line.channel} ${line.ts}`)) return [];
          const [cause = ''] = line.text.split('\n', 1);
          const { part, last } = line.part ?? { part: 0, last: true };
          return [{ chat: line.channel, cause, key: line.key ?? 'unmarked', part, last }];
        });
      },
      unplanned: () =>
        slack.ledger().flatMap((line) => {
          if (line.kind === 'unplanned') return [line.message];
          if (line.kind === 'wrong') return [`${line.what}: ${line.details.join(', ')}`];
          return line.kind === 'call' && line.error !== null ? [`${line.method}: ${line.error}`] : [];
        }),
      figures() {
        const ledger = slack.ledger();
        const refused = ledger.flatMap((line) => (line.kind === 'refused' ? [line.why] : []));
        const calls = ledger.flatMap((line) => (line.kind === 'call' ? [line.method] : []));
        return {
          deleted: deleted().length,
          faults: ledger.filter((line) => line.kind === 'fault').length,
          refusedByLuck: refused.filter((why) => why === 'luck').length,
          refusedInChannel: refused.filter((why) => why === 'channel').length,
          refusedOtherwise: refused.filter((why) => why !== 'luck' && why !== 'channel').length,
          looks: calls.filter((method) => method === 'conversations.history').length,
        };
      },
      stop: () => slack.stop(),
    };
  };
}

export interface LarkDay extends Pick<SlackDay, 'longEvery' | 'lifeMs' | 'drainMs'> {
  /** Chats of each kind, as on Slack. */
  readonly chats: number;
}

const appSecret = 'the-secret-of-the-heart';

/** The fake Feishu with its real limits, on a bad day. */
export function larkPlatform({ chats, longEvery, lifeMs, drainMs }: LarkDay): OpenHeartPlatform {
  return async (seed, folder) => {
    const said = numbered('said', chats);
    const told = numbered('told', chats);
    const groups = numbered('group', chats);
    const lark = await startLark(
      {
        seed,
        tenants: [
          {
            apps: [{ id: theApp, secret: appSecret }],
            users: [...said, ...told].map((id) => ({ id, name: id })),
            chats: groups.map((id) => ({ id: chatIdOf(id), name: id, members: said })),
          },
        ],
        faults: { rates: larkBadDay, answerMs: 300 },
      },
      join(folder, 'ledger.jsonl'),
    );
    const inGroupToo = (user: string, place: number) => [openIdOf(theApp, user), chatIdOf(groups[place] ?? '')];
    return {
      wire: { kind: 'lark', url: lark.url, appId: theApp, appSecret },
      recipients: { said: said.map((user) => openIdOf(theApp, user)), told: told.flatMap(inGroupToo) },
      longEvery,
      // As on Slack: killed every few seconds, one message may be in the air at many deaths.
      // A message that is in the air at many deaths waits ever longer, up to half an hour: here a minute, so that a run ends.
      limits: { maxTries: 1_000, longestRetryMs: 60_000 },
      lifeMs,
      drainMs,
      shown: () => shownOnLark(lark.ledger()),
      unplanned: () =>
        lark.ledger().flatMap((line) => {
          if (line.kind === 'unplanned') return [line.message];
          if (line.kind === 'wrong') return [`${line.what}: ${line.details.join(', ')}`];
          return line.kind === 'call' && line.code !== 0 ? [`${line.method}: ${line.code}`] : [];
        }),
      figures() {
        const ledger = lark.ledger();
        const refused = ledger.flatMap((line) => (line.kind === 'refused' ? [line.why] : []));
        const kinds = ledger.map((line) => line.kind);
        return {
          repeats: kinds.filter((kind) => kind === 'repeat').length,
          faults: kinds.filter((kind) => kind === 'fault').length,
          refusedByLuck: refused.filter((why) => why === 'luck').length,
          refusedInChat: refused.filter((why) => why === 'chat').length,
          refusedOtherwise: refused.filter((why) => why !== 'luck' && why !== 'chat').length,
        };
      },
      stop: () => lark.stop(),
    };
  };
}

/** A message's own words stand in the title of each of its parts, and under it which of them that is. */
function shownOnLark(ledger: readonly LarkLine[]): readonly Shown[] {
  const gone = new Set(ledger.flatMap((line) => (line.kind === 'delete' ? [line.message] : [])));
  return ledger.flatMap((line) => {
    if (line.kind !== 'post' || gone.has(line.message)) return [];
    const [cause = '', under = ''] = line.text.split('\n', 2);
    const [, part = '1', parts = '1'] = /^第 (\d+) 条，共 (\d+) 条$/.exec(under) ?? [];
    return [{ chat: line.chat, cause, key: `${line.chat} ${cause}`, part: Number(part) - 1, last: part === parts }];
  });
}
