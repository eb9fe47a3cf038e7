import { describe, expect, test } from 'vitest';
import { sheet } from '../support/roster.js';
import { codes, read, type Understood } from '../support/roster-reading.js';

describe('guardians', () => {
  const family = (result: Understood) =>
    result.roster.guardians.map((one) => [
      one.pupilNumber,
      one.name,
      one.relation,
      one.phone,
      one.kind ?? one.usualKind,
    ]);

  test('several guardians in one row, under a header of two rows', () => {
    const two = {
      ...sheet(
        'S',
        ['学号', '姓名', '班级', '监护人1', '', '', '监护人2', '', ''],
        ['', '', '', '姓名', '关系', '电话', '姓名', '关系', '电话'],
        ['1', '张三', '701', '王芳', '母亲', '13800138000', '张强', '父亲', '138-0013-8001'],
      ),
      merges: [
        { top: 0, left: 3, bottom: 0, right: 5 },
        { top: 0, left: 6, bottom: 0, right: 8 },
        { top: 0, left: 0, bottom: 1, right: 0 },
        { top: 0, left: 1, bottom: 1, right: 1 },
        { top: 0, left: 2, bottom: 1, right: 2 },
      ],
    };
    const result = read(two);
    expect(family(result)).toEqual([
      ['1', '张强', 'father', '13800138001', 'legal'],
      ['1', '王芳', 'mother', '13800138000', 'legal'],
    ]);
    expect(read({ ...two, merges: [] }).roster.guardians).toHaveLength(2);
  });

  test('several guardians in several rows, the pupil’s cells merged', () => {
    const result = read({
      ...sheet(
        'S',
        ['学号', '姓名', '班级', '家长姓名', '关系', '联系电话'],
        ['1', '张三', '701', '王芳', '妈妈', '13800138000'],
        ['', '', '', '张强', '爸爸', '+86 138 0013 8001'],
        ['2', '李四', '701', '李大山', '爷爷', '13800138002'],
      ),
      merges: [0, 1, 2].map((column) => ({ top: 1, left: column, bottom: 2, right: column })),
    });
    expect(result.roster.pupils).toHaveLength(2);
    expect(family(result)).toEqual([
      ['1', '张强', 'father', '13800138001', 'legal'],
      ['1', '王芳', 'mother', '13800138000', 'legal'],
      ['2', '李大山', 'paternalGrandfather', '13800138002', 'contact'],
    ]);
  });

  test('several guardians in one cell', () => {
    const result = read(
      sheet(
        'S',
        ['学号', '姓名', '班级', '家长', '电话'],
        ['1', '张三', '701', '王芳（母亲）、张强（父亲）', '13800138000/13800138001'],
        ['2', '李四', '701', '王敏 13800138002', ''],
      ),
    );
    expect(family(result)).toEqual([
      ['1', '张强', 'father', '13800138001', 'legal'],
      ['1', '王芳', 'mother', '13800138000', 'legal'],
      ['2', '王敏', null, '13800138002', 'legal'],
    ]);
  });

  test('a sheet of guardians: kind, notes, restriction, language', () => {
    const result = read(
      sheet('学生', ['学号', '姓名', '班级'], ['001', '张三', '701']),
      sheet(
        '监护人',
        ['学号', '学生姓名', '姓名', '关系', '电话', '邮箱', '类型', '接收通知', '限制', '语言'],
        ['001', '张三', '王芳', '母亲', '13800138000', 'Wang@Example.com', '法定监护人', '是', '否', '中文'],
        ['001', '张三', '张强', '父亲', '13800138001', '', '法定监护人', '√', '是', 'English'],
        ['001', '张三', '周敏', '姑姑', '', '', '委托照护人', '', '', ''],
      ),
    );
    expect(result.roster.guardians).toMatchObject([
      { name: '周敏', relation: 'aunt', kind: 'entrusted', phone: null },
      { name: '张强', restricted: true, receivesNotes: false, language: 'en-US' },
      {
        name: '王芳',
        email: 'wang@example.com',
        kind: 'legal',
        receivesNotes: true,
        restricted: false,
        language: 'zh-CN',
      },
    ]);
    expect(codes(result)).toEqual(['warning restricted-receives 3']);
  });

  test('a number and a name that do not belong together are an error', () => {
    const result = read(
      sheet('学生', ['学号', '姓名', '班级'], ['1', '张三', '701'], ['2', '李四', '701']),
      sheet('家长', ['学号', '学生姓名', '家长姓名', '电话'], ['1', '李四', '李刚', '13800138000']),
    );
    expect(codes(result)).toEqual(['error guardian-of-another-name 2']);
  });

  test('what is wrong with a telephone number is told and the number left out', () => {
    const result = read(
      sheet(
        'S',
        ['学号', '姓名', '班级', '母亲姓名', '母亲电话'],
        ['1', '甲一', '701', '王芳', '1.38001E+10'],
        ['2', '乙二', '701', '李芳', '电话不详'],
        ['3', '丙三', '701', '赵芳', '１３８００１３８０００'],
        ['4', '丁四', '701', '', '13800138001'],
      ),
    );
    expect(result.roster.guardians.map((one) => one.phone)).toEqual([null, null, '13800138000']);
    expect(codes(result)).toEqual([
      'warning phone-shortened 2',
      'warning phone-unreadable 3',
      'warning guardian-without-name 5',
    ]);
  });

  test('a restriction that cannot be read stops the import', () => {
    const result = read(
      sheet('S', ['学号', '姓名', '班级', '父亲', '父亲限制'], ['1', '甲一', '701', '张强', '看情况']),
    );
    expect(codes(result)).toEqual(['error answer-unreadable 2']);
  });
});
