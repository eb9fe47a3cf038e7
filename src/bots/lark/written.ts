import { cleanText } from '../../core/message/rich-text.js';
import { type Mention, postSchema, textSchema } from './payloads.js';

/**
 * What a person wrote, as they saw it: mentions stand in it as keys and become their names, the bot's own falls away.
 * Null: a picture, a file, or anything else that is no text.
 */
export function writtenText(
  type: string,
  content: string,
  mentions: readonly Mention[],
  botOpenId: string | null,
): string | null {
  const raw = type === 'text' ? textIn(content) : type === 'post' ? postIn(content) : null;
  if (raw === null) return null;
  const names = new Map(mentions.map(({ key, id, name }) => [key, isBot(id.open_id, botOpenId) ? ' ' : name]));
  return cleanText(raw.replace(/@_user_\d+/g, (key) => names.get(key) ?? key)).trim();
}

export function mentionsBot(mentions: readonly Mention[], botOpenId: string | null): boolean {
  return mentions.some(({ id }) => isBot(id.open_id, botOpenId));
}

function isBot(openId: string | null | undefined, botOpenId: string | null): boolean {
  return botOpenId !== null && openId === botOpenId;
}

function textIn(content: string): string | null {
  return textSchema.safeParse(jsonOf(content)).data?.text ?? null;
}

/** Lines of a text with a title, its links and mentions as they read; what is not text in it leaves nothing. */
function postIn(content: string): string | null {
  const post = postSchema.safeParse(jsonOf(content)).data;
  if (!post) return null;
  const lines = post.content.map((line) => line.map((part) => (part.tag === 'at' ? part.user_id : part.text)).join(''));
  return [post.title, ...lines].filter((line) => line !== '').join('\n');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Cut between two signs, where the inbound contract holds no more. */
export function shortened(text: string, size: number): string {
  if (text.length <= size) return text;
  const cut = text.slice(0, size);
  return cut.isWellFormed() || !text.isWellFormed() ? cut : cut.slice(0, -1);
}
