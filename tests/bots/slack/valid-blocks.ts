// long because it holds every rule of Slack's that a message or a view of ours can break.
import { z } from 'zod';

/**
 * What Slack would refuse, or what must never be there, in a message or a view: one sentence each, with the place. The
 * numbers are Slack's own (docs.slack.dev, November 2026), written here a second time so that they check the renderer's.
 */
type Problem = string;
type Node = Readonly<Record<string, unknown>>;
type Report = (problem: Problem) => void;

const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/u;

export function problemsOfMessage(message: {
  readonly text: string;
  readonly blocks: readonly unknown[];
}): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  checkFallback(message.text, report);
  if (message.blocks.length < 1 || message.blocks.length > 50) report(`${message.blocks.length} blocks`);
  checkBlocks(message.blocks, 'message', report);
  const tables = message.blocks.filter((block) => nodeOf(block)['type'] === 'table');
  if (tables.length > 1) report(`${tables.length} tables`);
  const size = textsOf(message.blocks).reduce((sum, text) => sum + text.length, 0);
  if (size > 10_000) report(`${size} characters of text`);
  return problems;
}

export function problemsOfView(view: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const node = nodeOf(view);
  const home = node['type'] === 'home';
  keys(
    node,
    home ? ['type', 'blocks'] : ['type', 'blocks', 'title'],
    ['submit', 'close', 'private_metadata', 'callback_id'],
    'view',
    report,
  );
  const blocks = listOf(node['blocks'], 'blocks', report);
  if (blocks.length > 100) report(`${blocks.length} blocks`);
  checkBlocks(blocks, home ? 'home' : 'modal', report);
  if (!home) {
    plainText(node['title'], 24, 'title', report);
    if (node['submit'] !== undefined) plainText(node['submit'], 24, 'submit', report);
    if (node['close'] !== undefined) plainText(node['close'], 24, 'close', report);
    const inputs = blocks.some((block) => nodeOf(block)['type'] === 'input');
    if (inputs && node['submit'] === undefined) report('inputs without submit');
  }
  string(node['private_metadata'] ?? '-', 3_000, 'private_metadata', report);
  string(node['callback_id'] ?? '-', 255, 'callback_id', report);
  const bytes = Buffer.byteLength(JSON.stringify(view));
  if (bytes > 250_000) report(`${bytes} bytes`);
  return problems;
}

function checkBlocks(blocks: readonly unknown[], surface: 'message' | 'home' | 'modal', report: Report): void {
  const ids = blocks.map((block) => nodeOf(block)['block_id']).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) report('a block_id twice');
  for (const [place, block] of blocks.entries()) {
    checkBlock(nodeOf(block), surface, (problem) => report(`blocks/${place}: ${problem}`));
  }
}

function checkBlock(block: Node, surface: 'message' | 'home' | 'modal', report: Report): void {
  if (block['block_id'] !== undefined) string(block['block_id'], 255, 'block_id', report);
  const { block_id: _, ...rest } = block;
  switch (block['type']) {
    case 'header':
      keys(rest, ['type', 'text'], [], 'header', report);
      plainText(rest['text'], 150, 'header', report);
      return;
    case 'divider':
      keys(rest, ['type'], [], 'divider', report);
      return;
    case 'context': {
      keys(rest, ['type', 'elements'], [], 'context', report);
      const elements = some(rest['elements'], 10, 'context', report);
      for (const element of elements) plainText(element, 3_000, 'context', report);
      return;
    }
    case 'rich_text':
      keys(rest, ['type', 'elements'], [], 'rich_text', report);
      for (const element of some(rest['elements'], Number.POSITIVE_INFINITY, 'rich_text', report)) {
        checkRichText(nodeOf(element), report);
      }
      return;
    case 'table':
      if (surface === 'modal') report('a table in a modal');
      checkTable(rest, report);
      return;
    case 'actions': {
      keys(rest, ['type', 'elements'], [], 'actions', report);
      const elements = some(rest['elements'], 25, 'actions', report).map(nodeOf);
      const ids = elements.map((element) => element['action_id']);
      if (new Set(ids).size !== ids.length) report('an action_id twice');
      for (const element of elements) {
        if (element['type'] !== 'button' && element['type'] !== 'static_select')
          report(`${element['type']} in actions`);
        checkElement(element, report);
      }
      return;
    }
    case 'input':
      if (surface !== 'modal') report('an input outside a modal');
      keys(rest, ['type', 'label', 'element', 'optional'], ['hint'], 'input', report);
      if (block['block_id'] === undefined) report('an input without block_id');
      plainText(rest['label'], 2_000, 'label', report);
      if (rest['hint'] !== undefined) plainText(rest['hint'], 2_000, 'hint', report);
      checkElement(nodeOf(rest['element']), report);
      return;
    default:
      report(`block of type ${String(block['type'])}`);
  }
}

function checkRichText(element: Node, report: Report): void {
  switch (element['type']) {
    case 'rich_text_section':
    case 'rich_text_preformatted':
      keys(element, ['type', 'elements'], [], 'rich text', report);
      for (const one of some(element['elements'], Number.POSITIVE_INFINITY, 'section', report)) {
        checkWords(nodeOf(one), report);
      }
      return;
    case 'rich_text_list':
      keys(element, ['type', 'elements', 'style'], [], 'list', report);
      for (const one of some(element['elements'], Number.POSITIVE_INFINITY, 'list', report)) {
        if (nodeOf(one)['type'] !== 'rich_text_section') report('no section in a list');
        checkRichText(nodeOf(one), report);
      }
      return;
    default:
      report(`rich text of type ${String(element['type'])}`);
  }
}

function checkWords(element: Node, report: Report): void {
  if (element['type'] === 'link') {
    keys(element, ['type', 'url', 'text'], [], 'link', report);
    string(element['url'], 3_000, 'url', report);
    if (!/^https?:\/\//.test(String(element['url']))) report(`link to ${String(element['url'])}`);
  } else {
    if (element['type'] !== 'text') report(`element of type ${String(element['type'])}`);
    keys(element, ['type', 'text'], ['style'], 'text', report);
  }
  // Space between words may be an element of its own; nothing at all may not.
  string(element['text'], 3_000, 'text', report, true);
}

function checkTable(table: Node, report: Report): void {
  keys(table, ['type', 'rows'], ['column_settings'], 'table', report);
  const rows = some(table['rows'], 100, 'rows', report);
  const width = listOf(rows[0], 'row', report).length;
  let size = 0;
  for (const row of rows) {
    const cells = some(row, 20, 'cells', report);
    if (cells.length !== width) report('a row of another width');
    for (const cell of cells.map(nodeOf)) {
      size += textsOf(cell).reduce((sum, text) => sum + text.length, 0);
      if (cell['type'] === 'rich_text') checkBlock(cell, 'message', report);
      else {
        keys(cell, ['type', 'text'], [], 'cell', report);
        if (cell['type'] !== 'raw_text') report(`cell of type ${String(cell['type'])}`);
        string(cell['text'], 3_000, 'cell', report, true);
      }
    }
  }
  if (size > 10_000) report(`a table of ${size} characters`);
  if (listOf(table['column_settings'] ?? [], 'column_settings', report).length > 20) report('column_settings');
}

function checkElement(element: Node, report: Report): void {
  string(element['action_id'], 255, 'action_id', report);
  const common = ['type', 'action_id'];
  switch (element['type']) {
    case 'button':
      keys(element, [...common, 'text'], ['style', 'confirm'], 'button', report);
      plainText(element['text'], 75, 'button', report);
      if (!['primary', 'danger', undefined].includes(element['style'] as string | undefined)) report('style');
      if (element['confirm'] !== undefined) checkConfirm(nodeOf(element['confirm']), report);
      return;
    case 'static_select':
      keys(element, common, ['placeholder', 'options', 'option_groups', 'initial_option'], 'select', report);
      if (element['placeholder'] !== undefined) plainText(element['placeholder'], 150, 'placeholder', report);
      checkSelect(element, [element['initial_option']], report);
      return;
    case 'multi_static_select':
      keys(element, common, ['placeholder', 'options', 'option_groups', 'initial_options'], 'select', report);
      if (element['placeholder'] !== undefined) plainText(element['placeholder'], 150, 'placeholder', report);
      checkSelect(element, listOf(element['initial_options'] ?? [undefined], 'initial', report), report);
      return;
    case 'radio_buttons':
      keys(element, [...common, 'options'], ['initial_option'], 'radio', report);
      checkOptions(element['options'], 10, [element['initial_option']], report);
      return;
    case 'checkboxes':
      keys(element, [...common, 'options'], ['initial_options'], 'checkboxes', report);
      checkOptions(
        element['options'],
        10,
        listOf(element['initial_options'] ?? [undefined], 'initial', report),
        report,
      );
      return;
    case 'plain_text_input':
      keys(element, [...common, 'multiline'], ['initial_value'], 'input', report);
      if (element['initial_value'] !== undefined) string(element['initial_value'], 3_000, 'initial_value', report);
      return;
    case 'number_input': {
      keys(element, [...common, 'is_decimal_allowed'], ['initial_value', 'min_value', 'max_value'], 'number', report);
      for (const key of ['initial_value', 'min_value', 'max_value']) {
        const value = element[key];
        if (value === undefined) continue;
        if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) report(`${key} ${String(value)}`);
        if (element['is_decimal_allowed'] === false && !/^-?\d+$/.test(String(value))) report(`${key} is no integer`);
      }
      const [initial, min, max] = ['initial_value', 'min_value', 'max_value'].map((key) => element[key]);
      if (initial !== undefined && min !== undefined && Number(initial) < Number(min)) report('initial below min');
      if (initial !== undefined && max !== undefined && Number(initial) > Number(max)) report('initial above max');
      if (min !== undefined && max !== undefined && Number(min) > Number(max)) report('min above max');
      return;
    }
    default:
      report(`element of type ${String(element['type'])}`);
  }
}

function checkSelect(element: Node, initial: readonly unknown[], report: Report): void {
  if ((element['options'] === undefined) === (element['option_groups'] === undefined)) {
    report('options and option_groups');
    return;
  }
  if (element['options'] !== undefined) {
    checkOptions(element['options'], 100, initial, report);
    return;
  }
  const groups = some(element['option_groups'], 100, 'option_groups', report).map(nodeOf);
  for (const group of groups) {
    keys(group, ['label', 'options'], [], 'group', report);
    plainText(group['label'], 75, 'group', report);
    checkOptions(group['options'], 100, [undefined], report);
  }
  const all = groups.flatMap((group) => listOf(group['options'], 'options', report));
  checkInitial(all, initial, report);
}

function checkOptions(options: unknown, most: number, initial: readonly unknown[], report: Report): void {
  const all = some(options, most, 'options', report);
  for (const option of all.map(nodeOf)) {
    keys(option, ['text', 'value'], [], 'option', report);
    plainText(option['text'], 75, 'option', report);
    string(option['value'], 75, 'value', report);
  }
  checkInitial(all, initial, report);
}

function checkInitial(options: readonly unknown[], initial: readonly unknown[], report: Report): void {
  if (initial.length === 0) report('no initial options in a list of them');
  for (const one of initial) {
    if (one !== undefined && !options.some((option) => JSON.stringify(option) === JSON.stringify(one))) {
      report('an initial option that is none of the options');
    }
  }
}

function checkConfirm(confirm: Node, report: Report): void {
  keys(confirm, ['title', 'text', 'confirm', 'deny'], ['style'], 'confirm', report);
  plainText(confirm['title'], 100, 'confirm title', report);
  plainText(confirm['text'], 300, 'confirm text', report);
  plainText(confirm['confirm'], 30, 'confirm yes', report);
  plainText(confirm['deny'], 30, 'confirm no', report);
}

/** Read as mrkdwn by Slack: nothing in it may live. */
function checkFallback(text: string, report: Report): void {
  string(text, 4_000, 'text', report);
  if (/[<>]/u.test(text) || /&(?!(amp|lt|gt);)/u.test(text)) report('unescaped sign in text');
  if (/@(channel|here|everyone|group)/iu.test(text)) report('everybody is mentioned in text');
}

function plainText(value: unknown, most: number, place: string, report: Report): void {
  const node = nodeOf(value);
  keys(node, ['type', 'text', 'emoji'], [], place, report);
  if (node['type'] !== 'plain_text') report(`${place} is ${String(node['type'])}`);
  if (node['emoji'] !== false) report(`${place} turns codes into pictures`);
  string(node['text'], most, place, report);
}

function string(value: unknown, most: number, place: string, report: Report, blank = false): void {
  if (typeof value !== 'string') {
    report(`${place} is no string`);
    return;
  }
  if (blank ? value === '' : value.trim() === '') report(`${place} is empty`);
  if (value.length > most) report(`${place} has ${value.length} of ${most}`);
  if (!value.isWellFormed() || invisible.test(value)) report(`${place} hides something`);
}

function keys(
  node: Node,
  required: readonly string[],
  optional: readonly string[],
  place: string,
  report: Report,
): void {
  for (const key of required) if (node[key] === undefined) report(`${place} without ${key}`);
  for (const key of Object.keys(node)) {
    if (![...required, ...optional].includes(key)) report(`${place} with ${key}`);
    if (node[key] === undefined) report(`${place}: ${key} is undefined`);
  }
}

function some(value: unknown, most: number, place: string, report: Report): readonly unknown[] {
  const list = listOf(value, place, report);
  if (list.length < 1 || list.length > most) report(`${list.length} ${place}`);
  return list;
}

function listOf(value: unknown, place: string, report: Report): readonly unknown[] {
  if (Array.isArray(value)) return value;
  report(`${place} is no list`);
  return [];
}

const nodeSchema = z.record(z.string(), z.unknown());

export function nodeOf(value: unknown): Node {
  const node = nodeSchema.safeParse(value);
  return node.success ? node.data : {};
}

/** Every text that somebody sees, in order. */
export function textsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  return Object.entries(nodeOf(node)).flatMap(([key, value]) =>
    typeof value === 'string' ? (key === 'text' ? [value] : []) : textsOf(value),
  );
}
