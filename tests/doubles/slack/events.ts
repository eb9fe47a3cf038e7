import { scopeFor, wireMessage } from './api/access.js';
import type { Channel, Message, Workspace, World } from './state.js';

// What Slack tells the app of its own accord: the Events API's envelopes.

/** The scope without which an app is not told. */
const scopes: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  user_change: 'users:read',
  team_join: 'users:read',
  channel_archive: 'channels:read',
  channel_unarchive: 'channels:read',
  channel_rename: 'channels:read',
};

/** No token is needed to be told that there is none. */
const farewells = ['app_uninstalled', 'tokens_revoked'];

interface Happening {
  /** As the app subscribes to it. */
  readonly name: string;
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
  readonly shared?: boolean;
}

/** Tells the app if it subscribed and may know; gives the push's id. */
export function tell(world: World, workspace: Workspace, { name, event, shared = false }: Happening): string | null {
  const { app } = world.profile;
  const scope = scopes[name];
  if (!app.events.includes(name)) return null;
  if (!farewells.includes(name) && (!workspace.installed || (scope && !workspace.scopes.includes(scope)))) return null;
  return world.deliver({
    team: workspace.id,
    what: 'event',
    type: event.type,
    payload: {
      token: 'not-used-any-more',
      team_id: workspace.id,
      context_team_id: workspace.id,
      context_enterprise_id: null,
      api_app_id: app.id,
      event: { event_ts: world.ts(), ...event },
      type: 'event_callback',
      event_id: world.id('Ev'),
      event_time: Math.floor(world.now() / 1_000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.id,
          user_id: workspace.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: shared,
      event_context: `4-${world.id('ctx')}`,
    },
  });
}

const channelTypes = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;
const messageEvents = { public: 'message.channels', private: 'message.groups', im: 'message.im', mpim: 'message.mpim' };

/** Tells of a message that is new in a channel of the bot; the ids of the pushes. */
export function tellMessage(world: World, workspace: Workspace, channel: Channel, message: Message): string[] {
  if (!channel.members.has(workspace.botUserId)) return [];
  const own = message.user === workspace.botUserId;
  if (own && !world.profile.push.echo) return [];
  const event = {
    ...wireMessage(workspace, message),
    channel: channel.id,
    event_ts: message.ts,
    ...strangerOf(workspace, message.user),
  };
  const pushes = [
    tell(world, workspace, {
      name: messageEvents[channel.kind],
      event: { ...event, channel_type: channelTypes[channel.kind] },
      shared: channel.shared,
    }),
  ];
  // In a direct chat everything is meant for the bot: Slack sends no mention there.
  if (channel.kind !== 'im' && !own && message.text.includes(`<@${workspace.botUserId}>`)) {
    pushes.push(
      tell(world, workspace, { name: 'app_mention', event: { ...event, type: 'app_mention' }, shared: channel.shared }),
    );
  }
  return pushes.filter((push) => push !== null);
}

/** Tells that a message was edited or taken away. */
export function tellChange(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  subtype: 'message_changed' | 'message_deleted',
): string | null {
  const own = message.user === workspace.botUserId;
  if (!channel.members.has(workspace.botUserId) || (own && !world.profile.push.echo)) return null;
  const wire = wireMessage(workspace, message);
  return tell(world, workspace, {
    name: messageEvents[channel.kind],
    event: {
      type: 'message',
      subtype,
      hidden: true,
      channel: channel.id,
      channel_type: channelTypes[channel.kind],
      ts: world.ts(),
      ...(subtype === 'message_changed' ? { message: wire } : { deleted_ts: message.ts }),
      previous_message: wire,
    },
    shared: channel.shared,
  });
}

/** Tells that somebody came into a channel or left it; the bot's own comings too. */
export function tellMember(
  world: World,
  workspace: Workspace,
  channel: Channel,
  user: string,
  type: 'member_joined_channel' | 'member_left_channel',
): string | null {
  if (channel.kind === 'im') return null;
  if (!channel.members.has(workspace.botUserId) && user !== workspace.botUserId) return null;
  if (!workspace.scopes.includes(scopeFor(channel, 'read'))) return null;
  const team = workspace.users.get(user)?.strangerOf ?? workspace.id;
  return tell(world, workspace, {
    name: type,
    event: { type, user, channel: channel.id, channel_type: channel.kind === 'public' ? 'C' : 'G', team },
    shared: channel.shared,
  });
}

function strangerOf(workspace: Workspace, user: string) {
  const home = workspace.users.get(user)?.strangerOf;
  return home ? { user_team: home, source_team: home, user_profile: { team: home } } : {};
}
