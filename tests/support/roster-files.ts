import fc from 'fast-check';
import type { Sheet } from '../../src/core/ports/files.js';

// Made-up schools and the many ways in which they write their lists.

export interface Parent {
  readonly name: string;
  readonly relation: 'mother' | 'father' | 'paternalGrandmother';
  readonly phone: string | null;
}

export interface Child {
  readonly number: string;
  readonly name: string;
  readonly section: number;
  readonly sex: 'female' | 'male';
  readonly classNumber: number;
  readonly group: number | null;
  readonly parents: readonly Parent[];
}

export interface MadeUpSchool {
  readonly grade: number;
  readonly children: readonly Child[];
}

const surnames = [...'王李张刘陈杨赵黄周吴', '欧阳', '单', '曾'];
const given = ['伟', '芳', '子涵', '梓涵', '一诺', '浩宇', '沐宸', '若汐', '明', '明远', '雨桐', '𬭎'];
const latin = ["Mary Ann O'Brien", 'Maria Garcia', 'José Núñez', 'Li Wei', '买买提·阿不都拉', '艾力'];

const name = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(fc.constantFrom(...surnames), fc.constantFrom(...given)).map((both) => both.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom(...latin) },
);

/** Names collide on purpose; telephone numbers and student numbers do not. */
export const madeUpSchool: fc.Arbitrary<MadeUpSchool> = fc
  .record({
    grade: fc.integer({ min: 1, max: 12 }),
    sections: fc.integer({ min: 1, max: 3 }),
    children: fc.array(
      fc.record({
        name,
        section: fc.integer({ min: 1, max: 3 }),
        sex: fc.constantFrom('female' as const, 'male' as const),
        group: fc.option(fc.integer({ min: 1, max: 3 })),
        mother: fc.option(name),
        father: fc.option(name),
        grandmother: fc.option(name, { freq: 5 }),
        silent: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ grade, sections, children }) => ({
    grade,
    children: children.map((child, index) => {
      const phone = (who: number) =>
        child.silent && who > 0 ? null : `138${String(index * 10 + who).padStart(8, '0')}`;
      const parents: Parent[] = [];
      if (child.mother) parents.push({ name: child.mother, relation: 'mother', phone: phone(0) });
      if (child.father) parents.push({ name: child.father, relation: 'father', phone: phone(1) });
      if (child.grandmother) {
        parents.push({ name: child.grandmother, relation: 'paternalGrandmother', phone: phone(2) });
      }
      return {
        number: `2026${String(index).padStart(4, '0')}`,
        name: child.name,
        section: Math.min(child.section, sections),
        sex: child.sex,
        classNumber: index + 1,
        group: child.group,
        parents,
      };
    }),
  }));

/** How one school prints its list; every way says the same. */
export interface Habit {
  readonly headers: 'simplified' | 'traditional' | 'english';
  readonly className: 'long' | 'bracket' | 'digits' | 'dash';
  readonly families: 'columns' | 'sheet' | 'rows' | 'two-row header';
  readonly title: boolean;
  readonly blanks: boolean;
  readonly spaced: boolean;
  readonly wide: boolean;
  readonly reversed: boolean;
}

export const habit: fc.Arbitrary<Habit> = fc.record({
  headers: fc.constantFrom('simplified' as const, 'traditional' as const, 'english' as const),
  className: fc.constantFrom('long' as const, 'bracket' as const, 'digits' as const, 'dash' as const),
  families: fc.constantFrom('columns' as const, 'sheet' as const, 'rows' as const, 'two-row header' as const),
  title: fc.boolean(),
  blanks: fc.boolean(),
  spaced: fc.boolean(),
  wide: fc.boolean(),
  reversed: fc.boolean(),
});

const headers = {
  simplified: ['学号', '姓名', '性别', '班级', '班内号', '小组', '学生姓名', '家长姓名', '关系', '电话', '监护人'],
  traditional: ['學號', '姓 名', '性別', '班級', '班內號', '小組', '學生姓名', '家長姓名', '關係', '電話', '監護人'],
  english: [
    ...['Student ID', 'Name', 'Sex', 'Class', 'Class number', 'Group', 'Student name', 'Guardian name'],
    ...['Relationship', 'Phone', 'Guardian '],
  ],
} as const;

const relationWords = {
  mother: ['母亲', '妈妈'],
  father: ['父亲', '爸爸'],
  paternalGrandmother: ['奶奶', '祖母'],
} as const;

/** The school's list as sheets, in the way of the habit. */
export function printSchool(school: MadeUpSchool, how: Habit): Sheet[] {
  const words = headers[how.headers];
  const [number, name, sex, klass, classNumber, group, pupilName, parentName, relation, phone, guardian] = words;
  const basics = (child: Child) => [
    printDigits(child.number, how),
    printName(child.name, how),
    child.sex === 'female' ? '女' : '男',
    printClass(school.grade, child.section, how),
    String(child.classNumber),
    child.group === null ? '' : `${child.group}组`,
  ];
  const parentCells = (parent: Parent | undefined) => [
    parent ? printName(parent.name, how) : '',
    parent ? relationWords[parent.relation][how.spaced ? 1 : 0] : '',
    parent?.phone ? printDigits(parent.phone, how) : '',
  ];
  const most = Math.max(1, ...school.children.map((child) => child.parents.length));
  const slots = Array.from({ length: most }, (_, index) => index);
  const base = [number, name, sex, klass, classNumber, group];
  const own = (headerRows: readonly string[][], body: readonly string[][]) => [
    ...(how.title ? [['2026年秋季学期花名册'], ['填表：教务处']] : []),
    ...headerRows,
    ...body.flatMap((row, index) => (how.blanks && index % 3 === 1 ? [[], row] : [row])),
  ];
  const children = how.reversed ? [...school.children].reverse() : school.children;
  const sheetOf = (sheetName: string, rows: string[][]): Sheet => ({
    name: sheetName,
    rows,
    merges: [],
    hidden: false,
  });
  switch (how.families) {
    case 'columns': {
      const header = [
        ...base,
        ...slots.flatMap((at) => [name, relation, phone].map((word) => `${guardian}${at + 1}${word}`)),
      ];
      const body = children.map((child) => [
        ...basics(child),
        ...slots.flatMap((at) => parentCells(child.parents[at])),
      ]);
      return [sheetOf('Sheet1', own([header], body))];
    }
    case 'two-row header': {
      const upper = [...base, ...slots.flatMap((at) => [`${guardian}${at + 1}`, '', ''])];
      const lower = [...base.map(() => ''), ...slots.flatMap(() => [name, relation, phone])];
      const body = children.map((child) => [
        ...basics(child),
        ...slots.flatMap((at) => parentCells(child.parents[at])),
      ]);
      return [sheetOf('Sheet1', own([upper, lower], body))];
    }
    case 'rows': {
      const header = [...base, parentName, relation, phone];
      const body = children.flatMap((child) =>
        (child.parents.length > 0 ? child.parents : [undefined]).map((parent) => [
          ...basics(child),
          ...parentCells(parent),
        ]),
      );
      return [sheetOf('Sheet1', own([header], body))];
    }
    case 'sheet': {
      const families = children.flatMap((child) =>
        child.parents.map((parent) => [
          printDigits(child.number, how),
          printName(child.name, how),
          ...parentCells(parent),
        ]),
      );
      const pupils = sheetOf('学生', own([base], children.map(basics)));
      const parents = sheetOf('家长', own([[number, pupilName, parentName, relation, phone]], families));
      return how.reversed ? [parents, pupils] : [pupils, parents];
    }
    default:
      return how.families satisfies never;
  }
}

function printName(text: string, how: Habit): string {
  if (!/^\p{Script=Han}+$/u.test(text)) return how.spaced ? text.replaceAll('·', '．').replaceAll(' ', '  ') : text;
  return how.spaced ? [...text].join(how.wide ? '　' : ' ') : text;
}

function printDigits(text: string, how: Habit): string {
  return how.wide ? text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : text;
}

function printClass(grade: number, section: number, how: Habit): string {
  const numeral = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'][grade - 1] ?? '';
  switch (how.className) {
    case 'long':
      return `${numeral}年级${section}班`;
    case 'bracket':
      return how.wide ? `${numeral}（${section}）班` : `${numeral}(${section})班`;
    case 'digits':
      return `${grade}0${section}`;
    case 'dash':
      return `${grade}-${section}`;
    default:
      return how.className satisfies never;
  }
}
