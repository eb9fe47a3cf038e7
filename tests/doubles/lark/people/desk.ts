import { wordsOf } from '../api/content.js';
import { openIdOf } from '../ids.js';
import { actionsOf, formsOf, type SeenAction, type SeenForm, summaryOf, titleOf } from '../plain.js';
import { type App, type Chat, type Message, type Passing, type User, userByOpenId, type World } from '../state.js';

// What one person sees in their Feishu.

export interface SeenMessage {
  readonly id: string;
  readonly chat: string;
  /** 'bot': the app's; 'me'; otherwise a person's or an app's id. */
  readonly author: string;
  /** Nobody else sees it. */
  readonly alone: boolean;
  readonly type: string;
  /** A card's header. */
  readonly title: string;
  /** The words that stand there. */
  readonly plain: string;
  /** What a notification shows. */
  readonly summary: string;
  /** As it was sent or last changed. */
  readonly content: string;
  readonly actions: readonly SeenAction[];
  readonly forms: readonly SeenForm[];
  readonly edited: boolean;
  readonly recalled: boolean;
  readonly urgent: boolean;
  readonly parent: string | null;
  /** This Feishu's time. */
  readonly atMs: number;
  /** When it last changed, in the world's moments. */
  readonly changed: number;
}

export interface SeenChat {
  readonly id: string;
  readonly name: string;
  readonly kind: Chat['kind'];
  readonly external: boolean;
  readonly members: number;
  readonly messages: readonly SeenMessage[];
}

export interface Desk {
  readonly moment: number;
  readonly user: { readonly id: string; readonly openId: string; readonly name: string };
  readonly chats: readonly SeenChat[];
  /** What the client showed for a moment: toasts, and its own codes (type 'problem'). */
  readonly toasts: readonly Passing[];
}

export function deskOf(world: World, app: App, user: User): Desk {
  return {
    moment: world.moment,
    user: { id: user.id, openId: openIdOf(app.id, user.id), name: user.name },
    chats: [...app.tenant.chats.values()]
      .filter((chat) => chat.members.has(user.id) && !chat.dissolved)
      .map((chat) => ({
        id: chat.id,
        name: chat.name,
        kind: chat.kind,
        external: chat.external,
        members: chat.members.size,
        messages: chat.messages
          .filter((message) => message.to === null || message.to === user.id)
          .map((message) => seenMessage(app, message, user)),
      })),
    toasts: app.tenant.passing.get(user.id) ?? [],
  };
}

function seenMessage(app: App, message: Message, user: User): SeenMessage {
  const { card, author, recalled } = message;
  const shown = recalled ? null : card;
  const nameOf = (openId: string) => userByOpenId(app, openId)?.name ?? openId;
  const plain = recalled ? '' : wordsOf(message, user.language, nameOf);
  return {
    id: message.id,
    chat: message.chat,
    author: authorOf(app, author, user),
    alone: message.to !== null,
    type: message.type,
    title: shown ? titleOf(shown, user.language) : '',
    plain,
    summary: shown ? summaryOf(shown, user.language) : plain,
    content: recalled ? '' : message.content,
    actions: shown && !message.dead ? actionsOf(shown, user.language) : [],
    forms: shown && !message.dead ? formsOf(shown, user.language) : [],
    edited: message.edits > 0,
    recalled,
    urgent: message.urgentFor.has(user.id),
    parent: message.parent,
    atMs: message.createdMs,
    changed: message.changed,
  };
}

function authorOf(app: App, author: Message['author'], user: User): string {
  if (author.kind === 'app') return author.app === app.id ? 'bot' : author.app;
  return author.user === user.id ? 'me' : author.user;
}
