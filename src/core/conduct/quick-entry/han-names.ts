import { fold } from './fold.js';
import { formOf, type NameForm } from './form.js';
import { readingsOf, type Syllables, spellings } from './pinyin.js';

/** Surnames of two characters; without them 欧阳明 would be called 阳明 by half of the school. */
const compoundSurnames = new Set(
  (
    '欧阳 上官 皇甫 令狐 诸葛 司徒 司马 尉迟 夏侯 东方 万俟 闻人 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 ' +
    '轩辕 钟离 宇文 长孙 慕容 鲜于 闾丘 司空 端木 百里 呼延 南宫 第五 独孤 拓跋 西门 东郭 完颜 纳兰 公羊 左丘 南门'
  ).split(' '),
);

/** Forms of a name in characters: whole, given name, last two, surname + 同学, and by sound. */
export function hanForms(name: string, corrected?: readonly string[]): NameForm[] {
  const characters = [...fold(name).text.replace(/\s/gu, '')];
  const readings = readingsOf(characters.join('').replace(/[·.]/gu, ''), corrected);
  const dot = characters.findIndex((character) => character === '·' || character === '.');
  // 阿依古丽·买买提: the own name comes first, the father's after the dot; there is no surname.
  if (dot > 0) {
    const own = characters.slice(0, dot).join('');
    return [
      formOf(name, { whole: true }),
      formOf(own),
      ...readings.flatMap((reading) => soundForms(reading, null, dot)),
    ];
  }
  const surnameLength = surnameLengthOf(characters);
  const surname = characters.slice(0, surnameLength).join('');
  const given = characters.slice(surnameLength);
  const forms = [formOf(name, { whole: true }), formOf(`${surname}同学`)];
  if (given.length >= 2) forms.push(formOf(given.join('')));
  if (given.length >= 3) forms.push(formOf(given.slice(-2).join('')));
  return [...forms, ...readings.flatMap((reading) => soundForms(reading, surname, surnameLength))];
}

function surnameLengthOf(characters: readonly string[]): number {
  return characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1;
}

/** By sound: whole (also surname last, as on English lists), given name alone, surname and initials, initials. */
function soundForms(reading: Syllables, surname: string | null, split: number): NameForm[] {
  const head = reading.slice(0, split).join('');
  const tail = reading.slice(split);
  const initials = (syllables: Syllables) => syllables.map((syllable) => syllable.charAt(0)).join('');
  const sound = (joined: string, over: Partial<NameForm>) => spellings(joined).map((key) => formOf(key, over));
  const forms = sound(head + tail.join(''), { rank: 2, whole: true });
  if (reading.length >= 2) forms.push(formOf(initials(reading), { rank: 3, exact: false }));
  if (surname === null) return [...forms, ...sound(head, { rank: 2, exact: false })];
  if (tail.length === 0) return forms;
  forms.push(
    ...sound(tail.join('') + head, { rank: 2, whole: true }),
    formOf(surname + initials(tail), { rank: 3, exact: false }),
    ...spellings(tail.join('')).map((given) => formOf(surname + given, { rank: 2, exact: false })),
  );
  if (tail.length >= 2) forms.push(...sound(tail.join(''), { rank: 2, exact: false }));
  return forms;
}
