import { cleanText } from '../../core/message/rich-text.js';

/** A mention or a link; what a command brings along is not always escaped, so that other brackets are a person's own. */
const coded = /<([@#!][^<>]+|[a-z][a-z\d+.-]*:[^<>]+)>/gi;

/**
 * What a person wrote, as they saw it: Slack sends mentions, links and three signs in a code of its own
 * (docs.slack.dev/messaging/formatting-message-text, 2026). The bot's own mention falls away.
 */
export function writtenText(text: string, botUserId: string | null): string {
  const plain = text.replace(coded, (_, inside: string) => {
    const [target = '', label] = inside.split('|', 2);
    if (botUserId !== null && target === `@${botUserId}`) return ' ';
    if (label !== undefined && label !== '')
      return /^[#@]/.test(target) ? `${target[0]}${label.replace(/^[#@]/, '')}` : label;
    if (target.startsWith('!')) return `@${target.slice(1)}`;
    return target.replace(/^(?:mailto|tel):/, '');
  });
  return cleanText(plain.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).trim();
}

/** Cut between two signs, where the inbound contract holds no more. */
export function shortened(text: string, size: number): string {
  if (text.length <= size) return text;
  const cut = text.slice(0, size);
  return cut.isWellFormed() || !text.isWellFormed() ? cut : cut.slice(0, -1);
}
