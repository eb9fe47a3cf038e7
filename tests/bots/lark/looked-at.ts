import { z } from 'zod';
import { checkCard, flawText } from '../../doubles/lark/cards/check.js';
import { most } from '../../doubles/lark/cards/parts.js';

/** A card as the platform's double takes it, and beyond that as ours have to be: nothing lives in it, nothing hides. */
export function problemsOf(card: unknown): readonly string[] {
  const checked = checkCard(JSON.parse(JSON.stringify(card)));
  const problems = 'flaw' in checked ? [flawText(checked.flaw)] : [];
  const bytes = Buffer.byteLength(
    JSON.stringify({ receive_id: 'o'.repeat(40), msg_type: 'interactive', content: JSON.stringify(card), uuid: 'u' }),
  );
  if (bytes > most.bytes) problems.push(`${bytes} bytes`);
  for (const node of nodesOf(card)) problems.push(...problemsOfNode(node));
  return problems;
}

type Node = Readonly<Record<string, unknown>>;

const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/u;

function problemsOfNode(node: Node): readonly string[] {
  const problems: string[] = [];
  const { tag, content, options } = node;
  if (tag === 'lark_md') problems.push('lark_md');
  if (tag === 'plain_text' && (typeof content !== 'string' || content.trim() === '')) problems.push('a blank text');
  if (tag === 'markdown') problems.push(...readMarkdown(String(content)).problems);
  for (const value of Object.values(node)) {
    if (typeof value !== 'string') continue;
    if (!value.isWellFormed() || invisible.test(value)) problems.push(`hidden: ${JSON.stringify(value.slice(0, 40))}`);
  }
  if (Array.isArray(options)) {
    const values = options.map((option: unknown) => nodeOf(option)['value']);
    if (new Set(values).size < values.length) problems.push('an option twice');
    if (values.length === 0) problems.push('nothing to choose from');
    const index = node['initial_index'];
    if (index !== undefined && !(Number(index) <= values.length)) problems.push('an initial option that is none');
    const selected = node['selected_values'];
    if (Array.isArray(selected) && !selected.every((value) => values.includes(value))) problems.push('selected: none');
  }
  const value = node['default_value'];
  if (typeof value === 'string' && value.length > Number(node['max_length']))
    problems.push('more than the input holds');
  return problems;
}

/**
 * What stands in a markdown text, read by a grammar of its own: letters, numbered signs, pairs of two stars around words,
 * and links. Everything else that ASCII has beside letters, digits and space could be read as markup, and is a problem.
 */
export function readMarkdown(content: string): {
  readonly text: string;
  readonly strong: readonly string[];
  readonly links: readonly string[];
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const links: string[] = [];
  const strong: string[] = [];
  let text = '';
  let from: number | null = null;
  const tokens = /&#(\d+);|(\*\*)|\[([^[\]]*)\]\(([^()\s]*)\)|(.)/gsu;
  for (const [, code, stars, words, address, sign] of content.matchAll(tokens)) {
    if (code !== undefined) text += String.fromCodePoint(Number(code)).replace('\u00a0', ' ');
    else if (stars !== undefined) {
      if (from === null) from = text.length;
      else {
        strong.push(text.slice(from));
        if (/^\s|\s$|^$/u.test(text.slice(from))) problems.push('stars around space');
        from = null;
      }
    } else if (words !== undefined && address !== undefined) {
      const within = readMarkdown(words);
      problems.push(...within.problems);
      if (within.links.length > 0) problems.push('a link in a link');
      links.push(address);
      text += within.text;
    } else if (sign !== undefined) {
      if (/[!-/:-@[-`{-~\t]/u.test(sign)) problems.push(`lives: ${sign} in ${JSON.stringify(content.slice(0, 80))}`);
      text += sign;
    }
  }
  if (from !== null) problems.push('stars without end');
  if (/^ /mu.test(content)) problems.push('space at the beginning of a line');
  for (const mark of content.matchAll(/(.)?\*\*([^*]+)\*\*(.)?/gsu)) {
    const [, before, inner = '', after] = mark;
    if (!opens(before, inner)) problems.push(`stars that do not open: ${JSON.stringify(mark[0])}`);
    if (!opens(after, [...inner].reverse().join('')))
      problems.push(`stars that do not close: ${JSON.stringify(mark[0])}`);
  }
  return { text, strong, links, problems };
}

/** CommonMark 0.31, left- and right-flanking: a sign inside needs space or a sign outside. */
function opens(outside: string | undefined, inside: string): boolean {
  const first = [...inside][0] ?? ' ';
  if (!/[\p{P}\p{S}]/u.test(first)) return true;
  return outside === undefined || /[\s\p{P}\p{S}]/u.test(outside);
}

const nodeSchema = z.record(z.string(), z.unknown());

export function nodeOf(value: unknown): Node {
  return nodeSchema.safeParse(value).data ?? {};
}

export function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [nodeOf(value), ...Object.values(value).flatMap(nodesOf)];
}

/** Every text that somebody sees, in order; what is in an input or a table's cell, too. */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  const node = nodeOf(value);
  const { tag, content } = node;
  if (tag === 'markdown') return [readMarkdown(String(content)).text];
  if (tag === 'plain_text') return [String(content)];
  if (tag === 'table') {
    const titles = listOf(node['columns']).map((column) => String(nodeOf(column)['display_name']));
    return [...titles, ...listOf(node['rows']).flatMap((row) => Object.values(nodeOf(row)).map(String))];
  }
  return Object.entries(node).flatMap(([key, one]) => {
    if (key === 'default_value') return [String(one)];
    return key === 'value' ? [] : textsOf(one);
  });
}

/** Every address that can be opened. */
export function linksIn(value: unknown): readonly string[] {
  return nodesOf(value).flatMap((node) => [
    ...(node['tag'] === 'markdown' ? readMarkdown(String(node['content'])).links : []),
    ...Object.entries(node).flatMap(([key, one]) => (key === 'url' || key.endsWith('_url') ? [String(one)] : [])),
  ]);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
