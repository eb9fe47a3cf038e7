import { DeliveryError } from '../../core/errors.js';
import type { Clock } from '../../core/ports/clock.js';
import type { LarkCard } from './card-json.js';
import type { AppCredentials, Installation } from './host.js';

/** A message on its way out. */
export type Outgoing =
  | { readonly card: LarkCard }
  | { readonly text: string }
  /** By the key that its upload gave. */
  | { readonly image: string }
  | { readonly file: string };

/**
 * The only file that says what Feishu's API is called with. One try a call, with a time-out; every failure is a
 * `DeliveryError`.
 */
export interface WebApi {
  /**
   * @param to a chat (oc_…) or a person (ou_…).
   * @param uuid at most 50 characters; the same one within the hour is the same message.
   * @returns the message's id (om_…).
   */
  send(of: Installation, to: string, message: Outgoing, uuid: string): Promise<string>;
  /** Replaces a card that was sent, for fourteen days. */
  patch(of: Installation, messageId: string, card: LarkCard): Promise<void>;
  /** With the token of a callback, after the callback was answered: for 30 minutes, twice. */
  lateCard(of: Installation, token: string, card: LarkCard): Promise<void>;
  /** In a group, for one of its members alone. */
  sendEphemeral(of: Installation, chat: string, user: string, card: LarkCard): Promise<void>;
  remove(of: Installation, messageId: string): Promise<void>;
  /** To up to 200 people at once, in Feishu's own time. Nothing of it can be pressed or changed. @returns whom it knows not. */
  batchSend(of: Installation, openIds: readonly string[], message: Outgoing): Promise<readonly string[]>;
  chat(of: Installation, chat: string): Promise<ChatSeen>;
  /** Everybody but bots. */
  members(of: Installation, chat: string): Promise<readonly Member[]>;
  /** The groups that the bot is in. */
  chats(of: AppCredentials): Promise<readonly ChatListed[]>;
  /** null: the person has none, or the app may not read it. */
  emailOf(of: Installation, user: string): Promise<string | null>;
  /** Whose addresses and numbers these are, as far as the organisation knows them. */
  findByContact(of: Installation, contacts: Contacts): Promise<readonly Contact[]>;
  /** @returns the image's key, to be sent. */
  uploadImage(of: Installation, bytes: Uint8Array): Promise<string>;
  uploadFile(of: Installation, name: string, bytes: Uint8Array): Promise<string>;
  /** The app's own bot; needs nothing but the credentials. */
  whoAmI(app: AppCredentials): Promise<Bot>;
  slashCommands(app: AppCredentials): Promise<readonly ListedCommand[]>;
  createSlashCommand(app: AppCredentials, command: SlashCommand): Promise<void>;
  changeSlashCommand(app: AppCredentials, id: string, command: SlashCommand): Promise<void>;
  removeSlashCommand(app: AppCredentials, id: string): Promise<void>;
}

export interface ChatSeen {
  readonly name: string;
  /** People of other organisations can be in it. */
  readonly external: boolean;
  readonly dissolved: boolean;
}

export interface ChatListed {
  readonly chat: string;
  readonly name: string;
  readonly external: boolean;
}

export interface Member {
  readonly openId: string;
  readonly name: string;
  /** Of the organisation that the person belongs to. */
  readonly tenantKey: string;
}

export interface Bot {
  readonly openId: string;
  readonly name: string;
  /** Switched on in the organisation. */
  readonly active: boolean;
}

export interface Contacts {
  readonly emails?: readonly string[];
  /** Of mainland China as they are, others with + and the country's code. */
  readonly mobiles?: readonly string[];
}

export interface Contact {
  readonly contact: string;
  readonly openId: string;
}

/** What is picked from the list that opens at "/". */
export interface SlashCommand {
  /** Without the stroke. */
  readonly command: string;
  readonly description: { readonly 'zh-CN': string; readonly 'en-US': string };
}

export interface ListedCommand extends SlashCommand {
  readonly id: string;
}

/** @param domain an absolute URL. */
export function createWebApi(_clock: Clock, _domain: string): WebApi {
  throw new DeliveryError({ kind: 'locked', code: 'not_written' });
}
