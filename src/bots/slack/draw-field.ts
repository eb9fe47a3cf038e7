import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { none, type OptionSigns, yes } from '../../core/forms/option-signs.js';
import type { FieldView } from '../../core/forms/view.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { type Block, heading, list, paragraph } from '../../core/message/card.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import { isBlank, oneLine, visible } from '../../core/message/visible.js';
import { drawOptions } from './actions.js';
import { drawCard } from './draw.js';
import * as limits from './limits.js';
import { pieces, sizeOf } from './text.js';
import { fitsLabel, label } from './wire.js';

type OptionsField = Extract<FieldView, { kind: 'choice' | 'choices' }>;
type NumberField = Extract<FieldView, { kind: 'number' }>;
type TextField = Extract<FieldView, { kind: 'text' }>;

/** Under this name every input sends its value. */
const actionId = 'value';

/**
 * A field: why its last answer was not taken, what its input has no room for, and the input itself. One without options
 * has no input; its question is shown with why.
 */
export function drawField(field: FieldView, signs: OptionSigns, language: Language): readonly KnownBlock[] {
  const { id } = field;
  if (id === '' || sizeOf(id) > limits.blockIdLength || visible(id) !== id) throw new Unrenderable('field');
  const error = field.error ? [paragraph([{ text: `⚠️ ${field.error}`, strong: true }])] : [];
  if (isChoice(field) && field.options.length === 0) {
    return drawBlocks([heading(field.label), ...error, paragraph(say(language, 'slack.noOptions'))], language);
  }
  const element = drawElement(field, signs, language);
  const input: InputBlock = {
    type: 'input',
    block_id: id,
    label: label(field.label, limits.inputLabel),
    ...(field.hint && !isBlank(oneLine(field.hint)) ? { hint: label(field.hint, limits.inputHint) } : {}),
    // An empty box is an answer too; whether it is enough, the form says.
    optional: !field.required || field.kind === 'confirm',
    element,
  };
  return [...drawBlocks([...error, ...beforeInput(field, language)], language), input];
}

export function drawBlocks(blocks: readonly Block[], language: Language): readonly KnownBlock[] {
  const pieces = drawCard({ tone: 'plain', blocks }, { language, tables: 'text', origin: undefined });
  return pieces.flatMap((piece) => piece.blocks);
}

/** Words that are cut with … in the input, in full; and what was written before and does not fit into it. */
function beforeInput(field: FieldView, language: Language): readonly Block[] {
  const words = [
    ...tooLong(field.label, limits.inputLabel),
    ...tooLong(field.hint ?? '', limits.inputHint),
    ...(isChoice(field) ? field.options.flatMap((option) => tooLong(option.label, limits.optionText)) : []),
  ];
  const rest = field.kind === 'text' ? pieces(textOf(field), limits.inputText).slice(1).join('') : '';
  return [
    ...(words.length > 0 ? [list(words)] : []),
    ...(isBlank(rest)
      ? []
      : [paragraph(say(language, 'slack.restOfText', { max: limits.inputText })), paragraph(rest)]),
  ];
}

function tooLong(text: string, size: number): readonly string[] {
  return fitsLabel(text, size) ? [] : [text];
}

function isChoice(field: FieldView): field is OptionsField {
  return field.kind === 'choice' || field.kind === 'choices';
}

function drawElement(field: FieldView, signs: OptionSigns, language: Language): InputBlock['element'] {
  switch (field.kind) {
    case 'choice':
      return drawChoice(field, signs, language);
    case 'choices':
      return drawChoices(field, signs, language);
    case 'number':
      return drawNumber(field);
    case 'text': {
      const [value = ''] = pieces(textOf(field), limits.inputText);
      return {
        type: 'plain_text_input',
        action_id: actionId,
        multiline: field.long,
        // No max_length: Slack counts otherwise than people do. The form says what is too long.
        ...(isBlank(value) ? {} : { initial_value: value }),
      };
    }
    case 'confirm': {
      const ticked = { text: label(say(language, 'common.yes'), limits.optionText), value: yes };
      return {
        type: 'checkboxes',
        action_id: actionId,
        options: [ticked],
        ...(field.value ? { initial_options: [ticked] } : {}),
      };
    }
    default:
      return field satisfies never;
  }
}

function textOf(field: TextField): string {
  return field.long ? visible(field.value) : oneLine(field.value);
}

function drawChoice(field: OptionsField, signs: OptionSigns, language: Language): InputBlock['element'] {
  const options = optionsOf(field, signs);
  const chosen = options.find((_, place) => field.value.includes(field.options[place]?.value ?? ''));
  const initial = chosen ? { initial_option: chosen } : {};
  // What was chosen once cannot be unchosen in Slack.
  const back = field.required ? [] : [{ text: label(say(language, 'slack.none'), limits.optionText), value: none }];
  if (options.length + back.length <= limits.radioButtons) {
    return { type: 'radio_buttons', action_id: actionId, options: [...options, ...back], ...initial };
  }
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: label(say(language, 'slack.pick'), limits.placeholder),
    ...drawOptions([...back, ...options]),
    ...initial,
  };
}

function drawChoices(field: OptionsField, signs: OptionSigns, language: Language): InputBlock['element'] {
  const options = optionsOf(field, signs);
  const chosen = options.filter((_, place) => field.value.includes(field.options[place]?.value ?? ''));
  const initial = chosen.length > 0 ? { initial_options: chosen } : {};
  if (options.length <= limits.checkboxes) {
    return { type: 'checkboxes', action_id: actionId, options, ...initial };
  }
  return {
    type: 'multi_static_select',
    action_id: actionId,
    placeholder: label(say(language, 'slack.pick'), limits.placeholder),
    ...drawOptions(options),
    ...initial,
  };
}

function optionsOf(field: OptionsField, signs: OptionSigns): PlainTextOption[] {
  // One place is kept for the option that takes a choice back.
  if (field.options.length >= limits.optionsPerList * limits.groupsPerSelect) throw new Unrenderable('field');
  return field.options.map((option) => ({
    text: label(option.label, limits.optionText),
    value: signs.signOf(option.value),
  }));
}

function drawNumber({ min, max, step, value }: NumberField): InputBlock['element'] {
  const [low, high, initial] = [decimalOf(min), decimalOf(max), decimalOf(value)];
  // A value from outside the range is shown all the same: then the form alone says what is wrong with it.
  const inside = value === null || initial === null || (value >= min && value <= max);
  return {
    type: 'number_input',
    action_id: actionId,
    is_decimal_allowed: ![min, max, step, value ?? 0].every(Number.isInteger),
    ...(initial === null ? {} : { initial_value: initial }),
    ...(low !== null && high !== null && inside && min <= max ? { min_value: low, max_value: high } : {}),
  };
}

/** In plain digits, as Slack takes a number; null when it has none. */
function decimalOf(value: number | null): string | null {
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? text : null;
}
