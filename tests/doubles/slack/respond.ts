import { z } from 'zod';
import { contentOf, metadataOf } from './api/content.js';
import { embedded, flag, SlackError } from './api/method.js';
import { tellChange, tellMessage } from './events.js';
import type { Pace } from './limits.js';
import { addMessage, type Channel, type Message, type Workspace, type World } from './state.js';

// The second way to answer a person: the response_url of a command or a press, which also reaches channels that the
// bot is not in, and the body of a command's acknowledgement.

/** Whom an answer is for. */
interface Occasion {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly user: string;
  /** The message whose element was pressed; a command has none. */
  readonly original: Message | null;
}

interface Hook extends Occasion {
  readonly issuedAt: number;
  uses: number;
}

export interface ResponseUrls {
  issue(occasion: Occasion): string;
  /** Takes what was posted to a hook. */
  take(id: string, body: Record<string, unknown> | null): { readonly status: number; readonly body: object };
  /** What a command was answered with at once. @throws SlackError */
  answer(occasion: Occasion, body: Record<string, unknown>): void;
}

const answerSchema = z.strictObject({
  text: z.string().optional(),
  blocks: embedded.optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: flag.optional(),
  delete_original: flag.optional(),
  thread_ts: z.string().optional(),
  metadata: embedded.optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
  mrkdwn: flag.optional(),
});

export function createResponseUrls(world: World, pace: Pace, origin: () => string): ResponseUrls {
  const hooks = new Map<string, Hook>();

  function write(occasion: Occasion, given: Record<string, unknown>, by: 'response_url' | 'ack'): void {
    const parsed = answerSchema.safeParse(given);
    if (!parsed.success) {
      const messages = parsed.error.issues.map((issue) => `[ERROR] ${issue.message}`);
      throw new SlackError('invalid_payload', { response_metadata: { messages } });
    }
    const { workspace, channel, user, original } = occasion;
    const answer = parsed.data;
    if (answer.delete_original || answer.replace_original) {
      if (!original || !channel.messages.includes(original)) throw new SlackError('message_not_found');
      if (answer.delete_original) {
        channel.messages = channel.messages.filter((one) => one !== original);
        world.stir();
        world.note({ kind: 'delete', team: workspace.id, channel: channel.id, ts: original.ts });
        return;
      }
      const content = contentOf(answer.text, answer.blocks);
      Object.assign(original, { ...content, edited: original.to ? null : world.ts(), changed: world.stir() });
      world.note({ kind: 'change', team: workspace.id, channel: channel.id, ts: original.ts, text: content.text });
      if (original.to === null) tellChange(world, workspace, channel, original, 'message_changed');
      return;
    }
    const content = contentOf(answer.text, answer.blocks);
    const author = { user: workspace.botUserId, botId: workspace.botId, appId: world.profile.app.id };
    const threadTs = answer.thread_ts ?? null;
    if (answer.response_type === 'in_channel') {
      pace.post(workspace, channel);
      const metadata = metadataOf(answer.metadata) ?? null;
      const message = addMessage(world, channel, { ...author, ...content, metadata, threadTs });
      const key = metadata?.event_payload['k'];
      world.note({
        kind: 'post',
        team: workspace.id,
        channel: channel.id,
        ts: message.ts,
        key: typeof key === 'string' ? key : null,
        text: content.text,
        by: 'response_url',
      });
      tellMessage(world, workspace, channel, message);
      return;
    }
    addMessage(world, channel, { ...author, ...content, threadTs, to: user });
    world.note({ kind: 'ephemeral', team: workspace.id, channel: channel.id, user, text: content.text, by });
  }

  return {
    issue(occasion) {
      const id = world.id('hook');
      hooks.set(id, { ...occasion, issuedAt: world.machineNow(), uses: 0 });
      return `${origin()}/hooks/${id}`;
    },
    take(id, body) {
      const hook = hooks.get(id);
      const { limits } = world.profile;
      if (!hook) return { status: 404, body: { ok: false, error: 'no_service' } };
      if (world.machineNow() - hook.issuedAt > limits.responseUrlMs) {
        return { status: 404, body: { ok: false, error: 'Expired url' } };
      }
      if (hook.uses >= limits.responseUrlUses) return { status: 404, body: { ok: false, error: 'used_url' } };
      if (!body) return { status: 400, body: { ok: false, error: 'invalid_payload' } };
      hook.uses += 1;
      try {
        write(hook, body, 'response_url');
        return { status: 200, body: { ok: true } };
      } catch (error) {
        if (!(error instanceof SlackError)) throw error;
        const { messages = [] } = (error.more['response_metadata'] ?? {}) as { messages?: readonly string[] };
        world.note({ kind: 'wrong', what: `response_url: ${error.error}`, details: messages });
        return { status: 400, body: { ok: false, error: error.error, ...error.more } };
      }
    },
    answer: (occasion, body) => write(occasion, body, 'ack'),
  };
}
