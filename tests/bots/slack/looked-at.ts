import { z } from 'zod';
import { asMessage, checkBlocks, tooMuchText } from '../../doubles/slack/blocks/check.js';
import { checkView } from '../../doubles/slack/blocks/view.js';

// Messages and views as the platform's double takes them, and beyond that as ours have to be: nothing lives in them, nothing
// hides. One sentence for each problem.

export function problemsOfMessage({
  text,
  blocks,
}: {
  readonly text: string;
  readonly blocks: readonly unknown[];
}): readonly string[] {
  const checked = checkBlocks(sent(blocks), 'message');
  return [
    ...(checked.flaws ?? []).map(asMessage),
    ...(checked.flaws === null && tooMuchText(checked.value) ? ['more text than a message takes'] : []),
    ...(blocks.length === 0 ? ['no blocks'] : []),
    ...problemsOfFallback(text),
    ...nodesOf(blocks).flatMap(problemsOfNode),
  ];
}

export function problemsOfView(view: unknown): readonly string[] {
  const checked = checkView(sent(view), nodeOf(view)['type'] === 'home' ? 'home' : 'modal');
  return [
    ...(checked.flaws ?? []).map(asMessage),
    ...(checked.tooLarge ? ['more bytes than a view takes'] : []),
    ...nodesOf(view).flatMap(problemsOfNode),
  ];
}

const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Read as mrkdwn by Slack: nothing in it may live. */
function problemsOfFallback(text: string): readonly string[] {
  const problems: string[] = [...problemsOfText(text)];
  if (text.length > 4_000) problems.push(`text of ${text.length}`);
  if (text.trim() === '') problems.push('blank text');
  if (/[<>]/u.test(text) || /&(?!(amp|lt|gt);)/u.test(text)) problems.push('unescaped sign in text');
  if (/@(channel|here|everyone|group)/iu.test(text)) problems.push('everybody is mentioned in text');
  return problems;
}

type Node = Readonly<Record<string, unknown>>;

/** What people press or fill in, by the name under which it comes back. */
const named: Readonly<Record<string, string>> = {
  input: 'block_id',
  button: 'action_id',
  static_select: 'action_id',
  multi_static_select: 'action_id',
  radio_buttons: 'action_id',
  checkboxes: 'action_id',
  plain_text_input: 'action_id',
  number_input: 'action_id',
};

/** All that we draw with. There is no mrkdwn among it, and nothing that mentions. */
const drawn = new Set([
  ...Object.keys(named),
  ...['modal', 'home', 'header', 'divider', 'context', 'actions', 'table', 'plain_text', 'raw_text', 'text', 'link'],
  ...['rich_text', 'rich_text_section', 'rich_text_list', 'rich_text_preformatted'],
]);

function problemsOfNode(node: Node): readonly string[] {
  const problems: string[] = [];
  const { type, text, url, initial_value: initial } = node;
  if (type !== undefined && !drawn.has(String(type))) problems.push(`of type ${String(type)}`);
  const name = named[String(type)];
  if (name !== undefined && node[name] === undefined) problems.push(`${String(type)} without ${name}`);
  if (type === 'plain_text' && node['emoji'] !== false) problems.push('codes become pictures');
  if (type === 'plain_text' && String(text).trim() === '') problems.push('a blank text');
  if (typeof initial === 'string' && initial.trim() === '') problems.push('a blank answer');
  if (typeof text === 'string' && text.length > 3_000) problems.push(`a text of ${text.length}`);
  if (url !== undefined && !/^https?:\/\//.test(String(url))) problems.push(`link to ${String(url)}`);
  return [...problems, ...Object.values(node).flatMap(problemsOfText)];
}

const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/u;

function problemsOfText(text: unknown): readonly string[] {
  if (typeof text !== 'string' || (text.isWellFormed() && !invisible.test(text))) return [];
  return [`hidden: ${JSON.stringify(text.slice(0, 40))}`];
}

const nodeSchema = z.record(z.string(), z.unknown());

export function nodeOf(value: unknown): Node {
  return nodeSchema.safeParse(value).data ?? {};
}

function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [nodeOf(value), ...Object.values(value).flatMap(nodesOf)];
}

/** Every text that somebody sees, in order. */
export function textsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  return Object.entries(nodeOf(node)).flatMap(([key, value]) =>
    typeof value === 'string' ? (key === 'text' ? [value] : []) : textsOf(value),
  );
}

/** Every address that can be opened. */
export function linksIn(value: unknown): readonly string[] {
  return nodesOf(value).flatMap((node) =>
    Object.entries(node).flatMap(([key, one]) => (key === 'url' || key.endsWith('_url') ? [String(one)] : [])),
  );
}
