import type { Gesture, GestureAnswer } from '../wire.js';
import { gesture } from './api.js';
import { model, upsert } from './model.js';
import { toast } from './toast.js';

/** A gesture before it is signed with a key, a person and a chat. */
type Omitted<T> = T extends unknown ? Omit<T, 'key' | 'as' | 'chat'> : never;
export type Deed = Omitted<Gesture>;

/** Where the deed happens: fixed when it begins, because the reader may walk on meanwhile. */
export interface Where {
  readonly as: string;
  readonly chat: string;
}

export interface Outcome {
  /** The messages of the chat changed. */
  onMessages(): void;
  onForm(form: NonNullable<GestureAnswer['form']>, where: Where): void;
}

let outcome: Outcome = { onMessages: () => undefined, onForm: () => undefined };

export function onOutcome(handlers: Outcome): void {
  outcome = handlers;
}

/** Where the reader is now. */
export function here(): Where | null {
  return model.me && model.chat !== null ? { as: model.me.id, chat: model.chat } : null;
}

/** Sends one deed; the key is the caller's, so that the same deed tried again stays the same deed. */
export async function act(deed: Deed, where: Where, key: string): Promise<GestureAnswer> {
  const answer = await gesture({ ...deed, ...where, key });
  if (model.me?.id === where.as) {
    upsert(answer.messages);
    outcome.onMessages();
  }
  if (answer.toast) toast(answer.toast);
  if (answer.form) outcome.onForm(answer.form, where);
  return answer;
}

/** A fresh key. `randomUUID` is missing where the page is served without TLS under another name than localhost. */
export function newKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const versioned = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return versioned.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
