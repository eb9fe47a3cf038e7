import { cleanText } from '../../core/message/rich-text.js';

/** Markup of ours. Made by `html` only, so that a piece of text cannot be taken for it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Piece = Html | string | number | boolean | readonly Piece[] | undefined;

/**
 * A template whose places are text unless they are markup already: every string is escaped, in elements and in quoted
 * attributes alike. `undefined` and `false` leave nothing.
 */
export function html(parts: TemplateStringsArray, ...places: readonly Piece[]): Html {
  return new Html(parts.map((part, index) => part + markupOf(places[index])).join(''));
}

function markupOf(piece: Piece): string {
  if (piece === undefined || piece === false || piece === true) return '';
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === 'object') return piece.map(markupOf).join('');
  return escapeText(String(piece));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (sign) => escapes[sign] ?? '');
}
