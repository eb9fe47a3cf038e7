import { DeliveryError } from '../../core/errors.js';
import type { AccountEmail } from '../../core/ports/chats.js';
import type { Clock } from '../../core/ports/clock.js';
import { createCalling } from './calling.js';
import type { LarkCard } from './card-json.js';
import { contentOf, fileTypeOf, type Outgoing } from './content.js';
import { lacksPermission } from './errors.js';
import type { AppCredentials, Installation } from './host.js';
import { idOf, isPerson } from './ids.js';
import * as answers from './schemas.js';
import { uploadTimeoutMs } from './timing.js';

export type { Outgoing } from './content.js';

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
  /** Replaces the words of a text message, twenty times at most. */
  rewrite(of: Installation, messageId: string, text: string): Promise<void>;
  remove(of: Installation, messageId: string): Promise<void>;
  /** To up to 200 people at once, in Feishu's own time. Nothing of it can be pressed or changed. */
  batchSend(of: Installation, openIds: readonly string[], message: Outgoing): Promise<BatchSent>;
  chat(of: AppCredentials, chat: string): Promise<ChatSeen>;
  /** Everybody but bots. */
  members(of: Installation, chat: string): Promise<readonly Member[]>;
  /** The groups that the bot is in. */
  chats(of: AppCredentials): Promise<readonly ChatListed[]>;
  /** null: the person has none, or the app may not read it. */
  emailOf(of: Installation, user: string): Promise<AccountEmail | null>;
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

export interface BatchSent {
  readonly id: string;
  /** Whom Feishu does not know, or the app may not write to. */
  readonly invalid: readonly string[];
}

export interface ChatSeen {
  readonly name: string;
  /** People of other organisations can be in it. */
  readonly external: boolean;
  readonly dissolved: boolean;
  /** Of the organisation that the chat belongs to. */
  readonly tenantKey: string;
}

export interface ChatListed {
  readonly chat: string;
  readonly name: string;
  readonly external: boolean;
  readonly tenantKey: string;
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

/** open.feishu.cn, im-v1/batch_message, contact-v3/user/batch_get_id, 2025-08. */
export const peopleAtOnce = 200;
const contactsAtOnce = 50;

/** `activate_status` of an app that the organisation has switched on; open.feishu.cn, bot-v3/bot/get, 2025. */
const switchedOn = 2;

/** @param domain an absolute URL. */
export function createWebApi(clock: Clock, domain: string, calling = createCalling(clock, domain)): WebApi {
  const { call, pages } = calling;

  async function findSome(of: Installation, data: Contacts): Promise<readonly Contact[]> {
    const path = 'contact/v3/users/batch_get_id';
    const query = { user_id_type: 'open_id' };
    const found = await call(
      of,
      { name: 'contact.find', method: 'POST', path, query, data: { ...data } },
      answers.found,
    );
    return found.data.user_list.flatMap(({ user_id: openId, email, mobile }) => {
      const contact = email ?? mobile;
      return openId && contact ? [{ contact, openId }] : [];
    });
  }

  return {
    async send(of, to, message, uuid) {
      const [receive_id_type, target] = isPerson(to) ? ['open_id', to] : ['chat_id', idOf('chat', to)];
      const data = { receive_id: target, ...contentOf(message), uuid };
      const asked = { name: 'message.send', target, method: 'POST', path: 'im/v1/messages', data } as const;
      return (await call(of, { ...asked, query: { receive_id_type } }, answers.sent)).data.message_id;
    },
    async patch(of, target, card) {
      const path = `im/v1/messages/${idOf('message', target)}`;
      const data = { content: JSON.stringify(card) };
      await call(of, { name: 'message.patch', target, method: 'PATCH', path, data }, answers.nothing);
    },
    async rewrite(of, target, text) {
      const path = `im/v1/messages/${idOf('message', target)}`;
      await call(of, { name: 'message.put', target, method: 'PUT', path, data: contentOf({ text }) }, answers.nothing);
    },
    async remove(of, target) {
      const path = `im/v1/messages/${idOf('message', target)}`;
      await call(of, { name: 'message.delete', target, method: 'DELETE', path }, answers.nothing);
    },
    async lateCard(of, token, card) {
      const path = 'interactive/v1/card/update';
      await call(of, { name: 'card.update', method: 'POST', path, data: { token, card } }, answers.nothing);
    },
    async sendEphemeral(of, chat, user, card) {
      const data = { chat_id: idOf('chat', chat), open_id: idOf('person', user), msg_type: 'interactive', card };
      const asked = {
        name: 'message.ephemeral',
        target: chat,
        method: 'POST',
        path: 'ephemeral/v1/send',
        data,
      } as const;
      await call(of, asked, answers.nothing);
    },
    async batchSend(of, openIds, message) {
      if (openIds.length > peopleAtOnce) throw new DeliveryError({ kind: 'refused', code: 'too_many_people' });
      // Older than the other calls: what they take as text it takes as it is.
      const { msg_type, content } = contentOf(message);
      const parsed: unknown = JSON.parse(content);
      const what = 'card' in message ? { card: parsed } : { content: parsed };
      const data = { open_ids: openIds.map((id) => idOf('person', id)), msg_type, ...what };
      const asked = { name: 'message.batch', method: 'POST', path: 'message/v4/batch_send/', data } as const;
      const { data: sent } = await call(of, asked, answers.batch);
      return { id: sent.message_id, invalid: sent.invalid_open_ids ?? [] };
    },
    async chat(of, target) {
      const path = `im/v1/chats/${idOf('chat', target)}`;
      const { data } = await call(of, { name: 'chat.look', target, method: 'GET', path }, answers.chat);
      const { name, external, tenant_key: tenantKey, chat_status: status } = data;
      return { name, external, tenantKey, dissolved: status.startsWith('dissolved') };
    },
    async members(of, target) {
      const path = `im/v1/chats/${idOf('chat', target)}/members`;
      const query = { member_id_type: 'open_id' };
      const seen = await pages(of, { name: 'chat.members', target, method: 'GET', path, query }, answers.member);
      return seen.map(({ member_id: openId, name, tenant_key: tenantKey }) => ({ openId, name, tenantKey }));
    },
    async chats(app) {
      const query = { sort_type: 'ByCreateTimeAsc' };
      const asked = { name: 'chat.list', method: 'GET', path: 'im/v1/chats', query } as const;
      const seen = await pages(app, asked, answers.listedChat);
      return seen.map(({ chat_id: chat, name, external, tenant_key: tenantKey }) => ({
        chat,
        name,
        external,
        tenantKey,
      }));
    },
    async emailOf(of, user) {
      const path = `contact/v3/users/${idOf('person', user)}`;
      const query = { user_id_type: 'open_id' };
      try {
        const { data } = await call(of, { name: 'contact.user', method: 'GET', path, query }, answers.user);
        const { email, enterprise_email: own } = data.user;
        // The organisation's own mail is read by its holder alone; any other address was only written down.
        if (own) return { address: own, verified: true };
        return email ? { address: email, verified: false } : null;
      } catch (error) {
        if (error instanceof DeliveryError && lacksPermission(error.fault)) return null;
        throw error;
      }
    },
    async findByContact(of, { emails = [], mobiles = [] }) {
      const found: Contact[] = [];
      for (let from = 0; from < Math.max(emails.length, mobiles.length); from += contactsAtOnce) {
        const some = {
          emails: emails.slice(from, from + contactsAtOnce),
          mobiles: mobiles.slice(from, from + contactsAtOnce),
        };
        found.push(...(await findSome(of, some)));
      }
      return found;
    },
    async uploadImage(of, bytes) {
      const data = { image_type: 'message', image: new File([bytes], 'image') };
      const asked = { name: 'image.upload', method: 'POST', path: 'im/v1/images', data } as const;
      return (await call(of, { ...asked, timeoutMs: uploadTimeoutMs }, answers.image)).data.image_key;
    },
    async uploadFile(of, name, bytes) {
      const data = { file_type: fileTypeOf(name), file_name: name, file: new File([bytes], name) };
      const asked = { name: 'file.upload', method: 'POST', path: 'im/v1/files', data } as const;
      return (await call(of, { ...asked, timeoutMs: uploadTimeoutMs }, answers.file)).data.file_key;
    },
    async whoAmI(app) {
      const { bot } = await call(app, { name: 'bot.info', method: 'GET', path: 'bot/v3/info' }, answers.bot);
      return { openId: bot.open_id, name: bot.app_name, active: bot.activate_status === switchedOn };
    },
    async slashCommands(app) {
      const listed = await pages(app, { name: 'commands.list', method: 'GET', path: commandsPath }, answers.command);
      return listed.map(({ command_id: id, command, description: { default_value, i18n } }) => {
        const description = { 'zh-CN': i18n.zh_cn ?? default_value, 'en-US': i18n.en_us ?? default_value };
        return { id, command, description };
      });
    },
    async createSlashCommand(app, command) {
      const data = writtenCommand(command);
      await call(app, { name: 'commands.create', method: 'POST', path: commandsPath, data }, answers.nothing);
    },
    async changeSlashCommand(app, id, command) {
      const path = `${commandsPath}/${idOf('command', id)}`;
      await call(
        app,
        { name: 'commands.change', method: 'PATCH', path, data: writtenCommand(command) },
        answers.nothing,
      );
    },
    async removeSlashCommand(app, id) {
      const path = `${commandsPath}/${idOf('command', id)}`;
      await call(app, { name: 'commands.remove', method: 'DELETE', path }, answers.nothing);
    },
  };
}

const commandsPath = 'application/v7/app_slash_commands';

function writtenCommand({ command, description }: SlashCommand) {
  const i18n = { zh_cn: description['zh-CN'], en_us: description['en-US'] };
  return { command, description: { default_value: description['zh-CN'], i18n } };
}
