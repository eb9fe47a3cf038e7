import { DeliveryError } from '../../core/errors.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import type { ChatFacts } from '../../core/ports/chats.js';
import type { Clock, Wait } from '../../core/ports/clock.js';
import type { Messenger, Post, Sent } from '../../core/ports/messenger.js';
import { refusedBlocks } from './errors.js';
import type { Installation, SlackHost } from './host.js';
import { elementsPerActions } from './limits.js';
import { createPeople } from './people.js';
import { renderCard, type SlackMessage } from './render.js';
import { lookBackMs, partsWithinMs, perChatMs, perWorkspacePerSecond, quarantineMs } from './timing.js';
import type { FoundMessage, Outgoing, WebApi } from './web-api.js';

export interface OutboundContext {
  readonly api: WebApi;
  readonly host: SlackHost;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly origin: string | undefined;
  /** Told of each message that a person got in the direct chat. */
  readonly sent?: (of: Installation, user: string) => void;
}

type Posting = (channel: string, message: Outgoing) => Promise<{ readonly channel: string; readonly ts: string }>;

interface Drawing {
  readonly messages: readonly SlackMessage[];
  /** From the oldest blocks, because others were refused. */
  readonly redrawn: boolean;
}

/** An attempt before this one had to draw it from the oldest blocks. */
class DrawnOtherwise extends Error {}

/**
 * The way out to Slack. A card that one message cannot hold is several, each marked with the delivery and its place, so
 * that an attempt that broke off in the middle is found and goes on instead of beginning again.
 */
export function createMessenger(context: OutboundContext): Messenger {
  const { api, host } = context;
  const people = createPeople(api, context.clock);

  async function installed(workspaceId: string): Promise<Installation> {
    const of = await host.ofWorkspace(workspaceId);
    if (!of) throw new DeliveryError({ kind: 'locked', code: 'not_installed' });
    return of;
  }

  /** Our parts of the message, as far as they are in the chat, by place. The oldest counts where one is there twice. */
  async function partsOf(of: Installation, channel: string, key: string): Promise<ReadonlyMap<number, FoundMessage>> {
    const since = context.clock.machine().getTime() - lookBackMs;
    const found = new Map<number, FoundMessage>();
    let cursor = '';
    do {
      const page = await api.marked(of, channel, since, cursor);
      for (const one of page.found) if (one.key === key) found.set(one.part, one);
      cursor = page.next;
    } while (cursor !== '');
    return found;
  }

  /** Ids of people are no place to read: the direct chat behind one is asked for only where it must be read. */
  function readable(of: Installation, chat: string): Promise<string> {
    return isPerson(chat) ? api.openDirect(of, chat) : Promise.resolve(chat);
  }

  /** For one attempt: posts as fast as one channel takes it. What does not fit into the attempt is the next one's. */
  function postsOf(of: Installation): Posting {
    const machine = () => context.clock.machine().getTime();
    const until = machine() + partsWithinMs;
    let another = false;
    return async (channel, message) => {
      if (another) await context.wait(perChatMs, new AbortController().signal);
      another = true;
      if (machine() > until) throw new DeliveryError({ kind: 'later', afterMs: perChatMs, scope: 'chat' });
      return api.post(of, channel, message);
    };
  }

  async function send(
    of: Installation,
    posting: Posting,
    { chat, key }: Post,
    { messages, redrawn }: Drawing,
  ): Promise<Sent> {
    const several = messages.length > 1;
    const channel = several ? await readable(of, chat) : chat;
    const there = several ? await partsOf(of, channel, key) : null;
    if (!redrawn && [...(there?.values() ?? [])].some((part) => part.redrawn)) throw new DrawnOtherwise();
    const stamps: string[] = [];
    let at = channel;
    for (const [part, message] of messages.entries()) {
      const known = there?.get(part);
      // Drawn in another way, the parts begin and end elsewhere.
      if (known && redrawn && !known.redrawn)
        await api.update(of, { channel, ts: known.ts, ...message, mark: mark(part) });
      if (known) stamps.push(known.ts);
      else {
        const posted = await posting(channel, { ...message, mark: mark(part) });
        at = posted.channel;
        stamps.push(posted.ts);
      }
    }
    return { messageRef: writeRef(at, stamps) };

    function mark(part: number) {
      return { key, part, last: part === messages.length - 1, redrawn };
    }
  }

  async function update(
    of: Installation,
    posting: Posting,
    { key }: Post,
    ref: string,
    { messages, redrawn }: Drawing,
  ): Promise<Sent> {
    const { channel, stamps } = readRef(ref);
    // A card that has grown: what an earlier attempt added stands there already.
    const there = messages.length > stamps.length ? await partsOf(of, channel, key) : null;
    for (const [part, message] of messages.entries()) {
      const ts = stamps[part] ?? there?.get(part)?.ts;
      if (ts === undefined) {
        const mark = { key, part, last: part === messages.length - 1, redrawn };
        stamps[part] = (await posting(channel, { ...message, mark })).ts;
      } else {
        await api.update(of, { channel, ts, ...message });
        stamps[part] = ts;
      }
    }
    // What a longer card needed and this one does not.
    for (const ts of stamps.splice(messages.length)) {
      await api.remove(of, channel, ts).catch((error: unknown) => {
        if (!(error instanceof DeliveryError && error.fault.kind === 'gone')) throw error;
      });
    }
    return { messageRef: writeRef(channel, stamps) };
  }

  /** Blocks of its own that a Slack refuses are drawn again from the oldest ones. */
  async function drawn<T>(post: Post, deed: (drawing: Drawing) => Promise<T>): Promise<T> {
    try {
      return await deed({ messages: render(post, 'native'), redrawn: false });
    } catch (error) {
      const refused = error instanceof DeliveryError && refusedBlocks(error.fault);
      if (!refused && !(error instanceof DrawnOtherwise)) throw error;
      return deed({ messages: render(post, 'text'), redrawn: true });
    }
  }

  function render({ card, language }: Post, tables: 'native' | 'text'): readonly SlackMessage[] {
    try {
      return renderCard(card, language, tables, context.origin);
    } catch (error) {
      if (error instanceof Unrenderable) throw new DeliveryError({ kind: 'refused', code: 'unrenderable' });
      throw error;
    }
  }

  return {
    platform: 'slack',
    capabilities: {
      repeat: { by: 'readBack', quarantineMs },
      forms: 'whole',
      maxButtons: elementsPerActions,
      circulars: null,
      pacing: { perChatMs, perWorkspacePerSecond, freeDirectChats: true },
    },
    async send(post) {
      const of = await installed(post.workspaceId);
      const posting = postsOf(of);
      const sent = await drawn(post, (drawing) => send(of, posting, post, drawing));
      if (isPerson(post.chat)) context.sent?.(of, post.chat);
      return sent;
    },
    async sendCircular() {
      throw new DeliveryError({ kind: 'refused', code: 'no_circulars' });
    },
    async update(post, messageRef) {
      const of = await installed(post.workspaceId);
      const posting = postsOf(of);
      return drawn(post, (drawing) => update(of, posting, post, messageRef, drawing));
    },
    // chat.postMessage opens the direct chat of a person's id by itself, at the pace of messages; conversations.open
    // takes fifty a minute.
    openDirect: async (_workspaceId, accountExternalId) => accountExternalId,
    async find(workspaceId, chat, key) {
      const of = await installed(workspaceId);
      const channel = await readable(of, chat);
      const parts = [...(await partsOf(of, channel, key)).values()].sort((one, other) => one.part - other.part);
      if (parts.length === 0) return 'absent';
      // Sent in part: sending it again sends what is missing.
      if (parts.some((part, place) => part.part !== place) || !parts.at(-1)?.last) return 'absent';
      return {
        messageRef: writeRef(
          channel,
          parts.map(({ ts }) => ts),
        ),
      };
    },
    look: (workspaceId, chat) => installed(workspaceId).then((of) => look(of, chat)),
    async emailOf(workspaceId, accountExternalId) {
      const { profile, is_email_confirmed: verified } = await api.user(await installed(workspaceId), accountExternalId);
      return profile.email ? { address: profile.email, verified } : null;
    },
  };

  async function look(of: Installation, channel: string): Promise<ChatFacts> {
    const { name, shared, archived } = await api.chat(of, channel);
    const users = await people.of(of, await api.members(of, channel));
    const members = users.filter((user) => !user.is_bot && !user.deleted && user.id !== of.botUserId);
    return {
      name,
      openTo: shared ? 'organizations' : 'nobody',
      archived,
      members: members.map((user) => ({
        externalId: user.id,
        displayName: user.profile.display_name || user.profile.real_name || user.real_name || user.id,
        guest: user.is_restricted || user.is_ultra_restricted || user.is_stranger,
      })),
    };
  }
}

/** Ids of people begin with U or W; docs.slack.dev/reference/objects/user-object, 2026. */
function isPerson(chat: string): boolean {
  return /^[UW]/.test(chat);
}

function writeRef(channel: string, stamps: readonly string[]): string {
  return `${channel} ${stamps.join(' ')}`;
}

function readRef(ref: string): { channel: string; stamps: string[] } {
  const [channel = '', ...stamps] = ref.split(' ');
  if (stamps.length === 0) throw new DeliveryError({ kind: 'refused', code: 'message_ref' });
  return { channel, stamps };
}
