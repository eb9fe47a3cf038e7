import type { Channel, Message, User, Workspace, World } from '../state.js';
import { type Call, SlackError } from './method.js';

// Whom and what the app's bot may reach, with the word that Slack has for each refusal.

/** A channel that the bot may know of. @throws SlackError channel_not_found */
export function knownChannel({ workspace }: Pick<Call<unknown>, 'workspace'>, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel || (channel.kind !== 'public' && !channel.members.has(workspace.botUserId))) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** A channel that the bot is in. @throws SlackError channel_not_found, not_in_channel */
export function joinedChannel(call: Pick<Call<unknown>, 'workspace'>, id: string): Channel {
  const channel = knownChannel(call, id);
  if (!channel.members.has(call.workspace.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** A channel that the bot may write to. @throws SlackError also is_archived */
export function writableChannel(call: Pick<Call<unknown>, 'workspace' | 'token'>, id: string): Channel {
  const channel = knownChannel(call, id);
  const member = channel.members.has(call.workspace.botUserId);
  if (!member && !call.token.scopes.includes('chat:write.public')) throw new SlackError('not_in_channel');
  if (channel.archived) throw new SlackError('is_archived');
  return channel;
}

/** @throws SlackError user_not_found */
export function knownUser(workspace: Workspace, id: string): User {
  const user = workspace.users.get(id) ?? (id === workspace.botUserId ? botUser(workspace) : undefined);
  if (!user) throw new SlackError('user_not_found');
  return user;
}

export function botUser(workspace: Workspace): User {
  return {
    id: workspace.botUserId,
    name: 'gongyu',
    locale: 'en-US',
    tz: 'UTC',
    role: 'member',
    bot: true,
    deleted: !workspace.installed,
    strangerOf: null,
    updated: 0,
  };
}

/** What the method asks for, by the kind of the channel. @throws SlackError missing_scope */
export function needScope(call: Pick<Call<unknown>, 'token'>, ...anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => call.token.scopes.includes(scope))) return;
  throw new SlackError('missing_scope', { needed: anyOf.join(','), provided: call.token.scopes.join(',') });
}

const prefixes = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;

export const scopeFor = (channel: Channel, right: 'read' | 'history' | 'write') => `${prefixes[channel.kind]}:${right}`;

/** A message as the Web API and the events write it. */
export function wireMessage(workspace: Workspace, message: Message, metadata: 'whole' | 'type' | 'none' = 'whole') {
  return {
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype } : {}),
    user: message.user,
    ...(message.botId ? { bot_id: message.botId, app_id: message.appId } : {}),
    text: message.text,
    ts: message.ts,
    team: workspace.id,
    ...(message.clientMsgId ? { client_msg_id: message.clientMsgId } : {}),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.files.length > 0 ? { files: message.files.map((id) => ({ id })) } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.edited } } : {}),
    ...(message.metadata && metadata === 'whole' ? { metadata: message.metadata } : {}),
    ...(message.metadata && metadata === 'type' ? { metadata: { event_type: message.metadata.event_type } } : {}),
  };
}

export function wireChannel(workspace: Workspace, channel: Channel) {
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    context_team_id: workspace.id,
  };
  if (channel.kind === 'im') {
    const user = [...channel.members].find((one) => one !== workspace.botUserId) ?? workspace.botUserId;
    return { ...common, is_im: true, user, is_user_deleted: workspace.users.get(user)?.deleted ?? false };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_mpim: channel.kind === 'mpim',
    is_im: false,
    is_private: channel.kind !== 'public',
    is_member: channel.members.has(workspace.botUserId),
    is_ext_shared: channel.shared,
    is_shared: channel.shared,
    is_org_shared: false,
    is_general: false,
    num_members: channel.members.size,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

/** A person as users.info and the events write them; the address only with its scope. */
export function wireUser(world: World, workspace: Workspace, user: User, options: { email: boolean; locale: boolean }) {
  const guest = user.role === 'guest' || user.role === 'singleChannelGuest';
  return {
    id: user.id,
    team_id: user.strangerOf ?? workspace.id,
    name: user.name,
    real_name: user.name,
    deleted: user.deleted,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: 28_800,
    is_admin: user.role === 'admin' || user.role === 'owner',
    is_owner: user.role === 'owner',
    is_primary_owner: false,
    is_restricted: guest,
    is_ultra_restricted: user.role === 'singleChannelGuest',
    is_bot: user.bot,
    is_app_user: false,
    ...(user.strangerOf ? { is_stranger: true } : {}),
    updated: user.updated || Math.floor(world.now() / 1_000),
    ...(options.locale ? { locale: user.locale } : {}),
    profile: {
      real_name: user.name,
      display_name: user.name,
      real_name_normalized: user.name,
      team: user.strangerOf ?? workspace.id,
      ...(options.email && user.email ? { email: user.email } : {}),
    },
  };
}
