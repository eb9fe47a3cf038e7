import type { Language } from '../wire.js';

let spoken: Language = document.documentElement.lang.startsWith('en') ? 'en-US' : 'zh-CN';

/** The language that the page speaks now. */
export function language(): Language {
  return spoken;
}

export function setLanguage(wanted: Language): void {
  spoken = wanted;
}
