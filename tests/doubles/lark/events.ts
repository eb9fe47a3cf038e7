import { idsOf, tenantKeyOf } from './api/access.js';
import { openIdOf, unionIdOf } from './ids.js';
import type { App, Chat, Message, Parcel, User, World } from './state.js';

// What Feishu tells an app of its own accord: the envelopes of version 2, and of version 1 where it still uses them.

/** Any one of these suffices to be told; without an entry none is needed. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  'im.chat.access_event.bot_p2p_chat_entered_v1': ['im:chat.access_event.bot_p2p_chat:read'],
  'im.chat.member.bot.added_v1': ['im:chat', 'im:chat:readonly', 'im:chat.members:bot_access'],
  'im.chat.member.bot.deleted_v1': ['im:chat', 'im:chat:readonly', 'im:chat.members:bot_access'],
  'im.chat.member.user.added_v1': ['im:chat', 'im:chat:readonly', 'im:chat.members:read'],
  'im.chat.member.user.deleted_v1': ['im:chat', 'im:chat:readonly', 'im:chat.members:read'],
  'im.chat.disbanded_v1': ['im:chat', 'im:chat:readonly', 'im:chat:read'],
  'im.chat.updated_v1': ['im:chat', 'im:chat:readonly', 'im:chat:read'],
  'contact.user.deleted_v3': ['contact:contact.base:readonly', 'contact:contact:readonly'],
};

interface Happening {
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
  /** Overrides the scopes of the type. */
  readonly scopes?: readonly string[];
}

/** Tells the app if it subscribed and may know; gives the pushes' ids, one or none. */
export function tell(world: World, app: App, { type, event, scopes: own }: Happening): readonly string[] {
  if (!app.active || !app.events.includes(type)) return [];
  const needed = own ?? scopes[type] ?? [];
  if (needed.length > 0 && !needed.some((scope) => app.scopes.includes(scope))) return [];
  return [world.deliver({ app, what: 'event', type, payload: envelope(world, app, type, event) })];
}

/** Version 2. Messages count milliseconds; callbacks count microseconds. */
export function envelope(
  world: World,
  app: App,
  type: string,
  event: Readonly<Record<string, unknown>>,
  microseconds = false,
): Parcel['payload'] {
  const now = world.now();
  return {
    schema: '2.0',
    header: {
      event_id: world.id(''),
      event_type: type,
      create_time: String(microseconds ? now * 1_000 : now),
      token: app.verificationToken,
      app_id: app.id,
      tenant_key: app.tenant.key,
    },
    event,
  };
}

/** Version 1, which some events never left. */
function oldEnvelope(world: World, app: App, event: Readonly<Record<string, unknown>>): Parcel['payload'] {
  return {
    ts: `${(world.now() / 1_000).toFixed(6)}`,
    uuid: world.id(''),
    token: app.verificationToken,
    type: 'event_callback',
    event: { ...event, app_id: app.id, tenant_key: app.tenant.key },
  };
}

/** Tells the bots of a chat what a person, or another app, wrote in it. */
export function tellMessage(world: World, chat: Chat, message: Message, apps: Iterable<App>): string[] {
  const pushes: string[] = [];
  for (const app of apps) {
    if (!chat.bots.has(app.id) || (message.author.kind === 'app' && message.author.app === app.id)) continue;
    const mentioned = message.mentions.some(({ of }) => of.kind === 'app' && of.app === app.id);
    const needed =
      chat.kind === 'p2p'
        ? ['im:message.p2p_msg:readonly', 'im:message.p2p_msg', 'im:message']
        : mentioned
          ? ['im:message.group_at_msg:readonly', 'im:message.group_at_msg', 'im:message.group_msg', 'im:message']
          : ['im:message.group_msg'];
    const event = { sender: senderIn(app, message), message: messageIn(app, chat, message) };
    pushes.push(...tell(world, app, { type: 'im.message.receive_v1', event, scopes: needed }));
  }
  return pushes;
}

function senderIn(app: App, { author }: Message) {
  const user = author.kind === 'user' ? app.tenant.users.get(author.user) : undefined;
  if (!user) return { sender_id: null, sender_type: 'app', tenant_key: app.tenant.key };
  return { sender_id: idsOf(app, user.id), sender_type: 'user', tenant_key: tenantKeyOf(app, user) };
}

function messageIn(app: App, chat: Chat, message: Message) {
  const { parent, root } = message;
  return {
    message_id: message.id,
    ...(root === null ? {} : { root_id: root }),
    ...(parent === null ? {} : { parent_id: parent }),
    create_time: String(message.createdMs),
    update_time: String(message.updatedMs),
    chat_id: chat.id,
    chat_type: chat.kind,
    message_type: message.type,
    content: message.recalled ? '' : message.content,
    ...(message.mentions.length === 0 ? {} : { mentions: message.mentions.map((one) => mentionIn(app, one)) }),
    user_agent: 'Mozilla/5.0 (double)',
  };
}

function mentionIn(app: App, { key, of, name }: Message['mentions'][number]) {
  const bot = of.kind === 'app' ? app.tenant.apps.get(of.app) : undefined;
  // A bot that is mentioned is known by its open_id alone; another app's has one for this app.
  const botId = bot ? (bot === app ? app.botOpenId : openIdOf(app.id, bot.id)) : '';
  const id = of.kind === 'user' ? idsOf(app, of.user) : { open_id: botId, union_id: unionIdOf(botId), user_id: '' };
  return { key, id, name, tenant_key: app.tenant.key };
}

/** Somebody opens the chat with the bot; the first time there is an event of version 1 as well. */
export function tellEntered(world: World, app: App, chat: Chat, user: User, first: boolean): string[] {
  const last = chat.messages.at(-1);
  const event = {
    chat_id: chat.id,
    operator_id: idsOf(app, user.id),
    ...(last ? { last_message_id: last.id, last_message_create_time: String(last.createdMs) } : {}),
  };
  const type = 'im.chat.access_event.bot_p2p_chat_entered_v1';
  const pushes = first ? [...tellCreated(world, app, chat, user)] : [];
  return [...pushes, ...tell(world, app, { type, event })];
}

function tellCreated(world: World, app: App, chat: Chat, user: User): readonly string[] {
  if (!app.active || !app.events.includes('p2p_chat_create')) return [];
  const person = { open_id: openIdOf(app.id, user.id), user_id: '', name: user.name };
  const payload = oldEnvelope(world, app, {
    type: 'p2p_chat_create',
    chat_id: chat.id,
    operator: { open_id: person.open_id, user_id: '' },
    user: person,
  });
  return [world.deliver({ app, what: 'event', type: 'p2p_chat_create', payload })];
}

/** Who did it, and where: what every event of a chat says. */
export function chatEvent(app: App, chat: Chat, operator: User) {
  return {
    chat_id: chat.id,
    operator_id: idsOf(app, operator.id),
    external: chat.external,
    operator_tenant_key: tenantKeyOf(app, operator),
    name: chat.name,
    i18n_names: { zh_cn: chat.name },
  };
}
