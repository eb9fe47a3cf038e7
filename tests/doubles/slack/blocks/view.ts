import { z } from 'zod';
import type { Block } from './block.js';
import { type Checked, checkBlocks, flawsOf } from './check.js';
import { plainText } from './parts.js';

/** docs.slack.dev/reference/views. */
const frame = {
  blocks: z.unknown(),
  private_metadata: z.string().max(3_000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
  ...frame,
});

const home = z.strictObject({ type: z.literal('home'), ...frame });

const shapes = { modal, home };
const mostBytes = 250_000;

type Frame<S extends z.ZodType> = Omit<z.infer<S>, 'blocks'> & { readonly blocks: readonly Block[] };
export type ViewContent = Frame<typeof modal> | Frame<typeof home>;

/** A view that Slack would show; `tooLarge` when only its size is wrong. */
export function checkView(value: unknown, kind: 'modal' | 'home'): Checked<ViewContent> & { readonly tooLarge?: true } {
  const parsed = shapes[kind].safeParse(value);
  if (!parsed.success) return { flaws: flawsOf(parsed.error, '/view') };
  const blocks = checkBlocks(parsed.data.blocks, kind, '/view/blocks');
  if (blocks.flaws) return { flaws: blocks.flaws };
  if (Buffer.byteLength(JSON.stringify(value)) > mostBytes) return { flaws: [], tooLarge: true };
  const view = { ...parsed.data, blocks: blocks.value };
  const asks = view.blocks.some((block) => block.type === 'input');
  if (view.type === 'modal' && asks && !view.submit) {
    return { flaws: [{ pointer: '/view', message: 'missing required field: submit' }] };
  }
  return { flaws: null, value: view };
}
