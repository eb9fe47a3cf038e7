import type { Block } from './blocks/block.js';
import type { ViewContent } from './blocks/view.js';
import type { LedgerEntry } from './ledger.js';
import type { Profile, UserInput } from './profile.js';

// What this Slack knows: plain data, changed by the Web API, by people and by what the app answers.

export interface User extends UserInput {
  /** Seconds; raised by every change. */
  updated: number;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

export interface Message {
  readonly ts: string;
  readonly user: string;
  readonly botId: string | null;
  readonly appId: string | null;
  text: string;
  blocks: readonly Block[] | null;
  metadata: Metadata | null;
  readonly threadTs: string | null;
  /** Set: nobody else sees it. */
  readonly to: string | null;
  readonly clientMsgId: string | null;
  readonly subtype: string | null;
  readonly files: readonly string[];
  edited: string | null;
  /** The world's moment of the last change that people could see. */
  changed: number;
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  readonly members: Set<string>;
  archived: boolean;
  readonly shared: boolean;
  readonly created: number;
  messages: Message[];
}

export interface View {
  readonly id: string;
  readonly user: string;
  content: ViewContent;
  hash: string;
  /** What the person typed, by block and action. */
  readonly typed: Map<string, unknown>;
  errors: Readonly<Record<string, string>>;
  readonly root: string;
  readonly previous: string | null;
  changed: number;
}

export interface Token {
  readonly token: string;
  readonly team: string;
  readonly kind: 'bot' | 'app';
  readonly scopes: readonly string[];
  /** By this Slack's clock; null: never. */
  readonly expiresAtMs: number | null;
  state: 'live' | 'revoked' | 'inactive';
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  /** What each person has open, the topmost last. */
  readonly stacks: Map<string, View[]>;
  readonly homes: Map<string, View>;
  installed: boolean;
  scopes: readonly string[];
  readonly recentPosts: number[];
}

export interface World {
  readonly profile: Profile;
  readonly workspaces: Map<string, Workspace>;
  readonly tokens: Map<string, Token>;
  /** Rises with every change that a person could see. */
  moment: number;
  /** This Slack's time. */
  now(): number;
  /** Machine time, for what lasts. */
  machineNow(): number;
  setClock(offsetMs: number): void;
  /** The next id with this letter in front. */
  id(prefix: string): string;
  /** A ts that no other message of any channel has. */
  ts(): string;
  note(entry: LedgerEntry): void;
  /** Something that people can see has changed; gives the moment. */
  stir(): number;
  /** Resolves at the next stir. */
  stirred(): Promise<void>;
  /** Sends something to the app; gives the push's id. Until the pushing is there, nothing is sent. */
  deliver(parcel: Parcel): string;
}

/** Something for the app: what is signed and posted, or sent through a socket. */
export interface Parcel {
  readonly team: string;
  readonly what: 'event' | 'interaction' | 'command';
  /** The event's type, the interaction's or the command's name: for reading the ledger. */
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export function createWorld(profile: Profile, write: (entry: LedgerEntry) => void): World {
  let ids = 0;
  let lastTs = 0;
  let offsetMs = profile.clockOffsetMs;
  let waiting: (() => void)[] = [];
  const world: World = {
    profile,
    workspaces: new Map(),
    tokens: new Map(),
    moment: 0,
    now: () => Date.now() + offsetMs,
    machineNow: () => Date.now(),
    setClock: (value) => {
      offsetMs = value;
    },
    id: (prefix) => `${prefix}${(++ids).toString(36).toUpperCase().padStart(8, '0')}`,
    ts() {
      // Microseconds; never again and never back, even when the clock is set back.
      lastTs = Math.max(lastTs + 1, world.now() * 1_000);
      return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`;
    },
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
  for (const one of profile.workspaces) addWorkspace(world, one);
  return world;
}

export function addWorkspace(world: World, given: Profile['workspaces'][number]): Workspace {
  const seconds = Math.floor(world.now() / 1_000);
  const botUserId = `UBOT${given.id.slice(1)}`;
  const workspace: Workspace = {
    id: given.id,
    name: given.name,
    domain: given.domain,
    botUserId,
    botId: `B${given.id.slice(1)}`,
    users: new Map(given.users.map((user) => [user.id, { ...user, updated: seconds }])),
    channels: new Map(),
    stacks: new Map(),
    homes: new Map(),
    installed: given.token !== null,
    scopes: given.token === null ? [] : given.scopes,
    recentPosts: [],
  };
  for (const one of given.channels) {
    const members = new Set(one.bot && workspace.installed ? [...one.members, botUserId] : one.members);
    const { id, name, kind, archived, shared } = one;
    workspace.channels.set(id, { id, name, kind, members, archived, shared, created: seconds, messages: [] });
  }
  if (given.token !== null) {
    world.tokens.set(given.token, {
      token: given.token,
      team: given.id,
      kind: 'bot',
      scopes: given.scopes,
      expiresAtMs: null,
      state: 'live',
    });
  }
  world.workspaces.set(given.id, workspace);
  return workspace;
}

/** The direct chat of the app and a person, opened when it is not yet. */
export function directChannel(world: World, workspace: Workspace, user: string): { channel: Channel; opened: boolean } {
  for (const channel of workspace.channels.values()) {
    if (channel.kind === 'im' && channel.members.has(user)) return { channel, opened: false };
  }
  const channel: Channel = {
    id: world.id('D'),
    name: user,
    kind: 'im',
    members: new Set([user, workspace.botUserId]),
    archived: false,
    shared: false,
    created: Math.floor(world.now() / 1_000),
    messages: [],
  };
  workspace.channels.set(channel.id, channel);
  return { channel, opened: true };
}

/** Stores the message and wakes who looks. */
export function addMessage(
  world: World,
  channel: Channel,
  message: Pick<Message, 'user' | 'text'> & Partial<Omit<Message, 'ts' | 'changed'>>,
): Message {
  const added: Message = {
    botId: null,
    appId: null,
    blocks: null,
    metadata: null,
    threadTs: null,
    to: null,
    clientMsgId: null,
    subtype: null,
    files: [],
    edited: null,
    ...message,
    ts: world.ts(),
    changed: world.stir(),
  };
  channel.messages.push(added);
  return added;
}

export function messageOf(channel: Channel, ts: string): Message | undefined {
  return channel.messages.findLast((one) => one.ts === ts);
}

export function openView(workspace: Workspace, id: string): View | undefined {
  for (const stack of workspace.stacks.values()) {
    const found = stack.find((view) => view.id === id);
    if (found) return found;
  }
  return [...workspace.homes.values()].find((view) => view.id === id);
}
