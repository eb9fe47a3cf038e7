import { cleanText, foldWidth } from './text.js';

export type ContactFault = 'shortened' | 'unreadable';
export type PhoneResult =
  | { readonly ok: true; readonly phone: string; readonly more: readonly string[] }
  | { readonly ok: false; readonly fault: ContactFault };

/**
 * A telephone number by which people are told apart: digits, with + only for another country. +86 138 0013 8000,
 * 138-0013-8000 and 13800138000 are one number. A cell may hold several; the first counts.
 */
export function parsePhone(text: string): PhoneResult {
  const cell = cleanText(foldWidth(text));
  if (/^\d(\.\d+)?E\+?\d+$/i.test(cell)) return { ok: false, fault: 'shortened' };
  const parts = cell.split(/[/、，,;；\n]|\s{2,}|(?<=\d{7}) (?=\+?\d{7})/).filter((part) => /\d/.test(part));
  const phones = parts.map(normalize);
  const [phone, ...more] = phones;
  if (!phone || phones.includes(null)) return { ok: false, fault: 'unreadable' };
  return { ok: true, phone, more: more.filter((one): one is string => one !== null && one !== phone) };
}

function normalize(text: string): string | null {
  const plain = text.replace(/^(电话|手机|tel|phone|cell)[:：. ]*/i, '').replace(/[\s\-–—().·]/g, '');
  if (!/^\+?\d{5,18}$/.test(plain)) return null;
  const mobile = /^(?:\+|00)?(?:86)?(1[3-9]\d{9})$/.exec(plain);
  if (mobile?.[1]) return mobile[1];
  const american = /^\+?1([2-9]\d{9})$/.exec(plain);
  if (american?.[1]) return american[1];
  const international = plain.replace(/^00/, '+');
  return international.length >= 5 && international.length <= 16 ? international : null;
}

/** An e-mail address in lower case, or null. Loose on purpose: only the mail server knows. */
export function parseEmail(text: string): string | null {
  const email = cleanText(foldWidth(text))
    .replace(/^mailto:/i, '')
    .toLowerCase();
  return /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(email) && email.length <= 254 ? email : null;
}
