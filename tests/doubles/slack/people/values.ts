import type { Block } from '../blocks/block.js';
import type { InputElement } from '../blocks/elements.js';
import { optionsOf } from '../plain.js';
import type { View } from '../state.js';

// What a person types into a form, and what Slack makes of it. The client itself refuses what an element does not
// allow, before the app hears of it.

/** What a person gives for one input: words, a number, an option's value, several of them. */
export type Given = string | number | boolean | readonly string[] | null;

type InputBlock = Extract<Block, { type: 'input' }>;

/** What stands in the element when the form opens. */
export function firstValue(element: InputElement): Given {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return element.initial_value ?? null;
    case 'datepicker':
      return element.initial_date ?? null;
    case 'static_select':
    case 'radio_buttons':
      return element.initial_option?.value ?? null;
    case 'multi_static_select':
    case 'checkboxes':
      return (element.initial_options ?? []).map((one) => one.value);
    default:
      return element satisfies never;
  }
}

export type Filled =
  | { readonly ok: true; readonly state: { readonly values: Record<string, Record<string, unknown>> } }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

export const inputsOf = (view: View): readonly InputBlock[] =>
  view.content.blocks.filter((block): block is InputBlock => block.type === 'input');

/** The state of the view with what was typed; or what the client says beside the inputs. */
export function fill(view: View): Filled {
  const values: Record<string, Record<string, unknown>> = {};
  const errors: Record<string, string> = {};
  for (const block of inputsOf(view)) {
    const { element, block_id = '' } = block;
    const actionId = element.action_id ?? '';
    const name = `${block_id} ${actionId}`;
    const typed = (view.typed.has(name) ? view.typed.get(name) : firstValue(element)) as Given;
    const read = readInput(element, typed);
    if ('error' in read) errors[block_id] = read.error;
    else if (read.empty && !block.optional) errors[block_id] = 'Please complete this required field.';
    values[block_id] = { [actionId]: 'error' in read ? null : read.value };
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, state: { values } };
}

type Read = { readonly value: object; readonly empty: boolean } | { readonly error: string };

/** What an element holds, as `state.values` writes it. */
export function readInput(element: InputElement, given: Given): Read {
  const { type } = element;
  switch (element.type) {
    case 'plain_text_input': {
      const text = given === null || given === '' ? null : String(given);
      const { min_length = 0, max_length = 3_000 } = element;
      if (text !== null && text.length > max_length) return { error: `Maximum of ${max_length} characters.` };
      if (text !== null && text.length < min_length) return { error: `Minimum of ${min_length} characters.` };
      return { value: { type, value: text }, empty: text === null };
    }
    case 'number_input': {
      const text = given === null || given === '' ? null : String(given);
      if (text === null) return { value: { type, value: null }, empty: true };
      if (!/^-?\d+(\.\d+)?$/.test(text)) return { error: 'Enter a number.' };
      if (!element.is_decimal_allowed && text.includes('.')) return { error: 'Enter a whole number.' };
      if (element.min_value !== undefined && Number(text) < Number(element.min_value)) {
        return { error: `Enter a number of at least ${element.min_value}.` };
      }
      if (element.max_value !== undefined && Number(text) > Number(element.max_value)) {
        return { error: `Enter a number of at most ${element.max_value}.` };
      }
      return { value: { type, value: text }, empty: false };
    }
    case 'datepicker':
      return { value: { type, selected_date: given === '' ? null : given }, empty: given === null || given === '' };
    case 'static_select':
    case 'radio_buttons': {
      if (given === null || given === '') return { value: { type, selected_option: null }, empty: true };
      const option = optionsOf(element).find((one) => one.value === String(given));
      return option
        ? { value: { type, selected_option: option }, empty: false }
        : { error: 'There is no such option.' };
    }
    case 'multi_static_select':
    case 'checkboxes': {
      const wanted = wantedOf(given, optionsOf(element)[0]?.value);
      const chosen = optionsOf(element).filter((one) => wanted.includes(one.value));
      if (chosen.length !== new Set(wanted).size) return { error: 'There is no such option.' };
      const most = element.type === 'multi_static_select' ? (element.max_selected_items ?? 100) : 10;
      if (chosen.length > most) return { error: `Choose at most ${most}.` };
      return { value: { type, selected_options: chosen }, empty: chosen.length === 0 };
    }
    default:
      return element satisfies never;
  }
}

/** A box that stands alone is ticked by "yes". */
function wantedOf(given: Given, only: string | undefined): readonly string[] {
  if (given === null || given === false || given === '') return [];
  if (given === true) return only === undefined ? [] : [only];
  return typeof given === 'object' ? given : [String(given)];
}
