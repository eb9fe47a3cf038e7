import { DeliveryError } from '../../core/errors.js';
import type { Clock } from '../../core/ports/clock.js';
import type { Messenger, Post } from '../../core/ports/messenger.js';
import type { Transcript } from '../../core/ports/transcript.js';
import type { Body } from './body.js';
import { classify } from './errors.js';
import { directChat, type SandboxHost } from './host.js';
import { keyKeptMs, maxButtons, perChatMs, perWorkspacePerSecond } from './limits.js';

/** The author of everything that the bot posts. */
export const botId = 'bot';

/** The way out to the sandbox's chats. `posted` is rung so that open pages need not wait for the next look. */
export function createMessenger(
  transcript: Transcript,
  host: Pick<SandboxHost, 'look'>,
  clock: Clock,
  posted: () => void,
): Messenger {
  return {
    platform: 'sandbox',
    capabilities: {
      repeat: { by: 'key', withinMs: keyKeptMs },
      forms: 'whole',
      maxButtons,
      circulars: null,
      pacing: { perChatMs, perWorkspacePerSecond, freeDirectChats: true },
    },
    send: (post) =>
      attempt(async () => {
        const { chat, key } = post;
        const message = { chat, key, author: botId, onlyFor: null, body: bodyOf(post) };
        const { ref } = await transcript.post(message, clock.school());
        posted();
        return { messageRef: ref };
      }),
    sendCircular: () => attempt(() => Promise.reject(new DeliveryError({ kind: 'refused', code: 'no_circulars' }))),
    update: (post, messageRef) =>
      attempt(async () => {
        if (!(await transcript.change(messageRef, bodyOf(post)))) {
          throw new DeliveryError({ kind: 'gone', code: 'message_not_found' });
        }
        posted();
        return { messageRef };
      }),
    openDirect: async (_workspaceId, accountExternalId) => directChat(accountExternalId),
    find: (_workspaceId, chat, key) =>
      attempt(async () => {
        const message = await transcript.find(chat, key);
        return message ? { messageRef: message.ref } : 'absent';
      }),
    look: (workspaceId, chat) =>
      attempt(async () => {
        const facts = await host.look(workspaceId, chat);
        if (!facts) throw new DeliveryError({ kind: 'gone', code: 'chat_not_found' });
        return facts;
      }),
    // Nobody on the page has an address.
    emailOf: async () => null,
  };
}

function bodyOf(post: Post): Body {
  return { kind: 'card', card: post.card, language: post.language };
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new DeliveryError(classify(error));
  }
}
