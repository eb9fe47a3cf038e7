import { describe, expect, test } from 'vitest';
import { sheet } from '../support/roster.js';
import { codes, read, type Understood } from '../support/roster-reading.js';

describe('staff', () => {
  const roles = (result: Understood) =>
    result.roster.staff.map((one) => [
      one.name,
      ...one.roles.map(({ kind, scope, subjects }) =>
        [
          kind,
          'grade' in scope ? ('section' in scope ? `${scope.grade}/${scope.section}` : scope.grade) : scope.kind,
          'number' in scope ? `group ${scope.number}` : '',
          ...subjects,
        ]
          .join(' ')
          .replace(/ +/g, ' ')
          .trim(),
      ),
    ]);

  test('roles and scopes as schools write them', () => {
    const result = read(
      sheet(
        '教师',
        ['姓名', '职务', '任教班级', '学科', '手机'],
        ['陈静', '班主任兼语文老师', '七年级3班', '', '13800138010'],
        ['周平', '', '七年级1、2、3班', '数学', '13800138011'],
        ['吴刚', '七年级主任', '', '', '13800138012'],
        ['郑华', '七(3)班班主任', '', '', '13800138013'],
        ['孙丽', '导师', '七3班2组', '', '13800138014'],
        ['钱伟', '政教处', '', '', ''],
        ['何校长', '校长', '', '', ''],
        ['林敏', '值周员', '', '', ''],
        ['许杰', '管理员', '全校', '', ''],
      ),
    );
    expect(roles(result)).toEqual([
      ['何校长', 'principal school'],
      ['吴刚', 'gradeHead 7'],
      ['周平', 'subjectTeacher 7/1 数学', 'subjectTeacher 7/2 数学', 'subjectTeacher 7/3 数学'],
      ['孙丽', 'mentor 7/3 group 2'],
      ['林敏', 'checker school'],
      ['许杰', 'administrator school'],
      ['郑华', 'homeroomTeacher 7/3'],
      ['钱伟', 'studentAffairs school'],
      ['陈静', 'homeroomTeacher 7/3', 'subjectTeacher 7/3 语文'],
    ]);
    expect(codes(result)).toEqual([]);
  });

  test('a list of classes with their homeroom teachers', () => {
    const result = read(sheet('班级', ['班级', '班主任', '联系电话'], ['701', '陈静老师', '13800138010']));
    expect(roles(result)).toEqual([['陈静', 'homeroomTeacher 7/1']]);
  });

  test('English staff', () => {
    const result = read(
      sheet(
        'Staff',
        ['Name', 'Role', 'Classes', 'Subjects', 'Email'],
        ['Dana Carter', 'Homeroom teacher', '7B', 'Math', 'carter@example.org'],
        ["Sam O'Neil", 'Subject Teacher', '7A, 7B', 'Science; Math', 'oneil@example.org'],
        ['Lee Park', 'Dean of Students', '', '', 'park@example.org'],
        ['Ana Ruiz', 'Grade head', 'Grade 7', '', 'ruiz@example.org'],
      ),
    );
    expect(roles(result)).toEqual([
      ['Ana Ruiz', 'gradeHead 7'],
      ['Dana Carter', 'homeroomTeacher 7/B Math'],
      ['Lee Park', 'studentAffairs school'],
      ["Sam O'Neil", 'subjectTeacher 7/A Math Science', 'subjectTeacher 7/B Math Science'],
    ]);
  });

  test('an unknown role and a homeroom teacher without a class are errors', () => {
    const result = read(
      sheet('教师', ['姓名', '职务', '班级'], ['陈静', '班主任', ''], ['周平', '首席观察家', ''], ['吴刚', '', '']),
    );
    expect(codes(result)).toEqual(['error role-scope-missing 2', 'error role-unknown 3', 'error role-missing 4']);
  });

  test('two teachers of one name stay two when their numbers differ, and one is told to be read as one', () => {
    const two = read(
      sheet(
        '教师',
        ['姓名', '职务', '班级', '电话'],
        ['王伟', '班主任', '701', '13800138010'],
        ['王伟', '班主任', '702', '13800138011'],
      ),
    );
    expect(two.roster.staff).toHaveLength(2);
    const one = read(sheet('教师', ['姓名', '职务', '班级'], ['王伟', '任课教师', '701'], ['王伟', '任课教师', '702']));
    expect(one.roster.staff).toHaveLength(1);
    expect(codes(one)).toEqual(['warning staff-joined 3']);
  });
});
