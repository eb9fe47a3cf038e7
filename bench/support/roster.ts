import { createRandom } from '../../tests/support/random.js';
import { makeName } from './names.js';

// A school of any size as the file that a school office would send: classes of 50 in three grades, ten growth groups each,
// two guardians a child, a homeroom teacher for each class and a few offices. Nobody in it exists.

export const pupilsPerClass = 50;
const groupsPerClass = 10;
const grades = ['七', '八', '九'];

/** 七年级1班, 八年级1班, 九年级1班, 七年级2班 … */
const classNames = (pupils: number): readonly string[] =>
  Array.from(
    { length: Math.ceil(pupils / pupilsPerClass) },
    (_, index) => `${grades[index % 3]}年级${Math.floor(index / 3) + 1}班`,
  );

export function pupilSheet(pupils: number, seed = 1): string {
  const random = createRandom(seed);
  const header =
    '学号,班级,班内号,姓名,性别,小组,组内号,监护人1姓名,监护人1关系,监护人1电话,监护人2姓名,监护人2关系,监护人2电话';
  const lines = Array.from({ length: pupils }, (_, index) => {
    const place = index % pupilsPerClass;
    const className = classNames(pupils)[Math.floor(index / pupilsPerClass)];
    const child = makeName(random).name;
    const father = `${child[0]}${makeName(random).given}`;
    const mother = makeName(random).name;
    const phone = (parent: number) => String(13_000_000_000 + index * 2 + parent);
    return [
      20_260_001 + index,
      className,
      place + 1,
      child,
      index % 2 === 0 ? '男' : '女',
      (place % groupsPerClass) + 1,
      Math.floor(place / groupsPerClass) + 1,
      ...[father, '父亲', phone(0), mother, '母亲', phone(1)],
    ].join(',');
  });
  return [header, ...lines].join('\n');
}

export function staffSheet(pupils: number, seed = 2): string {
  const random = createRandom(seed);
  const teachers = classNames(pupils).map((name) => `${makeName(random).name},班主任,${name},语文`);
  const offices = ['校长', '政教处', '管理员'].map((role) => `${makeName(random).name},${role},全校,`);
  return ['姓名,角色,班级,学科', ...teachers, ...offices].join('\n');
}
