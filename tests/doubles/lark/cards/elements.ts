import { z } from 'zod';
import {
  anyText,
  behaviors,
  confirm,
  direction,
  elementId,
  horizontal,
  icon,
  lengths,
  most,
  option,
  personOption,
  plainText,
  shortText,
  vertical,
} from './parts.js';

// The components of JSON 2.0 that may be used here, each with all its properties (feishu-cards/card-json-v2-components).
// What lies in a container is looked at by itself (check.ts).

const common = { element_id: elementId.optional(), margin: lengths.optional() };
const inside = {
  direction: direction.optional(),
  horizontal_spacing: lengths.optional(),
  horizontal_align: horizontal.optional(),
  vertical_spacing: lengths.optional(),
  vertical_align: vertical.optional(),
  padding: lengths.optional(),
};
const children = z.array(z.looseObject({ tag: z.string() }));
const placeholder = shortText(most.placeholder).optional();
/** What a person can operate. */
const operable = {
  name: z.string().min(1).optional(),
  disabled: z.boolean().optional(),
  disabled_tips: plainText.optional(),
  hover_tips: plainText.optional(),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
  width: lengths.optional(),
};
const asked = { ...operable, required: z.boolean().optional(), placeholder };
const choosing = { ...asked, type: z.enum(['default', 'text']).optional() };
const people = { options: z.array(personOption).optional() };
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

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
  button: z.strictObject({
    tag: z.literal('button'),
    ...common,
    ...operable,
    text: shortText(most.buttonText).optional(),
    icon: icon.optional(),
    type: z
      .enum([
        'default',
        'primary',
        'danger',
        'text',
        'primary_text',
        'danger_text',
        'primary_filled',
        'danger_filled',
        'laser',
      ])
      .optional(),
    size: z.enum(['tiny', 'small', 'medium', 'large']).optional(),
    form_action_type: z.enum(['submit', 'reset']).optional(),
  }),
  input: z.strictObject({
    tag: z.literal('input'),
    ...common,
    ...asked,
    default_value: z.string().optional(),
    input_type: z.enum(['text', 'multiline_text', 'password']).optional(),
    rows: z.number().int().min(1).optional(),
    auto_resize: z.boolean().optional(),
    max_rows: z.number().int().min(1).optional(),
    show_icon: z.boolean().optional(),
    max_length: z.number().int().min(1).max(most.inputLength).optional(),
    label: plainText.optional(),
    label_position: z.enum(['top', 'left']).optional(),
  }),
  select_static: z.strictObject({
    tag: z.literal('select_static'),
    ...common,
    ...choosing,
    options: z.array(option),
    initial_option: z.string().optional(),
    initial_index: z.number().int().min(1).optional(),
  }),
  multi_select_static: z.strictObject({
    tag: z.literal('multi_select_static'),
    ...common,
    ...choosing,
    options: z.array(option),
    selected_values: z.array(z.string()).optional(),
  }),
  select_person: z.strictObject({
    tag: z.literal('select_person'),
    ...common,
    ...choosing,
    ...people,
    initial_option: z.string().optional(),
  }),
  multi_select_person: z.strictObject({
    tag: z.literal('multi_select_person'),
    ...common,
    ...choosing,
    ...people,
    selected_values: z.array(z.string()).optional(),
  }),
  date_picker: z.strictObject({ tag: z.literal('date_picker'), ...common, ...asked, initial_date: day.optional() }),
  picker_time: z.strictObject({
    tag: z.literal('picker_time'),
    ...common,
    ...asked,
    initial_time: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .optional(),
  }),
  picker_datetime: z.strictObject({
    tag: z.literal('picker_datetime'),
    ...common,
    ...asked,
    initial_datetime: z.string().optional(),
  }),
  checker: z.strictObject({
    tag: z.literal('checker'),
    ...common,
    ...operable,
    checked: z.boolean().optional(),
    text: anyText.optional(),
    overall_checkable: z.boolean().optional(),
    padding: lengths.optional(),
    button_area: z
      .strictObject({
        pc_display_rule: z.enum(['always', 'on_hover']).optional(),
        buttons: children.max(most.tickButtons).optional(),
      })
      .optional(),
    checked_style: z
      .strictObject({ show_strikethrough: z.boolean().optional(), opacity: z.number().min(0).max(1).optional() })
      .optional(),
  }),
  overflow: z.strictObject({
    tag: z.literal('overflow'),
    ...common,
    ...operable,
    options: z
      .array(z.strictObject({ text: plainText, value: z.string().optional(), multi_url: z.unknown().optional() }))
      .min(1),
  }),
};

export const containers = ['column_set', 'form', 'interactive_container', 'collapsible_panel'];
/** Those that a form sends what they hold of. */
export const inputs = [
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
];
export const interactive = [...inputs, 'button', 'overflow'];
/** They stand in forms alone. */
export const formOnly = ['multi_select_static', 'multi_select_person'];
