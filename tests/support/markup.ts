/** The markup of the sandbox page as the text that a person reads. */
export function plainOf(html: string): string {
  return unescapeMarkup(
    html
      .replace(/<(\/p|\/li|\/tr|\/h\d|br|\/div|\/button|\/th|\/td|\/option|\/label|\/legend)[^>]*>/g, ' \n')
      .replace(/<[^>]+>/g, '')
      .replace(/[ \t]*\n\s*/g, '\n'),
  ).trim();
}

export function unescapeMarkup(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, '&');
}

export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
