import { createHash } from 'node:crypto';
import type { Inbound } from '../../core/message/inbound.js';
import {
  actionsSchema,
  channelEventSchema,
  commandSchema,
  eventSchema,
  homeOpenedSchema,
  messageSchema,
  renamedSchema,
  somethingSchema,
  submissionSchema,
  tokensRevokedSchema,
  userChangeSchema,
} from './payloads.js';
import { readSubmission } from './read-submission.js';
import { formCallback } from './render-form.js';
import { shortened, writtenText } from './written.js';

/** How what is to be said gets back to whoever caused the event. */
export type Way =
  /** As a message of its own in the direct chat; see the inbox. */
  | { readonly by: 'message' }
  /** Beside what was said in a group, for the asker alone. */
  | { readonly by: 'ephemeral'; readonly channel: string; readonly user: string }
  /** To a command: for the asker alone. `replace`: in place of an answer that was for the asker alone. */
  | { readonly by: 'response'; readonly url: string; readonly replace: boolean; readonly trigger: string }
  /** In place of the pressed message of a direct chat. */
  | {
      readonly by: 'update';
      readonly channel: string;
      readonly ts: string;
      readonly url: string | null;
      readonly trigger: string;
    }
  /** In the modal that was pressed. */
  | { readonly by: 'modal'; readonly viewId: string; readonly trigger: string }
  /** In the same breath, to a form that was sent. */
  | { readonly by: 'form'; readonly view: { readonly id: string }; readonly page: number }
  /** On the person's own page. */
  | { readonly by: 'home'; readonly user: string; readonly trigger: string | null }
  | { readonly by: 'nothing' };

/** An event as the product knows it, but for the workspace, which follows from the team. */
type Unplaced<T> = T extends Inbound ? Omit<T, 'workspaceId'> : never;

export type Incoming =
  | { readonly kind: 'inbound'; readonly teamId: string; readonly inbound: Unplaced<Inbound>; readonly way: Way }
  /** Nothing for us: our own echo, other bots, edits, people talking among themselves. */
  | { readonly kind: 'ignored' }
  /** Somebody did something that we have no answer for; they are told so. */
  | { readonly kind: 'unknown'; readonly teamId: string; readonly user: string; readonly how: Telling };

/** How somebody is told at once. */
export type Telling =
  | { readonly by: 'url'; readonly url: string }
  /** In the form that was sent. */
  | { readonly by: 'form' }
  | { readonly by: 'trigger'; readonly trigger: string };

const ignored: Incoming = { kind: 'ignored' };

/** A payload whose signature was checked → what it means. Pure and total: whatever it does not know is ignored or answered. */
export function readPayload(body: unknown): Incoming {
  const event = eventSchema.safeParse(body).data;
  if (event) return readEvent(event);
  const command = commandSchema.safeParse(body).data;
  if (command) {
    return {
      kind: 'inbound',
      teamId: command.team_id,
      inbound: {
        kind: 'commanded',
        key: `command:${command.trigger_id}`,
        actor: { externalId: command.user_id },
        chat: { externalId: command.channel_id, kind: chatKind(command.channel_id) },
        text: shortened(writtenText(command.text, null), 4_000),
      },
      way: { by: 'response', url: command.response_url, replace: false, trigger: command.trigger_id },
    };
  }
  return readPress(body) ?? readForm(body) ?? readSomething(body);
}

function readPress(body: unknown): Incoming | null {
  const pressed = actionsSchema.safeParse(body).data;
  const [action] = pressed?.actions ?? [];
  if (!pressed || !action) return null;
  const { container, user, trigger_id: trigger, response_url: url = null, view } = pressed;
  const { channel_id: channel, message_ts: ts } = container;
  const place = ts ?? container.view_id ?? 'nowhere';
  const way = ((): Way => {
    if (view)
      return view.type === 'home' ? { by: 'home', user: user.id, trigger } : { by: 'modal', viewId: view.id, trigger };
    if (container.is_ephemeral && url) return { by: 'response', url, replace: true, trigger };
    if (channel && ts && chatKind(channel) === 'direct') return { by: 'update', channel, ts, url, trigger };
    // In a group the message is everybody's; whoever pressed is answered beside it.
    return url ? { by: 'response', url, replace: false, trigger } : { by: 'message' };
  })();
  return {
    kind: 'inbound',
    teamId: view?.app_installed_team_id ?? teamOf(pressed),
    inbound: {
      kind: 'pressed',
      key: `press:${user.id}:${place}:${digestOf(action.action_id)}:${action.action_ts}`,
      actor: { externalId: user.id },
      chat: channel ? { externalId: channel, kind: chatKind(channel) } : { externalId: user.id, kind: 'direct' },
      token: shortened(action.action_id, 100),
      ...(action.selected_option ? { value: shortened(action.selected_option.value, 200) } : {}),
    },
    way,
  };
}

function readForm(body: unknown): Incoming | null {
  const sent = submissionSchema.safeParse(body).data;
  if (!sent || sent.view.callback_id !== formCallback) return null;
  const { session, page, pages, answers } = readSubmission(sent.view);
  const last = page >= pages - 1;
  // A double click sends the same view with the same answers; a corrected form is another event.
  const digest = digestOf(JSON.stringify([page, answers]));
  return {
    kind: 'inbound',
    teamId: sent.view.app_installed_team_id ?? teamOf(sent),
    inbound: {
      kind: 'submitted',
      key: `form:${sent.view.id}:${sent.view.hash}:${digest}`,
      actor: { externalId: sent.user.id },
      chat: { externalId: sent.user.id, kind: 'direct' },
      session: shortened(session, 100),
      answers,
      ...(last ? {} : { partial: true }),
    },
    way: { by: 'form', view: sent.view, page },
  };
}

/** Interactions after which nobody waits for a word. */
const silent = new Set(['view_closed', 'block_suggestion']);

function readSomething(body: unknown): Incoming {
  const something = somethingSchema.safeParse(body).data;
  if (!something || silent.has(something.type)) return ignored;
  const { type, user, response_url: url, trigger_id: trigger } = something;
  const how = ((): Telling | null => {
    if (type === 'view_submission') return { by: 'form' };
    if (url) return { by: 'url', url };
    return trigger === undefined ? null : { by: 'trigger', trigger };
  })();
  return how ? { kind: 'unknown', teamId: teamOf(something), user: user.id, how } : ignored;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** A person of an organisation-wide installation brings the team along, if the payload has none. */
function teamOf(payload: {
  readonly team?: { readonly id: string } | null | undefined;
  readonly user?: { readonly team_id?: string | undefined } | undefined;
}): string {
  return payload.team?.id ?? payload.user?.team_id ?? '';
}

interface Envelope {
  readonly team_id: string;
  readonly event_id: string;
  readonly authorizations: readonly { readonly user_id: string }[];
  readonly event: { readonly type: string };
}

function readEvent(envelope: Envelope): Incoming {
  const { event, team_id: teamId, event_id } = envelope;
  const bot = envelope.authorizations[0]?.user_id ?? null;
  const incoming = (inbound: Unplaced<Inbound>, way: Way = { by: 'nothing' }): Incoming => ({
    kind: 'inbound',
    teamId,
    inbound,
    way,
  });
  const key = `event:${event_id}`;
  switch (event.type) {
    case 'message':
    case 'app_mention':
      return readMessage(envelope, bot);
    case 'app_home_opened': {
      const opened = homeOpenedSchema.safeParse(event).data;
      if (opened?.tab !== 'home') return ignored;
      const chat = { externalId: opened.channel, kind: 'direct' } as const;
      return incoming(
        { kind: 'opened', key, actor: { externalId: opened.user }, chat },
        {
          by: 'home',
          user: opened.user,
          trigger: null,
        },
      );
    }
    case 'member_joined_channel':
    case 'member_left_channel': {
      const moved = channelEventSchema.safeParse(event).data;
      if (!moved?.user) return ignored;
      const chat = { externalId: moved.channel, kind: 'group' } as const;
      const ours = moved.user === bot;
      const change = !ours ? 'members' : event.type === 'member_joined_channel' ? 'joined' : 'removed';
      const actor = { externalId: moved.inviter ?? moved.user };
      const way: Way =
        change === 'joined' && moved.inviter
          ? { by: 'ephemeral', channel: moved.channel, user: moved.inviter }
          : { by: 'nothing' };
      return incoming({ kind: 'chatChanged', key, actor, chat, change }, way);
    }
    case 'channel_left':
    case 'group_left':
    case 'channel_archive':
    case 'group_archive':
    case 'channel_deleted':
    case 'group_deleted':
    case 'channel_unarchive':
    case 'group_unarchive': {
      const changed = channelEventSchema.safeParse(event).data;
      if (!changed) return ignored;
      const change = /_left$/.test(event.type) ? 'removed' : /unarchive$/.test(event.type) ? 'restored' : 'archived';
      const actor = { externalId: changed.actor_id ?? changed.user ?? 'slack' };
      return incoming({
        kind: 'chatChanged',
        key,
        actor,
        chat: { externalId: changed.channel, kind: 'group' },
        change,
      });
    }
    case 'channel_rename':
    case 'group_rename': {
      const renamed = renamedSchema.safeParse(event).data;
      if (!renamed) return ignored;
      const { id, name } = renamed.channel;
      const chat = { externalId: id, kind: 'group' } as const;
      const actor = { externalId: 'slack' };
      return incoming({ kind: 'chatChanged', key, actor, chat, change: 'renamed', name: shortened(name, 200) });
    }
    case 'user_change': {
      const changed = userChangeSchema.safeParse(event).data;
      if (!changed) return ignored;
      const { id, deleted } = changed.user;
      return incoming({ kind: 'accountChanged', key, actor: { externalId: id }, active: !deleted });
    }
    case 'tokens_revoked':
      // A person's own token is none of ours.
      if (tokensRevokedSchema.safeParse(event).data?.tokens.bot.length === 0) return ignored;
      return incoming({ kind: 'workspaceChanged', key, open: false, reason: event.type });
    case 'app_uninstalled':
      return incoming({ kind: 'workspaceChanged', key, open: false, reason: event.type });
    default:
      return ignored;
  }
}

/** Subtypes in which a person says something; all others are about messages, or by programs. */
const speaking = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);

function readMessage(envelope: Envelope, bot: string | null): Incoming {
  const message = messageSchema.safeParse(envelope.event).data;
  if (!message?.user || !speaking.has(message.subtype)) return ignored;
  // Neither our own echo nor another program: two bots would talk for ever.
  if (message.bot_id || message.bot_profile || message.user === bot || message.user === 'USLACKBOT') return ignored;
  const direct = message.channel_type === 'im' || chatKind(message.channel) === 'direct';
  if (!direct && message.type !== 'app_mention') return ignored;
  // A shared channel brings other schools' people along: they are guests there, and not ours to answer.
  const theirs = message.user_team ?? message.team;
  if (!direct && theirs !== undefined && theirs !== envelope.team_id) return ignored;
  const text = writtenText(message.text ?? '', bot);
  if (text === '') return ignored;
  return {
    kind: 'inbound',
    teamId: envelope.team_id,
    inbound: {
      kind: 'said',
      // Not the event's id: a mention, or a shared channel, brings the same message twice under two of them; and not its
      // time stamp where a client sent the same message twice.
      key: `message:${message.channel}:${message.user}:${message.client_msg_id ?? message.ts}`,
      actor: { externalId: message.user },
      chat: { externalId: message.channel, kind: direct ? 'direct' : 'group' },
      text: shortened(text, 40_000),
    },
    way: direct ? { by: 'message' } : { by: 'ephemeral', channel: message.channel, user: message.user },
  };
}

/** Ids of direct chats begin with D; docs.slack.dev/apis/web-api/using-the-conversations-api, 2026. */
function chatKind(channel: string): 'direct' | 'group' {
  return channel.startsWith('D') ? 'direct' : 'group';
}
