import { filedKey } from './fold.js';
import { parseWhole } from './numerals.js';

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** 初一 is grade 7, 高一 grade 10: the stage's first grade, less one. */
const stages: Readonly<Record<string, number>> = { 小: 0, 初: 6, 高: 9 };

const number = '[0-9]{1,2}|[一二三四五六七八九十]{1,3}';
const shapes = [
  new RegExp(`^(小|初|高)(${number})(?:年级|年)?(${number})班?$`, 'u'),
  new RegExp(`^()(${number})(?:年级|年|级)(${number})班?$`, 'u'),
  /^()([一二三四五六七八九]|十[一二]?)(\d{1,2})班?$/u,
  /^()(\d{1,2})0(\d)班?$/u,
  /^()(\d)([1-9]\d)班?$/u,
  /^()(?:grade|g|year|y)(\d{1,2})class(\d{1,2})$/u,
];

interface GradeAndClass {
  readonly grade: number;
  readonly number: number;
}

/** The grade and number in a class's name: 七3, 701, 初一（3）班, 七年级三班, Grade 7 Class 3; null for names of another kind. */
export function parseClassName(name: string): GradeAndClass | null {
  const key = filedKey(name);
  for (const shape of shapes) {
    const match = shape.exec(key);
    if (match === null) continue;
    const grade = parseWhole(match[2] ?? '');
    const numberInGrade = parseWhole(match[3] ?? '');
    if (grade === null || numberInGrade === null) continue;
    return { grade: grade + (stages[match[1] ?? ''] ?? 0), number: numberInGrade };
  }
  return null;
}

/** Every way to write the class, as keys: as named, and what follows from grade and number. */
export function classKeys(names: readonly string[]): Set<string> {
  const keys = new Set<string>();
  for (const name of names) {
    const key = filedKey(name);
    for (const one of [key, `class${key}`, ...(key.endsWith('班') ? [key.slice(0, -1)] : [`${key}班`])]) keys.add(one);
    const parsed = parseClassName(name);
    if (parsed !== null) for (const one of variants(parsed)) keys.add(one);
  }
  // One character, or a bare numeral, would be found in every other word.
  return new Set([...keys].filter((key) => key.length > 1 && !/^[一二三四五六七八九十]+$/u.test(key)));
}

function variants({ grade, number: inGrade }: GradeAndClass): string[] {
  const grades = [String(grade), numerals[grade] ?? ''];
  for (const [stage, before] of Object.entries(stages)) {
    const within = grade - before;
    if (stage !== '小' && within >= 1 && within <= 3) grades.push(`${stage}${numerals[within]}`, `${stage}${within}`);
  }
  const written = [String(inGrade), numerals[inGrade] ?? ''].filter((one) => one !== '');
  const keys = [
    `${grade}${String(inGrade).padStart(2, '0')}`,
    `grade${grade}class${inGrade}`,
    `g${grade}class${inGrade}`,
  ];
  for (const one of grades.filter((each) => each !== '')) {
    for (const two of written) {
      keys.push(`${one}年级${two}`, `${one}年${two}`, `${one}级${two}`);
      // "73" could be anything: bare digits need a mark between them, which keys do not keep.
      if (!/^\d+$/u.test(one + two)) keys.push(one + two);
    }
  }
  return keys.flatMap((key) => (key.includes('class') ? [key] : [key, `${key}班`]));
}
