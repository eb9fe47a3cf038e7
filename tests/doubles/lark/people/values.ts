import { Impossible } from '../../support/impossible.js';
import type { Element } from '../cards/card.js';
import { inputs } from '../cards/operated.js';
import { firstValue } from '../plain.js';

// What a person types, ticks and chooses on a card, and what Feishu makes of it. The client itself refuses what a field
// does not allow, before the app hears of it.

/** What a person gives for one field. */
type Given = string | number | boolean | readonly string[] | null;

/** The client says its offset along with days and times. */
const offset = '+0800';

/** What an element outside a form says of itself when it is used. */
export function operated(element: Element, given: Given | undefined): Readonly<Record<string, unknown>> {
  const value = given ?? null;
  switch (element.tag) {
    case 'button':
    case 'interactive_container':
      return {};
    case 'checker':
      return { checked: value === null ? firstValue(element) !== true : value === true };
    case 'input':
      return { input_value: String(value ?? '') };
    case 'date_picker':
    case 'picker_time':
    case 'picker_datetime':
      return { option: `${String(value)} ${offset}` };
    default:
      return { option: chosen(element, value) };
  }
}

type Option = { readonly value?: string };

function chosen(element: Element, value: Given): string {
  const options = (element['options'] ?? []) as readonly Option[];
  // A list of people without options offers everybody in the chat.
  if (element.tag === 'select_person' && options.length === 0) return String(value);
  if (!options.some((one) => one.value === value)) throw new Impossible(`There is no option ${String(value)}.`);
  return String(value);
}

type Read =
  | { readonly values: Readonly<Record<string, unknown>> }
  | { readonly errors: Readonly<Record<string, string>> };

/** The fields as they stand in `form_value`; or what the client says beside them. */
export function readForm(within: readonly Element[], given: Readonly<Record<string, Given>>): Read {
  const fields = within.filter((one) => inputs.includes(one.tag));
  const strange = Object.keys(given).find((name) => !fields.some((one) => one['name'] === name));
  if (strange !== undefined) throw new Impossible(`The form has no field ${strange}.`);
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const [index, field] of fields.entries()) {
    const name = String(field['name']);
    const typed = name in given ? (given[name] ?? null) : (firstValue(field) as Given);
    const read = readField(field, typed);
    if ('error' in read) errors[name] = read.error;
    else if (read.value !== undefined) values[name] = read.value;
    else if (field['required'] === true) errors[name] = '此项为必填项';
    // Whether an optional field that was left empty is sent as '' or not at all is not documented: here it is both.
    else if (index % 2 === 0) values[name] = '';
  }
  return Object.keys(errors).length > 0 ? { errors } : { values };
}

/** undefined: nothing was given. */
function readField(field: Element, given: Given): { readonly value: unknown } | { readonly error: string } {
  const empty = given === null || given === '' || (Array.isArray(given) && given.length === 0);
  switch (field.tag) {
    case 'checker':
      return { value: given === true };
    case 'input': {
      const text = empty ? '' : String(given);
      const most = (field['max_length'] as number | undefined) ?? 1_000;
      if (text.length > most) return { error: `最多输入 ${most} 个字符` };
      return { value: text === '' ? undefined : text };
    }
    case 'date_picker':
    case 'picker_time':
    case 'picker_datetime':
      return { value: empty ? undefined : `${String(given)} ${offset}` };
    case 'multi_select_static':
    case 'multi_select_person': {
      const wanted = empty ? [] : Array.isArray(given) ? (given as string[]) : [String(given)];
      const one = { ...field, tag: 'select_static' };
      return { value: wanted.length === 0 ? undefined : wanted.map((value) => chosen(one, value)) };
    }
    default:
      return { value: empty ? undefined : chosen(field, String(given)) };
  }
}
