import { z } from 'zod';
import { botUser, knownUser, scopeFor, wireChannel, wireUser } from './access.js';
import { csv, flag, type Method, method, pageOf, SlackError, tier, whole } from './method.js';

const paged = { cursor: z.string().optional(), limit: whole.min(1).max(1_000).optional() };
const channelTypes: Readonly<Record<string, string>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': method({
    perMinute: tier.four,
    scopes: ['users:read'],
    args: { user: z.string(), include_locale: flag.optional() },
    run({ world, workspace, token, args }) {
      const user = knownUser(workspace, args.user);
      const options = { email: token.scopes.includes('users:read.email'), locale: args.include_locale ?? false };
      return { user: wireUser(world, workspace, user, options) };
    },
  }),
  'users.list': method({
    perMinute: tier.two,
    scopes: ['users:read'],
    args: { include_locale: flag.optional(), ...paged },
    run({ world, workspace, token, args }) {
      const options = { email: token.scopes.includes('users:read.email'), locale: args.include_locale ?? false };
      const all = [...workspace.users.values(), botUser(workspace)].filter((user) => user.strangerOf === null);
      // A large workspace is not handed out in one piece.
      if (args.limit === undefined && all.length > 1_000) throw new SlackError('limit_required');
      const { items, next } = pageOf(all, args.limit ?? 1_000, args.cursor);
      return {
        members: items.map((user) => wireUser(world, workspace, user, options)),
        cache_ts: Math.floor(world.now() / 1_000),
        response_metadata: { next_cursor: next },
      };
    },
  }),
  'users.lookupByEmail': method({
    perMinute: tier.three,
    scopes: ['users:read.email'],
    args: { email: z.string() },
    run({ world, workspace, args }) {
      const wanted = args.email.toLowerCase();
      const user = [...workspace.users.values()].find(
        (one) => one.email?.toLowerCase() === wanted && one.strangerOf === null && !one.deleted,
      );
      if (!user) throw new SlackError('users_not_found');
      return { user: wireUser(world, workspace, user, { email: true, locale: false }) };
    },
  }),
  'users.conversations': method({
    perMinute: tier.three,
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    args: { user: z.string().optional(), types: csv.optional(), exclude_archived: flag.optional(), ...paged },
    run({ workspace, token, args }) {
      const types = (args.types ?? ['public_channel']).map((type) => channelTypes[type]);
      if (types.includes(undefined)) throw new SlackError('invalid_types');
      const user = args.user ?? workspace.botUserId;
      knownUser(workspace, user);
      const all = [...workspace.channels.values()].filter(
        (one) =>
          types.includes(one.kind) &&
          one.members.has(user) &&
          token.scopes.includes(scopeFor(one, 'read')) &&
          !(args.exclude_archived && one.archived),
      );
      const { items, next } = pageOf(all, args.limit ?? 100, args.cursor);
      return { channels: items.map((one) => wireChannel(workspace, one)), response_metadata: { next_cursor: next } };
    },
  }),
};
