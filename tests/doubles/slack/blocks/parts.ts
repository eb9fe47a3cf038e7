import { z } from 'zod';

// What blocks and elements are made of, with Slack's limits. Unknown keys are refused everywhere.

/** docs.slack.dev/reference/block-kit: characters as the strictest reading counts them, UTF-16 units. */
export const lengths = {
  blockId: 255,
  actionId: 255,
  sectionText: 3_000,
  sectionField: 2_000,
  header: 150,
  inputLabel: 2_000,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  imageText: 2_000,
  optionText: 75,
  /** The page says 150, the types of Slack's own library 75. */
  optionValue: 75,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  plainInput: 3_000,
} as const;

export const words = (max: number) => z.string().min(1).max(max);

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(max), emoji: z.boolean().optional() });

const markdown = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(max), verbatim: z.boolean().optional() });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), markdown(max)]);

export const webUrl = z
  .string()
  .max(lengths.url)
  .regex(/^https?:\/\/[^\s]+$/, 'must be a valid URL');

/** A link in rich text may also write an e-mail or call. */
const linkUrl = z
  .string()
  .max(lengths.url)
  .regex(/^(https?:\/\/|mailto:|tel:)[^\s]+$/, 'must be a valid URL');

export const confirmation = z.strictObject({
  title: plainText(lengths.confirmTitle),
  text: anyText(lengths.confirmText),
  confirm: plainText(lengths.confirmButton),
  deny: plainText(lengths.confirmButton),
  style: z.enum(['primary', 'danger']).optional(),
});

const optionParts = { value: words(lengths.optionValue) };

export const plainOption = z.strictObject({
  ...optionParts,
  text: plainText(lengths.optionText),
  description: plainText(lengths.optionText).optional(),
});

/** Of checkboxes and radio buttons. */
export const richOption = z.strictObject({
  ...optionParts,
  text: anyText(lengths.optionText),
  description: anyText(lengths.optionText).optional(),
});

export const overflowOption = z.strictObject({
  ...optionParts,
  text: plainText(lengths.optionText),
  description: plainText(lengths.optionText).optional(),
  url: webUrl.optional(),
});

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();

const textPart = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style });
const linkPart = z.strictObject({
  type: z.literal('link'),
  url: linkUrl,
  text: z.string().min(1).optional(),
  unsafe: z.boolean().optional(),
  style,
});

const richPart = z.discriminatedUnion('type', [
  textPart,
  linkPart,
  z.strictObject({ type: z.literal('emoji'), name: z.string().min(1), unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number().int(),
    format: z.string().regex(/\{/, 'must hold a placeholder'),
    url: linkUrl.optional(),
    fallback: z.string().min(1).optional(),
    style,
  }),
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richPart).min(1) });
const border = z.union([z.literal(0), z.literal(1)]).optional();

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: words(lengths.blockId).optional(),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
          indent: z.number().int().min(0).max(8).optional(),
          offset: z.number().int().min(0).optional(),
          border,
        }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(z.discriminatedUnion('type', [textPart, linkPart])).min(1),
          border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richPart).min(1), border }),
      ]),
    )
    .min(1),
});
