import { catalogue, type MessageKey } from '../language/catalogue.js';
import type { Language } from '../language/language.js';
import { type Params, say } from '../language/say.js';

/** A text of a form: a sentence of the catalogue, or a name that is the same in every language. */
export type Words = string | { readonly key: MessageKey; readonly params?: Params };

/** Why an answer was not taken; plain data, because it is stored with the form's state. */
export interface Reason {
  readonly key: MessageKey;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason };

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });

export const no = (
  key: MessageKey,
  params: Reason['params'] = {},
): { readonly ok: false; readonly reason: Reason } => ({
  ok: false,
  reason: { key, params },
});

export function sayWords(language: Language, words: Words): string {
  return typeof words === 'string' ? words : say(language, words.key, words.params ?? {});
}

/** Total: a reason stored by another version of the program is still said, if only as "please answer once more". */
export function sayReason(language: Language, reason: Reason): string {
  try {
    return say(language, reason.key, reason.params);
  } catch {
    return say(language, 'forms.again');
  }
}

export function isMessageKey(key: unknown): key is MessageKey {
  return typeof key === 'string' && Object.hasOwn(catalogue, key);
}
