import { no, none, type OptionSigns, yes } from '../../core/forms/option-signs.js';
import type { FieldView } from '../../core/forms/view.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import { isBlank, oneLine, visible } from '../../core/message/visible.js';
import { boxesOf } from './boxes.js';
import type { Div, FormElement, Input, Option } from './card-json.js';
import { drawBlocks } from './draw.js';
import * as limits from './limits.js';
import { choiceName, textName } from './names.js';
import { pieces } from './text.js';
import { div, label, plain, tooLong } from './wire.js';

type OptionsField = Extract<FieldView, { kind: 'choice' | 'choices' }>;
type NumberField = Extract<FieldView, { kind: 'number' }>;
type TextField = Extract<FieldView, { kind: 'text' }>;

/**
 * A field: its question, why its last answer was not taken (in red), what helps to answer it, what its inputs have no room
 * for, and the inputs. One without options has none, and says so.
 */
export function drawField(field: FieldView, signs: OptionSigns, language: Language): DrawnField {
  const { id, error } = field;
  if (id === '' || id.length > limits.fieldIdLength || visible(id) !== id) throw new Unrenderable('field');
  return {
    words: [
      ...question(field),
      ...(error === undefined ? [] : lines(`⚠️ ${error}`, { text_color: 'red' })),
      ...lines(helpFor(field, language), { text_size: 'notation', text_color: 'grey' }),
      ...beforeInput(field, language),
    ],
    inputs: inputsOf(field, signs, language),
  };
}

export interface DrawnField {
  readonly words: readonly FormElement[];
  readonly inputs: readonly FormElement[];
}

/** * marks what must be answered; a yes-or-no question always is. */
function question(field: FieldView): readonly FormElement[] {
  const words = oneLine(field.label) || '…';
  return lines(field.required && field.kind !== 'confirm' ? `${words} *` : words);
}

/** The hint; and what a number has to be, for the input takes any text. */
function helpFor(field: FieldView, language: Language): string {
  const hint = field.hint ?? '';
  if (field.kind !== 'number') return hint;
  const { min, max, step } = field;
  const range = say(language, step === 1 ? 'lark.range' : 'lark.rangeInSteps', { min, max, step });
  return [hint, range].filter((words) => !isBlank(words)).join(' · ');
}

function lines(text: string, look: Parameters<typeof div>[1] = {}): readonly Div[] {
  return pieces(visible(text), limits.richText)
    .filter((piece) => !isBlank(piece))
    .map((piece) => div(piece, look));
}

function beforeInput(field: FieldView, language: Language): readonly FormElement[] {
  if (isChoice(field)) {
    const words = field.options.flatMap((option) => tooLong(option.label, limits.optionText));
    return words.length > 0 ? drawBlocks([{ kind: 'list', items: words }]) : [];
  }
  const rest = field.kind === 'text' ? boxesOf(field) : null;
  if (rest === null || isBlank(rest.rest)) return [];
  const max = rest.texts.length * limits.inputText;
  return drawBlocks([
    { kind: 'paragraph', text: say(language, 'lark.restOfText', { max }) },
    { kind: 'paragraph', text: rest.rest },
  ]);
}

function isChoice(field: FieldView): field is OptionsField {
  return field.kind === 'choice' || field.kind === 'choices';
}

function inputsOf(field: FieldView, signs: OptionSigns, language: Language): readonly FormElement[] {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      if (field.options.length === 0) return lines(say(language, 'lark.noOptions'));
      return [drawOptions(field, signs, language)];
    case 'number':
      return [drawNumber(field)];
    case 'text':
      return drawText(field, language);
    case 'confirm': {
      const answers = [option(say(language, 'common.yes'), yes), option(say(language, 'common.no'), no)];
      const frame = { tag: 'select_static', name: choiceName(field.id), required: true, width: 'fill' } as const;
      return [{ ...frame, placeholder: pick(language), options: answers, initial_index: field.value ? 1 : 2 }];
    }
    default:
      return field satisfies never;
  }
}

function drawOptions(field: OptionsField, signs: OptionSigns, language: Language): FormElement {
  if (field.options.length > limits.optionsPerField) throw new Unrenderable('field');
  if (new Set(field.options.map(({ value }) => value)).size < field.options.length) throw new Unrenderable('option');
  const options = field.options.map(({ value, label: words }) => option(words, signs.signOf(value)));
  const frame = {
    name: choiceName(field.id),
    required: field.required,
    placeholder: pick(language),
    width: 'fill',
  } as const;
  const isChosen = ({ value }: { readonly value: string }) => field.value.includes(value);
  if (field.kind === 'choices') {
    const chosen = field.options.filter(isChosen).map(({ value }) => signs.signOf(value));
    return { tag: 'multi_select_static', ...frame, options, selected_values: chosen };
  }
  // What was chosen once cannot be unchosen in Feishu.
  const back = field.required ? [] : [option(say(language, 'lark.none'), none)];
  const place = field.options.findIndex(isChosen);
  const initial = place < 0 ? {} : { initial_index: place + 1 };
  return { tag: 'select_static', ...frame, options: [...options, ...back], ...initial };
}

function option(words: string, value: string): Option {
  return { text: label(words, limits.optionText), value };
}

function pick(language: Language) {
  return label(say(language, 'lark.pick'), limits.placeholder);
}

/** Feishu has no input for numbers: what is typed is read as a number by the form, in words too. */
function drawNumber({ id, required, value }: NumberField): Input {
  return {
    tag: 'input',
    name: textName(id),
    required,
    input_type: 'text',
    ...(value === null ? {} : { default_value: String(value) }),
    max_length: limits.inputText,
    width: 'fill',
  };
}

/** No shorter `max_length`: Feishu counts otherwise than people do. The form says what is too long. */
function drawText(field: TextField, language: Language): readonly Input[] {
  return boxesOf(field).texts.map((text, place) => ({
    tag: 'input',
    name: textName(field.id, place + 1),
    required: field.required && place === 0,
    input_type: field.long ? 'multiline_text' : 'text',
    ...(place === 0 ? {} : { placeholder: plain(say(language, 'lark.goOn')) }),
    ...(isBlank(text) ? {} : { default_value: text }),
    max_length: limits.inputText,
    ...(field.long ? { rows: place === 0 ? 3 : 2, auto_resize: true } : {}),
    width: 'fill',
  }));
}
