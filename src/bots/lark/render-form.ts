import { layOut } from '../../core/forms/lay-out.js';
import { type OptionSigns, signOptions } from '../../core/forms/option-signs.js';
import type { FieldView, FormView } from '../../core/forms/view.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import { oneLine } from '../../core/message/visible.js';
import { boxesOf } from './boxes.js';
import type { Block, FormElement, LarkCard, Submit, SubmitButton } from './card-json.js';
import { drawBlocks } from './draw.js';
import { drawField } from './draw-field.js';
import * as limits from './limits.js';
import { writeMeanings } from './meanings.js';
import { formName, submitName } from './names.js';
import { frame } from './render.js';
import { clip } from './text.js';
import { countElements, fitsLabel, label, sizeOfJson } from './wire.js';

/**
 * The form, or one page of it, as a card. What one card cannot hold is spread over pages: `pagesOf` says how many. A page
 * that is not the last is sent by itself: its answers are kept without sending the form, and the next page takes its place,
 * drawn from the form as it then stands. So that every field is on the same page all the time, pages are laid out by what
 * may be typed into them, not by what has been.
 *
 * What is needed to read the answers goes with the button that sends them.
 * @param page from 0; past the end is the last one.
 * @throws Unrenderable when a field has no id, or more options than a card holds, or values too long for it.
 */
export function renderForm(view: FormView, language: Language, page = 0): LarkCard {
  const signs = signsOf(view);
  const pages = pagesFor(view, signs, language);
  const place = Math.min(Math.max(Math.trunc(page) || 0, 0), pages.length - 1);
  const { above, elements, fields } = pages[place] ?? emptyPage;
  const wrong = fields.some((field) => field.error !== undefined);
  if (view.session === '' || view.session.length > limits.sessionLength) throw new Unrenderable('session');
  const about = [
    ...(pages.length > 1 ? [say(language, 'lark.page', { page: place + 1, pages: pages.length })] : []),
    ...(wrong ? [say(language, 'lark.mend')] : []),
  ];
  const title = oneLine(view.title) || say(language, 'lark.app');
  const last = place === pages.length - 1;
  const submit = submitButton(last ? view.submit : say(language, 'lark.next'), {
    f: view.session,
    p: place,
    n: pages.length,
    ...carried(fields, signs),
  });
  return frame({
    title: clip(title, limits.headerTitle),
    ...(about.length > 0 ? { subtitle: about.join(' · ') } : {}),
    tone: wrong ? 'attention' : 'plain',
    summary: [title, ...about].join(' · '),
    elements: [...above, { tag: 'form', name: formName, elements: [...elements, submit] }],
  });
}

/** The ids of the fields on each page of the form: how many pages there are, and on which a field is. */
export function pagesOf(view: FormView, language: Language): readonly (readonly string[])[] {
  return pagesFor(view, signsOf(view), language).map(({ fields }) => fields.map(({ id }) => id));
}

function signsOf(view: FormView): OptionSigns {
  return signOptions(view.fields, limits.optionValue);
}

function submitButton(words: string, value: Submit): SubmitButton {
  return {
    tag: 'button',
    name: submitName,
    text: label(words, limits.buttonText),
    type: 'primary_filled',
    form_action_type: 'submit',
    behaviors: [{ type: 'callback', value }],
  };
}

/** What the button carries along for the fields of its page. */
function carried(fields: readonly FieldView[], signs: OptionSigns): Pick<Submit, 'o' | 'v' | 'j'> {
  const open = fields.filter((field) => !field.required && hasInput(field)).map(({ id }) => id);
  const meanings = signs.meaningsOf(fields);
  const joints = fields.flatMap((field) => {
    if (field.kind !== 'text') return [];
    const between = boxesOf(field).joints;
    return between.every((joint) => joint === '\n') ? [] : [[field.id, between] as const];
  });
  return {
    ...(open.length > 0 ? { o: open } : {}),
    ...(Object.keys(meanings).length > 0 ? { v: writeMeanings(meanings) } : {}),
    ...(joints.length > 0 ? { j: Object.fromEntries(joints) } : {}),
  };
}

function hasInput(field: FieldView): boolean {
  return (field.kind !== 'choice' && field.kind !== 'choices') || field.options.length > 0;
}

interface Measure {
  readonly bytes: number;
  readonly count: number;
}

interface Page extends Measure {
  /** Before the form itself. */
  readonly above: readonly Block[];
  readonly elements: readonly FormElement[];
  readonly fields: readonly FieldView[];
}

/** Elements that stay together. */
interface Group extends Measure {
  readonly above?: readonly Block[];
  readonly elements?: readonly FormElement[];
  readonly field?: FieldView;
}

const emptyPage: Page = { above: [], elements: [], fields: [], bytes: 0, count: 0 };

function pagesFor(view: FormView, signs: OptionSigns, language: Language): readonly Page[] {
  if (new Set(view.fields.map(({ id }) => id)).size < view.fields.length) throw new Unrenderable('field');
  return layOut(groupsOf(view, signs, language), { empty: emptyPage, add: withGroup, fits });
}

function withGroup(page: Page, { above = [], elements = [], field, bytes, count }: Group): Page {
  return {
    above: [...page.above, ...above],
    elements: [...page.elements, ...elements],
    fields: field ? [...page.fields, field] : page.fields,
    bytes: page.bytes + bytes,
    count: page.count + count,
  };
}

/** With room for the form itself and its button. */
function fits({ bytes, count }: Measure): boolean {
  return bytes <= limits.cardBytes - limits.frameBytes && count <= limits.elementsPerCard - 3;
}

function groupsOf(view: FormView, signs: OptionSigns, language: Language): readonly Group[] {
  const above = [
    ...(fitsLabel(view.title, limits.headerTitle) ? [] : drawBlocks([{ kind: 'heading', text: view.title }])),
    ...(view.intro ? drawBlocks([{ kind: 'paragraph', text: view.intro }]) : []),
  ];
  const below = fitsLabel(view.submit, limits.buttonText) ? [] : drawBlocks([{ kind: 'paragraph', text: view.submit }]);
  return [
    ...above.map((element) => ({ above: [element], ...measure([element]) })),
    ...view.fields.flatMap((field) => groupsOfField(field, signs, language)),
    ...below.map((element) => ({ elements: [element], ...measure([element]) })),
  ];
}

/**
 * Room is kept for the longest answer, and for an error where there is none. Words that leave the inputs no room go before
 * them, as far as they must.
 */
function groupsOfField(field: FieldView, signs: OptionSigns, language: Language): readonly Group[] {
  const { words, inputs } = drawField(field, signs, language);
  const least = drawField(unanswered(field), signs, language);
  const along = sizeOfJson(carried([field], signs));
  const answer = along + bytesToType(field);
  const together = largest(
    measure([...words, ...inputs], along),
    measure([...least.words, ...least.inputs], answer + limits.errorBytes, limits.errorElements),
  );
  if (fits(together)) return [{ elements: [...words, ...inputs], field, ...together }];
  return [
    ...words.map((element) => ({ elements: [element], ...measure([element]) })),
    { elements: inputs, field, ...largest(measure(inputs, along), measure(least.inputs, answer)) },
  ];
}

function largest(one: Measure, other: Measure): Measure {
  return { bytes: Math.max(one.bytes, other.bytes), count: Math.max(one.count, other.count) };
}

function measure(elements: readonly FormElement[], bytes = 0, count = 0): Measure {
  return { bytes: bytes + sizeOfJson(elements), count: count + countElements(elements) };
}

/** The field as it is largest without what is typed into it. */
function unanswered({ error: _, ...field }: FieldView): FieldView {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return { ...field, value: field.options.map(({ value }) => value) };
    case 'number':
      return { ...field, value: null };
    case 'text':
      return { ...field, value: '' };
    case 'confirm':
      return field;
    default:
      return field satisfies never;
  }
}

/** The longest answer in bytes. */
function bytesToType(field: FieldView): number {
  if (field.kind === 'number') return limits.numberBytes;
  if (field.kind !== 'text') return 0;
  return Math.min(field.maxLength, limits.inputText * boxesOf(field).texts.length) * limits.bytesPerTyped;
}
