import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { manifestSchema } from './manifest.js';

// How a fake Slack begins: its app, its workspaces with their people and channels, how strict and how unlucky it is.

/** The app as schools create it; a workspace may have granted other scopes. */
const { oauth_config, settings } = manifestSchema.parse(
  JSON.parse(readFileSync(new URL('../../../docs/guides/slack-manifest.json', import.meta.url), 'utf8')),
);
const usualScopes = oauth_config.scopes.bot;
const usualEvents = settings.event_subscriptions.bot_events;

export const userSchema = z.strictObject({
  id: z.string().regex(/^[UW][A-Z0-9]+$/),
  name: z.string(),
  email: z.string().optional(),
  locale: z.string().default('zh-CN'),
  tz: z.string().default('Asia/Shanghai'),
  role: z.enum(['owner', 'admin', 'member', 'guest', 'singleChannelGuest']).default('member'),
  /** Somebody else's bot. */
  bot: z.boolean().default(false),
  deleted: z.boolean().default(false),
  /** The workspace that a person of a shared channel comes from. */
  strangerOf: z.string().nullable().default(null),
});

export const channelSchema = z.strictObject({
  id: z.string().regex(/^[CG][A-Z0-9]+$/),
  name: z.string(),
  kind: z.enum(['public', 'private']).default('public'),
  members: z.array(z.string()).default([]),
  /** Whether the app's bot is a member. */
  bot: z.boolean().default(true),
  archived: z.boolean().default(false),
  /** Shared with another organisation (Slack Connect). */
  shared: z.boolean().default(false),
});

export const workspaceSchema = z.strictObject({
  id: z.string().regex(/^T[A-Z0-9]+$/),
  name: z.string(),
  domain: z.string().default('yuxin'),
  users: z.array(userSchema).default([]),
  channels: z.array(channelSchema).default([]),
  /** The token with which the app is installed already; null: it has to be installed by a person. */
  token: z.string().nullable().default(null),
  scopes: z.array(z.string()).default(usualScopes),
});

export const limitsSchema = z.strictObject({
  /** Slack: about one message a second in a channel, by whatever route; no burst is promised. 0: no limit. */
  perChannelMs: z.number().min(0).default(1_000),
  /** How many messages may come at once in a channel after it was quiet. */
  burst: z.number().int().min(1).default(1),
  /** "Several hundred" messages a minute in a workspace. */
  postsPerMinute: z.number().default(600),
  /** Multiplies the calls a minute that a method's tier allows; 0: no limit. */
  tiers: z.number().min(0).default(1),
  triggerMs: z.number().default(3_000),
  responseUrlMs: z.number().default(1_800_000),
  responseUrlUses: z.number().int().default(5),
  /** Access tokens that rotate live 12 hours. */
  tokenMs: z.number().default(43_200_000),
});

/** What may go wrong with a call. "Cut" and "dropped" close the connection: before and after the call took effect. */
export const faultKinds = [
  'tooMany',
  'cut',
  'dropped',
  'brokenBefore',
  'brokenAfter',
  'internalBefore',
  'internalAfter',
  'late',
  'hangBefore',
  'hangAfter',
  'malformed',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const faultsSchema = z.strictObject({
  /** Shares of the calls, by what befalls them. */
  rates: z.partialRecord(z.enum(faultKinds), z.number().min(0).max(1)).default({}),
  /** The methods that faults befall; absent: all but auth.test and the signing in. */
  methods: z.array(z.string()).optional(),
  /** The longest Retry-After of a 429 out of the blue; Slack counts whole seconds. */
  retryAfterSeconds: z.number().int().min(1).default(1),
  /** The latest that a message appears after its call. */
  lateMs: z.number().default(500),
  /** How long a hanging call keeps its connection. */
  hangMs: z.number().default(30_000),
  /** The longest that an ordinary answer takes. */
  answerMs: z.number().default(0),
});

export const pushSchema = z.strictObject({
  /** Slack waits three seconds for a 2xx. */
  ackMs: z.number().default(3_000),
  /** When an event is pushed again after a failure. Slack: at once, after a minute, after five more; here a hundredth of it. */
  retryMs: z.array(z.number()).default([0, 600, 3_000]),
  /** Whether the app hears of its own messages in direct chats, as it does from Slack. */
  echo: z.boolean().default(true),
  /** While true nothing is pushed: it waits to be released, in whatever order. */
  held: z.boolean().default(false),
});

const appSchema = z.strictObject({
  id: z.string().default('A0GONGYU'),
  name: z.string().default('gongyu'),
  clientId: z.string().default('1000.2000'),
  clientSecret: z.string().default('the-client-secret-of-the-double'),
  signingSecret: z.string().default('the-signing-secret-of-the-double'),
  /** With connections:write, for Socket Mode. */
  appToken: z.string().default('xapp-1-A0GONGYU-double'),
  redirectUrls: z.array(z.string()).default(['http://127.0.0.1', 'http://localhost']),
  command: z.string().default('/gongyu'),
  events: z.array(z.string()).default(usualEvents),
  /** Whether an installation's token expires and is refreshed. */
  rotation: z.boolean().default(false),
});

export const profileSchema = z.strictObject({
  seed: z.number().int().default(1),
  app: appSchema.prefault({}),
  workspaces: z.array(workspaceSchema).min(1),
  limits: limitsSchema.prefault({}),
  faults: faultsSchema.prefault({}),
  push: pushSchema.prefault({}),
  /** What this Slack's clock is ahead of the machine's: a program in a story lives at another time. */
  clockOffsetMs: z.number().default(0),
});

export type Profile = z.infer<typeof profileSchema>;
export type ProfileInput = z.input<typeof profileSchema>;
export type UserInput = z.infer<typeof userSchema>;

/** The shares of a bad day, as the strict platform of the delivery engine has them. */
export const badDay = {
  tooMany: 0.1,
  brokenBefore: 0.02,
  brokenAfter: 0.02,
  internalBefore: 0.01,
  internalAfter: 0.01,
  cut: 0.02,
  dropped: 0.03,
  late: 0.01,
} as const satisfies Partial<Record<FaultKind, number>>;
