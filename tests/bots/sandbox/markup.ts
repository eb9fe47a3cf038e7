export interface OpenedTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * The tags that a browser would open, by the rules that matter for what we write: a tag begins at "<" and a letter,
 * attributes are quoted with double quotes. Anything that does not fit is an error, so that broken markup fails a test.
 */
export function openedTags(markup: string): OpenedTag[] {
  const tags: OpenedTag[] = [];
  const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>|<|>/g;
  for (const match of markup.matchAll(tag)) {
    const [whole, closing, name, written] = match;
    if (name === undefined) throw new Error(`Stray ${whole} at ${match.index} in ${markup}`);
    if (closing) continue;
    const attributes = [...(written ?? '').matchAll(/([a-z-]+)(?:="([^"]*)")?/g)];
    tags.push({ name, attributes: new Map(attributes.map(([, key, value]) => [key ?? '', unescaped(value ?? '')])) });
  }
  return tags;
}

/** What a reader sees: the text without the tags. */
export function textOf(markup: string): string {
  return unescaped(markup.replace(/<[^>]*>/g, '')).replace(/^\n|\n$/g, '');
}

function unescaped(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return text.replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => signs[name] ?? '');
}
