import { z } from 'zod';

// What the components of a card are made of.

/** Where a word is too long, what is missing, what must be one of a few: the code that Feishu has for it. */
export const codes = {
  json: 200621,
  unsupported: 200861,
  limit: 11310,
  chart: 200550,
  tableColumn: 200914,
  tableRow: 200915,
  name: 200530,
  user: 100290,
} as const;

/** open.feishu.cn/document/feishu-cards/card-json-v2-structure (2025-06) and the pages of the components. */
export const most = {
  bytes: 30 * 1_024,
  elements: 200,
  nesting: 5,
  tables: 5,
  columns: 50,
  tablesInMarkdown: 4,
  headerTags: 3,
  buttonText: 100,
  placeholder: 100,
  tickButtons: 3,
  inputLength: 1_000,
} as const;

const url = z.string().regex(/^(https?|lark):\/\//, 'a link needs http or https');
const elementId = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/, 'element_id is malformed');

const locale = /^[a-z]{2}_[a-z]{2}$/;
const inLanguages = z.record(z.string().regex(locale), z.string());

const wordsShape = {
  content: z.string().optional(),
  i18n_content: inLanguages.optional(),
  element_id: elementId.optional(),
  text_size: z.string().optional(),
  text_color: z.string().optional(),
  text_align: z.enum(['left', 'center', 'right']).optional(),
  lines: z.number().int().min(1).optional(),
};

/** One of the two has to be there. */
const spoken = (one: { content?: string | undefined; i18n_content?: Record<string, string> | undefined }) =>
  one.content !== undefined || one.i18n_content !== undefined;

export const plainText = z
  .strictObject({ tag: z.literal('plain_text'), ...wordsShape })
  .refine(spoken, 'content is required');
export const anyText = z
  .strictObject({ tag: z.enum(['plain_text', 'lark_md']), ...wordsShape })
  .refine(spoken, 'content is required');

const lengthOf = (one: { content?: string | undefined; i18n_content?: Record<string, string> | undefined }) =>
  Math.max(...[one.content ?? '', ...Object.values(one.i18n_content ?? {})].map((text) => text.length));
export const shortText = (longest: number) =>
  plainText.refine((one) => lengthOf(one) <= longest, `longer than ${longest} characters`);

export const icon = z.union([
  z.strictObject({ tag: z.literal('standard_icon'), token: z.string(), color: z.string().optional() }),
  z.strictObject({ tag: z.literal('custom_icon'), img_key: z.string() }),
]);

export const confirm = z.strictObject({ title: plainText, text: plainText });

/** A value that is no object is more than the libraries of Feishu bear. */
const callback = z.strictObject({ type: z.literal('callback'), value: z.record(z.string(), z.unknown()) });
const openUrl = z.strictObject({
  type: z.literal('open_url'),
  default_url: url,
  pc_url: url.or(z.literal('')).optional(),
  ios_url: url.or(z.literal('')).optional(),
  android_url: url.or(z.literal('')).optional(),
});
export const behaviors = z.array(z.union([callback, openUrl])).min(1);

export const option = z.strictObject({ text: plainText, value: z.string().min(1), icon: icon.optional() });
export const personOption = z.strictObject({ value: z.string() });

/** "8px", "8px 12px", "small" … */
export const lengths = z
  .string()
  .regex(/^((-?\d+(\.\d+)?(px|%)?|auto|small|medium|large|extra_large|fill|default)\s*)+$/);
/** What every component may have. */
export const common = { element_id: elementId.optional(), margin: lengths.optional() };
export const horizontal = z.enum(['left', 'center', 'right']);
export const vertical = z.enum(['top', 'center', 'bottom']);
export const direction = z.enum(['vertical', 'horizontal']);

export const header = z.strictObject({
  title: anyText,
  subtitle: anyText.optional(),
  text_tag_list: z
    .array(
      z.strictObject({
        tag: z.literal('text_tag'),
        text: plainText,
        color: z.string().optional(),
        element_id: elementId.optional(),
      }),
    )
    .max(most.headerTags, 'no more than three tags in the header')
    .optional(),
  i18n_text_tag_list: z.record(z.string(), z.unknown()).optional(),
  template: z
    .enum([
      'blue',
      'wathet',
      'turquoise',
      'green',
      'yellow',
      'orange',
      'red',
      'carmine',
      'violet',
      'purple',
      'indigo',
      'grey',
      'default',
    ])
    .optional(),
  icon: icon.optional(),
  padding: lengths.optional(),
});

export const config = z.strictObject({
  update_multi: z.literal(true, 'update_multi can only be true').optional(),
  enable_forward: z.boolean().optional(),
  enable_forward_interaction: z.boolean().optional(),
  width_mode: z.enum(['compact', 'fill', 'default']).optional(),
  summary: z.strictObject({ content: z.string().optional(), i18n_content: inLanguages.optional() }).optional(),
  locales: z.array(z.string().regex(locale)).optional(),
  use_custom_translation: z.boolean().optional(),
  streaming_mode: z.boolean().optional(),
  streaming_config: z.record(z.string(), z.unknown()).optional(),
  style: z
    .strictObject({
      text_size: z.record(z.string(), z.unknown()).optional(),
      color: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});

export const cardLink = z.strictObject({
  url: url.optional(),
  pc_url: url.or(z.literal('')).optional(),
  ios_url: url.or(z.literal('')).optional(),
  android_url: url.or(z.literal('')).optional(),
});
