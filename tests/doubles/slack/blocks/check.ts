import type { z } from 'zod';
import { type Block, blockList, type Surface } from './block.js';

/** Something in blocks or a view that Slack refuses: where, and in Slack's words. */
export interface Flaw {
  readonly pointer: string;
  readonly message: string;
}

/** The text of all blocks of a message; unpublished, the lowest that was seen to fail is 11,341 (bolt-js #2867). */
const mostTextInMessage = 10_000;
const mostTextInTables = 10_000;

export type Checked<T> = { readonly flaws: readonly Flaw[] } | { readonly flaws: null; readonly value: T };

/** What is wrong with the blocks, each with its JSON pointer below `at`; otherwise the blocks, typed. */
export function checkBlocks(value: unknown, surface: Surface, at = '/blocks'): Checked<readonly Block[]> {
  const parsed = blockList(surface).safeParse(value);
  if (!parsed.success) return { flaws: flawsOf(parsed.error, at) };
  const flaws = [...unfitting(parsed.data, surface, at)];
  return flaws.length > 0 ? { flaws } : { flaws: null, value: parsed.data };
}

export function flawsOf(error: z.ZodError, at: string): readonly Flaw[] {
  return error.issues.flatMap((issue): Flaw[] => {
    const pointer = [at, ...issue.path.map(String)].join('/');
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          pointer: `${pointer}/${key}`,
          message: `invalid additional property: ${key}`,
        }));
      case 'too_big':
        return [{ pointer, message: tooBig(issue.origin, Number(issue.maximum)) }];
      case 'too_small':
        return [{ pointer, message: tooSmall(issue.origin, Number(issue.minimum)) }];
      case 'invalid_union':
        return [{ pointer, message: 'unsupported type' }];
      case 'invalid_type':
        if (issue.input === undefined && /received undefined/.test(issue.message)) {
          const missing = String(issue.path.at(-1) ?? '');
          const parent = [at, ...issue.path.slice(0, -1).map(String)].join('/');
          return [{ pointer: parent, message: `missing required field: ${missing}` }];
        }
        return [{ pointer, message: `must provide ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}` }];
      default:
        return [{ pointer, message: issue.message }];
    }
  });
}

export const asMessage = ({ pointer, message }: Flaw) => `[ERROR] ${message} [json-pointer:${pointer}]`;

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `must be less than ${most + 1} characters`;
  return origin === 'array' ? `no more than ${most} items allowed` : `must be at most ${most}`;
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return `must be more than ${least - 1} characters`;
  return origin === 'array' ? `no less than ${least} items allowed` : `must be at least ${least}`;
}

/** What only shows when the blocks are seen together, or on the surface they are for. */
function* unfitting(blocks: readonly Block[], surface: Surface, at: string): Generator<Flaw> {
  const seen = new Set<string>();
  let focused = 0;
  let tables = 0;
  for (const [index, block] of blocks.entries()) {
    const pointer = `${at}/${index}`;
    if (block.block_id !== undefined) {
      if (seen.has(block.block_id)) yield { pointer: `${pointer}/block_id`, message: 'block_id must be unique' };
      seen.add(block.block_id);
    }
    if (block.type === 'table') {
      tables += 1;
      if (surface === 'modal') yield { pointer: `${pointer}/type`, message: 'unsupported type: table' };
      if (tables > 1) yield { pointer, message: 'only_one_table_allowed' };
      if (textOf(block) > mostTextInTables)
        yield { pointer, message: `must be less than ${mostTextInTables + 1} characters` };
    }
    if (block.type === 'image' && (block.image_url === undefined) === (block.slack_file === undefined)) {
      yield { pointer, message: 'must have either image_url or slack_file' };
    }
    const actionIds = new Set<string>();
    for (const element of elementsOf(block)) {
      if (element.type === 'number_input' && surface !== 'modal') {
        yield { pointer: `${pointer}/element/type`, message: 'unsupported type: number_input' };
      }
      if ('focus_on_load' in element && element.focus_on_load) focused += 1;
      if (element.action_id === undefined) continue;
      if (actionIds.has(element.action_id))
        yield { pointer, message: `action_id must be unique: ${element.action_id}` };
      actionIds.add(element.action_id);
    }
  }
  if (focused > 1) yield { pointer: at, message: 'only one element may have focus_on_load' };
}

/** The interactive elements of a block, with where they stand. */
export function elementsOf(block: Block) {
  switch (block.type) {
    case 'actions':
      return block.elements;
    case 'input':
      return [block.element];
    case 'section':
      return block.accessory && block.accessory.type !== 'image' ? [block.accessory] : [];
    default:
      return [];
  }
}

/** Whether the blocks hold more text than one message takes. */
export function tooMuchText(blocks: readonly Block[]): boolean {
  return textOf(blocks) > mostTextInMessage;
}

function textOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value)) {
    sum += key === 'text' && typeof inner === 'string' ? inner.length : textOf(inner);
  }
  return sum;
}

/** Slack gives an id to every block and element that came without one. */
export function withIds(blocks: readonly Block[], makeId: () => string): readonly Block[] {
  return blocks.map((block) => {
    const named = { ...block, block_id: block.block_id ?? makeId() };
    switch (named.type) {
      case 'actions':
        return { ...named, elements: named.elements.map((one) => ({ ...one, action_id: one.action_id ?? makeId() })) };
      case 'input':
        return { ...named, element: { ...named.element, action_id: named.element.action_id ?? makeId() } };
      case 'section':
        return named.accessory && named.accessory.type !== 'image'
          ? { ...named, accessory: { ...named.accessory, action_id: named.accessory.action_id ?? makeId() } }
          : named;
      default:
        return named;
    }
  });
}
