import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planRoster } from '../../src/core/roster/plan.js';
import { renderRosterReport } from '../../src/core/roster/render-report.js';
import { isEmptyPlan } from '../../src/core/roster/roster-plan.js';
import { understandRoster } from '../../src/core/roster/understand.js';
import { sheetLimits } from '../../src/files/sheet/limits.js';
import { parseSheets } from '../../src/files/sheet/parse-sheets.js';
import { applyPlan, countingIds, emptySchool } from '../support/roster.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

async function importExample(file: string, language: 'zh-CN' | 'en-US', into = emptySchool({ language })) {
  const result = await parseSheets(await readFile(`${examples}${file}`), file, sheetLimits);
  if (!result.ok) throw new Error(result.problem.fault);
  const { roster, issues } = understandRoster(result.sheets, { language });
  const planned = planRoster(roster, into, '2026-09-01', countingIds(file));
  const all = [...issues, ...planned.issues];
  const lines = renderRosterReport(
    { outcome: 'previewed', sheets: roster.sheets, counts: planned.counts, issues: all },
    language,
  );
  return { ...planned, issues: all, lines, after: applyPlan(into, planned.plan) };
}

test('the Chinese example is a whole school', async () => {
  const school = await importExample('roster.zh-CN.xlsx', 'zh-CN');
  expect(school.issues).toEqual([]);
  expect(school.lines).toEqual([
    '这是预览，还没有写入。下面是导入后会有的变化。',
    '工作表“学生”：学生名单，64 行',
    '工作表“家长”：家长名单，64 行',
    '工作表“教职工”：教师名单，12 行',
    '学生：新增 64，转班 0，变更 0，不变 0',
    '家长：新增 116，变更 0，不变 0',
    '教职工：新增 12，变更 0，不变 0；职务新增 17，结束 0',
    '新建：年级 2，班级 4，小组 16',
  ]);
  expect(isEmptyPlan((await importExample('roster.zh-CN.xlsx', 'zh-CN', school.after)).plan)).toBe(true);
});

test('the English example is a whole school, in two files', async () => {
  const pupils = await importExample('roster.en-US.csv', 'en-US');
  expect(pupils.issues).toEqual([]);
  expect(pupils.lines.slice(1)).toEqual([
    'Sheet “roster.en-US”: students, 60 rows',
    'Students: 60 added, 0 moved to another class, 0 changed, 0 unchanged',
    'Guardians: 72 added, 0 changed, 0 unchanged',
    'New: 2 grades, 4 classes, 16 groups',
  ]);
  const staff = await importExample('staff.en-US.csv', 'en-US', pupils.after);
  expect(staff.issues).toEqual([]);
  expect(staff.counts.staff).toMatchObject({ added: 10, rolesAdded: 13 });
  expect(isEmptyPlan((await importExample('roster.en-US.csv', 'en-US', staff.after)).plan)).toBe(true);
});
