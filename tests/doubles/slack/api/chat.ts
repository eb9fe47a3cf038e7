import { z } from 'zod';
import { tellChange, tellMessage } from '../events.js';
import type { Pace } from '../limits.js';
import { addMessage, type Channel, directChannel, messageOf } from '../state.js';
import { joinedChannel, knownChannel, wireMessage, writableChannel } from './access.js';
import { contentOf, metadataOf, mostUpdatedText } from './content.js';
import { type Call, embedded, flag, type Method, method, SlackError, tier } from './method.js';

const content = { text: z.string().optional(), blocks: embedded.optional() };
const looks = {
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
  parse: z.enum(['none', 'full']).optional(),
  link_names: flag.optional(),
  mrkdwn: flag.optional(),
};

/** The methods that write messages. */
export function chatMethods(pace: Pace): Readonly<Record<string, Method>> {
  return {
    'chat.postMessage': method({
      perMinute: tier.special,
      scopes: ['chat:write'],
      args: {
        channel: z.string(),
        ...content,
        ...looks,
        metadata: embedded.optional(),
        thread_ts: z.string().optional(),
        reply_broadcast: flag.optional(),
        client_msg_id: z.string().optional(),
      },
      run(call) {
        const { world, workspace, args } = call;
        const channel = target(call, args.channel);
        const { text, blocks } = contentOf(args.text, args.blocks);
        const metadata = metadataOf(args.metadata) ?? null;
        if (args.thread_ts !== undefined && !messageOf(channel, args.thread_ts))
          throw new SlackError('thread_not_found');
        pace.post(workspace, channel);
        const message = addMessage(world, channel, {
          user: workspace.botUserId,
          botId: workspace.botId,
          appId: world.profile.app.id,
          text,
          blocks,
          metadata,
          threadTs: args.thread_ts ?? null,
        });
        const { k: key, p: part, l: last } = metadata?.event_payload ?? {};
        world.note({
          kind: 'post',
          team: workspace.id,
          channel: channel.id,
          ts: message.ts,
          key: typeof key === 'string' ? key : null,
          ...(typeof part === 'number' && typeof last === 'boolean' ? { part: { part, last } } : {}),
          text,
          by: 'chat.postMessage',
        });
        tellMessage(world, workspace, channel, message);
        return { channel: channel.id, ts: message.ts, message: wireMessage(workspace, message) };
      },
    }),
    'chat.update': method({
      perMinute: tier.three,
      scopes: ['chat:write'],
      args: { channel: z.string(), ts: z.string(), ...content, ...looks, metadata: embedded.optional() },
      run({ world, workspace, args }) {
        const channel = joinedChannel({ workspace }, args.channel);
        const message = messageOf(channel, args.ts);
        if (!message || message.to !== null) throw new SlackError('message_not_found');
        if (message.user !== workspace.botUserId) throw new SlackError('cant_update_message');
        if (channel.archived) throw new SlackError('is_archived');
        const { text, blocks } = contentOf(args.text, args.blocks, mostUpdatedText);
        const metadata = metadataOf(args.metadata);
        // New text without blocks takes the old blocks away; metadata stays unless it is given.
        Object.assign(message, { text, blocks, edited: world.ts(), changed: world.stir() });
        if (metadata !== undefined) message.metadata = metadata;
        world.note({ kind: 'change', team: workspace.id, channel: channel.id, ts: message.ts, text });
        tellChange(world, workspace, channel, message, 'message_changed');
        return { channel: channel.id, ts: message.ts, text, message: wireMessage(workspace, message) };
      },
    }),
    'chat.delete': method({
      perMinute: tier.three,
      scopes: ['chat:write'],
      args: { channel: z.string(), ts: z.string() },
      run({ world, workspace, args }) {
        const channel = joinedChannel({ workspace }, args.channel);
        const message = messageOf(channel, args.ts);
        if (!message || message.to !== null) throw new SlackError('message_not_found');
        if (message.user !== workspace.botUserId) throw new SlackError('cant_delete_message');
        channel.messages = channel.messages.filter((one) => one !== message);
        world.stir();
        world.note({ kind: 'delete', team: workspace.id, channel: channel.id, ts: message.ts });
        tellChange(world, workspace, channel, message, 'message_deleted');
        return { channel: channel.id, ts: message.ts };
      },
    }),
    'chat.postEphemeral': method({
      perMinute: tier.four,
      scopes: ['chat:write'],
      args: { channel: z.string(), user: z.string(), ...content, ...looks, thread_ts: z.string().optional() },
      run(call) {
        const { world, workspace, args } = call;
        const channel = writableChannel(call, args.channel);
        const user = workspace.users.get(args.user);
        if (!user || user.deleted || !channel.members.has(user.id)) throw new SlackError('user_not_in_channel');
        const { text, blocks } = contentOf(args.text, args.blocks);
        const message = addMessage(world, channel, {
          user: workspace.botUserId,
          botId: workspace.botId,
          appId: world.profile.app.id,
          text,
          blocks,
          to: user.id,
          threadTs: args.thread_ts ?? null,
        });
        world.note({
          kind: 'ephemeral',
          team: workspace.id,
          channel: channel.id,
          user: user.id,
          text,
          by: 'chat.postEphemeral',
        });
        return { message_ts: message.ts };
      },
    }),
    'chat.getPermalink': method({
      perMinute: tier.special,
      args: { channel: z.string(), message_ts: z.string() },
      run({ workspace, args }) {
        const channel = knownChannel({ workspace }, args.channel);
        if (!messageOf(channel, args.message_ts)) throw new SlackError('message_not_found');
        const permalink = `https://${workspace.domain}.slack.com/archives/${channel.id}/p${args.message_ts.replace('.', '')}`;
        return { channel: channel.id, permalink };
      },
    }),
  };
}

/** A channel, or the direct chat with a person whose id was given. */
function target(call: Pick<Call<unknown>, 'world' | 'workspace' | 'token'>, id: string): Channel {
  if (!/^[UW]/.test(id)) return writableChannel(call, id);
  const user = call.workspace.users.get(id);
  if (!user || user.strangerOf !== null) throw new SlackError('channel_not_found');
  if (user.bot) throw new SlackError('cannot_dm_bot');
  return directChannel(call.world, call.workspace, id).channel;
}
