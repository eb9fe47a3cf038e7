import { describe, expect, test } from 'vitest';
import { type PlanOptions, planRoster } from '../../src/core/roster/plan.js';
import { isEmptyPlan } from '../../src/core/roster/roster-plan.js';
import type { RosterSnapshot } from '../../src/core/roster/snapshot.js';
import { understandRoster } from '../../src/core/roster/understand.js';
import { applyPlan, countingIds, emptySchool, sheet } from '../support/roster.js';

const asOf = '2026-09-01';
const later = '2026-10-12';
let run = 0;

function plan(
  snapshot: RosterSnapshot,
  rows: readonly (readonly string[])[],
  on: typeof asOf | typeof later = later,
  options: PlanOptions = {},
  name = 'S',
) {
  const { roster, issues } = understandRoster([sheet(name, ...rows)], { language: 'zh-CN' });
  expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  const planned = planRoster(roster, snapshot, on, countingIds(`${++run}-`), options);
  return {
    ...planned,
    codes: planned.issues.map((issue) => `${issue.severity} ${issue.code}`),
    after: applyPlan(snapshot, planned.plan),
  };
}

const start = (...rows: readonly (readonly string[])[]) => plan(emptySchool(), rows, asOf).after;
const header = [
  '学号',
  '姓名',
  '班级',
  '监护人1姓名',
  '监护人1关系',
  '监护人1电话',
  '监护人2姓名',
  '监护人2关系',
  '监护人2电话',
];
const zhang = ['1', '张三', '701', '王芳', '母亲', '13800138000', '张强', '父亲', '13800138001'];
const li = ['2', '李四', '701', '周敏', '母亲', '13800138002'];

const familyOf = (snapshot: RosterSnapshot, number: string) => {
  const pupil = snapshot.pupils.find((one) => one.number === number);
  return snapshot.guardianships
    .filter((link) => link.pupilId === pupil?.id && link.toOn === null)
    .map((link) => snapshot.persons.find((person) => person.id === link.personId)?.name);
};

describe('guardians', () => {
  test('brothers and sisters in one file share a parent; one who comes later does not, until somebody says so', () => {
    const sister = ['3', '张小妹', '702', '王芳', '母亲', '13800138000'];
    expect(start(header, zhang, sister).persons.filter((person) => person.name === '王芳')).toHaveLength(1);
    const before = start(header, zhang);
    const separate = plan(before, [header, zhang, sister]);
    expect(separate.codes).toEqual(['warning guardian-elsewhere']);
    expect(separate.after.persons.filter((person) => person.name === '王芳')).toHaveLength(2);
    expect(isEmptyPlan(plan(separate.after, [header, zhang, sister]).plan)).toBe(true);
    const joined = plan(before, [header, zhang, sister], later, { siblings: 'join' });
    expect(joined.codes).toEqual([]);
    expect(joined.after.persons.filter((person) => person.name === '王芳')).toHaveLength(1);
    expect(joined.after.guardianships.filter((link) => link.fromOn === later)).toHaveLength(1);
  });

  test('father and mother who share a telephone stay two', () => {
    const row = ['1', '张三', '701', '王芳', '母亲', '13800138000', '张强', '父亲', '13800138000'];
    const before = start(header, row);
    expect(before.persons).toHaveLength(2);
    expect(isEmptyPlan(plan(before, [header, row]).plan)).toBe(true);
  });

  test('a new number is the same person, a new person with the old number is not', () => {
    const before = start(header, zhang, li);
    const phone = plan(before, [header, zhang, ['2', '李四', '701', '周敏', '母亲', '13900139000']]);
    expect(phone.plan.persons.changed).toMatchObject([{ phone: '13900139000' }]);
    expect(phone.counts.guardians).toMatchObject({ added: 0, changed: 1 });
    const person = plan(before, [header, zhang, ['2', '李四', '701', '李大山', '爷爷', '13800138002']]);
    expect(person.counts.guardians).toMatchObject({ added: 1, notInFile: 1 });
    expect(familyOf(person.after, '2')).toEqual(['周敏', '李大山']);
  });

  test('a guardian of two children is renamed when both rows say so, and not by one', () => {
    const sister = ['3', '张小妹', '702', '王芳', '母亲', '13800138000'];
    const rename = (row: readonly string[]) => row.map((cell) => (cell === '王芳' ? '王晓芳' : cell));
    const before = start(header, zhang, sister);
    const both = plan(before, [header, rename(zhang), rename(sister)]);
    expect(both.plan.persons).toMatchObject({ added: [], changed: [{ name: '王晓芳' }] });
    const one = plan(before, [header, rename(zhang), sister]);
    expect(one.plan.persons).toMatchObject({ added: [{ name: '王晓芳' }], changed: [] });
    expect(familyOf(one.after, '3')).toEqual(['王芳']);
  });

  test('an empty cell erases no number, and who is not in the file stays', () => {
    const before = start(header, zhang);
    const fewer = plan(before, [header, ['1', '张三', '701', '王芳', '母亲', '']]);
    expect(isEmptyPlan(fewer.plan)).toBe(true);
    expect(fewer.codes).toEqual(['warning guardian-not-in-file']);
  });

  test('a restriction stops notes, and only somebody’s word lifts it', () => {
    const words = ['学号', '姓名', '班级', '父亲', '父亲电话', '父亲限制'];
    const row = (answer: string) => [words, ['1', '张三', '701', '张强', '13800138001', answer]];
    const before = start(...row('是'));
    expect(before.guardianships).toMatchObject([{ restricted: true, receivesNotes: false }]);
    expect(isEmptyPlan(plan(before, row('')).plan)).toBe(true);
    expect(plan(before, row('否')).issues).toMatchObject([{ severity: 'question', code: 'restriction-lifted' }]);
  });

  test('a guardian whom the school has taken off a child does not come back with an old list', () => {
    const before = start(header, zhang);
    const ended: RosterSnapshot = {
      ...before,
      guardianships: before.guardianships.map((link, at) => (at === 0 ? { ...link, toOn: '2026-09-20' } : link)),
    };
    const again = plan(ended, [header, zhang]);
    expect(isEmptyPlan(again.plan)).toBe(true);
    expect(again.codes).toEqual(['warning guardian-ended']);
  });

  test('who may be called in need gets no private notes unless the file says so', () => {
    const words = ['学号', '姓名', '班级', '母亲', '爷爷', '紧急联系人', '紧急联系人接收通知'];
    const school = start(words, ['1', '张三', '701', '王芳', '张大山', '刘姐', '是']);
    expect(school.guardianships.map((link) => [link.relation, link.kind, link.receivesNotes]).sort()).toEqual([
      ['guardian', 'contact', true],
      ['mother', 'legal', true],
      ['paternalGrandfather', 'contact', false],
    ]);
  });

  test('a list of guardians alone is added to the pupils who are there', () => {
    const before = start(header, zhang, li);
    const words = ['学号', '学生姓名', '家长姓名', '关系', '电话'];
    const added = plan(before, [words, ['2', '李四', '李刚', '父亲', '13800138009']]);
    expect(added.counts).toMatchObject({ guardians: { added: 1 }, pupils: { notInFile: 0 } });
    const wrong = plan(before, [words, ['2', '张三', '李刚', '父亲', ''], ['9', '王五', '王刚', '父亲', '']]);
    expect(wrong.codes).toEqual(['error guardian-of-another-name', 'error guardian-of-nobody']);
  });
});

describe('pupils', () => {
  test('a slip of the pen is a new spelling, a wholly new name is asked', () => {
    const before = start(header, zhang, li);
    const slip = plan(before, [header, ['1', '张山', '701', ...zhang.slice(3)], li]);
    expect(slip.codes).toEqual(['warning pupil-renamed']);
    const other = plan(before, [header, ['1', '钱七', '701', '冯静', '母亲', '13800138009'], li]);
    expect(other.issues.filter((issue) => issue.severity === 'question')).toMatchObject([{ question: 'name/1' }]);
    const sameFamily = plan(before, [header, ['1', '王小宝', '701', ...zhang.slice(3)], li]);
    expect(sameFamily.codes).toEqual(['warning pupil-renamed']);
  });

  test('two numbers that change hands are asked about, whatever else agrees', () => {
    const before = start(header, zhang, li);
    const swapped = plan(before, [header, ['2', ...zhang.slice(1)], ['1', ...li.slice(1)]]);
    expect(swapped.codes.filter((code) => code.startsWith('question'))).toEqual([
      'question pupil-name-of-another',
      'question pupil-name-of-another',
      'question families-swapped',
      'question families-swapped',
    ]);
  });

  test('a pupil under a new number is asked about instead of entered twice', () => {
    const before = start(header, zhang, li);
    const renumbered = plan(before, [header, ['9', ...zhang.slice(1)], li]);
    expect(renumbered.issues[0]).toMatchObject({ code: 'pupil-number-changed', question: 'number/9' });
  });

  test('a file of one class says nothing about the others', () => {
    const before = start(header, zhang, li, ['3', '王五', '702'], ['4', '赵六', '702']);
    const one = plan(before, [header, zhang], later, { leavers: 'end' });
    expect(one.counts.pupils).toMatchObject({ unchanged: 1, ended: 1, notInFile: 0 });
  });

  test('half a class that is missing is asked about before it leaves', () => {
    const all = Array.from({ length: 10 }, (_, n) => [String(n), `学生${'甲乙丙丁戊己庚辛壬癸'[n]}`, '701']);
    const half = plan(start(header, ...all), [header, ...all.slice(5)], later, { leavers: 'end' });
    expect(half.issues).toMatchObject([
      { code: 'many-leavers', question: 'leavers/701', params: { count: 5, all: 10 } },
    ]);
  });

  test('an absent column changes nothing, an empty cell empties', () => {
    const words = ['学号', '姓名', '班级', '座位', '小组', '班内号'];
    const before = start(words, ['1', '张三', '701', '3-2', '2', '12']);
    expect(isEmptyPlan(plan(before, [words.slice(0, 3), ['1', '张三', '701']]).plan)).toBe(true);
    const emptied = plan(before, [words, ['1', '张三', '701', '', '', '12']]);
    expect(emptied.plan.classMemberships.changed).toEqual([{ id: expect.any(String), seat: null }]);
    expect(emptied.plan.groupMemberships.changed).toEqual([{ id: expect.any(String), toOn: later }]);
  });

  test('a new school year moves classes as they are', () => {
    const before = start(header, zhang, li, ['3', '王五', '702']);
    const next = plan(before, [
      header,
      ['1', '张三', '801', ...zhang.slice(3)],
      ['2', '李四', '八年级1班', ...li.slice(3)],
      ['3', '王五', '802'],
    ]);
    expect(next.counts).toMatchObject({ pupils: { moved: 3 }, gradesAdded: 1, classesAdded: 2 });
    expect(next.plan.classMemberships.changed.every((change) => change.toOn === later)).toBe(true);
  });

  test('groups by number and by name', () => {
    const words = ['学号', '姓名', '班级', '小组'];
    const rows = [
      words,
      ['1', '张三', '701', '2组'],
      ['2', '李四', '701', '先锋组'],
      ['3', '王五', '701', '第2组 雄鹰'],
      ['4', '赵六', '702', '2'],
    ];
    const school = start(...rows);
    expect(school.groups.map((group) => [group.number, group.name])).toEqual([
      [2, '雄鹰'],
      [3, '先锋组'],
      [2, null],
    ]);
    expect(isEmptyPlan(plan(school, rows).plan)).toBe(true);
  });
});

describe('staff', () => {
  const words = ['姓名', '职务', '任教班级', '学科', '手机'];
  const pupils = [header, zhang, ['3', '王五', '702']];
  const chen = ['陈静', '班主任', '701', '', '13900139000'];
  const zhou = ['周平', '任课教师', '701、702', '数学', '13900139001'];
  const school = () => plan(start(...pupils), [words, chen, zhou], asOf, {}, '教师').after;
  const held = (snapshot: RosterSnapshot) =>
    snapshot.roles
      .filter((role) => role.toOn === null)
      .map(
        (role) =>
          `${snapshot.persons.find((one) => one.id === role.personId)?.name} ${role.kind} ${snapshot.classes.find((one) => one.id === role.scopeId)?.name ?? role.scopeKind}`,
      )
      .sort();

  test('are added once', () => {
    expect(held(school())).toEqual(['周平 subjectTeacher 701', '周平 subjectTeacher 702', '陈静 homeroomTeacher 701']);
    expect(isEmptyPlan(plan(school(), [words, chen, zhou], later, {}, '教师').plan)).toBe(true);
  });

  test('a new homeroom teacher takes the class over', () => {
    const handed = plan(school(), [words, ['孙丽', '班主任', '701', '', '13900139002']], later, {}, '教师');
    expect(handed.codes).toEqual(['warning homeroom-replaced']);
    expect(held(handed.after)).toContain('孙丽 homeroomTeacher 701');
    expect(held(handed.after)).not.toContain('陈静 homeroomTeacher 701');
    expect(handed.counts.staff).toMatchObject({ added: 1, rolesAdded: 1, rolesEnded: 1, notInFile: 2 });
  });

  test('classes no longer taught are handed over; leading roles are not ended by a list', () => {
    const led = plan(school(), [words, ['周平', '校长', '', '', '13900139001']], later, {}, '教师').after;
    expect(held(led)).toContain('周平 principal school');
    const fewer = plan(led, [words, ['周平', '任课教师', '702', '数学', '13900139001']], later, {}, '教师').after;
    expect(held(fewer)).toEqual(['周平 principal school', '周平 subjectTeacher 702', '陈静 homeroomTeacher 701']);
  });

  test('a known telephone under another name is asked about: the account behind it would gain the roles', () => {
    const renamed = plan(school(), [words, ['郑华', '校长', '', '', '13900139000']], later, {}, '教师');
    expect(renamed.issues).toMatchObject([{ severity: 'question', code: 'staff-renamed', question: 'staff/郑华' }]);
  });

  test('a class that is nowhere is an error', () => {
    const wrong = plan(school(), [words, ['郑华', '班主任', '909', '', '']], later, {}, '教师');
    expect(wrong.issues).toMatchObject([{ code: 'scope-unknown', value: '九年级9班' }]);
  });

  test('a mentor of a group', () => {
    const rows = [
      ['学号', '姓名', '班级', '小组'],
      ['1', '张三', '701', '2'],
    ];
    const mentor = plan(start(...rows), [words, ['孙丽', '导师', '701班2组', '', '']], later, {}, '教师');
    expect(mentor.plan.roles.added).toMatchObject([{ kind: 'mentor', scopeKind: 'group' }]);
  });
});
