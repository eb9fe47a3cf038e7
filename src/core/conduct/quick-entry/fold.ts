import { Converter } from 'opencc-js/t2cn';

/** A line as it is compared: small letters, half-width, simplified characters, one kind of dash, plus, quote and dot. */
export interface Folded {
  readonly text: string;
  /** The line as typed (NFC); notes are cut from it. */
  readonly source: string;
  /** Where each unit of `text` stands in `source`, and one more for the end. */
  readonly at: readonly number[];
}

const toSimplified = Converter({ from: 't', to: 'cn' });

/** Typed in one way, meant as another. The dots are those that people put into 阿依古丽·买买提, and before list items. */
const sameAs: Readonly<Record<string, string>> = {
  ...each('-', '-‐‑‒–—―−﹣－➖'),
  ...each('+', '＋﹢➕'),
  ...each("'", '’‘ʼ`´′＇'),
  ...each('"', '“”„＂'),
  ...each('·', '·•‧∙⋅・･●①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'),
  ...each('/', '／⁄'),
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  '½': '½',
  '…': '…',
};

function each(to: string, from: string): Record<string, string> {
  return Object.fromEntries([...from].map((one) => [one, to]));
}

const invisible = /^[\p{Cf}\p{Cc}\p{Mn}]$/u;
const latin = /\p{Script=Latin}/u;
const han = /\p{Script=Han}/u;
const blank = /^\s$/u;

function foldOne(character: string): string {
  if (blank.test(character)) return ' ';
  if (invisible.test(character)) return '';
  const small = character.toLowerCase();
  const same = sameAs[character] ?? sameAs[small];
  if (same !== undefined) return same;
  if (han.test(character)) return toSimplified(character);
  const plain = small.normalize('NFKC');
  if (!latin.test(plain)) return plain;
  // Pinyin keyboards write ü as v; 吕 is found as lv, lu and lü alike because names are filed under all of them.
  return plain
    .normalize('NFD')
    .replace(/u(?=\p{Mn}*\u0308)/gu, 'v')
    .replace(/\p{Mn}/gu, '');
}

/** Characters repeat; looking one up is ten times as fast as folding it. Bounded by what people can type in one school. */
const foldedAs = new Map<string, string>();

function foldCharacter(character: string): string {
  let folded = foldedAs.get(character);
  if (folded === undefined) {
    if (foldedAs.size > 50_000) foldedAs.clear();
    folded = foldOne(character);
    foldedAs.set(character, folded);
  }
  return folded;
}

/** Never longer in work than the line: one look-up per character. */
export function fold(typed: string): Folded {
  // Zero-width and direction marks are never meant, and could hide what a note says.
  const source = typed.normalize('NFC').replace(/\p{Cf}/gu, '');
  const at: number[] = [];
  let text = '';
  let position = 0;
  for (const character of source) {
    const known = foldCharacter(character);
    // One space says as much as ten.
    const folded = known === ' ' && text.endsWith(' ') ? '' : known;
    for (let unit = 0; unit < folded.length; unit++) at.push(position);
    text += folded;
    position += character.length;
  }
  at.push(source.length);
  return { text, source, at };
}

/** The words between two places of the folded text, as they were typed. */
export function wordsBetween(line: Folded, from: number, to: number): string {
  return line.source.slice(line.at[from], line.at[to]).trim().replace(/\s+/gu, ' ');
}

/** Han, by UTF-16 unit: both halves of the rare characters of planes 2 and 3, and the private ones of GB 18030. */
export function isHan(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 0x2e80) return false;
  return (
    (unit >= 0x3400 && unit <= 0x9fff) ||
    unit === 0x3007 ||
    (unit >= 0xd840 && unit <= 0xd88f) ||
    (unit >= 0xe000 && unit <= 0xfaff) ||
    (unit >= 0xdc00 && unit <= 0xdfff && isHan(text, index - 1))
  );
}

export function isAllHan(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (!isHan(text, index)) return false;
  return text !== '';
}

const otherLetter = /[\p{L}\p{N}]/u;

/** A letter or digit that is written in words: everything but Han. */
export function isWord(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 0x80) return (unit >= 97 && unit <= 122) || isDigit(text, index);
  return !Number.isNaN(unit) && !isHan(text, index) && otherLetter.test(text.charAt(index));
}

export function isDigit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 48 && unit <= 57;
}

export function isLetter(text: string, index: number): boolean {
  return isWord(text, index) && !isDigit(text, index);
}

/** What a name or word is filed under: folded, without the marks and spaces that people put in or leave out. */
export function keyOf(words: string): string {
  return fold(words).text.replace(/[\s·.'"\-,、()/]/gu, '');
}

/** The same names and rubric words come with every message; what is typed is not kept. */
const filedAs = new Map<string, string>();

/** `keyOf` for the words of a roster or rubric. */
export function filedKey(words: string): string {
  let key = filedAs.get(words);
  if (key === undefined) {
    if (filedAs.size > 20_000) filedAs.clear();
    key = keyOf(words);
    filedAs.set(words, key);
  }
  return key;
}
