import type { FieldView, FormView } from '../../core/forms/view.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { Block } from '../../core/message/card.js';
import { boxesOf } from './boxes.js';
import type { FormElement, LarkCard, Submit, SubmitButton } from './card-json.js';
import { drawBlocks } from './draw.js';
import { drawField } from './draw-field.js';
import * as limits from './limits.js';
import { formName, submitName } from './names.js';
import { type OptionSigns, signOptions } from './option-signs.js';
import { frame } from './render.js';
import { clip, oneLine } from './text.js';
import { Unrenderable } from './unrenderable.js';
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
  const signs = signOptions(view.fields);
  const pages = layOut(view, signs, language);
  const place = Math.min(Math.max(Math.trunc(page) || 0, 0), pages.length - 1);
  const { elements, fields } = pages[place] ?? emptyPage;
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
    elements: [{ tag: 'form', name: formName, elements: [...elements, submit] }],
  });
}

/** The ids of the fields on each page of the form: how many pages there are, and on which a field is. */
export function pagesOf(view: FormView, language: Language): readonly (readonly string[])[] {
  return layOut(view, signOptions(view.fields), language).map(({ fields }) => fields.map(({ id }) => id));
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
    ...(Object.keys(meanings).length > 0 ? { v: meanings } : {}),
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
  readonly elements: readonly FormElement[];
  readonly fields: readonly FieldView[];
}

/** Elements that stay together. */
interface Group extends Measure {
  readonly elements: readonly FormElement[];
  readonly field?: FieldView;
}

const emptyPage: Page = { elements: [], fields: [], bytes: 0, count: 0 };

function layOut(view: FormView, signs: OptionSigns, language: Language): readonly Page[] {
  if (new Set(view.fields.map(({ id }) => id)).size < view.fields.length) throw new Unrenderable('field');
  const pages: Page[] = [];
  for (const group of groupsOf(view, signs, language)) {
    const more = withGroup(pages.at(-1) ?? emptyPage, group);
    const alone = withGroup(emptyPage, group);
    if (fits(more)) pages.splice(-1, 1, more);
    else if (fits(alone)) pages.push(alone);
    else throw new Unrenderable('form');
  }
  return pages.length > 0 ? pages : [emptyPage];
}

function withGroup(page: Page, { elements, field, bytes, count }: Group): Page {
  return {
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
  const alone = (...blocks: readonly Exclude<Block, { kind: 'table' }>[]): readonly Group[] =>
    drawBlocks(blocks).map((element) => ({ elements: [element], ...measure([element]) }));
  return [
    ...(fitsLabel(view.title, limits.headerTitle) ? [] : alone({ kind: 'heading', text: view.title })),
    ...(view.intro ? alone({ kind: 'paragraph', text: view.intro }) : []),
    ...view.fields.map((field) => groupOf(field, signs, language)),
    ...(fitsLabel(view.submit, limits.buttonText) ? [] : alone({ kind: 'paragraph', text: view.submit })),
  ];
}

/** Room is kept for the longest answer, and for an error where there is none. */
function groupOf(field: FieldView, signs: OptionSigns, language: Language): Group {
  const elements = drawField(field, signs, language);
  const along = sizeOfJson(carried([field], signs));
  const now = measure(elements);
  const least = measure(drawField(unanswered(field), signs, language));
  return {
    elements,
    field,
    bytes: along + Math.max(now.bytes, least.bytes + bytesToType(field) + limits.errorBytes),
    count: Math.max(now.count, least.count + limits.errorElements),
  };
}

function measure(elements: readonly FormElement[]): Measure {
  return { bytes: sizeOfJson(elements), count: countElements(elements) };
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
