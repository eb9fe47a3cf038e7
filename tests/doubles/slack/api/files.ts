import { z } from 'zod';
import { tellMessage } from '../events.js';
import type { Pace } from '../limits.js';
import { addMessage, type World } from '../state.js';
import { writableChannel } from './access.js';
import { contentOf } from './content.js';
import { embedded, type Method, method, SlackError, tier, whole } from './method.js';

interface File {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly length: number;
  bytes: Uint8Array | null;
  completed: boolean;
}

/** The three steps of an upload: an address, the bytes, where it is shown. */
export interface Files {
  readonly methods: Readonly<Record<string, Method>>;
  /** Takes the bytes; false when nobody asked for the address or the length is another. */
  receive(id: string, bytes: Uint8Array): boolean;
  bytes(id: string): Uint8Array | null;
}

const filesSchema = z
  .array(z.strictObject({ id: z.string(), title: z.string().optional() }))
  .min(1)
  .max(10);

export function createFiles(world: World, pace: Pace): Files {
  const files = new Map<string, File>();
  return {
    receive(id, bytes) {
      const file = files.get(id);
      if (!file || file.bytes || bytes.byteLength !== file.length) return false;
      file.bytes = bytes;
      return true;
    },
    bytes: (id) => files.get(id)?.bytes ?? null,
    methods: {
      'files.getUploadURLExternal': method({
        perMinute: tier.four,
        scopes: ['files:write'],
        args: {
          filename: z.string().min(1),
          length: whole.min(1),
          alt_txt: z.string().max(1_000).optional(),
          // What Slack's own client sends in its place.
          alt_text: z.string().max(1_000).optional(),
          snippet_type: z.string().optional(),
        },
        run({ workspace, args, origin }) {
          const id = world.id('F');
          const { filename: name, length } = args;
          files.set(id, { id, team: workspace.id, name, length, bytes: null, completed: false });
          return { upload_url: `${origin}/upload/${id}`, file_id: id };
        },
      }),
      'files.completeUploadExternal': method({
        perMinute: tier.four,
        scopes: ['files:write'],
        args: {
          files: embedded,
          channel_id: z.string().optional(),
          thread_ts: z.string().optional(),
          initial_comment: z.string().optional(),
          blocks: embedded.optional(),
        },
        run(call) {
          const { workspace, args } = call;
          const wanted = filesSchema.safeParse(args.files);
          if (!wanted.success) throw new SlackError('invalid_arguments');
          const found = wanted.data.map(({ id }) => {
            const file = files.get(id);
            if (!file?.bytes || file.team !== workspace.id || file.completed) throw new SlackError('file_not_found');
            return file;
          });
          if (args.channel_id !== undefined) {
            const channel = writableChannel(call, args.channel_id);
            pace.post(workspace, channel);
            const content =
              args.initial_comment === undefined && args.blocks === undefined
                ? { text: '', blocks: null }
                : contentOf(args.initial_comment, args.blocks);
            const message = addMessage(world, channel, {
              user: workspace.botUserId,
              botId: workspace.botId,
              appId: world.profile.app.id,
              subtype: 'file_share',
              ...content,
              threadTs: args.thread_ts ?? null,
              files: found.map((file) => file.id),
            });
            const { ts, text } = message;
            world.note({ kind: 'post', team: workspace.id, channel: channel.id, ts, key: null, text, by: 'files' });
            tellMessage(world, workspace, channel, message);
          }
          for (const file of found) file.completed = true;
          return { files: found.map(({ id, name }, index) => ({ id, title: wanted.data[index]?.title ?? name })) };
        },
      }),
    },
  };
}
