import { cleanText } from '../../core/message/rich-text.js';

/** Text from anywhere as it may be shown over several lines: nothing invisible, nothing that turns its direction. */
export function visible(text: string): string {
  return cleanText(text).replace(/[\u2028\u2029]/gu, '\n');
}

/** The same on one line. */
export function oneLine(text: string): string {
  return visible(text)
    .replace(/[\n\t]+/gu, ' ')
    .trim();
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** The text in pieces of a size, in order and complete; cut after a line or a word where one ends near, never inside a character. */
export function pieces(text: string, size: number): readonly string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > size) {
    const hard = hardCut(rest, size);
    const soft = Math.max(rest.lastIndexOf('\n', hard - 1), rest.lastIndexOf(' ', hard - 1)) + 1;
    const cut = soft > hard * 0.75 && characterAt(rest, soft) === soft ? soft : hard;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' ? found : [...found, rest];
}

/** The text, or its beginning with … where it is too long. */
export function clip(text: string, size: number): string {
  return text.length <= size ? text : `${text.slice(0, hardCut(text, size - 1)).trimEnd()}…`;
}

const characters = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** Where the longest beginning of the size ends, between two characters as people see them. */
function hardCut(text: string, size: number): number {
  const end = text.slice(0, size).isWellFormed() ? size : size - 1;
  // Marks piled on one letter without end are cut where they must.
  return characterAt(text, end) || end;
}

/** Longer than any character that somebody reads. */
const longestCharacter = 32;

/** Where the character begins that holds the place. */
function characterAt(text: string, place: number): number {
  return characters.segment(text.slice(0, place + longestCharacter)).containing(place)?.index ?? place;
}
