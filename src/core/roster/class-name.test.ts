import { describe, expect, test } from 'vitest';
import {
  findClassName,
  parseClassName,
  parseGrade,
  renderClassName,
  renderGrade,
  usualNotation,
} from './class-name.js';

const read = (text: string, grade: string | null = null) => {
  const key = parseClassName(text, usualNotation, grade);
  return key ? `${key.grade ?? '?'}/${key.section}` : null;
};

describe('a class is read however it is written', () => {
  test.each([
    ['七年级3班', '7/3'],
    ['七年级三班', '7/3'],
    ['七年级 3 班', '7/3'],
    ['七年級（3）班', '7/3'],
    ['七(3)班', '7/3'],
    ['七（３）班', '7/3'],
    ['7(3)班', '7/3'],
    ['七3班', '7/3'],
    ['七三班', '7/3'],
    ['七3', '7/3'],
    ['7年级03班', '7/3'],
    ['三年二班', '3/2'],
    ['小学三年级2班', '3/2'],
    ['初一（3）班', '7/3'],
    ['初一3班', '7/3'],
    ['初中一年级3班', '7/3'],
    ['初三12班', '9/12'],
    ['高一（10）班', '10/10'],
    ['高二3班', '11/3'],
    ['十二(3)班', '12/3'],
    ['十一年级二十三班', '11/23'],
    ['701', '7/1'],
    ['701班', '7/1'],
    ['712', '7/12'],
    ['1203', '12/3'],
    ['0701', '7/1'],
    ['7-3', '7/3'],
    ['7/3', '7/3'],
    ['Grade 7-3', '7/3'],
    ['Grade 7, Class 3', '7/3'],
    ['Class 7-3', '7/3'],
    ['7B', '7/B'],
    ['Class 7B', '7/B'],
    ['Grade 7B', '7/B'],
    ['7-B', '7/B'],
    ['7th Grade, Room 12', '7/12'],
    ['K-2', '0/2'],
    ['2024级3班', 'C2024/3'],
    ['七年级国际班', '7/=国际'],
    ['七年级A班', '7/A'],
    ['3班', '?/3'],
    ['三班', '?/3'],
    ['十三班', '?/13'],
    ['（3）班', '?/3'],
    ['3', '?/3'],
    ['12', '?/12'],
    ['B', '?/B'],
    ['国际班', '?/=国际'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('distinct classes are never read as one', () => {
    const written = [
      '七年级3班',
      '七年级13班',
      '七年级B班',
      '八年级3班',
      '703',
      '803',
      '七年级国际班',
      '2024级3班',
      '高一3班',
    ];
    const keys = new Set(written.map((text) => read(text)));
    expect(keys.size).toBe(written.length - 2);
    expect(read('七年级3班')).toBe(read('703'));
    expect(read('八年级3班')).toBe(read('803'));
  });

  test('a known grade decides what a number of digits means', () => {
    expect(read('101')).toBe('1/1');
    expect(read('101', '10')).toBe('10/1');
    expect(read('1112', '11')).toBe('11/12');
    expect(read('703', '8')).toBe('7/3');
  });

  test.each(['', '2026-07-03', '1399', '000', '0班', '7.3', '7.10'])('what is no class is not read: "%s"', (text) => {
    expect(read(text)).toBeNull();
  });

  test('where primary school has five years, 初一 is grade 6', () => {
    expect(parseClassName('初一3班', { juniorFirstGrade: 6 })).toEqual({ grade: '6', section: '3' });
  });
});

test.each([
  ['七年级', '7'],
  ['7年级', '7'],
  ['7', '7'],
  ['初二', '8'],
  ['高三', '12'],
  ['Grade 10', '10'],
  ['7th', '7'],
  ['K', '0'],
  ['2024级', 'C2024'],
  ['24级', 'C2024'],
  ['13', null],
  ['高四', null],
])('a column of grades: %s', (text, expected) => {
  expect(parseGrade(text, usualNotation, true)).toBe(expected);
});

test.each([
  ['2026年秋季七年级（3）班学生花名册', '7/3'],
  ['七(3)班', '7/3'],
  ['星海中学初一3班家长联系表', '7/3'],
  ['701', '7/1'],
  ['7B', '7/B'],
  ['2026-2027学年花名册', null],
  ['Sheet1', null],
  ['学生', null],
])('a title or a sheet may name the class: %s', (text, expected) => {
  const found = findClassName(text, usualNotation);
  expect(found ? `${found.key.grade}/${found.key.section}` : null).toBe(expected);
});

test('what is composed is read back as the same class', () => {
  for (const language of ['zh-CN', 'en-US'] as const) {
    for (const grade of ['0', '1', '7', '12', 'C2024']) {
      const gradeName = renderGrade(grade, language);
      expect(parseGrade(gradeName, usualNotation, true)).toBe(grade);
      for (const section of ['1', '23', 'B', '=国际']) {
        const name = renderClassName(gradeName, section, language);
        expect(parseClassName(name, usualNotation, grade)).toEqual({ grade, section });
      }
    }
  }
});
