import { z } from 'zod';
import {
  anyText,
  behaviors,
  common,
  confirm,
  icon,
  lengths,
  most,
  option,
  personOption,
  plainText,
  shortText,
} from './parts.js';

// The components that a person operates: pressed, typed into, chosen from, ticked.

/** Whatever has a tag; looked at by itself (check.ts). */
const children = z.array(z.looseObject({ tag: z.string() }));
const placeholder = shortText(most.placeholder).optional();
/** What each of them may say. */
export const operable = {
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

export const operated: Readonly<Record<string, z.ZodType>> = {
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
