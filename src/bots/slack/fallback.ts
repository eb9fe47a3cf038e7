import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { visible } from '../../core/message/visible.js';
import { fallbackText } from './limits.js';
import { pieces, sizeOf } from './text.js';

/**
 * The text beside the blocks: what a notification shows and a screen reader reads. Slack reads it as mrkdwn, so that what
 * could mention or link in it is made harmless; it shows the message itself from the blocks. A long one ends in words.
 */
export function fallbackOf(plain: string, language: Language): string {
  const text = visible(plain).trim();
  if (sizeOf(text) <= fallbackText) return harmless(text);
  const rest = say(language, 'slack.restInMessage');
  return `${harmless(pieces(text, fallbackText - rest.length - 1)[0] ?? '')}\n${rest}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** As literal as mrkdwn allows: no mention, no named link; a wide ＠ where a word of it would call everybody. */
function harmless(text: string): string {
  return text.replace(/[&<>]/gu, (sign) => entities[sign] ?? '').replace(/@(?=channel|here|everyone|group)/giu, '＠');
}
