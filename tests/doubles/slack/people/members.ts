import { wireChannel, wireUser } from '../api/access.js';
import type { CommandOf } from '../control.js';
import { tell, tellMember } from '../events.js';
import { addWorkspace, type User, type Workspace, type World } from '../state.js';
import { channelOf, type Done, outcomeOf, type Stage, teamOf } from './context.js';

// Who is in which channel, and what administrators do: archive, rename, switch accounts off, take the app away.

const botOr = (workspace: Workspace, user: string) => (user === 'bot' ? workspace.botUserId : user);

export async function invite(stage: Stage, given: CommandOf<'invite'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const channel = channelOf(workspace, given.channel);
  const user = botOr(workspace, given.user);
  channel.members.add(user);
  world.stir();
  const push = tellMember(world, workspace, channel, user, 'member_joined_channel');
  return outcomeOf(stage, push ? [push] : []);
}

export async function kick(stage: Stage, given: CommandOf<'kick'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const channel = channelOf(workspace, given.channel);
  const user = botOr(workspace, given.user);
  channel.members.delete(user);
  world.stir();
  const pushes = [tellMember(world, workspace, channel, user, 'member_left_channel')];
  if (user === workspace.botUserId) {
    const type = channel.kind === 'public' ? 'channel_left' : 'group_left';
    pushes.push(tell(world, workspace, { name: type, event: { type, channel: channel.id, actor_id: 'USLACKBOT' } }));
  }
  return outcomeOf(
    stage,
    pushes.filter((push) => push !== null),
  );
}

export async function archive(stage: Stage, given: CommandOf<'archive'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const channel = channelOf(workspace, given.channel);
  channel.archived = given.archived;
  world.stir();
  const type = given.archived ? 'channel_archive' : 'channel_unarchive';
  const push = tell(world, workspace, { name: type, event: { type, channel: channel.id, user: 'USLACKBOT' } });
  return outcomeOf(stage, push ? [push] : []);
}

export async function rename(stage: Stage, given: CommandOf<'rename'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const channel = channelOf(workspace, given.channel);
  channel.name = given.name;
  world.stir();
  const { id, name, created } = channel;
  const push = tell(world, workspace, {
    name: 'channel_rename',
    event: { type: 'channel_rename', channel: { id, name, created } },
  });
  return outcomeOf(stage, push ? [push] : []);
}

export function addChannel({ world }: Stage, { team, channel: given }: CommandOf<'addChannel'>): object {
  const workspace = teamOf(world, team);
  const { id, name, kind, archived, shared } = given;
  const members = new Set(given.bot ? [...given.members, workspace.botUserId] : given.members);
  const created = Math.floor(world.now() / 1_000);
  const channel = { id, name, kind, members, archived, shared, created, messages: [] };
  workspace.channels.set(id, channel);
  world.stir();
  return wireChannel(workspace, channel);
}

export async function addUser(stage: Stage, { team, user: given }: CommandOf<'addUser'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, team);
  const user: User = { ...given, updated: Math.floor(world.now() / 1_000) };
  workspace.users.set(user.id, user);
  return tellUser(stage, workspace, user, 'team_join');
}

/** A new name or address, another role, an account switched off. */
export async function changeUser(stage: Stage, given: CommandOf<'changeUser'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, given.team);
  const user = workspace.users.get(given.user);
  if (!user) return { pushes: [], ack: null };
  Object.assign(user, given.to, { updated: Math.floor(world.now() / 1_000) });
  world.stir();
  return tellUser(stage, workspace, user, 'user_change');
}

async function tellUser(
  stage: Stage,
  workspace: Workspace,
  user: User,
  type: 'team_join' | 'user_change',
): Promise<Done> {
  const { world } = stage;
  const shown = wireUser(world, workspace, user, {
    email: workspace.scopes.includes('users:read.email'),
    locale: true,
  });
  const push = tell(world, workspace, { name: type, event: { type, user: shown, cache_ts: user.updated } });
  return outcomeOf(stage, push ? [push] : []);
}

export function newWorkspace({ world }: Stage, { workspace }: CommandOf<'addWorkspace'>): object {
  const { id, botUserId, botId } = addWorkspace(world, workspace);
  return { id, botUserId, botId };
}

/** An administrator takes the app away: its tokens are dead, it is told, and it is in no channel any more. */
export async function uninstall(stage: Stage, { team }: CommandOf<'uninstall'>): Promise<Done> {
  const { world } = stage;
  const workspace = teamOf(world, team);
  workspace.installed = false;
  for (const token of world.tokens.values()) if (token.team === team && token.kind === 'bot') token.state = 'inactive';
  for (const channel of workspace.channels.values())
    if (channel.kind !== 'im') channel.members.delete(workspace.botUserId);
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUserId] } };
  const pushes = [
    tell(world, workspace, { name: 'tokens_revoked', event: revoked }),
    tell(world, workspace, { name: 'app_uninstalled', event: { type: 'app_uninstalled' } }),
  ];
  return outcomeOf(
    stage,
    pushes.filter((push) => push !== null),
  );
}

export function reinstall({ world }: Stage, { team, token }: CommandOf<'reinstall'>): object {
  const workspace = teamOf(world, team);
  installBot(world, workspace, { token, scopes: workspace.scopes, expiresAtMs: null });
  return {};
}

/** The app is there, with this token. */
export function installBot(
  world: World,
  workspace: Workspace,
  given: { readonly token: string; readonly scopes: readonly string[]; readonly expiresAtMs: number | null },
): void {
  workspace.installed = true;
  workspace.scopes = [...new Set([...workspace.scopes, ...given.scopes])];
  world.tokens.set(given.token, { ...given, team: workspace.id, kind: 'bot', state: 'live' });
}

/** One token is taken away, as auth.revoke or an administrator does. */
export async function revoke(stage: Stage, given: CommandOf<'revoke'>): Promise<Done> {
  const { world } = stage;
  const token = world.tokens.get(given.token);
  const workspace = token && world.workspaces.get(token.team);
  if (!token || !workspace) return { pushes: [], ack: null };
  token.state = 'revoked';
  const push = tell(world, workspace, {
    name: 'tokens_revoked',
    event: { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUserId] } },
  });
  return outcomeOf(stage, push ? [push] : []);
}

/** What the workspace granted becomes more or less. */
export function changeScopes({ world }: Stage, { team, scopes }: CommandOf<'scopes'>): object {
  const workspace = teamOf(world, team);
  workspace.scopes = scopes;
  for (const [name, token] of world.tokens) {
    if (token.team === team && token.kind === 'bot') world.tokens.set(name, { ...token, scopes });
  }
  return {};
}
