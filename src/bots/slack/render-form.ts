import type { KnownBlock, ModalView } from '@slack/types';
import { layOut } from '../../core/forms/lay-out.js';
import { type OptionSigns, signOptions } from '../../core/forms/option-signs.js';
import type { FieldView, FormView } from '../../core/forms/view.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { heading, paragraph } from '../../core/message/card.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import { oneLine } from '../../core/message/visible.js';
import { drawCard } from './draw.js';
import { drawBlocks, drawField } from './draw-field.js';
import * as limits from './limits.js';
import { writeMetadata } from './metadata.js';
import { sizeOf } from './text.js';
import { fitsLabel, label, plain } from './wire.js';

export const formCallback = 'form';

/**
 * The form, or one page of it, as a modal. What one modal cannot hold is spread over pages: `pagesOf` says how many.
 *
 * A page that is not the last is sent by itself: its answers go to core as answers that do not send the form (`fill` of
 * `advance`; fields that are not named keep what they have), and the answer to Slack shows the next page, drawn from the
 * form as it then stands. So earlier answers lie in the form's own state, survive a closed modal, and are in no modal's
 * metadata. Only the last page is sent as the whole form.
 * @param page from 0; past the end is the last one.
 * @throws Unrenderable when a field has no id, or options more than 9,999, or values too long for the modal to carry.
 */
export function renderForm(view: FormView, language: Language, page = 0): ModalView {
  const signs = signsOf(view);
  const pages = pagesFor(view, signs, language);
  const place = Math.min(Math.max(Math.trunc(page) || 0, 0), pages.length - 1);
  const { blocks, fields } = pages[place] ?? { blocks: [], fields: [] };
  const last = place === pages.length - 1;
  const pageWords = say(language, 'slack.page', { page: place + 1, pages: pages.length });
  const pageLine: KnownBlock = { type: 'context', elements: [plain(pageWords)] };
  if (view.session === '' || view.session.length > limits.sessionLength) throw new Unrenderable('session');
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: writeMetadata({
      session: view.session,
      page: place,
      pages: pages.length,
      values: signs.meaningsOf(fields),
    }),
    title: label(view.title, limits.viewTitle),
    submit: label(last ? view.submit : say(language, 'slack.next'), limits.viewButton),
    close: label(say(language, 'common.cancel'), limits.viewButton),
    blocks: pages.length > 1 ? [pageLine, ...blocks] : [...blocks],
  };
}

/** The ids of the fields on each page of the form: how many pages there are, and on which a field is. */
export function pagesOf(view: FormView, language: Language): readonly (readonly string[])[] {
  return pagesFor(view, signsOf(view), language).map(({ fields }) => fields.map(({ id }) => id));
}

function signsOf(view: FormView): OptionSigns {
  return signOptions(view.fields, limits.optionValue);
}

interface Page {
  readonly blocks: readonly KnownBlock[];
  readonly fields: readonly FieldView[];
  readonly room: number;
}

/** Blocks that stay together. */
interface Group {
  readonly blocks: readonly KnownBlock[];
  readonly field?: FieldView;
  /** How many blocks are kept free for it. */
  readonly room: number;
}

const emptyPage: Page = { blocks: [], fields: [], room: 0 };

function pagesFor(view: FormView, signs: OptionSigns, language: Language): readonly Page[] {
  if (new Set(view.fields.map(({ id }) => id)).size < view.fields.length) throw new Unrenderable('field');
  return layOut(groupsOf(view, signs, language), { empty: emptyPage, add: withGroup, fits: fitsView });
}

function withGroup(page: Page, { blocks, field, room }: Group): Page {
  return {
    blocks: [...page.blocks, ...blocks],
    fields: field ? [...page.fields, field] : page.fields,
    room: page.room + room,
  };
}

function groupsOf(view: FormView, signs: OptionSigns, language: Language): readonly Group[] {
  const alone = (blocks: readonly KnownBlock[]): readonly Group[] =>
    blocks.map((block) => ({ blocks: [block], room: 1 }));
  const submit = fitsLabel(view.submit, limits.viewButton)
    ? null
    : say(language, 'slack.submitMeans', { submit: oneLine(view.submit) });
  return [
    ...alone(fitsLabel(view.title, limits.viewTitle) ? [] : drawTitle(view.title, language)),
    ...alone(view.intro ? drawBlocks([paragraph(view.intro)], language) : []),
    ...view.fields.map((field) => groupOf(field, signs, language)),
    ...alone(submit === null ? [] : drawFooter(submit, language)),
  ];
}

/** Room for an error is kept where there is none, so that a field is on the same page before and after its answer. */
function groupOf(field: FieldView, signs: OptionSigns, language: Language): Group {
  const blocks = drawField(field, signs, language);
  return { blocks, field, room: field.error ? blocks.length : blocks.length + 1 };
}

/** What the narrow title of a modal has no room for. */
function drawTitle(title: string, language: Language): readonly KnownBlock[] {
  const line = oneLine(title);
  if (sizeOf(line) > limits.headerText) return drawBlocks([heading(line)], language);
  return [{ type: 'header', text: plain(line) }];
}

function drawFooter(footer: string, language: Language): readonly KnownBlock[] {
  const pieces = drawCard({ tone: 'plain', blocks: [], footer }, { language, tables: 'text', origin: undefined });
  return pieces.flatMap((piece) => piece.blocks);
}

/** With room for the line that says which page it is. */
function fitsView({ blocks, room }: Page): boolean {
  return room < limits.blocksPerView && Buffer.byteLength(JSON.stringify(blocks)) <= limits.viewBytes;
}
