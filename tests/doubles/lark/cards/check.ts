import { z } from 'zod';
import { type Card, type Element, everyElement } from './card.js';
import { containers, elements } from './elements.js';
import { formOnly, interactive } from './operated.js';
import { cardLink, codes, config, direction, header, lengths, most } from './parts.js';

// Whether Feishu shows a card, and if not, the code inside 230099 that says why.

/** Why not: the inner code, and in words where. */
export interface Flaw {
  readonly code: number;
  readonly message: string;
  readonly path: string;
}

class Flawed extends Error {
  readonly flaw: Flaw;

  constructor(code: number, message: string, path = 'ROOT') {
    super(message);
    this.flaw = { code, message, path };
  }
}

const frame = z.strictObject({
  schema: z.literal('2.0'),
  config: config.optional(),
  card_link: cardLink.optional(),
  header: header.optional(),
  body: z.strictObject({
    direction: direction.optional(),
    padding: lengths.optional(),
    horizontal_spacing: lengths.optional(),
    horizontal_align: z.enum(['left', 'center', 'right']).optional(),
    vertical_spacing: lengths.optional(),
    vertical_align: z.enum(['top', 'center', 'bottom']).optional(),
    elements: z.array(z.looseObject({ tag: z.string() })),
  }),
});

/** As the message of 230099 has it. */
export const flawText = ({ code, message, path }: Flaw) =>
  `Failed to create card content, ext=ErrCode: ${code}; ErrMsg: ${message}; ErrPath: ${path}; `;

export function checkCard(given: unknown): { readonly card: Card } | { readonly flaw: Flaw } {
  try {
    const taken = taking(frame, given, 'ROOT');
    const { elements: roots } = taken.body;
    for (const one of everyElement(roots)) checkElement(one);
    checkNames(roots);
    countAll(taken);
    return { card: taken as unknown as Card };
  } catch (error) {
    if (error instanceof Flawed) return { flaw: error.flaw };
    throw error;
  }
}

function taking<T>(schema: z.ZodType<T>, given: unknown, path: string): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const below = issue?.path.length ? ` -> ${issue.path.join(' -> ')}` : '';
  const unknown = issue?.code === 'unrecognized_keys' ? `unknown property, property: ${issue.keys.join(', ')}` : null;
  throw new Flawed(codes.json, unknown ?? issue?.message ?? 'parse card json err', `${path}${below}`);
}

type Placed = ReturnType<typeof everyElement> extends Generator<infer P> ? P : never;

function checkElement({ element, path, around }: Placed): void {
  const where = `ROOT -> ${path.replaceAll('/', ' -> ')}(tag: ${element.tag})`;
  const schema = Object.hasOwn(elements, element.tag) ? elements[element.tag] : undefined;
  if (!schema) throw new Flawed(codes.unsupported, `cards of schema V2 do not support the tag ${element.tag}`, where);
  taking(schema, element, where);
  const parent = around.at(-1);
  if ((element.tag === 'column') !== (parent?.tag === 'column_set'))
    throw new Flawed(codes.json, 'columns stand in column sets, and nothing else does', where);
  const depth = [...around, element].filter((one) => containers.includes(one.tag)).length;
  if (depth > most.nesting) throw new Flawed(codes.limit, 'containers are nested too deep', where);
  const form = around.find((one) => one.tag === 'form');
  if (['form', 'table'].includes(element.tag) && around.length > 0)
    throw new Flawed(codes.json, `a ${element.tag} stands at the root only`, where);
  if (form && element.tag === 'chart') throw new Flawed(codes.json, 'no chart stands in a form', where);
  if (form && interactive.includes(element.tag) && !element['name'])
    throw new Flawed(codes.name, 'what is operated in a form needs a name', where);
  if (!form && formOnly.includes(element.tag))
    throw new Flawed(codes.json, `a ${element.tag} stands in forms only`, where);
  if (!form && element['form_action_type'] !== undefined)
    throw new Flawed(codes.json, 'form_action_type outside a form', where);
  if (element.tag === 'form') checkForm(element, where);
  if (element.tag === 'table') checkTable(element, where);
  if (element.tag === 'markdown') checkMarkdown(String(element['content']), where);
  if (element.tag === 'chart' && typeof (element['chart_spec'] as { data?: unknown }).data !== 'object')
    throw new Flawed(codes.chart, 'chart spec is invalid', where);
}

function checkForm(form: Element, where: string): void {
  const within = [...everyElement(form['elements'] as Element[])];
  if (!within.some(({ element }) => element.tag === 'button' && element['form_action_type'] === 'submit'))
    throw new Flawed(codes.json, 'a form needs a button that submits it', where);
}

type Column = { readonly name: string; readonly data_type: string };

const cells: Readonly<Record<string, z.ZodType>> = {
  text: z.string(),
  lark_md: z.string(),
  markdown: z.string(),
  number: z.number(),
  date: z.number(),
  options: z.array(z.strictObject({ text: z.string(), color: z.string().optional() })),
  persons: z.union([z.string(), z.array(z.string())]),
};

function checkTable(table: Element, where: string): void {
  const columns = table['columns'] as readonly Column[];
  const kinds = new Map(columns.map((one) => [one.name, one.data_type]));
  if (kinds.size !== columns.length) throw new Flawed(codes.tableColumn, 'columns of the same name', where);
  for (const [index, row] of (table['rows'] as readonly Record<string, unknown>[]).entries()) {
    for (const [name, cell] of Object.entries(row)) {
      const kind = kinds.get(name);
      if (kind === undefined) throw new Flawed(codes.tableColumn, `no column ${name}`, `${where} -> rows -> ${index}`);
      if (!cells[kind]?.safeParse(cell).success)
        throw new Flawed(codes.tableRow, `a cell that is no ${kind}`, `${where} -> rows -> ${index} -> ${name}`);
    }
  }
}

function checkMarkdown(content: string, where: string): void {
  const rules = content.match(/^\s*\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?)?\s*$/gm) ?? [];
  if (rules.length > most.tablesInMarkdown) throw new Flawed(codes.limit, 'too many tables in a markdown', where);
  // Only the owner of a group may call everybody; a card that tries is not sent.
  if (/<at\s+ids?=["']?all\b/.test(content)) throw new Flawed(codes.user, 'everybody may not be mentioned', where);
}

/** Names and element_ids are the card's own, each once. */
function checkNames(roots: readonly Element[]): void {
  const names = new Set<string>();
  const ids = new Set<string>();
  for (const { element, path } of everyElement(roots)) {
    for (const [known, key] of [
      [names, 'name'],
      [ids, 'element_id'],
    ] as const) {
      const value = element[key];
      if (typeof value !== 'string') continue;
      if (known.has(value)) throw new Flawed(codes.json, `${key} ${value} is not unique`, `ROOT -> ${path}`);
      known.add(value);
    }
  }
  const tables = roots.filter((one) => one.tag === 'table').length;
  if (tables > most.tables) throw new Flawed(codes.limit, 'card contains too many tables');
}

/** Whatever has a tag is an element or a component: each text, each option's text too. */
function countAll(card: unknown): void {
  let count = 0;
  const walk = (node: unknown) => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (typeof node === 'object' && node !== null) {
      if ('tag' in node && typeof node.tag === 'string') count += 1;
      for (const [key, value] of Object.entries(node)) if (!opaque.includes(key)) walk(value);
    }
  };
  walk(card);
  if (count > most.elements) throw new Flawed(codes.limit, `card contains ${count} elements`);
}

/** What an app keeps in a card for itself. */
const opaque = ['value', 'chart_spec', 'rows'];
