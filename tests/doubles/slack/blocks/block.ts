import { z } from 'zod';
import { accessory, actionElement, contextElement, inputElement } from './elements.js';
import { anyText, lengths, plainText, richText, webUrl, words } from './parts.js';

// The blocks that the double knows: those we may use. Another type is refused as an unsupported one.

const identified = { block_id: words(lengths.blockId).optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...identified,
    text: anyText(lengths.sectionText).optional(),
    fields: z.array(anyText(lengths.sectionField)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .superRefine((block, context) => {
    if (!block.text && !block.fields) context.addIssue({ code: 'custom', message: 'missing required field: text' });
  });

const header = z.strictObject({
  type: z.literal('header'),
  ...identified,
  text: plainText(lengths.header),
  level: z.number().int().min(1).max(4).optional(),
});

const divider = z.strictObject({ type: z.literal('divider'), ...identified });

const context = z.strictObject({
  type: z.literal('context'),
  ...identified,
  elements: z.array(contextElement).min(1).max(10),
});

const actions = z.strictObject({
  type: z.literal('actions'),
  ...identified,
  elements: z.array(actionElement).min(1).max(25),
});

const image = z.strictObject({
  type: z.literal('image'),
  ...identified,
  image_url: webUrl.optional(),
  slack_file: z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })]).optional(),
  alt_text: words(lengths.imageText),
  title: plainText(lengths.imageText).optional(),
});

const input = z.strictObject({
  type: z.literal('input'),
  ...identified,
  label: plainText(lengths.inputLabel),
  element: inputElement,
  hint: plainText(lengths.inputLabel).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const cell = z.discriminatedUnion('type', [
  // An empty cell of raw text is refused like every empty text.
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  richText,
]);

const table = z
  .strictObject({
    type: z.literal('table'),
    ...identified,
    rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
    column_settings: z
      .array(
        z
          .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
          .nullable(),
      )
      .max(20)
      .optional(),
  })
  .superRefine((block, refinement) => {
    const widths = new Set(block.rows.map((row) => row.length));
    if (widths.size > 1)
      refinement.addIssue({ code: 'custom', message: 'all rows must have the same number of cells' });
  });

const block = z.discriminatedUnion('type', [section, header, divider, context, actions, image, input, richText, table]);

/** docs.slack.dev/reference/block-kit/blocks. */
const most = { message: 50, modal: 100, home: 100 } as const;

export type Surface = keyof typeof most;
export type Block = z.infer<typeof block>;

export const blockList = (surface: Surface) => z.array(block).max(most[surface]);
