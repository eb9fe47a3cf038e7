import { z } from 'zod';

// What Slack sends, as far as we read it: docs.slack.dev/apis/events-api, interactivity and slash commands (2026).
// Objects are loose: Slack adds fields without notice.

/** An id, a time stamp, a hash: printable and short, so that it is a key as it is. Anything else is not from Slack. */
const id = z.string().regex(/^[!-~]{1,50}$/);
/** Longer than those that Slack gives out. */
const trigger = z.string().regex(/^[!-~]{1,150}$/);

const team = z.object({ id }).nullish();
const user = z.object({ id, team_id: id.optional() });

export const eventSchema = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: id,
  authorizations: z.array(z.object({ user_id: z.string() })).catch([]),
  event: z.looseObject({ type: z.string() }),
});

export const messageSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  channel: id,
  channel_type: z.string().optional(),
  user: id.optional(),
  bot_id: z.string().nullish(),
  bot_profile: z.unknown().optional(),
  /** The client's own name of the message: one that it sent again after a broken line carries the same. */
  client_msg_id: id.nullish().catch(null),
  /** The team of the writer: another one in a channel shared by Slack Connect. */
  user_team: z.string().optional(),
  team: z.string().optional(),
  text: z.string().nullish(),
  ts: id,
});

export const homeOpenedSchema = z.object({ user: id, channel: id, tab: z.string() });

/** `channel` is an id in some of these events and an object in others. */
const channelId = z.union([id, z.object({ id }).transform((channel) => channel.id)]);
export const channelEventSchema = z.object({
  channel: channelId,
  user: id.optional(),
  inviter: id.optional(),
  actor_id: id.optional(),
});
export const renamedSchema = z.object({ channel: z.object({ id, name: z.string() }) });
export const userChangeSchema = z.object({ user: z.object({ id, deleted: z.boolean().default(false) }) });

/** The accounts whose tokens are gone: people's, and the app's own bot. */
export const tokensRevokedSchema = z.object({ tokens: z.object({ bot: z.array(z.string()) }) });

export const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: id,
  user_id: id,
  channel_id: id,
  trigger_id: trigger,
  response_url: z.string(),
});

export const actionsSchema = z.object({
  type: z.literal('block_actions'),
  user,
  team,
  trigger_id: trigger,
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    message_ts: id.optional(),
    channel_id: id.optional(),
    is_ephemeral: z.boolean().default(false),
    view_id: id.optional(),
  }),
  view: z.object({ id, type: z.string(), app_installed_team_id: id.nullish() }).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string().min(1),
        action_ts: id,
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

export const submissionSchema = z.object({
  type: z.literal('view_submission'),
  user,
  team,
  view: z.looseObject({
    id,
    hash: id,
    callback_id: z.string().default(''),
    /** Where the app is, when the form was opened in a shared channel by somebody of another workspace. */
    app_installed_team_id: id.nullish(),
  }),
});

/** Enough of anything interactive to answer it in words. */
export const somethingSchema = z.object({
  type: z.string(),
  user,
  team,
  response_url: z.string().optional(),
  trigger_id: trigger.optional(),
});
