import type { Visit } from './sandbox-visitor.js';
import { xlsx } from './xlsx.js';

/** A small made-up school as a roster file: two classes, so that a family can have a child in each. */
export const rosterCsv = `育新实验学校 2026 学年花名册,,,,,,,,,,,
学号,班级,班内号,姓名,性别,小组,组内号,监护人1姓名,监护人1关系,监护人1电话,监护人2姓名,监护人2关系
20260101,七年级1班,1,林小满,女,1,1,林国强,父亲,13800000001,苏梅,母亲
20260102,七年级1班,2,周一鸣,男,1,2,周建,父亲,13800000002,,
20260103,七年级1班,3,陈 可,女,1,3,陈立,父亲,13800000003,,
20260104,七年级1班,4,张伟,男,1,4,张海,父亲,13800000004,,
20260105,七年级1班,5,张伟,男,2,1,张勇,父亲,13800000005,,
20260106,七年级1班,6,欧阳雪,女,2,2,欧阳明,父亲,13800000006,,
20260107,七年级1班,7,阿依古丽·买买提,女,2,3,买买提·艾力,父亲,13800000007,,
20260108,七年级1班,8,何雨桐,女,2,4,何平,父亲,13800000008,,
20260201,七年级2班,1,林大成,男,1,1,林国强,父亲,13800000001,,
20260202,七年级2班,2,吴桐,女,1,2,吴刚,父亲,13800000012,,
20260203,七年级2班,3,郑爽朗,男,1,3,郑重,父亲,13800000013,,
20260204,七年级2班,4,冯宁,女,1,4,冯远,父亲,13800000014,,
`;

export const staffCsv = `姓名,角色,班级,学科
王芳,班主任,七年级1班,语文
李强,班主任,七年级2班,数学
赵敏,任课教师,七年级1班,英语
孙值,值周员,全校,
钱政,政教处,全校,
高远,校长,全校,
管文,管理员,全校,
`;

/** The same size in an American school: an apostrophe, two girls of one first name, two students of one name. */
export const englishRosterCsv = `Student ID,Homeroom,No. in class,First name,Last name,Gender,Group,No. in group,Guardian 1 name,Guardian 1 relationship,Guardian 1 phone,Guardian 2 name,Guardian 2 relationship
70101,7B,1,Liam,O'Brien,M,1,1,Nora O'Brien,mother,202-555-0101,Sean O'Brien,father
70102,7B,2,Maria,Lopez,F,1,2,Carmen Lopez,mother,202-555-0102,,
70103,7B,3,Maria,Santos,F,1,3,Paulo Santos,father,202-555-0103,,
70104,7B,4,Jordan,Reed,M,1,4,Tasha Reed,mother,202-555-0104,,
70105,7B,5,Jordan,Reed,F,2,1,Wendy Reed,mother,202-555-0105,,
70106,7B,6,Priya,Nair,F,2,2,Arun Nair,father,202-555-0106,,
70107,7B,7,Owen,Clarke,M,2,3,June Clarke,grandmother,202-555-0107,,
70108,7B,8,Zoe,Kim,F,2,4,Minji Kim,mother,202-555-0108,,
80101,8A,1,Ella,O'Brien,F,1,1,Nora O'Brien,mother,202-555-0101,,
80102,8A,2,Noah,Weber,M,1,2,Anna Weber,mother,202-555-0112,,
80103,8A,3,Ruth,Adler,F,1,3,David Adler,father,202-555-0113,,
80104,8A,4,Theo,Grant,M,1,4,Lucy Grant,mother,202-555-0114,,
`;

export const englishStaffCsv = `Staff name,Role,Homeroom,Subject
Dana Whitfield,Homeroom teacher,7B,English
Marcus Hale,Homeroom teacher,8A,Math
Grace Osei,Teacher,7B,Science
Sam Porter,Checker,All,
Irene Vance,Student affairs,All,
Helen Brooks,Principal,All,
Alan Frost,Administrator,All,
`;

const rowsOf = (csv: string) =>
  csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));

/** Students and staff as one workbook, which one reading takes in. */
export const workbookOf = (roster: string, staff: string) =>
  xlsx([
    { name: '花名册', rows: rowsOf(roster) },
    { name: '教师', rows: rowsOf(staff) },
  ]);

/** The school with its staff, as somebody imports it on the page. */
export async function importSchool(page: Visit): Promise<void> {
  const workbook = workbookOf(rosterCsv, staffCsv);
  const { ok, lines } = await page.importRoster(workbook, '学校.xlsx', { dryRun: false, schoolName: '育新实验学校' });
  if (!ok) throw new Error(lines.join('\n'));
}

/** A school of one class whose `pupils` families have two guardians each: enough messages to be interrupted among them. */
export function largeClassCsv(pupils: number): string {
  const header = '学号,班级,班内号,姓名,监护人1姓名,监护人1关系,监护人1电话,监护人2姓名,监护人2关系,监护人2电话';
  const rows = Array.from({ length: pupils }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    const name = [...number].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');
    const phones = [`1380001${number}0`, `1390001${number}0`];
    return `2026${number},七年级1班,${index + 1},生${name},父${name},父亲,${phones[0]},母${name},母亲,${phones[1]}`;
  });
  return `${[header, ...rows].join('\n')}\n`;
}
