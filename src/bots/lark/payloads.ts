import { z } from 'zod';

// What Feishu sends, as far as we read it: open.feishu.cn, event-subscription-guide and card-callback-communication, 2025.
// Objects are loose: Feishu adds fields without notice.

/** An id, printable and short, so that it is a key as it is. Anything else is not from Feishu. */
const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[\\w-]{1,64}$`));
const openId = idOf('ou_');
const chatId = idOf('oc_');
const messageId = idOf('om_');
const eventId = z.string().regex(/^[\w:.-]{1,100}$/);
const appId = z.string().regex(/^cli_[0-9a-fA-F]{16}$/);
/** Names one press, and lets its card be changed afterwards. */
const actionToken = z.string().regex(/^c-[\w-]{1,100}$/);

export const isAppId = (text: string): boolean => appId.safeParse(text).success;

/** Around everything that is not the look at the address: what is common to both of its versions. */
export type Envelope =
  | { readonly kind: 'challenge'; readonly token: string; readonly challenge: string }
  | { readonly kind: 'event'; readonly token: string; readonly appId: string; readonly body: unknown };

const challengeSchema = z.object({
  type: z.literal('url_verification'),
  token: z.string(),
  challenge: z.string().regex(/^[!-~]{1,200}$/),
});
const secondSchema = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: eventId,
    event_type: z.string().max(100),
    token: z.string().default(''),
    app_id: appId,
    create_time: z.union([z.string(), z.number()]).optional().catch(undefined),
  }),
  event: z.unknown().optional(),
  /** Some pages of the reference show it here, beside the event. */
  context: z.unknown().optional(),
});
const firstSchema = z.object({
  schema: z.undefined().optional(),
  type: z.literal('event_callback'),
  uuid: eventId,
  token: z.string().default(''),
  ts: z.union([z.string(), z.number()]).optional().catch(undefined),
  event: z.object({ type: z.string().max(100), app_id: appId }).loose(),
});

/** Null: nothing that Feishu sends. */
export function readEnvelope(body: unknown): Envelope | null {
  const challenge = challengeSchema.safeParse(body).data;
  if (challenge) return { kind: 'challenge', token: challenge.token, challenge: challenge.challenge };
  const second = secondSchema.safeParse(body).data;
  if (second) return { kind: 'event', token: second.header.token, appId: second.header.app_id, body };
  const first = firstSchema.safeParse(body).data;
  return first ? { kind: 'event', token: first.token, appId: first.event.app_id, body } : null;
}

/** An event of either version of the envelope. */
export interface LarkEvent {
  readonly id: string;
  readonly type: string;
  /** When it happened; milliseconds. Null where it does not say so. */
  readonly at: number | null;
  readonly event: unknown;
  readonly context: unknown;
}

export function readEvent(body: unknown): LarkEvent | null {
  const second = secondSchema.safeParse(body).data;
  if (second) {
    const { header, event, context } = second;
    return { id: header.event_id, type: header.event_type, at: instantOf(header.create_time), event, context };
  }
  const first = firstSchema.safeParse(body).data;
  if (!first) return null;
  return { id: first.uuid, type: first.event.type, at: instantOf(first.ts), event: first.event, context: undefined };
}

/** Seconds in the first version, milliseconds in messages, microseconds in card callbacks: told by their digits. */
export function instantOf(time: string | number | undefined): number | null {
  const digits = /^(\d{10,16})(?:\.\d+)?$/.exec(String(time ?? ''))?.[1];
  if (digits === undefined) return null;
  if (digits.length === 10) return Number(digits) * 1_000;
  if (digits.length === 13) return Number(digits);
  return digits.length === 16 ? Math.floor(Number(digits) / 1_000) : null;
}

const someone = z.object({ open_id: openId });
const someoneOrNobody = someone.nullish().catch(null);

export const messageSchema = z.object({
  sender: z.object({ sender_id: someone, sender_type: z.string() }),
  message: z.object({
    message_id: messageId,
    chat_id: chatId,
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z
      .array(
        z.object({
          key: z.string().max(64),
          id: z.object({ open_id: z.string().nullish() }),
          name: z.string().catch(''),
        }),
      )
      .nullish()
      .catch(null),
  }),
});

export type Mention = NonNullable<z.infer<typeof messageSchema>['message']['mentions']>[number];

/** What was written, inside the content of a message. */
export const textSchema = z.object({ text: z.string() });
export const postSchema = z.object({
  title: z.string().catch(''),
  content: z.array(z.array(z.object({ tag: z.string(), text: z.string().catch(''), user_id: z.string().catch('') }))),
});

export const menuSchema = z.object({
  operator: z.object({ operator_id: someone }),
  event_key: z.string().max(100),
});

export const enteredSchema = z.object({
  chat_id: chatId,
  operator_id: someone,
  last_message_id: z.string().nullish(),
});

/** The first version of the same: the very first time that somebody opens the chat. */
export const firstChatSchema = z.object({
  chat_id: chatId,
  user: someoneOrNobody,
  operator: someoneOrNobody,
});

export const chatEventSchema = z.object({
  chat_id: chatId,
  operator_id: someoneOrNobody,
  name: z.string().nullish().catch(null),
});

export const chatUpdatedSchema = z.object({
  chat_id: chatId,
  operator_id: someoneOrNobody,
  after_change: z.object({ name: z.string() }),
});

export const userDeletedSchema = z.object({ object: someone });

const contextSchema = z
  .object({ open_message_id: messageId.nullish().catch(null), open_chat_id: chatId.nullish().catch(null) })
  .nullish()
  .catch(null);

export const pressSchema = z.object({
  operator: someone,
  token: actionToken.nullish().catch(null),
  action: z.unknown().optional(),
  context: contextSchema,
});

export const besideSchema = contextSchema;
