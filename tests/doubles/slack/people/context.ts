import { Impossible } from '../../support/impossible.js';
import type { Attempt, Pusher } from '../push.js';
import type { ResponseUrls } from '../respond.js';
import { type Channel, directChannel, type User, type Workspace, type World } from '../state.js';
import type { Triggers } from '../triggers.js';

export interface Stage {
  readonly world: World;
  readonly pusher: Pusher;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
}

/** What was pushed because of it, and how the app took the first of it; null while pushes are held back. */
export interface Done {
  readonly pushes: readonly string[];
  readonly ack: Attempt | null;
  readonly ts?: string;
  /** What the person is told when the app did not answer as it should. */
  readonly problem?: string;
}

export function teamOf(world: World, id: string): Workspace {
  const workspace = world.workspaces.get(id);
  if (!workspace) throw new Impossible(`There is no workspace ${id}.`);
  return workspace;
}

/** Somebody who is here and whose account works. */
export function actorOf(workspace: Workspace, id: string): User {
  const user = workspace.users.get(id);
  if (!user) throw new Impossible(`There is nobody called ${id} in ${workspace.name}.`);
  if (user.deleted) throw new Impossible(`${id}'s account is switched off.`);
  return user;
}

export function channelOf(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel) throw new Impossible(`There is no channel ${id} in ${workspace.name}.`);
  return channel;
}

/** A channel that the person is in. */
export function seatOf(world: World, workspace: Workspace, user: string, id: string): Channel {
  if (id === 'direct') return directChannel(world, workspace, user).channel;
  const channel = channelOf(workspace, id);
  if (!channel.members.has(user)) throw new Impossible(`${user} is not in ${id}.`);
  return channel;
}

/** How the app took the first of the pushes. */
export async function outcomeOf({ world, pusher }: Stage, pushes: readonly string[]): Promise<Done> {
  const [first] = pushes;
  if (first === undefined || world.profile.push.held) return { pushes, ack: null };
  return { pushes, ack: await pusher.firstAnswer(first) };
}

/** The names that channels have in payloads. */
export function payloadChannel(channel: Channel): { readonly id: string; readonly name: string } {
  const names = { im: 'directmessage', private: 'privategroup', mpim: 'mpdm', public: channel.name } as const;
  return { id: channel.id, name: names[channel.kind] };
}

export function payloadUser(workspace: Workspace, user: User) {
  return { id: user.id, username: user.name, name: user.name, team_id: user.strangerOf ?? workspace.id };
}

export const payloadTeam = (workspace: Workspace) => ({ id: workspace.id, domain: workspace.domain });
