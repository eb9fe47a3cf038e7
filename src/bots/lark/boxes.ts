import type { FieldView } from '../../core/forms/view.js';
import { oneLine, visible } from '../../core/message/visible.js';
import { boxesPerText, inputText } from './limits.js';
import { pieces } from './text.js';

type TextField = Extract<FieldView, { kind: 'text' }>;

/** A text over the inputs that it takes. */
export interface Boxes {
  readonly texts: readonly string[];
  /** What goes between one and the next; '\n' unless the text was cut within a line. */
  readonly joints: readonly string[];
  /** What was written before and fits into none. */
  readonly rest: string;
}

/** As many inputs as the longest answer needs, whatever is in them now, so that a form does not change while it is filled in. */
export function boxesOf(field: TextField): Boxes {
  const count = field.long ? Math.min(Math.max(Math.ceil(field.maxLength / inputText), 1), boxesPerText) : 1;
  const cut = pieces(field.long ? visible(field.value) : oneLine(field.value), inputText);
  const some = cut.slice(0, count);
  return {
    texts: Array.from({ length: count }, (_, place) => withoutEnd(some, place)),
    joints: Array.from({ length: count - 1 }, (_, place) => (place < some.length - 1 ? endOf(some[place]) : '\n')),
    rest: cut.slice(count).join(''),
  };
}

/** A line break or a space at the end of an input might not come back: it goes between the inputs instead. */
function withoutEnd(some: readonly string[], place: number): string {
  const text = some[place] ?? '';
  return place < some.length - 1 ? text.slice(0, text.length - endOf(text).length) : text;
}

function endOf(text: string | undefined): string {
  return /[\n ]$/.exec(text ?? '')?.[0] ?? '';
}

/** What the inputs say together; those that are empty say nothing. */
export function joinBoxes(texts: readonly string[], joints: readonly string[]): string {
  let joined = '';
  for (const [place, text] of texts.entries()) {
    if (text === '') continue;
    joined += joined === '' ? text : `${joints[place - 1] ?? '\n'}${text}`;
  }
  return joined;
}
