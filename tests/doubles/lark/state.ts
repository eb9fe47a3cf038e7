import type { Card } from './cards/card.js';
import { botOpenIdOf, chatIdOf, freshId, holderOf, openIdOf } from './ids.js';
import type { LedgerEntry } from './ledger.js';
import type { AppInput, Profile, UserInput } from './profile.js';

// What this Feishu knows: plain data, changed by the open API, by people and by what the apps answer.

export type User = UserInput;

/** Who wrote a message: a person of the tenant, or an app's bot. */
export type Author = { readonly kind: 'user'; readonly user: string } | { readonly kind: 'app'; readonly app: string };

export interface Mention {
  /** @_user_1 and so on: what stands for it in the text. */
  readonly key: string;
  /** A person by the tenant's own id, or an app's bot. */
  readonly of: Author;
  readonly name: string;
}

export interface Message {
  readonly id: string;
  readonly chat: string;
  readonly author: Author;
  readonly type: string;
  /** JSON text, as the platform keeps it. */
  content: string;
  /** What stands there of a card. */
  card: Card | null;
  mentions: readonly Mention[];
  readonly parent: string | null;
  readonly root: string | null;
  /** Set: nobody else sees it. */
  readonly to: string | null;
  /** Sent in a batch: its buttons do not call back, and nothing changes it. */
  readonly dead: boolean;
  /** A card that was handed on is still pressed in the name of the app that made it. */
  readonly cardOf: string | null;
  readonly createdMs: number;
  updatedMs: number;
  edits: number;
  recalled: boolean;
  readonly urgentFor: Set<string>;
  /** The world's moment of the last change that people could see. */
  changed: number;
}

export interface Chat {
  readonly id: string;
  name: string;
  readonly kind: 'p2p' | 'group';
  readonly external: boolean;
  /** People, by the tenant's own ids. */
  readonly members: Set<string>;
  readonly bots: Set<string>;
  dissolved: boolean;
  readonly messages: Message[];
  /** The tenant's, by id: this chat's are among them. */
  readonly index: Tenant['index'];
}

/** A message with the chat in which it stands. */
export interface Placed {
  readonly chat: Chat;
  readonly message: Message;
}

/** A word that a client shows for a moment, or what it says when the app did not answer as it should. */
export interface Passing {
  readonly type: string;
  readonly content: string;
  readonly changed: number;
}

export interface SlashCommand {
  readonly id: string;
  command: string;
  description: { readonly default_value: string; readonly i18n?: Readonly<Record<string, string>> | undefined };
  icon?: { readonly icon_key: string } | undefined;
}

export interface App extends AppInput {
  readonly tenant: Tenant;
  readonly botOpenId: string;
  readonly slashCommands: Map<string, SlashCommand>;
  /** Images and files that it uploaded, by key. */
  readonly uploads: Map<string, { readonly kind: string; readonly name: string; readonly bytes: number }>;
}

export interface Tenant {
  readonly key: string;
  readonly apps: Map<string, App>;
  readonly users: Map<string, User>;
  readonly chats: Map<string, Chat>;
  readonly passing: Map<string, Passing[]>;
  readonly index: Map<string, Placed>;
  billedCalls: number;
}

export interface World {
  readonly profile: Profile;
  readonly tenants: Tenant[];
  /** Rises with every change that a person could see. */
  moment: number;
  /** This Feishu's time. */
  now(): number;
  /** Machine time, for pace. */
  machineNow(): number;
  setClock(offsetMs: number): void;
  /** The next id with this prefix. */
  id(prefix: string): string;
  note(entry: LedgerEntry): void;
  /** Something that people can see has changed; gives the moment. */
  stir(): number;
  /** Resolves at the next stir. */
  stirred(): Promise<void>;
  /** Sends something to an app; gives the push's id. Until the pushing is there, nothing is sent. */
  deliver(parcel: Parcel): string;
}

/** Something for an app: what is wrapped, signed and posted, or sent through a socket. */
export interface Parcel {
  readonly app: App;
  /** An event is repeated until it is taken; a callback waits for its answer once. */
  readonly what: 'event' | 'callback';
  /** The event's type: for reading the ledger. */
  readonly type: string;
  /** The whole envelope. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export function createWorld(profile: Profile, write: (entry: LedgerEntry) => void): World {
  let ids = 0;
  let offsetMs = profile.clockOffsetMs;
  let waiting: (() => void)[] = [];
  const world: World = {
    profile,
    tenants: profile.tenants.map(openTenant),
    moment: 0,
    now: () => Date.now() + offsetMs,
    machineNow: () => performance.now(),
    setClock: (value) => {
      offsetMs = value;
    },
    id: (prefix) => freshId(prefix, String(++ids)),
    note: write,
    stir() {
      world.moment += 1;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
      return world.moment;
    },
    stirred: () => new Promise((resolve) => waiting.push(resolve)),
    deliver: () => '',
  };
  return world;
}

function openTenant(given: Profile['tenants'][number]): Tenant {
  const tenant: Tenant = {
    key: given.key,
    apps: new Map(),
    users: new Map(given.users.map((user) => [user.id, { ...user }])),
    chats: new Map(),
    passing: new Map(),
    index: new Map(),
    billedCalls: 0,
  };
  for (const app of given.apps) addApp(tenant, app);
  for (const chat of given.chats) addChat(tenant, chat);
  return tenant;
}

export function addApp(tenant: Tenant, given: AppInput): App {
  const app = {
    ...given,
    tenant,
    botOpenId: botOpenIdOf(given.id),
    slashCommands: new Map(),
    uploads: new Map(),
  } satisfies App;
  tenant.apps.set(app.id, app);
  return app;
}

export function addChat(tenant: Tenant, given: Profile['tenants'][number]['chats'][number]): Chat {
  const { id, name, external } = given;
  const bots = new Set(given.bots ?? tenant.apps.keys());
  const members = new Set(given.members);
  const { index } = tenant;
  const chat: Chat = { id, name, kind: 'group', external, members, bots, dissolved: false, messages: [], index };
  tenant.chats.set(id, chat);
  return chat;
}

/** The direct chat of an app's bot and a person, opened when it is not yet. */
export function directChat(app: App, user: string): { readonly chat: Chat; readonly opened: boolean } {
  const id = chatIdOf(`${app.id} ${user}`);
  const known = app.tenant.chats.get(id);
  if (known) return { chat: known, opened: false };
  const chat: Chat = {
    id,
    name: app.name,
    kind: 'p2p',
    external: app.tenant.users.get(user)?.strangerOf !== null,
    members: new Set([user]),
    bots: new Set([app.id]),
    dissolved: false,
    messages: [],
    index: app.tenant.index,
  };
  app.tenant.chats.set(id, chat);
  return { chat, opened: true };
}

/** Stores the message and wakes who looks. */
export function addMessage(
  world: World,
  chat: Chat,
  given: Pick<Message, 'author' | 'type' | 'content'> & Partial<Message>,
): Message {
  const now = world.now();
  const message: Message = {
    card: null,
    mentions: [],
    parent: null,
    root: null,
    to: null,
    dead: false,
    cardOf: null,
    createdMs: now,
    updatedMs: now,
    edits: 0,
    recalled: false,
    urgentFor: new Set(),
    ...given,
    id: world.id('om_'),
    chat: chat.id,
    changed: world.stir(),
  };
  chat.messages.push(message);
  chat.index.set(message.id, { chat, message });
  return message;
}

/** A message of the tenant. */
export function findMessage(tenant: Tenant, id: string): Placed | null {
  return tenant.index.get(id) ?? null;
}

/** The tenant's own id of the person whom the app knows by this open_id. */
export function userByOpenId(app: App, openId: string): User | null {
  const holder = holderOf(openId);
  const known = holder?.app === app.id ? app.tenant.users.get(holder.user) : undefined;
  if (known) return known;
  for (const user of app.tenant.users.values()) if (openIdOf(app.id, user.id) === openId) return user;
  return null;
}

export function findApp(world: World, id: string): App | null {
  for (const tenant of world.tenants) {
    const app = tenant.apps.get(id);
    if (app) return app;
  }
  return null;
}
