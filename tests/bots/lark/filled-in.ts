import type { Form, FormElement, LarkCard, SubmitButton } from '../../../src/bots/lark/card-json.js';
import { type CardAction, readAction } from '../../../src/bots/lark/read-action.js';

export type Named = Extract<FormElement, { readonly name: string }>;
export type Answerable = Exclude<Named, SubmitButton>;

export function formIn({ body }: LarkCard): Form {
  const form = body.elements.find((element) => element.tag === 'form');
  if (form?.tag !== 'form') throw new Error('no form');
  return form;
}

export function inputsOf(card: LarkCard): readonly Answerable[] {
  return formIn(card).elements.filter(
    (element): element is Answerable => 'name' in element && !('form_action_type' in element),
  );
}

export function submitOf(card: LarkCard): SubmitButton {
  const found = formIn(card).elements.find((element): element is SubmitButton => 'form_action_type' in element);
  if (!found) throw new Error('no button');
  return found;
}

/** What stands in an input that nobody touched. */
function untouched(input: Answerable): unknown {
  switch (input.tag) {
    case 'input':
      return input.default_value ?? '';
    case 'select_static':
      return input.initial_index === undefined ? '' : input.options[input.initial_index - 1]?.value;
    case 'multi_select_static':
      return input.selected_values;
    default:
      return input satisfies never;
  }
}

/** `event.action` as Feishu sends it when the form is sent, with what was given instead of what stood there. */
export function sent(
  card: LarkCard,
  given: Readonly<Record<string, unknown>> = {},
  empty: 'absent' | '' = '',
): unknown {
  const values = inputsOf(card).map((input) => [input.name, given[input.name] ?? untouched(input)] as const);
  const button = submitOf(card);
  return JSON.parse(
    JSON.stringify({
      tag: 'button',
      timezone: 'Asia/Shanghai',
      name: button.name,
      value: button.behaviors[0].value,
      form_value: Object.fromEntries(
        values.filter(([, value]) => empty === '' || (value !== '' && !isEmptyList(value))),
      ),
    }),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

export function answersOf(action: unknown): Extract<CardAction, { kind: 'submitted' }> {
  const read = readAction(action);
  if (read?.kind !== 'submitted') throw new Error('no submission');
  return read;
}
