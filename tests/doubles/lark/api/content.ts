import { z } from 'zod';
import type { Card } from '../cards/card.js';
import { checkCard, flawText } from '../cards/check.js';
import { readable } from '../plain.js';
import { type App, type Mention, userByOpenId, type World } from '../state.js';
import { invalid, LarkError } from './method.js';

// What stands in a message: JSON text, by the kind of the message.

export interface Content {
  readonly type: string;
  readonly content: string;
  readonly card: Card | null;
  readonly mentions: readonly Mention[];
}

interface Given {
  readonly msg_type: string;
  readonly content: string;
  /** Of the whole request: what the limit of 30 KB counts. */
  readonly bytes: number;
}

const postElement = z.discriminatedUnion('tag', [
  z.strictObject({
    tag: z.literal('text'),
    text: z.string(),
    un_escape: z.boolean().optional(),
    style: z.array(z.string()).optional(),
  }),
  z.strictObject({ tag: z.literal('a'), text: z.string(), href: z.string(), style: z.array(z.string()).optional() }),
  z.strictObject({ tag: z.literal('at'), user_id: z.string(), style: z.array(z.string()).optional() }),
  z.strictObject({ tag: z.literal('img'), image_key: z.string() }),
  z.strictObject({ tag: z.literal('hr') }),
  z.strictObject({ tag: z.literal('md'), text: z.string() }),
  z.strictObject({ tag: z.literal('code_block'), language: z.string().optional(), text: z.string() }),
]);
const post = z.record(
  z.enum(['zh_cn', 'en_us']),
  z.strictObject({ title: z.string().optional(), content: z.array(z.array(postElement)) }).optional(),
);

/** @throws LarkError */
export function contentOf(world: World, app: App, { msg_type, content, bytes }: Given): Content {
  const { limits } = world.profile;
  const most = msg_type === 'text' ? limits.textBytes : limits.cardBytes;
  if (bytes > most) throw new LarkError(230025, 'The length of the message content reaches its limit.');
  const given = jsonIn(content);
  switch (msg_type) {
    case 'text': {
      const { text } = taking(z.strictObject({ text: z.string().min(1) }), given);
      return { type: msg_type, card: null, ...withMentions(app, text) };
    }
    case 'post': {
      const words = taking(post, given);
      if (Object.keys(words).length === 0) throw invalid('ext=post without a language');
      return { type: msg_type, content, card: null, mentions: [] };
    }
    case 'image':
      return uploaded(app, msg_type, content, taking(z.strictObject({ image_key: z.string() }), given).image_key);
    case 'file':
      return uploaded(app, msg_type, content, taking(z.strictObject({ file_key: z.string() }), given).file_key);
    case 'interactive':
      return { type: msg_type, content, card: cardIn(given), mentions: [] };
    default:
      throw invalid(`ext=msg_type ${msg_type} is nothing that this double knows`);
  }
}

/** The card, or Feishu's word for what is wrong with it. @throws LarkError 230099 */
export function cardIn(given: unknown): Card {
  const checked = checkCard(given);
  if ('flaw' in checked) throw new LarkError(230099, flawText(checked.flaw));
  return checked.card;
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid('ext=content is not a string in json format');
  }
}

function taking<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalid(`ext=content: ${parsed.error.issues[0]?.message ?? 'is invalid'}`);
}

/** Only the app that uploaded it may send it. */
function uploaded(app: App, type: string, content: string, key: string): Content {
  if (!app.uploads.has(key)) throw new LarkError(230017, 'Bot is NOT the owner of the resource.');
  return { type, content, card: null, mentions: [] };
}

/** In text a tag calls somebody: an app that puts a person's words there unescaped lets that person call anybody. */
function withMentions(app: App, text: string): Pick<Content, 'content' | 'mentions'> {
  const mentions: Mention[] = [];
  const shown = text.replace(/<at\s+user_id\s*=\s*["']?([^"'>\s]+)["']?\s*>[^<]*<\/at>/g, (_, id: string) => {
    if (id === 'all') return '@_all';
    const user = userByOpenId(app, id);
    if (!user) return '';
    const key = `@_user_${mentions.length + 1}`;
    mentions.push({ key, of: { kind: 'user', user: user.id }, name: user.name });
    return key;
  });
  return { content: JSON.stringify({ text: shown }), mentions };
}

/** The words of a message, as a person reads them. */
export function wordsOf(
  { type, content, card, mentions }: Pick<Content, 'type' | 'content' | 'card' | 'mentions'>,
  language: string,
  nameOf?: (openId: string) => string,
): string {
  if (card) return readable(card, language, nameOf);
  const given = JSON.parse(content) as Record<string, unknown>;
  if (type === 'text') {
    const named = mentions.reduce((text, { key, name }) => text.replaceAll(key, `@${name}`), String(given['text']));
    return named.replaceAll('@_all', '@所有人');
  }
  if (type === 'post') {
    const [words] = Object.values(given) as { title?: string; content: { text?: string; user_id?: string }[][] }[];
    const lines = (words?.content ?? []).map((line) => line.map((one) => one.text ?? one.user_id ?? '').join(''));
    return [words?.title ?? '', ...lines].filter(Boolean).join('\n');
  }
  return `[${type}]`;
}
