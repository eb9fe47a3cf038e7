import { createCipheriv, createHash } from 'node:crypto';
import { textName } from '../../src/bots/lark/names.js';

// What Feishu sends, one of each kind, as open.feishu.cn shows it (2025) and with the fields that it adds in fact.

export const app = 'cli_a1b2c3d4e5f60718';
const tenant = '16a1b2c3d4e5f607';
export const verificationToken = 'the-verification-token';
export const encryptKey = 'the-encrypt-key';
export const bot = 'ou_b07b07b07b07b07b07b07b07b07b07b0';
export const wang = 'ou_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a';
export const directChat = 'oc_d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1';
export const groupChat = 'oc_c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2';

export type Fields = Readonly<Record<string, unknown>>;

let count = 0;
/** 32 hexadecimal digits that nothing else has. */
const unique = () => createHash('md5').update(`lark ${++count}`).digest('hex');

const someone = (openId: string) => ({ open_id: openId, union_id: `on_${openId.slice(3)}`, user_id: 'e33ggbyz' });

/** In the second version of the envelope. */
export function event(type: string, event: Fields, header: Fields = {}) {
  return {
    schema: '2.0',
    header: {
      event_id: unique(),
      event_type: type,
      create_time: String(Date.now()),
      token: verificationToken,
      app_id: app,
      tenant_key: tenant,
      ...header,
    },
    event,
  };
}

/** In the first one. */
export function firstEvent(type: string, event: Fields, envelope: Fields = {}) {
  return {
    ts: `${Math.floor(Date.now() / 1_000)}.7171419`,
    uuid: unique(),
    token: verificationToken,
    type: 'event_callback',
    event: { app_id: app, tenant_key: tenant, type, ...event },
    ...envelope,
  };
}

function message(type: string, content: object, parts: Fields, sender: Fields, header: Fields) {
  const user = typeof sender['open_id'] === 'string' ? sender['open_id'] : wang;
  return event(
    'im.message.receive_v1',
    {
      sender: { sender_id: someone(user), sender_type: 'user', tenant_key: tenant, ...sender },
      message: {
        message_id: `om_${unique()}`,
        create_time: String(Date.now()),
        update_time: String(Date.now()),
        chat_id: directChat,
        chat_type: 'p2p',
        message_type: type,
        content: JSON.stringify(content),
        user_agent: 'Mozilla/5.0',
        ...parts,
      },
    },
    header,
  );
}

export function directMessage(text: string, parts: Fields = {}, sender: Fields = {}, header: Fields = {}) {
  return message('text', { text }, parts, sender, header);
}

export const botMentioned = { key: '@_user_1', id: someone(bot), name: '共育', tenant_key: tenant };

/** Said to the bot in a group; its name stands where `@_user_1` is. */
export function mention(text: string, parts: Fields = {}, sender: Fields = {}, header: Fields = {}) {
  const said = { chat_id: groupChat, chat_type: 'group', mentions: [botMentioned] };
  return message('text', { text }, { ...said, ...parts }, sender, header);
}

/** Several lines with links and mentions in them. */
export function post(title: string, content: readonly (readonly object[])[], parts: Fields = {}) {
  return message('post', { title, content }, parts, {}, {});
}

export function picture(parts: Fields = {}) {
  return message('image', { image_key: 'img_v2_1' }, parts, {}, {});
}

export function menu(key: string, user = wang) {
  const operator = { operator_name: '王芳', operator_id: someone(user) };
  return event('application.bot.menu_v6', { operator, event_key: key, timestamp: 1_790_000_000 });
}

export function entered(parts: Fields = {}, user = wang) {
  return event('im.chat.access_event.bot_p2p_chat_entered_v1', {
    chat_id: directChat,
    operator_id: someone(user),
    ...parts,
  });
}

/** Something that happened to a group. */
export function chatEvent(type: string, parts: Fields = {}) {
  return event(type, {
    chat_id: groupChat,
    operator_id: someone(wang),
    external: false,
    operator_tenant_key: tenant,
    name: '七年级教师群',
    ...parts,
  });
}

/** What a button of ours brings back. */
export interface Pressing {
  readonly in?: 'direct' | 'group';
  readonly user?: string;
  readonly messageId?: string;
  readonly token?: string;
  readonly event?: Fields;
  readonly action?: Fields;
  readonly header?: Fields;
}

/** Feishu says microseconds here. */
export function callback(action: Fields, how: Pressing = {}) {
  const operator = { tenant_key: tenant, ...someone(how.user ?? wang) };
  const context = {
    open_message_id: how.messageId ?? `om_${unique()}`,
    open_chat_id: how.in === 'group' ? groupChat : directChat,
  };
  const pressed = { operator, token: how.token ?? `c-${unique()}`, action: { ...action, ...how.action } };
  return event(
    'card.action.trigger',
    { ...pressed, host: 'im_message', context, ...how.event },
    { create_time: `${Date.now()}123`, ...how.header },
  );
}

const marked = (value: Fields, { in: place = 'direct' }: Pressing) => (place === 'direct' ? { ...value, d: 1 } : value);

export function press(token: string, how: Pressing = {}) {
  return callback({ value: marked({ t: token }, how), tag: 'button', timezone: 'Asia/Shanghai' }, how);
}

export function choose(token: string, option: string, how: Pressing = {}) {
  return callback({ value: marked({ t: token }, how), tag: 'select_static', option }, how);
}

export interface Filling extends Pressing {
  readonly session?: string;
  readonly page?: number;
  readonly pages?: number;
  /** By the name of the input. */
  readonly answers?: Fields;
}

export function submission(how: Filling = {}) {
  const value = { f: how.session ?? 's-1', p: how.page ?? 0, n: how.pages ?? 1 };
  const form_value = how.answers ?? { [textName('note')]: 'all well' };
  return callback({ value: marked(value, how), tag: 'button', name: 'submit', form_value }, how);
}

export function challenge(text: string, token = verificationToken) {
  return { challenge: text, token, type: 'url_verification' };
}

/** As Feishu encrypts it. */
export function encrypted(text: string | Uint8Array, key = encryptKey, start = Buffer.alloc(16, 7)) {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), start);
  return Buffer.concat([start, cipher.update(text), cipher.final()]).toString('base64');
}

export function signed(body: Uint8Array, timestamp: string, nonce: string, key = encryptKey): string {
  return createHash('sha256').update(`${timestamp}${nonce}${key}`).update(body).digest('hex');
}
