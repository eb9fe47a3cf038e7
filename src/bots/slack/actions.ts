import type { Button, ConfirmationDialog, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { Action } from '../../core/message/card.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import { oneLine } from '../../core/message/visible.js';
import * as limits from './limits.js';
import { clip, sizeOf } from './text.js';
import { fitsLabel, label, sizeOfBlocks } from './wire.js';

type Select = Extract<Action, { kind: 'select' }>;
type Pressable = Extract<Action, { kind: 'button' }>;

/**
 * Actions in rows that Slack takes: no more elements in one than allowed, no token twice in one. A select whose options do
 * not fit becomes several of the same token; one without options is left out (its words are shown by `wordsInFull`).
 * @throws Unrenderable for a token or an option's value that Slack would not carry back.
 */
export function divideActions(actions: readonly Action[], language: Language): readonly (readonly Action[])[] {
  const rows: Action[][] = [];
  for (const action of actions.flatMap((one): readonly Action[] =>
    one.kind === 'select' ? divideSelect(one) : [one],
  )) {
    const row = rows.at(-1);
    if (row && fitsInRow([...row, action], language)) row.push(action);
    else rows.push([action]);
  }
  return rows;
}

function fitsInRow(row: readonly Action[], language: Language): boolean {
  return (
    row.length <= limits.elementsPerActions &&
    new Set(row.map(({ token }) => token)).size === row.length &&
    sizeOfBlocks([drawActions(row, language)]) <= limits.actionsSize
  );
}

function divideSelect(select: Select): readonly Select[] {
  const most = limits.optionsPerList * limits.groupsPerSelect;
  // The words over a group of options and those on the select itself take their part.
  const room = limits.actionsSize / 2;
  const parts: { size: number; options: Select['options'][number][] }[] = [];
  for (const option of select.options) {
    const size = sizeOf(option.value) + Math.min(sizeOf(oneLine(option.label)), limits.optionText);
    const part = parts.at(-1);
    if (part && part.size + size <= room && part.options.length < most) {
      part.options.push(option);
      part.size += size;
    } else parts.push({ size, options: [option] });
  }
  return parts.map(({ options }) => ({ ...select, options }));
}

/** What a label, a question or an option says when it is too long for its place: it is shown in full before the actions. */
export function wordsInFull(actions: readonly Action[]): readonly string[] {
  return actions.flatMap((action) => {
    if (action.kind === 'select') {
      const placeholder =
        action.options.length > 0 ? tooLong(action.placeholder, limits.placeholder) : [action.placeholder];
      return [...placeholder, ...action.options.flatMap((option) => tooLong(option.label, limits.optionText))];
    }
    const { confirm } = action;
    return [
      ...tooLong(action.label, limits.buttonText),
      ...(confirm
        ? [
            ...tooLong(confirm.question, limits.confirmText),
            ...tooLong(confirm.yes, limits.confirmButton),
            ...tooLong(confirm.no, limits.confirmButton),
          ]
        : []),
    ];
  });
}

function tooLong(text: string, size: number): readonly string[] {
  return fitsLabel(text, size) ? [] : [text];
}

/** One row; what the eye may not need on a button is cut with … and stands in full before it. */
export function drawActions(actions: readonly Action[], language: Language): KnownBlock {
  return {
    type: 'actions',
    elements: actions.map((action) => (action.kind === 'button' ? drawButton(action, language) : drawSelect(action))),
  };
}

function drawButton(button: Pressable, language: Language): Button {
  return {
    type: 'button',
    action_id: carried(button.token),
    text: label(button.label, limits.buttonText),
    ...(button.style === 'plain' ? {} : { style: button.style }),
    ...(button.confirm ? { confirm: drawConfirm(button, button.confirm, language) } : {}),
  };
}

function drawConfirm(
  button: Pressable,
  { question, yes, no }: NonNullable<Pressable['confirm']>,
  language: Language,
): ConfirmationDialog {
  return {
    title: label(button.label, limits.confirmTitle),
    text: label(question, limits.confirmText),
    confirm: label(oneLine(yes) || say(language, 'common.yes'), limits.confirmButton),
    deny: label(oneLine(no) || say(language, 'common.no'), limits.confirmButton),
    ...(button.style === 'danger' ? { style: 'danger' } : {}),
  };
}

function drawSelect(select: Select): StaticSelect {
  return {
    type: 'static_select',
    action_id: carried(select.token),
    placeholder: label(select.placeholder, limits.placeholder),
    ...drawOptions(select.options.map(drawOption)),
  };
}

function drawOption({ value, label: text }: Select['options'][number]): PlainTextOption {
  if (value === '' || sizeOf(value) > limits.optionValue || !value.isWellFormed()) throw new Unrenderable('option');
  return { text: label(text, limits.optionText), value };
}

/** A list, or a list of lists that are named by their first and last option. */
export function drawOptions(options: readonly PlainTextOption[]): Pick<StaticSelect, 'options' | 'option_groups'> {
  if (options.length <= limits.optionsPerList) return { options: [...options] };
  const groups = Math.ceil(options.length / limits.optionsPerList);
  return {
    option_groups: Array.from({ length: groups }, (_, group) => {
      const some = options.slice(group * limits.optionsPerList, (group + 1) * limits.optionsPerList);
      const [first, last] = [some[0], some.at(-1)].map((one) => clip(one?.text.text ?? '', limits.groupEnd));
      return { label: label(`${first} – ${last}`, limits.groupLabel), options: some };
    }),
  };
}

/** The token comes back as it went, or the press means nothing. */
function carried(token: string): string {
  if (token === '' || sizeOf(token) > limits.actionIdLength || !token.isWellFormed()) throw new Unrenderable('token');
  return token;
}
