import { z } from 'zod';
import { changesOf } from '../support/changes-of.js';
import {
  channelSchema,
  faultKinds,
  faultsSchema,
  limitsSchema,
  pushSchema,
  userSchema,
  workspaceSchema,
} from './profile.js';

// What a test may ask of the fake Slack: to do what a person does, to look, to turn screws.

/** A person of a workspace. */
const person = { team: z.string(), user: z.string() };
/** 'direct': the person's chat with the app, opened when it is not yet. */
const place = z.string();
const given = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly(), z.null()]);

export const commandSchema = z.discriminatedUnion('do', [
  // What people do
  z.strictObject({ do: z.literal('say'), ...person, channel: place, text: z.string(), thread: z.string().optional() }),
  z.strictObject({ do: z.literal('edit'), ...person, channel: place, ts: z.string(), text: z.string() }),
  z.strictObject({ do: z.literal('takeBack'), ...person, channel: place, ts: z.string() }),
  /** Another app's bot writes. */
  z.strictObject({ do: z.literal('botSays'), team: z.string(), channel: z.string(), text: z.string() }),
  z.strictObject({
    do: z.literal('command'),
    ...person,
    channel: place,
    text: z.string(),
    command: z.string().optional(),
  }),
  z.strictObject({
    do: z.literal('press'),
    ...person,
    /** A message, or an open view. */
    on: z.union([z.strictObject({ channel: place, ts: z.string() }), z.strictObject({ view: z.string() })]),
    actionId: z.string(),
    blockId: z.string().optional(),
    /** The value of the option that is chosen, or several. */
    value: z.union([z.string(), z.array(z.string())]).optional(),
  }),
  /** A press, signed as Slack signs, on what this person was never shown: what a client would have to forge. */
  z.strictObject({
    do: z.literal('forge'),
    ...person,
    ts: z.string(),
    actionId: z.string(),
    value: z.string().optional(),
  }),
  z.strictObject({ do: z.literal('type'), ...person, view: z.string(), values: z.record(z.string(), given) }),
  z.strictObject({ do: z.literal('submit'), ...person, view: z.string(), values: z.record(z.string(), given) }),
  z.strictObject({ do: z.literal('close'), ...person, view: z.string() }),
  z.strictObject({ do: z.literal('openHome'), ...person, tab: z.enum(['home', 'messages']).default('home') }),

  // Who is where
  z.strictObject({ do: z.literal('invite'), team: z.string(), channel: z.string(), user: z.string() }),
  z.strictObject({ do: z.literal('kick'), team: z.string(), channel: z.string(), user: z.string() }),
  z.strictObject({
    do: z.literal('archive'),
    team: z.string(),
    channel: z.string(),
    archived: z.boolean().default(true),
  }),
  z.strictObject({ do: z.literal('rename'), team: z.string(), channel: z.string(), name: z.string() }),
  z.strictObject({ do: z.literal('addChannel'), team: z.string(), channel: channelSchema }),
  z.strictObject({ do: z.literal('addUser'), team: z.string(), user: userSchema }),
  z.strictObject({ do: z.literal('changeUser'), ...person, to: changesOf(userSchema.omit({ id: true })) }),
  z.strictObject({ do: z.literal('addWorkspace'), workspace: workspaceSchema }),
  z.strictObject({ do: z.literal('uninstall'), team: z.string() }),
  z.strictObject({ do: z.literal('reinstall'), team: z.string(), token: z.string() }),
  z.strictObject({ do: z.literal('revoke'), token: z.string() }),
  z.strictObject({ do: z.literal('scopes'), team: z.string(), scopes: z.array(z.string()) }),

  // Looking
  z.strictObject({ do: z.literal('look'), ...person }),
  /** Resolves once something that the person sees has changed after the moment. */
  z.strictObject({ do: z.literal('await'), ...person, after: z.number(), withinMs: z.number() }),
  z.strictObject({ do: z.literal('channel'), team: z.string(), channel: z.string() }),
  z.strictObject({ do: z.literal('settled'), withinMs: z.number().default(30_000) }),
  z.strictObject({ do: z.literal('push'), push: z.string() }),

  // The app's side, and bad weather
  z.strictObject({ do: z.literal('connect'), url: z.string().nullable() }),
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
  z.strictObject({ do: z.literal('release'), order: z.enum(['same', 'reversed']).default('same') }),
  z.strictObject({ do: z.literal('again'), push: z.string(), reason: z.string().nullable().default('http_timeout') }),
  z.strictObject({
    do: z.literal('raw'),
    body: z.string(),
    contentType: z.string().default('application/json'),
    skewSeconds: z.number().default(0),
    secret: z.string().nullable().default(null),
    signature: z.string().nullable().default(null),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({
    do: z.literal('disconnect'),
    reason: z.enum(['warning', 'refresh_requested', 'link_disabled']).default('refresh_requested'),
    /** Without a word first, as a broken line does. */
    abrupt: z.boolean().default(false),
  }),
]);

export type Command = z.input<typeof commandSchema>;
export type ParsedCommand = z.infer<typeof commandSchema>;
export type CommandOf<D extends ParsedCommand['do']> = Extract<ParsedCommand, { do: D }>;
