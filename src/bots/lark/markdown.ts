import { addressOf } from '../../core/message/address.js';
import type { RichText, Run } from '../../core/message/rich-text.js';
import { runsOf } from '../../core/message/rich-text.js';
import { isBlank, oneLine, visible } from '../../core/message/visible.js';
import { linkLength } from './limits.js';

/**
 * Markdown for what only it can show: strong words and links of ours. Whatever else a text holds is there letter by
 * letter: every sign that Feishu could read as markup goes as its number, so that no text from people can mention
 * (`<at>`), link or format. There is no tag in it at all.
 */
export function markdownOf(text: RichText, origin: string | undefined): string {
  return joinMarks(runsOf(text).flatMap((run) => markRun(run, origin)));
}

/** Whether the text holds what plain text cannot show. */
export function needsMarkdown(text: RichText, origin: string | undefined): boolean {
  return runsOf(text).some((run) =>
    isBlank(visible(run.text)) ? false : 'link' in run ? writable(run.link, origin) !== null : run.strong === true,
  );
}

/** Letter by letter: ASCII's signs by their numbers (content-components/rich-text), of which Feishu reads the most. */
function escaped(text: string): string {
  return visible(text)
    .replace(/\t/gu, ' ')
    .replace(/[!-/:-@[-`{-~]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}

interface Mark {
  readonly text: string;
  readonly strong: boolean;
}

function markRun(run: Run, origin: string | undefined): readonly Mark[] {
  if ('link' in run) {
    const address = writable(run.link, origin);
    const words = oneLine(run.text);
    if (address === null || words === '') return [{ text: escaped(run.text), strong: false }];
    return [{ text: `[${escaped(words)}](${address})`, strong: false }];
  }
  if (run.strong !== true) return [{ text: escaped(run.text), strong: false }];
  // Line by line, and without the space around: otherwise the stars would be shown.
  return escaped(run.text)
    .split(/(\s*\n\s*|^\s+|\s+$)/u)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, strong: !isBlank(piece) }));
}

/** Neighbours that are strong share their stars; a space stands where Feishu would not take stars for what they are. */
function joinMarks(marks: readonly Mark[]): string {
  let text = '';
  let strong = '';
  const close = (next: string) => {
    if (strong === '') return;
    const before = isSign(strong.at(0)) && isLetter(text.at(-1)) ? ' ' : '';
    const after = isSign(strong.at(-1)) && isLetter(next.at(0)) ? ' ' : '';
    text += `${before}**${strong}**${after}`;
    strong = '';
  };
  for (const mark of marks.filter((one) => one.text !== '')) {
    if (mark.strong) {
      strong += mark.text;
      continue;
    }
    close(mark.text);
    text += mark.text;
  }
  close('');
  // Four spaces at the beginning of a line would be code.
  return text.replace(/^ +/gmu, (spaces) => '&#160;'.repeat(spaces.length));
}

function isSign(unit: string | undefined): boolean {
  return unit !== undefined && /[\p{P}\p{S}\p{Cs}]/u.test(unit);
}

function isLetter(unit: string | undefined): boolean {
  return unit !== undefined && !/\s/u.test(unit) && !/[\p{P}\p{S}]/u.test(unit);
}

/** The address as it can stand in Markdown; null where it cannot. */
function writable(link: string, origin: string | undefined): string | null {
  const url = addressOf(link, origin);
  if (url === null || url.hostname.includes('[') || url.username !== '' || url.password !== '') return null;
  const rest = url.href.slice(url.origin.length).replace(/[^\w/?&=%.#:,+~-]/gu, percent);
  const address = url.origin + rest;
  return address.length <= linkLength ? address : null;
}

/** No sign in an address may end it or be read as markup. */
function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
