import { z } from 'zod';
import { operable, operated } from './operated.js';
import { anyText, common, confirm, direction, horizontal, icon, lengths, most, plainText, vertical } from './parts.js';

// The components of JSON 2.0 that may be used here, each with all its properties (feishu-cards/card-json-v2-components).
// What lies in a container is looked at by itself (check.ts).

const inside = {
  direction: direction.optional(),
  horizontal_spacing: lengths.optional(),
  horizontal_align: horizontal.optional(),
  vertical_spacing: lengths.optional(),
  vertical_align: vertical.optional(),
  padding: lengths.optional(),
};
const children = z.array(z.looseObject({ tag: z.string() }));

export const elements: Readonly<Record<string, z.ZodType>> = {
  div: z.strictObject({
    tag: z.literal('div'),
    ...common,
    width: lengths.optional(),
    text: anyText.optional(),
    icon: icon.optional(),
  }),
  markdown: z.strictObject({
    tag: z.literal('markdown'),
    ...common,
    content: z.string(),
    i18n_content: z.record(z.string(), z.string()).optional(),
    text_align: horizontal.optional(),
    text_size: z.string().optional(),
    icon: icon.optional(),
  }),
  hr: z.strictObject({ tag: z.literal('hr'), ...common }),
  img: z.strictObject({
    tag: z.literal('img'),
    ...common,
    img_key: z.string().regex(/^img_/),
    alt: plainText.optional(),
    title: plainText.optional(),
    corner_radius: z.string().optional(),
    scale_type: z.enum(['crop_center', 'fit_horizontal', 'crop_top']).optional(),
    size: z.string().optional(),
    transparent: z.boolean().optional(),
    preview: z.boolean().optional(),
  }),
  person: z.strictObject({
    tag: z.literal('person'),
    ...common,
    user_id: z.string(),
    size: z.string().optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    style: z.enum(['normal', 'capsule']).optional(),
  }),
  person_list: z.strictObject({
    tag: z.literal('person_list'),
    ...common,
    persons: z.array(z.strictObject({ id: z.string() })),
    drop_invalid_user_id: z.boolean().optional(),
    lines: z.number().int().optional(),
    size: z.string().optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    icon: icon.optional(),
  }),
  column_set: z.strictObject({
    tag: z.literal('column_set'),
    ...common,
    flex_mode: z.enum(['none', 'stretch', 'flow', 'bisect', 'trisect']).optional(),
    horizontal_spacing: lengths.optional(),
    horizontal_align: horizontal.optional(),
    background_style: z.string().optional(),
    columns: children.min(1),
  }),
  column: z.strictObject({
    tag: z.literal('column'),
    ...common,
    ...inside,
    background_style: z.string().optional(),
    width: z.union([z.enum(['auto', 'weighted']), z.string().regex(/^\d+px$/)]).optional(),
    weight: z.number().int().min(1).max(5).optional(),
    elements: children.optional(),
  }),
  form: z.strictObject({
    tag: z.literal('form'),
    ...common,
    ...inside,
    name: z.string().min(1),
    confirm: confirm.optional(),
    elements: children,
  }),
  interactive_container: z.strictObject({
    tag: z.literal('interactive_container'),
    ...common,
    ...inside,
    ...operable,
    height: z.string().optional(),
    background_style: z.string().optional(),
    has_border: z.boolean().optional(),
    border_color: z.string().optional(),
    corner_radius: z.string().optional(),
    elements: children,
  }),
  collapsible_panel: z.strictObject({
    tag: z.literal('collapsible_panel'),
    ...common,
    ...inside,
    expanded: z.boolean().optional(),
    background_color: z.string().optional(),
    header: z.strictObject({
      title: z.union([anyText, z.strictObject({ tag: z.literal('markdown'), content: z.string() })]),
      background_color: z.string().optional(),
      vertical_align: vertical.optional(),
      padding: lengths.optional(),
      position: z.enum(['top', 'bottom']).optional(),
      width: z.string().optional(),
      icon: icon.optional(),
      icon_position: z.enum(['left', 'right', 'follow_text']).optional(),
      icon_expanded_angle: z.number().optional(),
    }),
    border: z.strictObject({ color: z.string().optional(), corner_radius: z.string().optional() }).optional(),
    elements: children,
  }),
  table: z.strictObject({
    tag: z.literal('table'),
    ...common,
    page_size: z.number().int().min(1).max(10).optional(),
    row_height: z.union([z.enum(['low', 'middle', 'high', 'auto']), z.string().regex(/^\d+px$/)]).optional(),
    row_max_height: z.string().optional(),
    freeze_first_column: z.boolean().optional(),
    header_style: z
      .strictObject({
        text_align: horizontal.optional(),
        text_size: z.string().optional(),
        background_style: z.enum(['none', 'grey']).optional(),
        text_color: z.enum(['default', 'grey']).optional(),
        bold: z.boolean().optional(),
        lines: z.number().int().min(1).optional(),
      })
      .optional(),
    columns: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          display_name: z.string().optional(),
          width: z.union([z.literal('auto'), z.string().regex(/^\d+(px|%)$/)]).optional(),
          horizontal_align: horizontal.optional(),
          vertical_align: vertical.optional(),
          data_type: z.enum(['text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown']),
          format: z
            .strictObject({
              symbol: z.string().optional(),
              precision: z.number().int().min(0).max(10).optional(),
              separator: z.boolean().optional(),
            })
            .optional(),
          date_format: z.string().optional(),
        }),
      )
      .min(1)
      .max(most.columns),
    rows: z.array(z.record(z.string(), z.unknown())),
  }),
  chart: z.strictObject({
    tag: z.literal('chart'),
    ...common,
    aspect_ratio: z.enum(['1:1', '2:1', '4:3', '16:9']).optional(),
    color_theme: z.enum(['brand', 'rainbow', 'complementary', 'converse', 'primary']).optional(),
    height: z.union([z.literal('auto'), z.string().regex(/^[1-9]\d{0,2}px$/)]).optional(),
    preview: z.boolean().optional(),
    chart_spec: z.looseObject({ type: z.string(), data: z.unknown() }),
  }),
  ...operated,
};

export const containers = ['column_set', 'form', 'interactive_container', 'collapsible_panel'];
