import type { Language } from '../wire.js';
import { read } from './api.js';
import { language, setLanguage } from './speech.js';

let texts: Readonly<Record<string, string>> = {};

/** The page's own sentence with its places filled. */
export function t(key: string, places: Readonly<Record<string, string | number>> = {}): string {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
}

/** Takes up a language: the words of the page, what it asks the server for, and what the browser reads it as. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted !== language() || Object.keys(texts).length === 0) {
    setLanguage(wanted);
    texts = await read<Record<string, string>>('texts');
  }
  document.documentElement.lang = wanted;
  document.title = t('title');
  const banner = document.querySelector('#banner');
  if (banner) banner.textContent = t('banner');
}
