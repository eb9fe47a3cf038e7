import { z } from 'zod';
import { type Language, languages } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { type Card, notice } from '../../core/message/card.js';
import { renderPlain } from '../../core/message/plain.js';
import type { TranscriptMessage } from '../../core/ports/transcript.js';
import { previewLength } from './limits.js';
import { renderCard, renderSaid } from './render.js';
import type { MessageView } from './wire.js';

/** What a message of the transcript holds: a person's words or the bot's card. */
export type Body =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card; readonly language: Language };

/** Only the outer shape is looked at: a card is ours, and one that an older program wrote is caught when it is drawn. */
const bodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said'), text: z.string() }),
  z.object({ kind: z.literal('card'), card: z.custom<Card>(isCard), language: z.enum(languages) }),
]);

function isCard(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'blocks' in value && Array.isArray(value.blocks);
}

/** The message as one person sees it in a list; what cannot be drawn any more says so in the reader's language. */
export function viewOf(message: TranscriptMessage, language: Language): MessageView {
  const { ref, mark, key, chat, author, at, onlyFor } = message;
  return {
    ref,
    mark,
    key,
    chat,
    author,
    at: at.toISOString(),
    alone: onlyFor !== null,
    ...drawn(message.body, language),
  };
}

function drawn(stored: unknown, language: Language): Pick<MessageView, 'html' | 'preview'> {
  const { data: body } = bodySchema.safeParse(stored);
  if (body?.kind === 'said') return { html: renderSaid(body.text), preview: firstLine(body.text) };
  try {
    if (body) return { html: renderCard(body.card, body.language), preview: firstLine(renderPlain(body.card)) };
  } catch {
    // A shape that this version does not know.
  }
  const text = say(language, 'sandbox.unreadable');
  return { html: renderCard(notice(text), language), preview: text };
}

function firstLine(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  const signs = [...line.trim()];
  return signs.length > previewLength ? `${signs.slice(0, previewLength - 1).join('')}…` : signs.join('');
}
