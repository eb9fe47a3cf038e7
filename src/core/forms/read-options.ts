import { languages } from '../language/language.js';
import type { Option } from './field.js';
import { no, ok, type Result, sayWords, type Words } from './words.js';

/** What was typed and what it is compared with: one width, one case, no marks at the ends. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s.,;:!?。、"“”「」()]+/u, '')
    .replace(/[\s.,;:!?。、"“”「」()]+$/u, '');
}

/** A text in every language, folded: buttons are shown in one, people type in any. */
export function foldedNames(words: Words, aliases: readonly string[] = []): readonly string[] {
  const said = typeof words === 'string' ? [words] : languages.map((language) => sayWords(language, words));
  return [...said, ...aliases].map(fold).filter((name) => name !== '');
}

/** One option by what a person typed: its label, another name of it, or its place in the list. */
export function readOption(options: readonly Option[], text: string): Result<Option> {
  return find(indexOf(options), text);
}

/** Several options in one line. A name is tried whole before it is taken apart: 李和平 is one pupil. */
export function readOptions(options: readonly Option[], text: string): Result<readonly Option[]> {
  if (/^(全部|全体|所有|都选|all)$/u.test(fold(text))) return ok(options);
  return findParts(indexOf(options), text);
}

interface Index {
  readonly options: readonly Option[];
  readonly labels: ReadonlyMap<string, readonly Option[]>;
  readonly aliases: ReadonlyMap<string, readonly Option[]>;
}

function indexOf(options: readonly Option[]): Index {
  const file = (namesOf: (option: Option) => readonly string[]) => {
    const filed = new Map<string, Option[]>();
    for (const option of options) {
      for (const name of new Set(namesOf(option))) filed.set(name, [...(filed.get(name) ?? []), option]);
    }
    return filed;
  };
  return {
    options,
    labels: file((option) => foldedNames(option.label)),
    aliases: file((option) => foldedNames('', option.aliases)),
  };
}

function find(index: Index, text: string): Result<Option> {
  const word = fold(text);
  const named = index.labels.get(word) ?? index.aliases.get(word) ?? [];
  const [first, ...others] = named;
  if (first && others.length === 0) return ok(first);
  // Which one is meant is asked, never guessed; the list tells those who share a name apart.
  if (first) return no('forms.ambiguous', { word: shown(text), count: named.length });
  const place = /^\d{1,3}$/.test(word) ? index.options[Number(word) - 1] : undefined;
  return place ? ok(place) : no('forms.notAnOption', { word: shown(text) });
}

const strong = /[,，、;；\n/／&＆]+/u;
const weak = /(\s+and\s+|[和与及跟]|\s+)/iu;
/** More words than this between two commas are no list of names. */
const mostWords = 120;

function findParts(index: Index, text: string): Result<readonly Option[]> {
  const found: Option[] = [];
  for (const part of text.split(strong).filter((one) => one.trim() !== '')) {
    // Names and the marks between them: even places are names, odd ones are marks.
    const words = part.trim().split(weak);
    if (words.length > mostWords) return no('forms.notAnOption', { word: shown(part) });
    for (let from = 0; from < words.length; ) {
      const name = longestName(index, words, from);
      if (!name.read.ok) return name.read;
      found.push(name.read.value);
      from = name.to + 2;
    }
  }
  return found.length > 0 ? ok(found) : no('forms.notAnOption', { word: shown(text) });
}

/** The longest run of words from the place on that is a name, or why the first word is none. */
function longestName(index: Index, words: readonly string[], from: number) {
  for (let to = words.length - 1; to > from; to -= 2) {
    const read = find(index, words.slice(from, to + 1).join(''));
    if (read.ok || read.reason.key === 'forms.ambiguous') return { read, to };
  }
  return { read: find(index, words[from] ?? ''), to: from };
}

/** A word of the writer's own, short enough to stand in a sentence. */
function shown(text: string): string {
  const word = [...text.trim().replace(/\s+/g, ' ')];
  return word.length > 30 ? `${word.slice(0, 30).join('')}…` : word.join('');
}
