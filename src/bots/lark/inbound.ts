import type { Inbound } from '../../core/message/inbound.js';
import type { Installation } from './host.js';
import {
  besideSchema,
  chatEventSchema,
  chatUpdatedSchema,
  enteredSchema,
  firstChatSchema,
  type LarkEvent,
  menuSchema,
  messageSchema,
  pressSchema,
  readEvent,
  userDeletedSchema,
} from './payloads.js';
import { isInDirectChat } from './place.js';
import { readAction } from './read-action.js';
import { mentionsBot, shortened, writtenText } from './written.js';

/** How what is to be said gets back to whoever caused the event. */
export type Way =
  /** As a message of its own in the direct chat; see the inbox. */
  { readonly by: 'message' } | Callback;

/** In the same breath, to a press or a form; afterwards with its token, or by the message. */
export interface Callback {
  readonly by: 'callback';
  readonly token: string | null;
  readonly messageId: string | null;
  /** In a group the card is everybody's. */
  readonly place: 'direct' | 'group';
  /** Of the form that was sent, from 0; null: something was pressed. */
  readonly page: number | null;
}

/** An event as the product knows it, but for the workspace, which follows from the app. */
type Unplaced<T> = T extends Inbound ? Omit<T, 'workspaceId'> : never;

export type Incoming =
  | { readonly kind: 'inbound'; readonly at: number | null; readonly inbound: Unplaced<Inbound>; readonly way: Way }
  /** Nothing for us: our own echo, other bots, people talking among themselves. */
  | { readonly kind: 'ignored' }
  /** Somebody did something that we have no answer for; they are told so. */
  | {
      readonly kind: 'unknown';
      readonly at: number | null;
      readonly key: string;
      readonly user: string;
      readonly way: Way;
    };

const ignored: Incoming = { kind: 'ignored' };

type Reader = (event: LarkEvent, of: Pick<Installation, 'botOpenId'> | null) => Incoming;

/** What each type of event means to us; all others are ignored. Subscribing to more than these costs nothing but calls. */
const readers: Readonly<Record<string, Reader>> = {
  'card.action.trigger': readPress,
  'im.message.receive_v1': readMessage,
  'application.bot.menu_v6': readMenu,
  'im.chat.access_event.bot_p2p_chat_entered_v1': readEntered,
  p2p_chat_create: readFirstChat,
  'im.chat.member.bot.added_v1': (event) => readChat(event, 'joined'),
  'im.chat.member.bot.deleted_v1': (event) => readChat(event, 'removed'),
  'im.chat.disbanded_v1': (event) => readChat(event, 'removed'),
  'im.chat.member.user.added_v1': (event) => readChat(event, 'members'),
  'im.chat.member.user.deleted_v1': (event) => readChat(event, 'members'),
  'im.chat.updated_v1': readUpdated,
  'contact.user.deleted_v3': readDeleted,
};

/** A payload that was checked → what it means. Pure and total: whatever it does not know is ignored or answered. */
export function readPayload(body: unknown, of: Pick<Installation, 'botOpenId'> | null): Incoming {
  const event = readEvent(body);
  const reader = event && Object.hasOwn(readers, event.type) ? readers[event.type] : undefined;
  return event && reader ? reader(event, of) : ignored;
}

function incoming(event: LarkEvent, inbound: Unplaced<Inbound>, way: Way = { by: 'message' }): Incoming {
  return { kind: 'inbound', at: event.at, inbound, way };
}

/** Messages that are nobody's words. */
const silent = new Set(['system']);

function readMessage(event: LarkEvent, of: Pick<Installation, 'botOpenId'> | null): Incoming {
  const said = messageSchema.safeParse(event.event).data;
  // Neither our own echo nor another program: two bots would talk for ever.
  if (said?.sender.sender_type !== 'user') return ignored;
  const { message, sender } = said;
  const bot = of?.botOpenId ?? null;
  const user = sender.sender_id.open_id;
  const mentions = message.mentions ?? [];
  const direct = message.chat_type === 'p2p';
  if (user === bot || silent.has(message.message_type)) return ignored;
  if (!direct && !mentionsBot(mentions, bot)) return ignored;
  // Not the event's id: the same message can come under two of them.
  const key = `message:${message.message_id}`;
  const text = writtenText(message.message_type, message.content, mentions, bot);
  // What was recalled meanwhile comes without its content.
  if (text === '' || message.content === '') return ignored;
  if (text === null) {
    return direct ? { kind: 'unknown', at: event.at, key, user, way: { by: 'message' } } : ignored;
  }
  return incoming(event, {
    kind: 'said',
    key,
    actor: { externalId: user },
    chat: { externalId: message.chat_id, kind: direct ? 'direct' : 'group' },
    text: shortened(text, 40_000),
  });
}

/** What stands in the console as the key of a menu's item: `gongyu:week`, or `command:report_七年级`. */
function readMenu(event: LarkEvent): Incoming {
  const menu = menuSchema.safeParse(event.event).data;
  if (!menu) return ignored;
  const { open_id: user } = menu.operator.operator_id;
  return incoming(event, {
    kind: 'commanded',
    key: `menu:${event.id}`,
    actor: { externalId: user },
    chat: { externalId: user, kind: 'direct' },
    text: menu.event_key
      .replace(/^(?:gongyu|command):/, '')
      .replaceAll('_', ' ')
      .trim(),
  });
}

/** Opened for the first time, the chat begins with what can be done; coming back says nothing. */
function readEntered(event: LarkEvent): Incoming {
  const entered = enteredSchema.safeParse(event.event).data;
  if (!entered || entered.last_message_id) return ignored;
  return greeted(event, entered.operator_id.open_id, entered.chat_id);
}

function readFirstChat(event: LarkEvent): Incoming {
  const first = firstChatSchema.safeParse(event.event).data;
  const user = first?.user ?? first?.operator;
  return first && user ? greeted(event, user.open_id, first.chat_id) : ignored;
}

function greeted(event: LarkEvent, user: string, chat: string): Incoming {
  return incoming(event, {
    kind: 'commanded',
    key: `entered:${user}`,
    actor: { externalId: user },
    chat: { externalId: chat, kind: 'direct' },
    text: '',
  });
}

function readChat(event: LarkEvent, change: 'joined' | 'removed' | 'members'): Incoming {
  const changed = chatEventSchema.safeParse(event.event).data;
  if (!changed) return ignored;
  return incoming(event, {
    kind: 'chatChanged',
    key: `event:${event.id}`,
    actor: { externalId: changed.operator_id?.open_id ?? 'lark' },
    chat: { externalId: changed.chat_id, kind: 'group' },
    change,
    ...(changed.name ? { name: shortened(changed.name, 200) } : {}),
  });
}

function readUpdated(event: LarkEvent): Incoming {
  const updated = chatUpdatedSchema.safeParse(event.event).data;
  if (!updated) return ignored;
  return incoming(event, {
    kind: 'chatChanged',
    key: `event:${event.id}`,
    actor: { externalId: updated.operator_id?.open_id ?? 'lark' },
    chat: { externalId: updated.chat_id, kind: 'group' },
    change: 'renamed',
    name: shortened(updated.after_change.name, 200),
  });
}

function readDeleted(event: LarkEvent): Incoming {
  const deleted = userDeletedSchema.safeParse(event.event).data;
  if (!deleted) return ignored;
  const actor = { externalId: deleted.object.open_id };
  return incoming(event, { kind: 'accountChanged', key: `event:${event.id}`, actor, active: false });
}

/**
 * Whoever pressed is the operator, of whatever organisation: what they may do is decided by what the button stands for.
 */
function readPress(event: LarkEvent): Incoming {
  const pressed = pressSchema.safeParse(event.event).data;
  if (!pressed) return ignored;
  const { operator, action } = pressed;
  const token = pressed.token ?? null;
  const context = pressed.context ?? besideSchema.parse(event.context) ?? null;
  const messageId = context?.open_message_id ?? null;
  const user = operator.open_id;
  // Subscribed to in two ways, one press comes twice, under two ids.
  const key = token && messageId ? `press:${messageId}:${token}` : `press:${event.id}`;
  const done = readAction(action);
  const place = done?.kind === 'submitted' || isInDirectChat(action) ? 'direct' : 'group';
  const page = done?.kind === 'submitted' ? done.page : null;
  const way: Way = { by: 'callback', token, messageId, place, page };
  if (!done) return { kind: 'unknown', at: event.at, key, user, way };
  const common = {
    key,
    actor: { externalId: user },
    chat: { externalId: context?.open_chat_id ?? user, kind: place },
  } as const;
  if (done.kind === 'pressed') {
    const value = done.value === undefined ? {} : { value: shortened(done.value, 200) };
    return incoming(event, { kind: 'pressed', ...common, token: shortened(done.token, 100), ...value }, way);
  }
  const last = done.page >= done.pages - 1;
  const session = shortened(done.session, 100);
  const partial = last ? {} : { partial: true };
  return incoming(event, { kind: 'submitted', ...common, session, answers: done.answers, ...partial }, way);
}
