import { type Language, languageOf } from '../core/language/language.js';

/** The language of the terminal: LC_ALL, LC_MESSAGES or LANG, as the JavaScript engine has understood them. */
export function operatorLanguage(): Language {
  return languageOf(Intl.DateTimeFormat().resolvedOptions().locale);
}
