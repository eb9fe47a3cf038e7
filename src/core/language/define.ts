import type { Language } from './language.js';

/** One message in every language, as ICU MessageFormat. A missing translation is a type error. */
export type Phrase = Readonly<Record<Language, string>>;

/** Declares the messages of one area; keys begin with the area's name. */
export function defineMessages<const T extends Readonly<Record<string, Phrase>>>(messages: T): T {
  return messages;
}
