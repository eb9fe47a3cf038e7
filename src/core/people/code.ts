/** A code as it is compared: upper case, without the hyphens and spaces that people add or leave out. */
export function normalizeCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '');
}

/** Whether a text can be an invitation code and nothing else: 12 characters of the alphabet without look-alikes. */
export function looksLikeCode(text: string): boolean {
  return /^[2-9A-HJKMNP-TV-Z]{12}$/.test(normalizeCode(text));
}
