import { describe, expect, test } from 'vitest';
import { sheet } from '../support/roster.js';
import { codes, read } from '../support/roster-reading.js';

describe('pupils', () => {
  test('title rows, blank rows, page headers and footers are not pupils', () => {
    const header = ['学号', '姓 名', '性别', '班级'];
    const { roster, issues } = read(
      sheet(
        '学生',
        ['星海实验中学学生花名册', '', '', ''],
        ['填表日期：2026年9月1日'],
        [],
        header,
        ['20260101', '张　三', '男', '七年级3班'],
        [],
        header,
        ['２０２６０１０２', '李  四', '女', '七（３）班'],
        ['合计', '2人'],
      ),
    );
    expect(roster.pupils.map((pupil) => [pupil.number, pupil.name, pupil.sex, pupil.at.row])).toEqual([
      ['20260101', '张三', 'male', 5],
      ['20260102', '李四', 'female', 8],
    ]);
    expect(roster.classes).toEqual([{ grade: '7', section: '3', name: '七(3)班', gradeName: '七年级' }]);
    expect(issues.map((issue) => issue.code)).toEqual(['class-two-ways']);
  });

  test('names keep what belongs to them', () => {
    const { roster } = read(
      sheet(
        'S',
        ['学号', '姓名', '班级'],
        ['1', 'Mary Ann  O’Brien', '701'],
        ['2', '买买提．阿不都拉', '701'],
        ['3', '𬭎 伟', '701'],
        ['4', '欧阳 明月', '701'],
        ['5', 'García, José', '701'],
      ),
    );
    expect(roster.pupils.map((pupil) => pupil.name)).toEqual([
      "Mary Ann O'Brien",
      '买买提·阿不都拉',
      '𬭎伟',
      '欧阳明月',
      'José García',
    ]);
  });

  test('two pupils of one name in a class stay two', () => {
    const { roster, issues } = read(
      sheet('S', ['学号', '姓名', '班级', '班内号'], ['1', '王伟', '701', '1'], ['2', '王伟', '701', '2']),
    );
    expect(roster.pupils).toHaveLength(2);
    expect(issues).toEqual([]);
  });

  test('everything about a pupil is read', () => {
    const { roster } = read(
      sheet(
        'S',
        ['学号', '姓名', '性别', '年级', '班级', '班内号', '小组', '组内号', '座位号', '昵称', '身高', '民族'],
        ['1', '张三', '男', '七年级', '3班', '12号', '第2组', '4', '3排2座', '小三、三三', '160', '汉'],
        ['2', '李四', '女', '七年级', '3', '13', '先锋组', '', '', '', '', ''],
      ),
    );
    expect(roster.pupils).toMatchObject([
      {
        class: { grade: '7', section: '3' },
        classNumber: 12,
        group: { number: 2, name: null },
        memberNumber: 4,
        seat: '3排2座',
        aliases: ['小三', '三三'],
      },
      { classNumber: 13, group: { number: null, name: '先锋组' }, memberNumber: null, seat: null, aliases: [] },
    ]);
    expect(roster.classes[0]?.name).toBe('七年级3班');
    expect(roster.sheets[0]?.unread).toEqual(['身高', '民族']);
  });

  test('the class may stand in the sheet’s name or in the title', () => {
    const { roster } = read(
      sheet('七(3)班', ['学号', '姓名'], ['1', '张三']),
      sheet('Sheet2', ['七年级4班学生名单'], ['学号', '姓名'], ['2', '李四']),
    );
    expect(roster.classes.map((one) => one.name)).toEqual(['七(3)班', '七年级4班']);
  });

  test('a missing student number is an error that names the row', () => {
    const result = read(sheet('S', ['学号', '姓名', '班级'], ['1', '张三', '701'], ['', '李四', '701']));
    expect(codes(result)).toEqual(['error number-missing 3']);
    expect(result.issues[0]).toMatchObject({ place: { sheet: 'S', column: { letter: 'A', header: '学号' } } });
  });

  test.each([
    [['4.10526E+17', '张三', '701'], 'error number-shortened 2'],
    [['1', '', '701'], 'error name-missing 2'],
    [['1', '张三', ''], 'error class-missing 2'],
    [['1', '张三', '2026-07-03'], 'error class-is-a-day 2'],
    [['1', '张三', '7.1'], 'error class-unreadable 2'],
    [['1', '张三', '3班'], 'error grade-missing 2'],
    [['1', '#N/A', '701'], 'error formula-error 2'],
    [['1', '张三（转学）', '701'], 'warning name-odd 2'],
  ])('%j is told as %s', (row, code) => {
    expect(codes(read(sheet('S', ['学号', '姓名', '班级'], row)))).toContain(code);
  });

  test('one number for two pupils, one pupil in two classes', () => {
    const result = read(
      sheet(
        'S',
        ['学号', '姓名', '班级'],
        ['1', '张三', '701'],
        ['1', '李四', '701'],
        ['2', '王五', '701'],
        ['2', '王五', '702'],
      ),
    );
    expect(codes(result)).toEqual(['error number-twice 3', 'error pupil-in-two-classes 5']);
  });

  test('two lists side by side are refused', () => {
    const result = read(
      sheet('S', ['学号', '姓名', '班级', '学号', '姓名', '班级'], ['1', '甲一', '701', '2', '乙二', '701']),
    );
    expect(codes(result)).toContain('error columns-side-by-side 1');
  });

  test('without a number column names are not enough', () => {
    expect(codes(read(sheet('S', ['姓名', '性别', '班级'], ['张三', '男', '701'])))).toContain(
      'error no-number-column 1',
    );
  });
});

describe('a workbook', () => {
  test('sheets of all kinds in any order; what is not read is said', () => {
    const result = read(
      sheet('教师', ['姓名', '职务'], ['何校长', '校长']),
      sheet('家长', ['学号', '家长姓名', '电话'], ['1', '王芳', '13800138000']),
      sheet('说明', ['本表由教务处填写']),
      { ...sheet('旧名单', ['学号', '姓名', '班级'], ['9', '旧生', '701']), hidden: true },
      sheet('学生', ['学號', '姓名', '班級'], ['1', '張三', '七年級3班']),
    );
    expect(result.roster.sheets.map((one) => one.kind)).toEqual(['staff', 'guardians', null, null, 'pupils']);
    expect(result.roster.pupils).toMatchObject([{ number: '1', name: '張三', class: { grade: '7', section: '3' } }]);
    expect(codes(result)).toEqual(['warning sheet-not-read -', 'warning sheet-hidden -']);
  });

  test('an English export of a student system', () => {
    const { roster, issues } = read(
      sheet(
        'students',
        [
          ...['Student ID', 'Last Name', 'First Name', 'Gender', 'Grade', 'Homeroom', 'Preferred Name'],
          ...['Guardian 1 Name', 'Guardian 1 Relationship', 'Guardian 1 Phone', 'Guardian 2 Name', 'Guardian 2 Phone'],
        ],
        ['S100', "O'Brien", 'Mary Ann', 'F', '7', '7B', 'Mimi', 'Kate O’Brien', 'Mother', '(212) 555-0101', '', ''],
        [
          'S101',
          'Garcia',
          'Maria',
          'F',
          '7',
          'B',
          '',
          'Luis Garcia',
          'Father',
          '+1 212 555 0102',
          'Eva Garcia',
          '2125550103',
        ],
      ),
    );
    expect(issues).toEqual([]);
    expect(roster.pupils).toMatchObject([
      {
        number: 'S100',
        name: "Mary Ann O'Brien",
        sex: 'female',
        class: { grade: '7', section: 'B' },
        aliases: ['Mimi'],
      },
      { number: 'S101', name: 'Maria Garcia', class: { grade: '7', section: 'B' } },
    ]);
    expect(roster.guardians.map((one) => [one.name, one.relation, one.phone])).toEqual([
      ["Kate O'Brien", 'mother', '2125550101'],
      ['Eva Garcia', null, '2125550103'],
      ['Luis Garcia', 'father', '2125550102'],
    ]);
  });

  test('a file without any list is an error, not an empty import', () => {
    expect(codes(read(sheet('S', ['你好'], ['世界'])))).toEqual(['warning sheet-not-read -', 'error nothing-found -']);
  });
});
