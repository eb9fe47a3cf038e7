import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 't', to: 'cn' });

/** Full-width letters, digits and signs as their plain forms; characters of names are left as they are. */
export function foldWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

/** What a cell says: no invisible signs, no spaces at the ends, one space between words. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Traditional characters as simplified ones: for comparing, never for storing. */
export function foldScript(text: string): string {
  return /\p{Script=Han}/u.test(text) ? toSimplified(text) : text;
}

/** Only what distinguishes two labels: script, width, case, spaces, brackets and signs do not. */
export function foldLabel(text: string): string {
  return foldScript(foldWidth(cleanText(text)))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]/gu, '');
}

/** What people write into a cell that has nothing to say. */
export function isPlaceholder(text: string): boolean {
  return /^([-—–_/\\.*×]+|无|無|暂无|暫無|没有|空|n\/?a|none|nil|null)$/i.test(text);
}

/** The parts of a cell that holds several things. */
export function splitList(text: string): string[] {
  return text
    .split(/[、，,；;\n|]/)
    .map(cleanText)
    .filter((part) => part !== '' && !isPlaceholder(part));
}
