import { z } from 'zod';
import { changesOf } from '../support/changes-of.js';
import {
  appSchema,
  chatSchema,
  faultKinds,
  faultsSchema,
  limitsSchema,
  pushSchema,
  theApp,
  userSchema,
} from './profile.js';

// What a test may ask of the fake Feishu: to do what a person does, to look, to turn screws.

/** In whose direct chat, and by whose open_ids: the app that most tests have alone. */
const app = { app: z.string().default(theApp) };
/** A person of the app's tenant, by the tenant's own id. */
const person = { ...app, user: z.string() };
/** A chat_id, or 'direct': the person's chat with the app, opened when it is not yet. */
const place = { chat: z.string() };
const given = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), z.null()]);

export const commandSchema = z.discriminatedUnion('do', [
  // What people do
  z.strictObject({
    do: z.literal('say'),
    ...person,
    ...place,
    /** '@bot' mentions the app's bot, '@{wang}' a person. */
    text: z.string(),
    /** As rich text, as a client sends what was formatted or pasted. */
    as: z.enum(['text', 'post']).default('text'),
    replyTo: z.string().optional(),
  }),
  /** Anything but words. */
  z.strictObject({
    do: z.literal('send'),
    ...person,
    ...place,
    kind: z.enum(['image', 'file', 'audio', 'sticker', 'location', 'share_chat']),
  }),
  z.strictObject({ do: z.literal('recall'), ...person, message: z.string() }),
  /** Another app's bot writes. */
  z.strictObject({ do: z.literal('botSays'), ...app, ...place, text: z.string() }),
  z.strictObject({
    do: z.literal('press'),
    ...person,
    message: z.string(),
    /** Where it stands in the card (SeenAction.at). */
    at: z.string(),
    /** The value of the option that is chosen, what is typed, the day that is picked. */
    value: given.optional(),
    /** Both callbacks of cards are subscribed to, or Feishu delivers twice: the same press under two event_ids. */
    twice: z.boolean().default(false),
  }),
  z.strictObject({
    do: z.literal('submit'),
    ...person,
    message: z.string(),
    form: z.string().optional(),
    /** The name of the button; absent: the first that sends. */
    button: z.string().optional(),
    values: z.record(z.string(), given),
  }),
  /** A callback, signed as Feishu signs, for a card that this person was never shown: what a client would have to forge. */
  z.strictObject({ do: z.literal('forge'), ...person, message: z.string(), value: z.unknown() }),
  /** Hands a card on into another chat. */
  z.strictObject({ do: z.literal('forward'), ...person, message: z.string(), to: z.string() }),
  z.strictObject({ do: z.literal('enter'), ...person }),
  z.strictObject({ do: z.literal('menu'), ...person, key: z.string().max(30) }),

  // Who is where; `user: 'bot'` is the app's bot, `by` is who does it.
  z.strictObject({ do: z.literal('invite'), ...person, ...place, by: z.string().optional() }),
  z.strictObject({ do: z.literal('kick'), ...person, ...place, by: z.string().optional() }),
  z.strictObject({ do: z.literal('disband'), ...app, ...place, by: z.string().optional() }),
  z.strictObject({ do: z.literal('rename'), ...app, ...place, name: z.string(), by: z.string().optional() }),
  z.strictObject({ do: z.literal('addChat'), ...app, chat: chatSchema }),
  z.strictObject({ do: z.literal('addUser'), ...app, user: userSchema }),
  z.strictObject({ do: z.literal('changeUser'), ...person, to: changesOf(userSchema.omit({ id: true })) }),
  z.strictObject({ do: z.literal('addApp'), tenant: z.string(), app: appSchema }),
  z.strictObject({ do: z.literal('changeApp'), ...app, to: changesOf(appSchema.omit({ id: true })) }),
  z.strictObject({ do: z.literal('dropTokens'), ...app }),

  // Looking
  z.strictObject({ do: z.literal('look'), ...person }),
  /** Resolves once something that the person sees has changed after the moment. */
  z.strictObject({ do: z.literal('await'), ...person, after: z.number(), withinMs: z.number() }),
  z.strictObject({ do: z.literal('chat'), ...app, ...place }),
  z.strictObject({ do: z.literal('settled'), withinMs: z.number().default(30_000) }),
  z.strictObject({ do: z.literal('push'), push: z.string() }),
  z.strictObject({ do: z.literal('slashCommands'), ...app }),

  // The app's side, and bad weather
  z.strictObject({
    do: z.literal('connect'),
    ...app,
    url: z.string().nullable(),
    /** The console saves an address only if it answers the challenge. */
    challenge: z.boolean().default(true),
  }),
  z.strictObject({
    do: z.literal('configure'),
    limits: changesOf(limitsSchema).optional(),
    faults: changesOf(faultsSchema).optional(),
    push: changesOf(pushSchema).optional(),
    clockOffsetMs: z.number().optional(),
  }),
  z.strictObject({
    do: z.literal('fault'),
    method: z.string(),
    fault: z.enum(faultKinds),
    times: z.number().default(1),
  }),
  /** The next calls of the API are refused with this code. */
  z.strictObject({
    do: z.literal('refuse'),
    method: z.string(),
    code: z.number(),
    msg: z.string().default('as the test planned'),
    status: z.number().default(400),
    times: z.number().default(1),
  }),
  z.strictObject({ do: z.literal('release'), order: z.enum(['same', 'reversed']).default('same') }),
  z.strictObject({ do: z.literal('again'), push: z.string() }),
  z.strictObject({
    do: z.literal('raw'),
    ...app,
    body: z.string(),
    contentType: z.string().default('application/json'),
    skewSeconds: z.number().default(0),
    encryptKey: z.string().nullable().default(null),
    signature: z.string().nullable().default(null),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({ do: z.literal('disconnect'), ...app }),
]);

export type Command = z.input<typeof commandSchema>;
export type ParsedCommand = z.infer<typeof commandSchema>;
export type CommandOf<D extends ParsedCommand['do']> = Extract<ParsedCommand, { do: D }>;
