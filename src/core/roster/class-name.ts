import type { Language } from '../language/language.js';
import { parseNumeral, renderNumeral } from './numeral.js';
import { cleanText, foldScript, foldWidth } from './text.js';

/** A class by what it is, however it is written: the grade and the section within it. */
export interface ClassKey {
  /** '0' to '12' (0 = kindergarten), or 'C2024' for a cohort named by the year it came in. Null: the text does not say. */
  readonly grade: string | null;
  /** '3', 'B', or '=国际' for a class with a name. */
  readonly section: string;
}

/** How a school's notation is read where it is ambiguous. */
export interface Notation {
  /** The grade that 初一 is: 7 where primary school has six years, 6 where it has five. */
  readonly juniorFirstGrade: 6 | 7;
}

export const usualNotation: Notation = { juniorFirstGrade: 7 };

const numeral = '(?:[〇零一二三四五六七八九十两廿]{1,3}|\\d{1,2})';
const stage = '(?:小学|初中|高中|初|高|小)';

/**
 * The grade that a text names: 七年级, 7年级, 初一, 高二, 小学三年级, Grade 7, 7th grade, K, 2024级.
 * A bare number is a grade only where `bare` says that it stands in a column of grades.
 */
export function parseGrade(text: string, notation: Notation, bare = false): string | null {
  const plain = fold(text);
  const cohort = new RegExp(`^${stage}?(20\\d\\d|\\d\\d)[级届]$`).exec(plain);
  if (cohort?.[1]) return `C${cohort[1].length === 2 ? `20${cohort[1]}` : cohort[1]}`;
  const chinese = new RegExp(`^(${stage})?(${numeral})(年级|年|级)?$`).exec(plain);
  if (chinese?.[2] && (bare || chinese[1] || chinese[3])) {
    return gradeOf(chinese[1] ?? '', parseNumeral(chinese[2]), notation);
  }
  const english =
    /^(?:grade|gr|year|yr|g)\.?(\d{1,2}|k)$/.exec(plain) ?? /^(\d{1,2})(?:st|nd|rd|th)(?:grade)?$/.exec(plain);
  if (english?.[1]) return gradeOf('', english[1] === 'k' ? 0 : Number(english[1]), notation);
  const named = /^cohort(20\d\d)$/.exec(plain)?.[1];
  if (named) return `C${named}`;
  return /^(k|kindergarten|学前|学前班)$/.test(plain) ? '0' : null;
}

function gradeOf(stageName: string, year: number | null, { juniorFirstGrade }: Notation): string | null {
  if (year === null || year > 12) return null;
  if (stageName.startsWith('初')) return year >= 1 && year <= 4 ? String(juniorFirstGrade + year - 1) : null;
  if (stageName.startsWith('高')) return year >= 1 && year <= 3 ? String(year + 9) : null;
  return String(year);
}

/**
 * The class that a text names, as far as it says: 七年级3班, 七(3)班, 初一（3）班, 七3, 701, 7-3, 7B, Grade 7-3, 3班, 国际班.
 * `grade` is the grade that another column names; it decides what 101 is.
 */
export function parseClassName(text: string, notation: Notation, grade: string | null = null): ClassKey | null {
  const plain = fold(text).replace(/^(?:class|homeroom|hr)[:#]?(?=\d)/, '');
  if (plain === '') return null;
  return (
    parseDigits(plain, grade) ?? parseChinese(plain, notation) ?? parseEnglish(plain, notation) ?? parseSection(plain)
  );
}

/** 701, 0712, 1203: the last two digits are the class. With a known grade of 10 or more, 101 may be grade 10, class 1. */
function parseDigits(plain: string, grade: string | null): ClassKey | null {
  const digits = /^(\d{3,4})班?$/.exec(plain)?.[1];
  if (!digits) return null;
  const cuts = [2, 1].map((length) => [digits.slice(0, -length), digits.slice(-length)] as const);
  for (const [head, tail] of cuts) {
    const year = Number(head);
    const known = grade === null ? tail.length === 2 : String(year) === grade;
    if (known && year >= 1 && year <= 12 && Number(tail) > 0) {
      return { grade: String(year), section: String(Number(tail)) };
    }
  }
  const [head, tail] = cuts[0] ?? ['', ''];
  const year = Number(head);
  return year >= 1 && year <= 12 && Number(tail) > 0 ? { grade: String(year), section: String(Number(tail)) } : null;
}

function parseChinese(plain: string, notation: Notation): ClassKey | null {
  const long = new RegExp(`^(学前|${stage}?(?:20\\d\\d|${numeral})(?:年级|年|级|届))(.+)$`).exec(plain);
  const staged = new RegExp(`^(${stage}[一二三四五六]|${stage}[1-6](?=[(]))(.+)$`).exec(plain);
  const short = /^([一二三四五六七八九]|十[一二]?|\d{1,2})(\(.+\)班?|(?:\d{1,2}|[a-z])班?)$/.exec(plain);
  const twin = /^([一二三四五六七八九])([一二三四五六七八九])班?$/.exec(plain);
  const [match, bare] = long ? [long, false] : staged ? [staged, false] : [short ?? twin, true];
  if (!match?.[1] || !match[2]) return null;
  // 12班 and 7班 are sections; 十二(3)班 and 七3班 name a grade first.
  if (bare && !/[^\d]/.test(match[1]) && /^\d+班?$/.test(match[2])) return null;
  const grade = parseGrade(match[1], notation, bare);
  const section = parseSection(match[2]);
  return grade && section ? { grade, section: section.section } : null;
}

function parseEnglish(plain: string, notation: Notation): ClassKey | null {
  const named =
    '(?:(?:grade|gr|year|yr|g)\\.?(?:\\d{1,2}|k)|\\d{1,2}(?:st|nd|rd|th)(?:grade)?|kindergarten|cohort20\\d\\d)';
  const between = '(?:[-/.,:_]|class|section|sec|room|homeroom|hr|rm)';
  const match =
    new RegExp(`^(${named})${between}+(.+)$`).exec(plain) ??
    new RegExp(`^(${named})(\\D.*)$`).exec(plain) ??
    // Not 7.3: a spreadsheet makes one number of 7.1 and 7.10.
    new RegExp(`^(\\d{1,2}|k)(?!\\.)${between}+(\\d{1,2}|[a-z])$`).exec(plain) ??
    /^(\d{1,2}|k)([a-z])$/.exec(plain);
  if (!match?.[1] || !match[2]) return null;
  const grade = parseGrade(match[1], notation, true);
  const section = parseSection(match[2]);
  return grade && section ? { grade, section: section.section } : null;
}

function parseSection(plain: string): ClassKey | null {
  const bare = plain
    .replace(/^第/, '')
    .replace(/^\((.*)\)(班)?$/, '$1')
    .replace(/班级?$/, '')
    .replace(/[()]/g, '');
  if (bare === '') return null;
  const number = parseNumeral(bare);
  if (number !== null) return number > 0 ? { grade: null, section: String(number) } : null;
  if (/^[a-z]$/.test(bare)) return { grade: null, section: bare.toUpperCase() };
  return /\p{L}/u.test(bare) ? { grade: null, section: `=${bare}` } : null;
}

function fold(text: string): string {
  return foldScript(foldWidth(cleanText(text)))
    .toLowerCase()
    .replace(/[[【〔{]/g, '(')
    .replace(/[\]】〕}]/g, ')')
    .replace(/[–—－‐]/g, '-')
    .replace(/\s+/g, '');
}

/** The first class that a title or a sheet's name speaks of: 2026年秋七年级（3）班学生花名册. */
export function findClassName(
  text: string,
  notation: Notation,
): { readonly key: ClassKey; readonly text: string } | null {
  const plain = foldWidth(cleanText(text)).replaceAll(' ', '');
  const year = `(?:${stage}?${numeral}年[级級]|20\\d\\d[级級]|[初高][一二三四]|[一二三四五六七八九十]{1,2}|\\d{1,2})`;
  const found = new RegExp(`${year}(?:[(（]${numeral}[)）]|第?${numeral}|[A-Za-z])班`).exec(plain)?.[0];
  const whole = found ?? (/^\d{3,4}$|^\d{1,2}[-.]\d{1,2}$|^\d{1,2}[A-Za-z]$|^Grade/i.test(plain) ? plain : null);
  const key = whole === null ? null : parseClassName(whole, notation);
  return whole !== null && key?.grade ? { key: { ...key }, text: whole } : null;
}

/** The name of a grade whose own name no file gives. */
export function renderGrade(grade: string, language: Language): string {
  if (grade.startsWith('C')) return language === 'zh-CN' ? `${grade.slice(1)}级` : `Cohort ${grade.slice(1)}`;
  if (language === 'zh-CN') return grade === '0' ? '学前' : `${renderNumeral(Number(grade))}年级`;
  return grade === '0' ? 'Kindergarten' : `Grade ${grade}`;
}

/** The name of a class whose column names the section alone. */
export function renderClassName(gradeName: string, section: string, language: Language): string {
  const named = section.startsWith('=') ? section.slice(1) : section;
  if (language === 'zh-CN') return `${gradeName}${named}班`;
  return section.startsWith('=') ? `${gradeName} ${named}` : `${gradeName}-${named}`;
}

/** Sorts grades as people list them; cohorts after the numbered ones, the older first. */
export function gradeOrdinal(grade: string): number {
  return grade.startsWith('C') ? 10_000 - Number(grade.slice(1)) : Number(grade);
}

/** Sorts the classes of a grade: numbers, letters, then names. */
export function sectionOrdinal(section: string): number {
  if (/^\d+$/.test(section)) return Number(section);
  return section.startsWith('=') ? 200 : 100 + section.charCodeAt(0) - 64;
}

/** One text for one class, for maps. */
export function classId(grade: string, section: string): string {
  return `${grade}/${section}`;
}
