import type { LarkCard } from './card-json.js';

/** A message on its way out. */
export type Outgoing =
  | { readonly card: LarkCard }
  | { readonly text: string }
  /** By the key that its upload gave. */
  | { readonly image: string }
  | { readonly file: string };

/** Feishu takes a message's content as JSON within its JSON. */
export function contentOf(message: Outgoing): { msg_type: string; content: string } {
  if ('card' in message) return { msg_type: 'interactive', content: JSON.stringify(message.card) };
  if ('text' in message) return { msg_type: 'text', content: JSON.stringify({ text: message.text }) };
  if ('image' in message) return { msg_type: 'image', content: JSON.stringify({ image_key: message.image }) };
  return { msg_type: 'file', content: JSON.stringify({ file_key: message.file }) };
}

/** What Feishu shows in itself; open.feishu.cn, im-v1/file/create, 2025. */
const shownFiles: Readonly<Record<string, string>> = {
  pdf: 'pdf',
  doc: 'doc',
  docx: 'doc',
  xls: 'xls',
  xlsx: 'xls',
  ppt: 'ppt',
  pptx: 'ppt',
  mp4: 'mp4',
};

export function fileTypeOf(name: string): string {
  return shownFiles[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'stream';
}
