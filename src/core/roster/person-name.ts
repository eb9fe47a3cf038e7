import { cleanText, foldScript, foldWidth } from './text.js';

/** Han characters, the iteration mark and 〇, with the dot of minority names: a name in which no space means anything. */
const han = /^[\p{Script=Han}〇々·]+$/u;
/** Everything that people type for U+00B7, the separator that 民委发〔2016〕33号 prescribes. */
const dots = /\s*[．。.•・‧∙⋅·●]\s*/g;

/** Room for the longest names: 25 characters by 民委发〔2016〕33号, more in Latin script. */
const longestName = 80;

/**
 * A person's name as it is kept: 张　三 is 张三, 买买提．阿不都 is 买买提·阿不都, "O’Brien,  Mary Ann" is Mary Ann O'Brien.
 * Characters are never replaced by others, because rare ones are what makes a name somebody's.
 */
export function cleanName(text: string): string {
  const name = cleanText(foldWidth(text)).replace(/[’‘`´]/g, "'");
  const joined = name.replace(dots, '·').replaceAll(' ', '');
  if (han.test(joined)) return joined.replace(/^·+|·+$/g, '');
  const turned = /^([\p{L}'’\- ]+), *([\p{L}'’\-. ]+)$/u.exec(name);
  if (turned && !/\p{Script=Han}/u.test(name)) return `${turned[2]} ${turned[1]}`;
  return name;
}

/** First and last name from two columns; Chinese names join without a space and the other way round. */
export function joinName(first: string, last: string): string {
  const family = cleanName(last);
  const given = cleanName(first);
  if (family === '' || given === '') return family || given;
  return han.test(family) && han.test(given) ? family + given : cleanName(`${given} ${family}`);
}

/** Two spellings of one name: script, case, spaces, dots and apostrophes aside. For comparing, never for storing. */
export function foldName(name: string): string {
  return foldScript(name)
    .toLowerCase()
    .replace(/[\s·'.\-,]/g, '');
}

/** Whether the text can be a person's name at all, or is a remark, a number or a spreadsheet's error. */
export function isPlausibleName(name: string): boolean {
  return /^[\p{L}\p{M}〇々·'.\- ()]+$/u.test(name) && [...name].length <= longestName && !/[()]/.test(name);
}

/** Whether two names differ by no more than a slip of the pen: one character of at least two. */
export function areAlike(one: string, other: string): boolean {
  const a = [...foldName(one)];
  const b = [...foldName(other)];
  if (a.join('') === b.join('')) return true;
  if (Math.abs(a.length - b.length) > 1 || Math.max(a.length, b.length) < 3) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}
