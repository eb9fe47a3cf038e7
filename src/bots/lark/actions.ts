import type { Action } from '../../core/message/card.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import type { Button, Callback, ColumnSet, Option, Press, Select } from './card-json.js';
import * as limits from './limits.js';
import { label, sizeOfJson, tooLong } from './wire.js';

type Pressable = Extract<Action, { kind: 'button' }>;
type Choosable = Extract<Action, { kind: 'select' }>;

/** What one element shows: a row of buttons, or one select. */
export type ActionPart =
  | { readonly kind: 'buttons'; readonly buttons: readonly Pressable[] }
  | { readonly kind: 'select'; readonly select: Choosable };

/**
 * Actions in rows that fit. A select whose options do not fit, or are not told apart by their values, becomes several of
 * the same token; one without options is left out (its words are shown by `wordsInFull`).
 * @throws Unrenderable for a token or an option's value that would not come back.
 */
export function divideActions(actions: readonly Action[]): readonly ActionPart[] {
  const parts: ActionPart[] = [];
  for (const action of actions) {
    if (action.kind === 'select') {
      parts.push(...divideSelect(action).map((select) => ({ kind: 'select', select }) as const));
      continue;
    }
    const last = parts.at(-1);
    const row = last?.kind === 'buttons' ? [...last.buttons, action] : [action];
    if (last?.kind === 'buttons' && fitsInRow(row)) parts.splice(-1, 1, { kind: 'buttons', buttons: row });
    else parts.push({ kind: 'buttons', buttons: [action] });
  }
  return parts;
}

function fitsInRow(row: readonly Pressable[]): boolean {
  return row.length <= limits.buttonsPerRow && sizeOfJson(drawButtons(row)) <= limits.actionsBytes;
}

function divideSelect(select: Choosable): readonly Choosable[] {
  const parts: { bytes: number; values: Set<string>; options: Choosable['options'][number][] }[] = [];
  for (const option of select.options) {
    const bytes = sizeOfJson(drawOption(option.value, option.label));
    const part = parts.at(-1);
    const fits =
      part &&
      part.options.length < limits.optionsPerSelect &&
      part.bytes + bytes <= limits.actionsBytes &&
      !part.values.has(option.value);
    if (fits) {
      part.options.push(option);
      part.values.add(option.value);
      part.bytes += bytes;
    } else parts.push({ bytes, values: new Set([option.value]), options: [option] });
  }
  return parts.map(({ options }) => ({ ...select, options }));
}

/** What a label, a question or an option says when it is too long for its place: it is shown in full before the actions. */
export function wordsInFull(actions: readonly Action[]): readonly string[] {
  return actions.flatMap((action) => {
    if (action.kind === 'select') {
      const { placeholder, options } = action;
      return [
        ...(options.length > 0 ? tooLong(placeholder, limits.placeholder) : [placeholder]),
        ...options.flatMap((option) => tooLong(option.label, limits.optionText)),
      ];
    }
    return [
      ...tooLong(action.label, limits.buttonText),
      ...(action.confirm ? tooLong(action.confirm.question, limits.confirmText) : []),
    ];
  });
}

/** One row, which goes on in the next line where the screen is narrow. */
export function drawButtons(buttons: readonly Pressable[]): ColumnSet {
  return {
    tag: 'column_set',
    flex_mode: 'flow',
    columns: buttons.map((button) => ({ tag: 'column', width: 'auto', elements: [drawButton(button)] })),
  };
}

const types = { primary: 'primary_filled', plain: 'default', danger: 'danger' } as const;

/** Feishu writes the two answers to a question itself; what they should be called has no place. */
function drawButton({ token, label: words, style, confirm }: Pressable): Button {
  return {
    tag: 'button',
    text: label(words, limits.buttonText),
    type: types[style],
    ...(confirm
      ? { confirm: { title: label(words, limits.confirmTitle), text: label(confirm.question, limits.confirmText) } }
      : {}),
    behaviors: [press(token)],
  };
}

export function drawSelect({ token, placeholder, options }: Choosable): Select {
  return {
    tag: 'select_static',
    placeholder: label(placeholder, limits.placeholder),
    options: options.map(({ value, label: words }) => drawOption(value, words)),
    width: 'fill',
    behaviors: [press(token)],
  };
}

function drawOption(value: string, words: string): Option {
  if (value === '' || value.length > limits.optionValue || !value.isWellFormed()) throw new Unrenderable('option');
  return { text: label(words, limits.optionText), value };
}

/** The token comes back as it went, or the press means nothing. */
function press(token: string): Callback<Press> {
  if (token === '' || token.length > limits.tokenLength || !token.isWellFormed()) throw new Unrenderable('token');
  return { type: 'callback', value: { t: token } };
}
