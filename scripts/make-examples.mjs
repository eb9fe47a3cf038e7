// Makes the rosters in examples/: made-up schools with the habits of real ones (title rows, merged cells, telephone numbers
// as numbers, two guardians in a row). Everybody in them is invented; the telephone numbers belong to nobody.
//   node scripts/make-examples.mjs
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { root } from './project.mjs';

let state = 20260901;
/** The same people in every run. */
function pick(list) {
  state = (state * 1103515245 + 12345) % 2 ** 31;
  return list[Math.floor((state / 2 ** 31) * list.length)];
}

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', '欧阳', '单', '曾', '解'];
const boys = ['浩宇', '沐宸', '子轩', '宇航', '明远', '伟', '博文', '嘉树', '一鸣', '天佑', '俊熙', '晨'];
const girls = ['若汐', '梓涵', '一诺', '依诺', '雨桐', '佳怡', '静', '思远', '欣然', '可馨', '语嫣', '宁'];
const mothers = ['芳', '敏', '丽', '静怡', '秀英', '晓燕', '海霞', '玉兰'];
const fathers = ['强', '建国', '志刚', '磊', '国栋', '海涛', '永明', '勇'];
const names = new Map();

/** At most two pupils share a name, as happens in a school. */
function newName(given) {
  for (;;) {
    const surname = pick(surnames);
    const name = surname + pick(given);
    const uses = names.get(name) ?? 0;
    if (uses >= 2 || (uses === 1 && state % 5 !== 0)) continue;
    names.set(name, uses + 1);
    return { surname, name };
  }
}

// No Chinese mobile number begins with 12.
let line = 12_000_000_000;
const phone = () => {
  line += 1;
  return line;
};

function chinese() {
  const classes = ['七年级1班', '七年级2班', '八年级1班', '八年级2班'];
  const pupils = [['星海实验中学 2026—2027 学年第一学期学生花名册'], ['填表：教务处'], []];
  pupils.push(['学号', '姓名', '性别', '班级', '班内号', '小组', '组内号', '座位', '别名']);
  const guardians = [['学号', '学生姓名', '监护人1', '', '', '', '监护人2', '', '']];
  guardians.push(['', '', '姓名', '关系', '电话', '接收通知', '姓名', '关系', '电话']);
  const merges = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 8 } }];
  for (const [at, name] of classes.entries()) {
    const first = pupils.length;
    for (let n = 1; n <= 16; n++) {
      const sex = n % 2 === 0 ? '女' : '男';
      const child = newName(sex === '女' ? girls : boys);
      const number = `${at < 2 ? 2026 : 2025}0${(at % 2) + 1}${String(n).padStart(2, '0')}`;
      // The class stands in one merged cell beside its pupils.
      const spaced = [...child.name].length === 2 ? [...child.name].join('　') : child.name;
      const group = `${Math.ceil(n / 4)}组`;
      const seat = `${Math.ceil(n / 4)}排${((n - 1) % 4) + 1}座`;
      const alias = n === 5 ? `小${[...child.name].at(-1)}` : '';
      pupils.push([number, spaced, sex, n === 1 ? name : '', n, group, ((n - 1) % 4) + 1, seat, alias]);
      const mother = [pick(surnames) + pick(mothers), '母亲', phone(), '是'];
      const father = [child.surname + pick(fathers), '父亲', phone()];
      const grandmother = [pick(surnames) + pick(mothers), '奶奶', phone()];
      guardians.push([
        number,
        child.name,
        ...mother,
        ...(n % 7 === 0 ? grandmother : n % 5 === 0 ? ['', '', ''] : father),
      ]);
    }
    merges.push({ s: { r: first, c: 3 }, e: { r: pupils.length - 1, c: 3 } });
  }
  pupils.push([], ['合计', '64人']);
  const staff = [
    ['姓名', '职务', '任教班级', '学科', '手机', '邮箱'],
    ['陈静怡', '班主任兼语文老师', '七年级1班', '', phone(), ''],
    ['周国栋', '班主任', '七年级2班', '', phone(), ''],
    ['郑晓燕', '班主任', '八年级1班', '', phone(), ''],
    ['孙海涛', '班主任', '八年级2班', '', phone(), ''],
    ['吴敏', '任课教师', '七年级1、2班', '数学', phone(), ''],
    ['林志刚', '任课教师', '七年级1班、七年级2班、八年级1班、八年级2班', '体育', phone(), ''],
    ['何秀英', '导师', '七年级1班1组', '', phone(), ''],
    ['许宁', '值周员', '', '', phone(), ''],
    ['高永明', '七年级主任', '', '', phone(), ''],
    ['马丽', '政教处', '', '', phone(), 'mali@xinghai.example'],
    ['郭建国', '校长', '', '', phone(), 'guo@xinghai.example'],
    ['罗磊', '管理员', '', '', phone(), 'luo@xinghai.example'],
  ];
  const book = utils.book_new();
  const add = (rows, name, merged, widths) => {
    const sheet = utils.aoa_to_sheet(rows);
    sheet['!merges'] = merged;
    sheet['!cols'] = widths.map((wch) => ({ wch }));
    utils.book_append_sheet(book, sheet, name);
  };
  const two = (r1, c1, r2, c2) => ({ s: { r: r1, c: c1 }, e: { r: r2, c: c2 } });
  add(pupils, '学生', merges, [12, 10, 6, 12, 8, 6, 8, 10, 8]);
  add(
    guardians,
    '家长',
    [two(0, 0, 1, 0), two(0, 1, 1, 1), two(0, 2, 0, 5), two(0, 6, 0, 8)],
    [12, 10, 10, 8, 14, 10, 10, 8, 14],
  );
  add(staff, '教职工', [], [10, 20, 44, 8, 14, 24]);
  writeFileSync(
    join(root, 'examples/roster.zh-CN.xlsx'),
    write(book, { type: 'buffer', bookType: 'xlsx', compression: true }),
  );
}

function english() {
  const first = {
    F: ['Maria', 'Mary Ann', 'Ava', 'Zoe', 'Priya', 'Grace', 'Lucía', 'Hannah'],
    M: ['Liam', 'Noah', 'Mateo', 'Owen', 'Kai', 'José', 'Ethan', 'Sam'],
  };
  const last = ["O'Brien", 'Garcia', 'Nguyen', 'Smith', 'Johnson', 'Núñez', 'Patel', 'Kim', 'Van Dyke', 'Lee'];
  const rows = [
    [
      ...[
        'Student ID',
        'Last Name',
        'First Name',
        'Gender',
        'Grade',
        'Homeroom',
        'Class number',
        'Group',
        'Preferred name',
      ],
      ...['Guardian 1 Name', 'Guardian 1 Relationship', 'Guardian 1 Phone', 'Guardian 1 Email'],
      ...['Guardian 2 Name', 'Guardian 2 Relationship', 'Guardian 2 Phone'],
    ],
  ];
  let number = 0;
  // 555-0100 to 555-0199 are kept free for invented people.
  const call = (areas) => `(${areas[number % 4]}) 555-01${String(number % 100).padStart(2, '0')}`;
  for (const homeroom of ['6A', '6B', '7A', '7B']) {
    for (let n = 1; n <= 15; n++) {
      number += 1;
      const gender = n % 2 ? 'F' : 'M';
      const family = pick(last);
      const given = homeroom === '7B' && n <= 3 && gender === 'F' ? 'Maria' : pick(first[gender]);
      const mother = `${pick(first.F)} ${family}`;
      const email = n % 3 ? '' : `${mother.replace(/[^A-Za-z]/g, '').toLowerCase()}${number}@families.example`;
      const second =
        n % 4 ? ['', '', ''] : [`${pick(first.M)} ${family}`, 'Father', call(['607', '716', '845', '914'])];
      const group = Math.ceil(n / 4);
      const preferred = given === 'Mary Ann' ? 'Mimi' : '';
      rows.push([
        `S${2000 + number}`,
        family,
        given,
        gender,
        homeroom[0],
        homeroom,
        n,
        group,
        preferred,
        mother,
        'Mother',
        call(['212', '315', '518', '585']),
        email,
        ...second,
      ]);
    }
  }
  const staff = [
    ['Name', 'Role', 'Class', 'Classes taught', 'Subjects', 'Email'],
    ['Dana Carter', 'Homeroom teacher', '6A', '', '', 'carter@riverside.example'],
    ['Luis Ortega', 'Homeroom teacher', '6B', '', '', 'ortega@riverside.example'],
    ['Amy Chen', 'Homeroom teacher', '7A', '', '', 'chen@riverside.example'],
    ["Sean O'Neil", 'Homeroom teacher', '7B', '', '', 'oneil@riverside.example'],
    ['Ruth Adler', 'Subject teacher', '', '6A; 6B; 7A; 7B', 'Math', 'adler@riverside.example'],
    ['Noor Haddad', 'Mentor', '', '7B group 1', '', 'haddad@riverside.example'],
    ['Ben Walsh', 'Grade head', '', 'Grade 7', '', 'walsh@riverside.example'],
    ['Pat Romero', 'Dean of students', '', '', '', 'romero@riverside.example'],
    ['Kim Lawson', 'Principal', '', '', '', 'lawson@riverside.example'],
    ['Joy Mensah', 'Registrar', '', '', '', 'mensah@riverside.example'],
  ];
  const csv = (lines) =>
    lines
      .map((cells) => cells.map(quote).join(','))
      .join('\r\n')
      .concat('\r\n');
  writeFileSync(join(root, 'examples/roster.en-US.csv'), csv(rows));
  writeFileSync(join(root, 'examples/staff.en-US.csv'), csv(staff));
}

function quote(cell) {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

chinese();
english();
