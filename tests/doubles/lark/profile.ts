import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { idShapes } from './ids.js';

// How a fake Feishu begins: its tenants with their apps, people and chats, how strict and how unlucky it is.

/** The app that a profile has when it names none. */
export const theApp = 'cli_a1b2c3d4e5f60718';

const guide = new URL('../../../docs/guides/feishu-permissions.json', import.meta.url);
const permissions = z.object({ scopes: z.object({ tenant: z.array(z.string()) }) });
/** What schools grant the app; another may have granted other scopes. */
const usualScopes = permissions.parse(JSON.parse(readFileSync(guide, 'utf8'))).scopes.tenant;

/** What a school's app subscribes to; the callback of cards is among it. */
const usualEvents = [
  'im.message.receive_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'p2p_chat_create',
  'application.bot.menu_v6',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.member.user.added_v1',
  'im.chat.member.user.deleted_v1',
  'im.chat.disbanded_v1',
  'im.chat.updated_v1',
  'contact.user.deleted_v3',
  'card.action.trigger',
] as const;

export const userSchema = z.strictObject({
  /** The tenant's own id of the person (user_id); open_ids follow from it and the app's. */
  id: z.string().min(1),
  name: z.string(),
  email: z.string().optional(),
  mobile: z.string().optional(),
  resigned: z.boolean().default(false),
  /** The tenant that a person of an external chat comes from; null: our own. */
  strangerOf: z.string().nullable().default(null),
  /** Whether the apps may be used by this person (the version's availability). */
  available: z.boolean().default(true),
  /** 'zh-CN' or 'en-US': which of a card's words the client shows. */
  language: z.enum(['zh-CN', 'en-US']).default('zh-CN'),
});

export const chatSchema = z.strictObject({
  id: z.string().regex(idShapes.chat_id),
  name: z.string(),
  /** People, by the tenant's own ids. */
  members: z.array(z.string()).default([]),
  /** The apps whose bots are members; absent: every app of the tenant. */
  bots: z.array(z.string()).optional(),
  external: z.boolean().default(false),
});

export const appSchema = z.strictObject({
  id: z.string().regex(idShapes.app_id).default(theApp),
  secret: z.string().default('the-secret-of-the-double'),
  /** Empty: nothing is encrypted, and nothing is signed. */
  encryptKey: z.string().default('the-encrypt-key-of-the-double'),
  verificationToken: z.string().default('the-verification-token-of-the-double'),
  name: z.string().default('共育'),
  scopes: z.array(z.string()).default([...usualScopes]),
  events: z.array(z.string()).default([...usualEvents]),
  /** Whether its version is published and switched on. */
  active: z.boolean().default(true),
  /** "Allow the bot to be added to external groups". */
  external: z.boolean().default(false),
});

const tenantSchema = z.strictObject({
  key: z.string().default('16a1b2c3d4e5f607'),
  apps: z.array(appSchema).min(1),
  users: z.array(userSchema).default([]),
  chats: z.array(chatSchema).default([]),
});

export const limitsSchema = z.strictObject({
  /** Messages a second to one chat or one person, of all its bots together. 0: no limit; so everywhere. */
  perChatPerSecond: z.number().min(0).default(5),
  /** Calls of one API by one app. */
  perApiPerSecond: z.number().min(0).default(50),
  perApiPerMinute: z.number().min(0).default(1_000),
  /** Changes of one card. */
  patchesPerSecond: z.number().min(0).default(5),
  /** Billable calls of all self-built apps of a tenant in a month (free edition: 10,000); null: no end of them. */
  monthlyCalls: z.number().nullable().default(null),
  /** For how long a uuid is remembered. */
  uuidMs: z.number().default(3_600_000),
  tokenMs: z.number().default(7_200_000),
  /** A token that lives longer than this is given again. */
  tokenRenewMs: z.number().default(1_800_000),
  cardTokenMs: z.number().default(1_800_000),
  cardTokenUses: z.number().int().default(2),
  /** How long a card may be changed and pressed: 14 days. */
  cardMs: z.number().default(14 * 86_400_000),
  cardBytes: z.number().default(30 * 1_024),
  textBytes: z.number().default(150 * 1_024),
  /** Pages hold fewer items than asked for although more are to come. */
  shortPages: z.boolean().default(true),
});

/** What may go wrong with a call. "Cut" and "dropped" close the connection: before and after the call took effect. */
export const faultKinds = [
  'tooMany',
  'busy',
  'cut',
  'dropped',
  'brokenBefore',
  'brokenAfter',
  'late',
  'hangBefore',
  'hangAfter',
  'malformed',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const faultsSchema = z.strictObject({
  /** Shares of the calls, by what befalls them. */
  rates: z.partialRecord(z.enum(faultKinds), z.number().min(0).max(1)).default({}),
  /** The APIs that faults befall; absent: all but the signing in. */
  methods: z.array(z.string()).optional(),
  /** The longest x-ogw-ratelimit-reset of a 429 out of the blue, in whole seconds. */
  resetSeconds: z.number().int().min(1).default(1),
  /** The latest that a message appears after its call. */
  lateMs: z.number().default(500),
  /** How long a hanging call keeps its connection. */
  hangMs: z.number().default(30_000),
  /** The longest that an ordinary answer takes. */
  answerMs: z.number().default(0),
});

export const pushSchema = z.strictObject({
  /** Feishu waits three seconds for HTTP 200. */
  ackMs: z.number().default(3_000),
  /** When an event is pushed again after a failure: 15 s, 5 min, 1 h, 6 h. */
  retryMs: z.array(z.number()).default([15_000, 300_000, 3_600_000, 21_600_000]),
  /** What those are multiplied by, so that a test sees their end. */
  factor: z.number().min(0).default(0.0001),
  /** While true nothing is pushed: it waits to be released, in whatever order. */
  held: z.boolean().default(false),
  /** What the long connection's clients are told; Feishu says 120 and 120. */
  socket: z
    .strictObject({ reconnectSeconds: z.number().default(0.05), pingSeconds: z.number().default(120) })
    .prefault({}),
});

export const profileSchema = z.strictObject({
  seed: z.number().int().default(1),
  tenants: z.array(tenantSchema).min(1),
  limits: limitsSchema.prefault({}),
  faults: faultsSchema.prefault({}),
  push: pushSchema.prefault({}),
  /** What this Feishu's clock is ahead of the machine's: a program in a story lives at another time. */
  clockOffsetMs: z.number().default(0),
});

export type Profile = z.infer<typeof profileSchema>;
export type ProfileInput = z.input<typeof profileSchema>;
export type UserInput = z.infer<typeof userSchema>;
export type AppInput = z.infer<typeof appSchema>;

/** The shares of a bad day, as the strict platform of the delivery engine has them. */
export const badDay = {
  tooMany: 0.1,
  busy: 0.02,
  brokenBefore: 0.02,
  brokenAfter: 0.02,
  cut: 0.02,
  dropped: 0.03,
  late: 0.01,
} as const satisfies Partial<Record<FaultKind, number>>;
