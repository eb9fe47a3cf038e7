import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Block } from '../blocks/block.js';
import { asMessage, checkBlocks, type Flaw, tooMuchText, withIds } from '../blocks/check.js';
import { checkView, type ViewContent } from '../blocks/view.js';
import type { Metadata } from '../state.js';
import { SlackError } from './method.js';

// What messages and views are made of, checked as Slack would when it takes them.

/** Above it a posted text is cut by Slack; here it is refused, for nothing of ours may be cut. */
const mostPostedText = 40_000;
export const mostUpdatedText = 4_000;
/** No documented limit: kept below a kilobyte, so that none is met. */
const mostMetadataBytes = 1_024;

const metadataSchema = z.strictObject({
  event_type: z.string().regex(/^\w[\w.-]*$/),
  event_payload: z.record(z.string(), z.unknown()),
});

const shortId = () => randomBytes(4).toString('base64url').slice(0, 5);

export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[] | null;
}

/** @throws SlackError when Slack would not take this text and these blocks. */
export function contentOf(text: string | undefined, blocks: unknown, mostText = mostPostedText): Content {
  const checked = blocks === undefined ? null : blocksOf(blocks);
  if ((text ?? '') === '' && (checked?.length ?? 0) === 0) throw new SlackError('no_text');
  if ((text ?? '').length > mostText) throw new SlackError('msg_too_long');
  return { text: text ?? '', blocks: checked && checked.length > 0 ? checked : null };
}

function blocksOf(blocks: unknown): readonly Block[] {
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const checked = checkBlocks(blocks, 'message');
  if (checked.flaws) throw refusal('invalid_blocks', checked.flaws);
  if (tooMuchText(checked.value)) throw new SlackError('msg_blocks_too_long');
  return withIds(checked.value, shortId);
}

/** @throws SlackError when Slack would not show the view. */
export function viewOf(view: unknown, kind: 'modal' | 'home'): ViewContent {
  const checked = checkView(view, kind);
  if (checked.flaws) {
    if (checked.tooLarge) throw new SlackError('view_too_large');
    throw refusal('invalid_arguments', checked.flaws);
  }
  return { ...checked.value, blocks: withIds(checked.value.blocks, shortId) };
}

/** Undefined: it stays what it was; null: it is taken away. @throws SlackError */
export function metadataOf(value: unknown): Metadata | null | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return null;
  const parsed = metadataSchema.safeParse(value);
  if (!parsed.success) throw new SlackError('invalid_metadata_format');
  if (Buffer.byteLength(JSON.stringify(parsed.data)) > mostMetadataBytes) throw new SlackError('metadata_too_large');
  return parsed.data;
}

function refusal(error: string, flaws: readonly Flaw[]): SlackError {
  const messages = flaws.map(asMessage);
  return new SlackError(error, { errors: flaws.map((flaw) => flaw.message), response_metadata: { messages } });
}

export const newHash = () => `${Math.floor(Date.now() / 1_000)}.${randomBytes(4).toString('hex')}`;
