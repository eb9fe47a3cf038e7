import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { Card } from '../../core/message/card.js';
import { labelsOf, renderPlain } from '../../core/message/plain.js';
import { isBlank, visible } from '../../core/message/visible.js';
import { textMessage } from './limits.js';
import { pieces } from './text.js';

/**
 * The same words as text messages in order, for a Feishu that refuses the card. Feishu reads tags, and links in Markdown,
 * in a text (im-v1/message-content-description): what could be one is made harmless.
 */
export function renderText(card: Card, language: Language): readonly [string, ...string[]] {
  const words = visible(renderPlain(card)).trim();
  const text = harmless(isBlank(words) ? onButtons(card) || say(language, 'lark.nothing') : words);
  const [first = '', ...rest] = pieces(text, textMessage).filter((piece) => !isBlank(piece));
  const parts = rest.length + 1;
  const numbered = (piece: string, place: number) =>
    parts > 1 ? `${piece}\n${say(language, 'lark.part', { part: place + 1, parts })}` : piece;
  return [numbered(first, 0), ...rest.map((piece, place) => numbered(piece, place + 1))];
}

/** A card of buttons alone says what they say. */
function onButtons(card: Card): string {
  return labelsOf(card)
    .filter((label) => label !== '')
    .join(' · ');
}

/** No tag, so that nothing mentions; no address behind other words. */
function harmless(text: string): string {
  return text.replaceAll('<', '＜').replace(/\](?=\s*\()/gu, '］');
}
