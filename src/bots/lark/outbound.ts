import { createHash } from 'node:crypto';
import { DeliveryError, type DeliveryFault } from '../../core/errors.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import type { Clock, Wait } from '../../core/ports/clock.js';
import type { Circular, Messenger, Post, Sent, SentCircular } from '../../core/ports/messenger.js';
import type { LarkCard } from './card-json.js';
import { cannotChange, lacksPermission, refusedCard } from './errors.js';
import { renderText } from './fallback.js';
import type { Installation, LarkHost } from './host.js';
import { isPerson } from './ids.js';
import { buttonsPerRow } from './limits.js';
import { createPeople } from './people.js';
import { forDirectChat } from './place.js';
import { createRecent } from './recent.js';
import { renderCard } from './render.js';
import { partsWithinMs, perChatMs, perWorkspacePerMinute, perWorkspacePerSecond, sameMessageMs } from './timing.js';
import { type Outgoing, peopleAtOnce, type WebApi } from './web-api.js';

export interface OutboundContext {
  readonly api: WebApi;
  readonly host: LarkHost;
  readonly clock: Clock;
  readonly wait: Wait;
  /** The program's own address, to which links of ours lead. */
  readonly origin: string | undefined;
}

/** What a message is drawn as: a card, or the same words as texts where Feishu does not take the card. */
type Kind = 'card' | 'text';

interface Drawable extends Pick<Post, 'card' | 'language'> {
  readonly chat: string | null;
}

interface Drawing {
  readonly kind: Kind;
  readonly parts: readonly Outgoing[];
}

/** Our messages in the chat, in order. */
interface Standing {
  readonly kind: Kind;
  readonly ids: readonly string[];
}

/** One attempt's messages, spaced as one chat takes them. */
interface Attempt {
  /** @param name the same one is the same message. */
  send(message: Outgoing, name: string): Promise<string>;
  /** What went out so far. */
  readonly sent: readonly string[];
}

/** Messages that are remembered while the process lives; ours. */
const remembered = 2_000;

/**
 * The way out to Feishu. A card that one message cannot hold is several. Each carries a name (`uuid`) made of the delivery and
 * its place, so that an attempt that is repeated within the hour doubles nothing.
 */
export function createMessenger({ api, host, clock, wait, origin }: OutboundContext): Messenger {
  const people = createPeople(api);
  /** Parts of messages that are not complete yet, by their name: found again after the hour, too. */
  const begun = createRecent<string>(remembered);
  /** What stands in the place of a message that had to be sent anew, or grew: who changes it next may know only the old one. */
  const moved = createRecent<Standing>(remembered);

  async function installed(workspaceId: string): Promise<Installation> {
    const of = await host.ofWorkspace(workspaceId);
    if (!of) throw new DeliveryError({ kind: 'locked', code: 'not_installed' });
    return of;
  }

  function attemptOf(of: Installation, chat: string): Attempt {
    const machine = () => clock.machine().getTime();
    const until = machine() + partsWithinMs;
    const sent: string[] = [];
    let another = false;
    return {
      sent,
      async send(message, name) {
        let id = begun.get(name);
        if (id === undefined) {
          if (another) await wait(perChatMs, new AbortController().signal);
          another = true;
          // What does not fit into the attempt is the next one's.
          if (machine() > until) throw new DeliveryError({ kind: 'later', afterMs: perChatMs, scope: 'chat' });
          id = await api.send(of, chat, message, uuidOf(name));
          begun.set(name, id);
        }
        sent.push(id);
        return id;
      },
    };
  }

  async function sendAll(attempt: Attempt, key: string, { kind, parts }: Drawing): Promise<Standing> {
    const names = parts.map((_, part) => `${key} ${kind} ${part}`);
    const ids: string[] = [];
    for (const [part, message] of parts.entries()) ids.push(await attempt.send(message, names[part] ?? ''));
    for (const name of names) begun.delete(name);
    return { kind, ids };
  }

  /** Each part in its place; what a card has grown by comes after it, what it needs no more goes. */
  async function change(
    of: Installation,
    attempt: Attempt,
    key: string,
    { ids }: Standing,
    { kind, parts }: Drawing,
  ): Promise<Standing> {
    const kept: string[] = [];
    for (const [part, message] of parts.entries()) {
      const id = ids[part];
      if (id === undefined) kept.push(await attempt.send(message, `${key} ${kind} ${part}`));
      else {
        await replace(of, id, message);
        kept.push(id);
      }
    }
    await takeBack(of, ids.slice(parts.length));
    return { kind, ids: kept };
  }

  async function replace(of: Installation, id: string, message: Outgoing): Promise<void> {
    if ('card' in message) await api.patch(of, id, message.card);
    else if ('text' in message) await api.rewrite(of, id, message.text);
  }

  /** As far as Feishu still lets it be taken back. */
  async function takeBack(of: Installation, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await api.remove(of, id).catch((error: unknown) => {
        if (!['gone', 'refused'].includes(faultOf(error).kind)) throw error;
      });
    }
  }

  async function update(
    of: Installation,
    attempt: Attempt,
    key: string,
    was: Standing,
    drawing: Drawing,
  ): Promise<Standing> {
    if (was.kind === drawing.kind) {
      try {
        return await change(of, attempt, key, was, drawing);
      } catch (error) {
        if (!cannotChange(faultOf(error))) throw error;
      }
    }
    const standing = await sendAll(attempt, key, drawing);
    const before = [...was.ids, ...attempt.sent];
    await takeBack(
      of,
      before.filter((id) => !standing.ids.includes(id)),
    );
    return standing;
  }

  /** In Feishu's own time. Nothing of it can be changed or taken back, and a second call would be a second message. */
  async function sendCircular(of: Installation, circular: Circular, kind: Kind): Promise<SentCircular> {
    const ids: string[] = [];
    const unreached = new Set<string>();
    for (const message of draw({ ...circular, chat: null }, kind).parts) {
      const sent = await api.batchSend(of, circular.accounts, message).catch((error: unknown) => {
        // Nobody must get the beginning again for the sake of the rest.
        throw ids.length === 0 ? error : new DeliveryError({ kind: 'unknown', code: 'sent_in_part' });
      });
      ids.push(sent.id);
      for (const account of sent.invalid) unreached.add(account);
    }
    return { messageRef: ids.join(' '), unreached: [...unreached] };
  }

  /** @param chat null: many people's, and nothing on it can be pressed. */
  function draw({ card, language, chat }: Drawable, kind: Kind): Drawing {
    const placed = chat !== null && isPerson(chat) ? forDirectChat : (one: LarkCard) => one;
    try {
      if (kind === 'text') return { kind, parts: renderText(card, language).map((text) => ({ text })) };
      return { kind, parts: renderCard(card, language, origin).map((one) => ({ card: placed(one) })) };
    } catch (error) {
      if (error instanceof Unrenderable) throw new DeliveryError({ kind: 'refused', code: 'unrenderable' });
      throw error;
    }
  }

  return {
    platform: 'lark',
    capabilities: {
      repeat: { by: 'key', withinMs: sameMessageMs },
      forms: 'whole',
      maxButtons: buttonsPerRow,
      circulars: { atMost: peopleAtOnce },
      pacing: { perChatMs, perWorkspacePerSecond, perWorkspacePerMinute, freeDirectChats: true },
    },
    async send(post) {
      const of = await installed(post.workspaceId);
      const attempt = attemptOf(of, post.chat);
      try {
        return sentAs(await sendAll(attempt, post.key, draw(post, 'card')));
      } catch (error) {
        if (!refusedCard(faultOf(error))) throw error;
        const drawnAsCard = [...attempt.sent];
        const standing = await sendAll(attempt, post.key, draw(post, 'text'));
        await takeBack(of, drawnAsCard);
        return sentAs(standing);
      }
    },
    async sendCircular(circular) {
      const of = await installed(circular.workspaceId);
      return sendCircular(of, circular, 'card').catch((error: unknown) => {
        const fault = faultOf(error);
        // Of its own; without it, all else still goes.
        if (lacksPermission(fault)) throw new DeliveryError({ kind: 'refused', code: 'no_circulars' });
        if (fault.kind !== 'refused') throw error;
        return sendCircular(of, circular, 'text');
      });
    },
    async update(post, messageRef) {
      const of = await installed(post.workspaceId);
      const was = moved.get(messageRef) ?? readRef(messageRef);
      const attempt = attemptOf(of, post.chat);
      const standing = await update(of, attempt, post.key, was, draw(post, was.kind)).catch((error: unknown) => {
        if (was.kind === 'text' || !refusedCard(faultOf(error))) throw error;
        return update(of, attempt, post.key, was, draw(post, 'text'));
      });
      const sent = sentAs(standing);
      if (sent.messageRef === messageRef) moved.delete(messageRef);
      else moved.set(messageRef, standing);
      return sent;
    },
    // A message to a person's id opens the direct chat by itself.
    openDirect: async (_workspaceId, accountExternalId) => accountExternalId,
    // To read a chat's messages the app would need a permission to read all of them.
    find: async () => null,
    look: async (workspaceId, chat) => people.look(await installed(workspaceId), chat),
    emailOf: async (workspaceId, accountExternalId) => api.emailOf(await installed(workspaceId), accountExternalId),
  };
}

function faultOf(error: unknown): DeliveryFault {
  if (error instanceof DeliveryError) return error.fault;
  throw error;
}

/** At most 50 characters, and nothing that says what it is. */
function uuidOf(name: string): string {
  return createHash('sha256').update(`delivery:${name}`).digest('base64url');
}

function sentAs({ kind, ids }: Standing): Sent {
  return { messageRef: (kind === 'text' ? [kind, ...ids] : ids).join(' ') };
}

function readRef(ref: string): Standing {
  const [first = '', ...rest] = ref.split(' ').filter((one) => one !== '');
  const standing: Standing = first === 'text' ? { kind: 'text', ids: rest } : { kind: 'card', ids: [first, ...rest] };
  if (standing.ids.some((id) => id === '') || standing.ids.length === 0)
    throw new DeliveryError({ kind: 'refused', code: 'message_ref' });
  return standing;
}
