import { cleanText } from './rich-text.js';

/** Text from anywhere as it may be shown over several lines: nothing invisible, nothing that turns its direction. */
export function visible(text: string): string {
  return cleanText(text).replace(/[\u2028\u2029]/gu, '\n');
}

/** The same on one line. */
export function oneLine(text: string): string {
  return visible(text)
    .replace(/[\n\t]+/gu, ' ')
    .trim();
}

/** Messengers refuse a text that holds nothing but space. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}
