/** Text as literal runs: a plain string, or pieces of which some are strong or link to an address of ours. */
export type RichText = string | readonly Run[];

export type Run =
  | { readonly text: string; readonly strong?: boolean }
  /** Only addresses that this program makes; text from people never becomes a link. */
  | { readonly link: string; readonly text: string };

// Controls and format characters (bidi, zero-width, soft hyphen, BOM, tags) let a text show what it is not.
const invisible = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/**
 * Text from people made safe to store and to show as literal text: well-formed, NFC, no controls, no invisible or
 * direction-changing signs. Line breaks and everything visible stay as they were typed.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(invisible, '');
}

export function runsOf(text: RichText): readonly Run[] {
  return typeof text === 'string' ? [{ text }] : text;
}

export function plainOf(text: RichText): string {
  return runsOf(text)
    .map((run) => run.text)
    .join('');
}
