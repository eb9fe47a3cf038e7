import { filedKey } from './fold.js';
import { formOf, type NameForm } from './form.js';

const generations = /^(?:jr|sr|ii|iii|iv)$/u;

/**
 * Forms of a name in Latin (or any other spaced) letters: Maria, Maria Lopez, Maria L., M. Lopez, Lopez, "Lopez, Maria",
 * ml. Of "Maria del Carmen Lopez Ruiz" every beginning and every ending counts.
 */
export function latinForms(name: string): NameForm[] {
  return spelled(inOrder(name)).flatMap((one) =>
    formsOfWords(one.split(/\s+/u).filter((word) => filedKey(word) !== '' && !generations.test(filedKey(word)))),
  );
}

function formsOfWords(words: readonly string[]): NameForm[] {
  const keys = words.map(filedKey);
  const [first = ''] = keys;
  const forms = [formOf(words.join(''), { whole: true, first: keys.length === 1 }), ...hyphenParts(words[0])];
  if (keys.length < 2) return forms;
  const initial = (key: string | undefined) => (key ?? '').charAt(0);
  for (let split = 1; split < keys.length; split++) {
    const begin = keys.slice(0, split).join('');
    const end = keys.slice(split).join('');
    forms.push(
      formOf(begin, { first: true }),
      formOf(end),
      formOf(first + end),
      formOf(begin + initial(keys[split])),
      formOf(begin + initial(keys.at(-1))),
      formOf(initial(first) + end, { rank: 2 }),
      // Filed with its comma, which filedKey would drop: the list of Lopez and Maria is another reading of the same words.
      { ...formOf(begin), key: lastFirstKey(end, begin), whole: true },
      { ...formOf(first), key: lastFirstKey(end, first), whole: true },
    );
  }
  const initials = keys.map(initial).join('');
  forms.push(formOf(initials, { rank: 3, exact: false }));
  forms.push(formOf(initial(first) + initial(keys.at(-1)), { rank: 3, exact: false }));
  return forms;
}

const spelledOut: Readonly<Record<string, string>> = {
  ü: 'ue',
  ö: 'oe',
  ä: 'ae',
  ø: 'oe',
  å: 'aa',
  Ü: 'Ue',
  Ö: 'Oe',
  Ä: 'Ae',
  Ø: 'Oe',
  Å: 'Aa',
};

/** Müller is typed Müller (which folds like pinyin's ü), Muller and Mueller. */
function spelled(name: string): string[] {
  const composed = name.normalize('NFC');
  const plain = composed.replace(/ü/gu, 'u').replace(/Ü/gu, 'U');
  return [...new Set([composed, plain, composed.replace(/[üöäøå]/giu, (letter) => spelledOut[letter] ?? letter)])];
}

export function lastFirstKey(last: string, first: string): string {
  return `${last},${first}`;
}

/** "Lopez, Maria" in the roster is Maria Lopez. */
function inOrder(name: string): string {
  const [last, first, ...more] = name.split(/[,，]/u);
  return first !== undefined && more.length === 0 && first.trim() !== '' ? `${first} ${last}` : name;
}

/** Anne-Marie is called Anne, too. */
function hyphenParts(first: string | undefined): NameForm[] {
  const parts = (first ?? '').split(/[-‐‑–]/u);
  return parts.length > 1 ? parts.slice(0, 1).map((part) => formOf(part)) : [];
}
