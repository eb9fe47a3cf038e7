import { z } from 'zod';
import {
  anyText,
  confirmation,
  lengths,
  overflowOption,
  plainOption,
  plainText,
  richOption,
  webUrl,
  words,
} from './parts.js';

// The interactive elements. What a schema alone cannot say (an initial option is one of the options) is refined here.

const actionable = { action_id: words(lengths.actionId).optional() };
const confirmable = { confirm: confirmation.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(lengths.placeholder).optional() };
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date as YYYY-MM-DD');
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number');

const optionGroups = z
  .array(z.strictObject({ label: plainText(75), options: z.array(plainOption).min(1).max(100) }))
  .min(1)
  .max(100);
const selectOptions = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: optionGroups.optional(),
};

interface Choosable {
  readonly options?: readonly { readonly value: string }[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly { readonly value: string }[] }[] | undefined;
  readonly initial_option?: { readonly value: string } | undefined;
  readonly initial_options?: readonly { readonly value: string }[] | undefined;
}

const choicesOf = (element: Choosable) =>
  element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];

const sameOption = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

function optionsFit(element: Choosable, context: z.RefinementCtx): void {
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    context.addIssue({ code: 'custom', message: 'must have either options or option_groups' });
  }
  const choices = choicesOf(element);
  for (const wanted of [
    ...(element.initial_option ? [element.initial_option] : []),
    ...(element.initial_options ?? []),
  ]) {
    if (!choices.some((one) => sameOption(one, wanted))) {
      context.addIssue({ code: 'custom', message: 'an initial option must exactly match one of the options' });
    }
  }
}

const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: webUrl,
  alt_text: words(lengths.imageText),
});

const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  ...confirmable,
  text: plainText(lengths.buttonText),
  value: words(lengths.buttonValue).optional(),
  url: webUrl.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: words(75).optional(),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...actionable,
    ...confirmable,
    ...focusable,
    ...placeholder,
    ...selectOptions,
    initial_option: plainOption.optional(),
  })
  .superRefine(optionsFit);

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...actionable,
    ...confirmable,
    ...focusable,
    ...placeholder,
    ...selectOptions,
    initial_options: z.array(plainOption).min(1).optional(),
    max_selected_items: z.number().int().min(1).optional(),
  })
  .superRefine(optionsFit);

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...actionable,
    ...confirmable,
    ...focusable,
    options: z.array(richOption).min(1).max(10),
    initial_options: z.array(richOption).min(1).optional(),
  })
  .superRefine(optionsFit);

const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...actionable,
    ...confirmable,
    ...focusable,
    options: z.array(richOption).min(1).max(10),
    initial_option: richOption.optional(),
  })
  .superRefine(optionsFit);

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  ...confirmable,
  options: z.array(overflowOption).min(1).max(5),
});

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...actionable,
  ...confirmable,
  ...focusable,
  ...placeholder,
  initial_date: isoDate.optional(),
});

const dispatchConfig = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
    })
    .optional(),
};

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...actionable,
    ...focusable,
    ...placeholder,
    ...dispatchConfig,
    initial_value: z.string().optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(lengths.plainInput).optional(),
    max_length: z.number().int().min(1).max(lengths.plainInput).optional(),
  })
  .superRefine((input, context) => {
    const most = input.max_length ?? lengths.plainInput;
    if ((input.min_length ?? 0) > most) context.addIssue({ code: 'custom', message: 'min_length exceeds max_length' });
    if ((input.initial_value ?? '').length > most) {
      context.addIssue({ code: 'custom', message: `initial_value must be less than ${most + 1} characters` });
    }
  });

const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...actionable,
    ...focusable,
    ...placeholder,
    ...dispatchConfig,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  })
  .superRefine((input, context) => {
    const { initial_value, min_value, max_value } = input;
    for (const bound of [initial_value, min_value, max_value]) {
      if (bound?.includes('.') && !input.is_decimal_allowed) {
        context.addIssue({ code: 'custom', message: 'must be an integer unless is_decimal_allowed' });
      }
    }
    const low = Number(min_value ?? Number.NEGATIVE_INFINITY);
    const high = Number(max_value ?? Number.POSITIVE_INFINITY);
    if (low > high) context.addIssue({ code: 'custom', message: 'min_value exceeds max_value' });
    if (initial_value !== undefined && (Number(initial_value) < low || Number(initial_value) > high)) {
      context.addIssue({ code: 'custom', message: 'initial_value is out of range' });
    }
  });

/** docs.slack.dev: block elements that an actions block holds. */
export const actionElement = z.discriminatedUnion('type', [
  button,
  staticSelect,
  multiStaticSelect,
  checkboxes,
  radioButtons,
  overflow,
  datepicker,
]);

export const accessory = z.discriminatedUnion('type', [
  button,
  staticSelect,
  multiStaticSelect,
  checkboxes,
  radioButtons,
  overflow,
  datepicker,
  imageElement,
]);

export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  numberInput,
  staticSelect,
  multiStaticSelect,
  checkboxes,
  radioButtons,
  datepicker,
]);

export const contextElement = z.discriminatedUnion('type', [imageElement, ...anyText(lengths.sectionText).options]);

export type ActionElement = z.infer<typeof actionElement>;
export type InputElement = z.infer<typeof inputElement>;
