import { expect, test } from 'vitest';
import { catalogue } from '../../src/core/language/catalogue.js';
import { languages } from '../../src/core/language/language.js';
import { createIssueLog } from '../../src/core/roster/issue.js';
import { renderRosterReport } from '../../src/core/roster/render-report.js';
import { understandRoster } from '../../src/core/roster/understand.js';
import { sheet } from '../support/roster.js';

const refused = (...rows: readonly (readonly string[])[]) => {
  const { roster, issues } = understandRoster([sheet('学生', ...rows)], { language: 'zh-CN' });
  return { outcome: 'refused' as const, sheets: roster.sheets, counts: null, issues };
};

test('an error names sheet, row, column, value and remedy, in both languages', () => {
  const report = refused(['学号', '姓名', '班级', '血型'], ['1', '张三', '2026-07-03', 'A']);
  expect(renderRosterReport(report, 'zh-CN')).toEqual([
    '有 1 处错误，没有写入任何内容。请改正后再导入。',
    '工作表“学生”：学生名单，1 行',
    '　没有读取的列：血型',
    '错误　工作表“学生” 第 2 行 C 列“班级”：班级被表格软件当成了日期（2026-07-03）。请把这一列设为“文本”格式，重新填写，例如“七年级3班”。',
  ]);
  expect(renderRosterReport(report, 'en-US')).toEqual([
    '1 error was found, so nothing has been written. Correct the file and import it again.',
    'Sheet “学生”: students, 1 row',
    '  Columns not read: 血型',
    'Error, sheet “学生”, row 2, column C “班级”: The spreadsheet took this class for a date (2026-07-03). Format the column as text and enter it again, for example “7-3”.',
  ]);
});

test('a wrong column in a long file is told twenty times and then counted', () => {
  const rows = Array.from({ length: 100 }, (_, n) => [String(n), `学生${n}`, '三班']);
  const lines = renderRosterReport(refused(['学号', '姓名', '班级'], ...rows), 'en-US');
  expect(lines.filter((line) => line.includes('doesn’t say its grade'))).toHaveLength(20);
  expect(lines.some((line) => line.includes('80 more like it'))).toBe(true);
});

test('a question tells the key by which it is accepted', () => {
  const log = createIssueLog();
  log.ask('name/1', 'pupil-renamed-entirely', null, { number: '1', name: '甲', before: '乙' });
  const lines = renderRosterReport({ outcome: 'asked', sheets: [], counts: null, issues: log.issues }, 'en-US');
  expect(lines[0]).toBe('1 question needs an answer first; nothing has been written.');
  expect(lines[2]).toContain('name/1');
});

test('every message of the roster is written in every language and says nothing is “failed”', () => {
  const keys = (Object.keys(catalogue) as (keyof typeof catalogue)[]).filter((key) => key.startsWith('roster.'));
  expect(keys.length).toBeGreaterThan(100);
  for (const key of keys) {
    for (const language of languages) {
      expect(catalogue[key][language].length, `${key} ${language}`).toBeGreaterThan(0);
      expect(catalogue[key][language]).not.toMatch(/fail|失败|invalid|非法/i);
    }
  }
});
