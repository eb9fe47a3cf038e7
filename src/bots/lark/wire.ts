import { isBlank, oneLine } from '../../core/message/visible.js';
import type { Div, PlainText } from './card-json.js';
import { clip } from './text.js';

// The ways in which words get into a card as literal text. The other one is markdown.ts.

/** Text that is visible and not blank. */
export function plain(content: string): PlainText {
  return { tag: 'plain_text', content };
}

/** One line, cut with … where it is too long. A label without words becomes … */
export function label(text: string, size: number): PlainText {
  const line = oneLine(text);
  return plain(isBlank(line) ? '…' : clip(line, size));
}

/** Whether a label says all that the text says. */
export function fitsLabel(text: string, size: number): boolean {
  return oneLine(text).length <= size;
}

export function tooLong(text: string, size: number): readonly string[] {
  return fitsLabel(text, size) ? [] : [text];
}

export function div(text: string, look: Pick<PlainText, 'text_size' | 'text_color'> = {}): Div {
  return { tag: 'div', text: { ...plain(text), ...look } };
}

/** How many bytes it takes in a request: a card goes out as JSON within JSON. */
export function sizeOfJson(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(value)));
}

/** As Feishu counts them: whatever has a tag, each text too. */
export function countElements(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  const own = 'tag' in node ? 1 : 0;
  return Object.values(node).reduce((count: number, value: unknown) => count + countElements(value), own);
}
