import { z } from 'zod';

/**
 * What reaches us from a messenger, in one shape for all of them. A bot makes it from the platform's payload; it is
 * stored as it is before anything happens, so it is plain data with a schema.
 */
const event = {
  /** The platform's own key of the event: redelivery carries the same one. */
  key: z.string().min(1).max(200),
  workspaceId: z.string(),
};

/** What an account did, or what happened to it. */
const ofAccount = {
  ...event,
  /** Taken from the signed envelope only. */
  actor: z.object({ externalId: z.string(), displayName: z.string().optional() }),
};

const envelope = {
  ...ofAccount,
  chat: z.object({ externalId: z.string(), kind: z.enum(['direct', 'group']) }),
};

export const inboundSchema = z.discriminatedUnion('kind', [
  /** A message in a direct chat, or one that mentions the bot in a group. */
  z.object({ ...envelope, kind: z.literal('said'), text: z.string().max(40_000) }),
  /** `/gongyu <text>`; answered to the asker alone. */
  z.object({ ...envelope, kind: z.literal('commanded'), text: z.string().max(4_000) }),
  /** A button or a select. */
  z.object({
    ...envelope,
    kind: z.literal('pressed'),
    token: z.string().max(100),
    value: z.string().max(200).optional(),
  }),
  /** A form sent whole. */
  z.object({
    ...envelope,
    kind: z.literal('submitted'),
    session: z.string().max(100),
    answers: z.record(z.string(), z.unknown()),
    /** One of several pages, and not the last: what it holds is kept, and the form is not sent. */
    partial: z.boolean().exactOptional(),
  }),
  /** Somebody opened a direct chat or the bot's home. */
  z.object({ ...envelope, kind: z.literal('opened') }),
  /** Who is in a group chat now. */
  z.object({
    ...envelope,
    kind: z.literal('members'),
    members: z.array(z.object({ externalId: z.string(), displayName: z.string().optional() })),
  }),
  /** The bot came into a group chat or is out of it, or the chat itself changed; the actor is who did it. */
  z.object({
    ...envelope,
    kind: z.literal('chatChanged'),
    /** members: who is in it, which has to be looked at. */
    change: z.enum(['joined', 'removed', 'archived', 'restored', 'renamed', 'members']),
    /** What the chat is called now. */
    name: z.string().max(200).optional(),
  }),
  /** The account was switched off on its platform, or is active again. */
  z.object({ ...ofAccount, kind: z.literal('accountChanged'), active: z.boolean() }),
  /** The workspace lets the program in no longer, or again. Nobody is known to have done it. */
  z.object({
    ...event,
    kind: z.literal('workspaceChanged'),
    open: z.boolean(),
    /** The platform's own code, for the log. */
    reason: z.string().max(100).optional(),
  }),
]);

export type Inbound = z.infer<typeof inboundSchema>;
export type InboundOf<K extends Inbound['kind']> = Extract<Inbound, { kind: K }>;

/** Something changed on the platform; nobody waits for an answer. */
export type News = InboundOf<'members' | 'chatChanged' | 'accountChanged' | 'workspaceChanged'>;
/** Somebody did something and looks for what comes of it. */
export type Act = Exclude<Inbound, News>;

const newsKinds: ReadonlySet<Inbound['kind']> = new Set<News['kind']>([
  'members',
  'chatChanged',
  'accountChanged',
  'workspaceChanged',
]);

export function isNews(inbound: Inbound): inbound is News {
  return newsKinds.has(inbound.kind);
}

/** Whose events are handled one after the other: an account's own, and those of the workspace itself (''). */
export function actorOf(inbound: Inbound): string {
  return inbound.kind === 'workspaceChanged' ? '' : inbound.actor.externalId;
}
