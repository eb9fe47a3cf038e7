import { createHash } from 'node:crypto';

// Feishu's ids: a prefix and 32 hexadecimal digits. Here they follow from what they stand for, so that a test can name
// them beforehand.

const digits = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Who is called so: a school's whole roster would be looked through at each call. */
const holders = new Map<string, { readonly app: string; readonly user: string }>();
const openIds = new Map<string, string>();

/** The same person has another open_id for every app. */
export function openIdOf(app: string, user: string): string {
  const name = `${app} ${user}`;
  const known = openIds.get(name);
  if (known !== undefined) return known;
  const made = `ou_${digits(name)}`;
  openIds.set(name, made);
  holders.set(made, { app, user });
  return made;
}

/** Null: nobody whose open_id was asked for yet. */
export const holderOf = (openId: string) => holders.get(openId) ?? null;
export const unionIdOf = (user: string) => `on_${digits(user)}`;
export const botOpenIdOf = (app: string) => openIdOf(app, 'the bot itself');
export const chatIdOf = (text: string) => `oc_${digits(text)}`;
/** An id that means nothing, with this prefix. */
export const freshId = (prefix: string, text: string) => `${prefix}${digits(`${prefix} ${text}`)}`;

export const idShapes = {
  open_id: /^ou_[0-9a-f]{32}$/,
  union_id: /^on_[0-9a-f]{32}$/,
  chat_id: /^oc_[0-9a-f]{32}$/,
  message_id: /^om_[0-9a-f]{32}$/,
  app_id: /^cli_[0-9a-f]{16}$/,
} as const;
