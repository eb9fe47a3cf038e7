import { Impossible } from '../../support/impossible.js';
import type { Callbacks } from '../callbacks.js';
import type { Attempt, Pusher } from '../push.js';
import { type App, type Chat, directChat, findApp, findMessage, type Placed, type User, type World } from '../state.js';

export interface Stage {
  readonly world: World;
  readonly pusher: Pusher;
  readonly callbacks: Callbacks;
}

/** What was pushed because of it, and how the app took the first of it; null while pushes are held back. */
export interface Done {
  readonly pushes: readonly string[];
  readonly ack: Attempt | null;
  readonly message?: string;
  /** The client's own code when the app did not answer as it should. */
  readonly problem?: string;
}

export function appOf(world: World, id: string): App {
  const app = findApp(world, id);
  if (!app) throw new Impossible(`There is no app ${id}.`);
  return app;
}

/** Somebody who is here and whose account works. */
export function actorOf(app: App, id: string): User {
  const user = app.tenant.users.get(id);
  if (!user) throw new Impossible(`There is nobody called ${id} in ${app.tenant.key}.`);
  if (user.resigned) throw new Impossible(`${id} has resigned.`);
  return user;
}

export function chatOf(app: App, id: string): Chat {
  const chat = app.tenant.chats.get(id);
  if (!chat) throw new Impossible(`There is no chat ${id} in ${app.tenant.key}.`);
  return chat;
}

/** A chat that the person is in. */
export function seatOf(app: App, user: User, id: string): Chat {
  if (id === 'direct') {
    if (!user.available) throw new Impossible(`${user.id} is not offered ${app.name}.`);
    return directChat(app, user.id).chat;
  }
  const chat = chatOf(app, id);
  if (chat.dissolved) throw new Impossible(`${id} is dissolved.`);
  if (!chat.members.has(user.id)) throw new Impossible(`${user.id} is not in ${id}.`);
  return chat;
}

/** A message that stands before the person. */
export function messageBefore(app: App, user: User, id: string): Placed {
  const found = findMessage(app.tenant, id);
  const hidden = found?.message.recalled || (found?.message.to ?? user.id) !== user.id;
  if (!found?.chat.members.has(user.id) || hidden) throw new Impossible(`${user.id} does not see ${id}.`);
  return found;
}

/** How the app took the first of the pushes. */
export async function outcomeOf({ world, pusher }: Stage, pushes: readonly string[]): Promise<Done> {
  const [first] = pushes;
  if (first === undefined || world.profile.push.held) return { pushes, ack: null };
  return { pushes, ack: await pusher.firstAnswer(first) };
}
