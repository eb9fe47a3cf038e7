import { z } from 'zod';
import { tellMember } from '../events.js';
import { type Channel, directChannel, type Message } from '../state.js';
import { joinedChannel, knownChannel, needScope, scopeFor, wireChannel, wireMessage } from './access.js';
import { type Call, csv, flag, type Method, method, pageOf, SlackError, tier, whole } from './method.js';

const readScopes = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const historyScopes = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];
const paged = { cursor: z.string().optional(), limit: whole.min(1).max(1_000).optional() };

const timestamp = z.string().regex(/^\d+(\.\d+)?$/);
const range = {
  latest: timestamp.optional(),
  oldest: timestamp.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
  cursor: z.string().optional(),
  limit: whole.min(1).max(999).optional(),
};

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.open': method({
    perMinute: tier.three,
    scopes: ['im:write', 'mpim:write'],
    args: {
      users: csv.optional(),
      channel: z.string().optional(),
      return_im: flag.optional(),
      prevent_creation: flag.optional(),
    },
    run({ world, workspace, args }) {
      if (args.channel !== undefined) {
        const known = joinedChannel({ workspace }, args.channel);
        return {
          channel: args.return_im ? wireChannel(workspace, known) : { id: known.id },
          no_op: true,
          already_open: true,
        };
      }
      const [id, another] = args.users ?? [];
      if (id === undefined) throw new SlackError('users_list_not_supplied');
      // Groups of several people are nothing that we open.
      if (another !== undefined) throw new SlackError('too_many_users');
      const user = workspace.users.get(id);
      if (!user) throw new SlackError('user_not_found');
      if (user.deleted) throw new SlackError('user_disabled');
      if (user.strangerOf !== null) throw new SlackError('user_not_visible');
      if (user.bot) throw new SlackError('cannot_dm_bot');
      const { channel, opened } = directChannel(world, workspace, id);
      const known = opened ? {} : { no_op: true, already_open: true };
      return { channel: args.return_im ? wireChannel(workspace, channel) : { id: channel.id }, ...known };
    },
  }),
  'conversations.list': method({
    perMinute: tier.two,
    scopes: readScopes,
    args: { types: csv.optional(), exclude_archived: flag.optional(), ...paged },
    run(call) {
      const { workspace, args } = call;
      const types = (args.types ?? ['public_channel']).map((type) => kinds[type] ?? refuse('invalid_types'));
      for (const kind of types) needScope(call, scopeFor({ kind } as Channel, 'read'));
      const all = [...workspace.channels.values()].filter(
        (one) =>
          types.includes(one.kind) &&
          (one.kind === 'public' || one.members.has(workspace.botUserId)) &&
          !(args.exclude_archived && one.archived),
      );
      const { items, next } = pageOf(all, args.limit ?? 100, args.cursor);
      return {
        channels: items.map((one) => wireChannel(workspace, one)),
        response_metadata: { next_cursor: next },
      };
    },
  }),
  'conversations.info': method({
    perMinute: tier.three,
    scopes: readScopes,
    args: { channel: z.string(), include_locale: flag.optional(), include_num_members: flag.optional() },
    run(call) {
      const channel = knownChannel(call, call.args.channel);
      needScope(call, scopeFor(channel, 'read'));
      return { channel: wireChannel(call.workspace, channel) };
    },
  }),
  'conversations.members': method({
    perMinute: tier.four,
    scopes: readScopes,
    args: { channel: z.string(), ...paged },
    run(call) {
      const channel = knownChannel(call, call.args.channel);
      needScope(call, scopeFor(channel, 'read'));
      const { items, next } = pageOf([...channel.members], call.args.limit ?? 100, call.args.cursor);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  }),
  'conversations.join': method({
    perMinute: tier.three,
    scopes: ['channels:join'],
    args: { channel: z.string() },
    run({ world, workspace, args }) {
      const channel = knownChannel({ workspace }, args.channel);
      if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
      if (channel.archived) throw new SlackError('is_archived');
      const known = channel.members.has(workspace.botUserId);
      if (!known) {
        channel.members.add(workspace.botUserId);
        world.stir();
        tellMember(world, workspace, channel, workspace.botUserId, 'member_joined_channel');
      }
      return { channel: wireChannel(workspace, channel), ...(known ? { warning: 'already_in_channel' } : {}) };
    },
  }),
  'conversations.history': method({
    perMinute: tier.three,
    scopes: historyScopes,
    args: { channel: z.string(), ...range },
    run(call) {
      const channel = joinedChannel(call, call.args.channel);
      // Replies stand in their thread and not in the channel; what one person alone sees is in no history.
      const all = channel.messages.filter(
        (one) => one.to === null && (one.threadTs === null || one.threadTs === one.ts),
      );
      return historyOf(call, channel, all.toReversed());
    },
  }),
  'conversations.replies': method({
    perMinute: tier.three,
    scopes: historyScopes,
    args: { channel: z.string(), ts: timestamp, ...range },
    run(call) {
      const channel = joinedChannel(call, call.args.channel);
      const thread = channel.messages.filter(
        (one) => one.to === null && (one.ts === call.args.ts || one.threadTs === call.args.ts),
      );
      if (thread.length === 0) throw new SlackError('thread_not_found');
      return historyOf(call, channel, thread);
    },
  }),
};

const kinds: Readonly<Record<string, Channel['kind']>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

function refuse(error: string): never {
  throw new SlackError(error);
}

type Range = z.infer<z.ZodObject<typeof range>>;

function historyOf(call: Call<Range>, channel: Channel, messages: readonly Message[]) {
  const { args, workspace } = call;
  needScope(call, scopeFor(channel, 'history'));
  const within = messages.filter(({ ts }) => {
    if (args.inclusive && (ts === args.oldest || ts === args.latest)) return true;
    const at = microseconds(ts);
    return at > microseconds(args.oldest ?? '0') && at < microseconds(args.latest ?? '99999999999');
  });
  const { items, next, more } = pageOf(within, args.limit ?? 100, args.cursor);
  return {
    messages: items.map((one) => wireMessage(workspace, one, args.include_all_metadata ? 'whole' : 'type')),
    has_more: more,
    pin_count: 0,
    ...(more ? { response_metadata: { next_cursor: next } } : {}),
  };
}

function microseconds(ts: string): bigint {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
}
