import type { KnownBlock, PlainTextElement, RichTextElement, RichTextLink, RichTextText } from '@slack/types';
import { addressOf } from '../../core/message/address.js';
import { plainOf, type RichText, type Run, runsOf } from '../../core/message/rich-text.js';
import { isBlank, oneLine, visible } from '../../core/message/visible.js';
import { linkLength, sizePerBlock, sizePerElement } from './limits.js';
import { clip, sizeOf } from './text.js';

// The only ways in which words get into a block. There is none for mrkdwn: in it, a text could mention, link and format.

/** One line; `:codes:` that somebody typed stay as they were typed. A label without words becomes … */
export function label(text: string, size: number): PlainTextElement {
  const line = oneLine(text);
  return plain(isBlank(line) ? '…' : clip(line, size));
}

/** Text that is visible, not blank and short enough. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Whether a label says all that the text says. */
export function fitsLabel(text: string, size: number): boolean {
  return sizeOf(oneLine(text)) <= size;
}

/** The runs of a text as literal text and links of ours; none when there is nothing to see. */
export function elementsOf(text: RichText, origin: string | undefined): (RichTextText | RichTextLink)[] {
  if (isBlank(visible(plainOf(text)))) return [];
  return runsOf(text).flatMap((run) => elementOf(run, origin) ?? []);
}

function elementOf(run: Run, origin: string | undefined): RichTextText | RichTextLink | null {
  const text = visible(run.text);
  if (text === '') return null;
  if (!('link' in run)) return literal(text, run.strong);
  const url = addressOf(run.link, origin)?.href;
  if (url === undefined || sizeOf(url) > linkLength || isBlank(text)) return literal(text);
  return { type: 'link', url, text };
}

export function literal(text: string, strong = false): RichTextText {
  return strong ? { type: 'text', text, style: { bold: true } } : { type: 'text', text };
}

export function richText(...elements: readonly RichTextElement[]): KnownBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...elements] }] };
}

const counted = new Set(['text', 'value', 'url', 'action_id']);

/** What blocks count towards the text of a message: their texts, and something for what holds them. */
export function sizeOfBlocks(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((size, block) => size + sizePerBlock + sizeWithin(block), 0);
}

function sizeWithin(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  let size = 'type' in node && (node.type === 'text' || node.type === 'link') ? sizePerElement : 0;
  for (const [key, value] of Object.entries(node)) {
    if (typeof value !== 'string') size += sizeWithin(value);
    else if (counted.has(key)) size += sizeOf(value);
  }
  return size;
}
