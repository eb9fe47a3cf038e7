import { filedKey } from './fold.js';
import { formOf, type NameForm } from './form.js';
import { hanForms } from './han-names.js';
import { latinForms } from './latin-names.js';
import type { QuickEntryPupil } from './reading.js';

/** Deriving the sounds of a name is dear, a school's names stay the same, and every message brings them anew. */
const derived = new Map<string, readonly NameForm[]>();
const mostDerived = 5000;

/** Every form of the pupil's name, those that the teacher gave included; of forms with one key the best. */
export function formsOf(pupil: QuickEntryPupil): readonly NameForm[] {
  const { name, aliases, pinyin, studentNumber } = pupil;
  const key = JSON.stringify([name, aliases, pinyin, studentNumber]);
  let forms = derived.get(key);
  if (forms === undefined) {
    if (derived.size >= mostDerived) derived.clear();
    forms = bestForms(deriveForms(pupil));
    derived.set(key, forms);
  }
  return forms;
}

function deriveForms(pupil: QuickEntryPupil): NameForm[] {
  const whole = formOf(pupil.name, { whole: true, literal: pupil.name.normalize('NFC').replace(/\s/gu, '') });
  const aliases = pupil.aliases.map((alias) => formOf(alias, { first: true }));
  const number = /\D/u.test(pupil.studentNumber) ? [formOf(pupil.studentNumber, { whole: true })] : [];
  const parts = [...partsOf(pupil.name), ...nicknamesIn(pupil.name)].flatMap((part) =>
    /\p{Script=Han}/u.test(part) ? hanForms(part, pupil.pinyin) : latinForms(part),
  );
  return [whole, ...aliases, ...number, ...parts].filter((form) => form.key !== '');
}

const inBrackets = /[(（]([^()（）]+)[)）]/gu;

/** "Maria (Mia) Lopez" is also Mia Lopez; 李晓明（小明） is also 小明. */
function nicknamesIn(name: string): string[] {
  const [, ...more] = name.replace(inBrackets, ' ').trim().split(/\s+/u);
  return [...name.matchAll(inBrackets)].map((match) => [match[1] ?? '', ...more].join(' '));
}

/** "李晓明 Amy Li" is two names of one pupil, each with forms of its own; "李Amy" is one, and Amy. */
function partsOf(name: string): string[] {
  const runs =
    name.replace(inBrackets, ' ').match(/[\p{Script=Han}·.．・•]+(?!\p{L})|(?:(?!\p{Script=Han}).)+/gu) ?? [];
  return runs.filter((run) => filedKey(run) !== '');
}

/** The better rank; of equals the whole name, which reaches beyond the class. */
function bestForms(forms: readonly NameForm[]): NameForm[] {
  const best = new Map<string, NameForm>();
  for (const form of forms) {
    const before = best.get(form.key);
    const better = before && (form.rank < before.rank || (form.rank === before.rank && form.whole && !before.whole));
    if (before === undefined || better) best.set(form.key, form);
  }
  return [...best.values()];
}
