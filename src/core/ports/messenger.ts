import type { Language } from '../language/language.js';
import type { Card } from '../message/card.js';
import type { AccountEmail, ChatFacts } from './chats.js';

/**
 * The one way out to a platform. Every failure is a `DeliveryError`; retries belong to the delivery engine, so an
 * implementation tries once and has a time-out.
 */
export interface Messenger {
  readonly platform: string;
  readonly capabilities: Capabilities;
  /** Posts the card. The key is carried to the platform so that the same message cannot appear twice. */
  send(post: Post): Promise<Sent>;
  /**
   * The same message to many people, each in their own direct chat, in one call; only where `capabilities.circulars` says
   * how many. Nothing makes a second call harmless: what may have arrived is not sent again.
   */
  sendCircular(circular: Circular): Promise<SentCircular>;
  /** Changes a message that was sent before. Doing it twice is the same as once. */
  update(post: Post, messageRef: string): Promise<Sent>;
  /** The direct chat with an account; opening it twice gives the same chat. */
  openDirect(workspaceId: string, accountExternalId: string): Promise<string>;
  /** Whether a message with the key is in the chat; `null` when the platform will not say. */
  find(workspaceId: string, chat: string, key: string): Promise<Sent | 'absent' | null>;
  /** The group chat as it is now. One that is not there, or that the bot is not let see, is 'gone'. */
  look(workspaceId: string, chat: string): Promise<ChatFacts>;
  /** The e-mail address of an account; asked only when the person wished it. `null` when the platform tells none. */
  emailOf(workspaceId: string, accountExternalId: string): Promise<AccountEmail | null>;
}

export interface Post {
  readonly workspaceId: string;
  readonly chat: string;
  readonly key: string;
  readonly card: Card;
  readonly language: Language;
}

export interface Circular extends Pick<Post, 'workspaceId' | 'card' | 'language'> {
  /** External ids; at most `capabilities.circulars.atMost`. */
  readonly accounts: readonly string[];
}

export interface SentCircular extends Sent {
  /** Accounts that the platform does not reach. */
  readonly unreached: readonly string[];
}

export interface Sent {
  readonly messageRef: string;
}

/** Differences between platforms are declared here as data and decided in core; there are no optional methods. */
export interface Capabilities {
  /** How a repeated attempt is made harmless: by the platform's own key, or by reading back after a quarantine. */
  readonly repeat:
    | { readonly by: 'key'; readonly withinMs: number }
    | { readonly by: 'readBack'; readonly quarantineMs: number };
  /** How forms are shown. */
  readonly forms: 'whole' | 'steps';
  readonly maxButtons: number;
  /** How many people one call can write to; null: one. */
  readonly circulars: { readonly atMost: number } | null;
  readonly pacing: Pacing;
}

/** How fast the platform lets us speak; machine time. */
export interface Pacing {
  readonly perChatMs: number;
  readonly perWorkspacePerSecond: number;
  /** Where the platform counts minutes beside seconds; left out: it does not. */
  readonly perWorkspacePerMinute?: number;
  /** Opening a direct chat asks the platform nothing, so nobody waits for a turn; left out: it is a call like any other. */
  readonly freeDirectChats?: boolean;
}
