import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../../src/core/errors.js';
import { importRoster, type RosterRequest } from '../../src/core/roster/import-roster.js';
import { planRoster } from '../../src/core/roster/plan.js';
import { sayRelation } from '../../src/core/roster/relation.js';
import type { RosterSnapshot } from '../../src/core/roster/snapshot.js';
import { understandRoster } from '../../src/core/roster/understand.js';
import { createDatabase } from '../../src/db/database.js';
import { sheetLimits } from '../../src/files/sheet/limits.js';
import { parseSheets } from '../../src/files/sheet/parse-sheets.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';
import { applyPlan, countingIds, emptySchool } from '../support/roster.js';

const now = new Date('2026-09-01T02:00:00Z');
const school = {
  id: 'school',
  tenantId: 'tenant',
  tenantName: '星海',
  region: 'CN',
  name: '星海实验中学',
  zone: 'Asia/Shanghai',
  language: 'zh-CN' as const,
  calendar: 'CN',
  demo: false,
  settings: {},
  createdAt: now,
};

const header = '学号,姓名,性别,班级,班内号,小组,组内号,昵称,监护人1姓名,监护人1关系,监护人1电话';
const first = [
  header,
  '001,张三,男,七年级1班,1,1,1,小三,王芳,母亲,13800138000',
  '002,李四,女,七年级1班,2,1,2,,李刚,父亲,13800138001',
  '003,王伟,男,七年级2班,1,2,1,,周敏,母亲,13800138002',
  '004,王伟,男,七年级2班,2,2,2,,吴丽,母亲,13800138003',
];

describeBackends('the roster of a school', (backend) => {
  let database: TestDatabase;
  let run = 0;

  beforeAll(async () => {
    database = await openTestDatabase({ backend });
  });
  beforeEach(async () => {
    await database.reset();
    await createDatabase(database.prisma).schools.create(school);
  });
  afterAll(() => database.close());

  // In this process: the child process has its own tests.
  const files = { readSheets: (bytes: Uint8Array, name: string) => parseSheets(bytes, name, sheetLimits) };
  const importLines = (lines: readonly string[], more: Partial<RosterRequest> = {}) =>
    importRoster(
      { files, ids: countingIds(`run${++run}-`), database: createDatabase(database.prisma) },
      {
        schoolId: 'school',
        bytes: Buffer.from(lines.join('\n')),
        fileName: 'roster.csv',
        asOf: '2026-09-01',
        now,
        actorId: null,
        ...more,
      },
    );
  const load = async (): Promise<RosterSnapshot> => {
    const snapshot = await createDatabase(database.prisma).transaction(({ rosters }) => rosters.loadSnapshot('school'));
    if (!snapshot) throw new Error('the school is there');
    return snapshot;
  };

  test('is what the plan says, row for row', async () => {
    const sheets = await parseSheets(Buffer.from(first.join('\n')), 'roster.csv', sheetLimits);
    if (!sheets.ok) throw new Error('readable');
    const { roster } = understandRoster(sheets.sheets, { language: 'zh-CN' });
    const { plan } = planRoster(roster, emptySchool(), '2026-09-01', countingIds());
    await createDatabase(database.prisma).transaction(({ rosters }) =>
      rosters.apply('school', plan, { id: 'audit', actorId: null, now }),
    );
    const sorted = (snapshot: RosterSnapshot) =>
      Object.fromEntries(
        Object.entries(snapshot).map(([key, value]) => [
          key,
          Array.isArray(value) ? [...value].sort((a, b) => (a.id < b.id ? -1 : 1)) : value,
        ]),
      );
    // The plan's rows carry the order of grades and classes too, which no import changes.
    expect(sorted(applyPlan(emptySchool(), plan))).toMatchObject(sorted(await load()));
  });

  test('is imported, and the same file again changes nothing', async () => {
    const report = await importLines(first);
    expect(report).toMatchObject({ outcome: 'imported', counts: { pupils: { added: 4 }, guardians: { added: 4 } } });
    const before = await load();
    expect(before.pupils.map((pupil) => pupil.name)).toEqual(['张三', '李四', '王伟', '王伟']);
    expect(sayRelation('zh-CN', before.guardianships[0]?.relation ?? '')).toBe('母亲');
    expect(await importLines(first)).toMatchObject({ outcome: 'unchanged', counts: { pupils: { unchanged: 4 } } });
    expect(await importLines(first, { asOf: '2026-10-12' })).toMatchObject({ outcome: 'unchanged' });
    expect(await load()).toEqual(before);
    expect(await database.prisma.audit.findMany()).toMatchObject([{ action: 'roster.import', subjectId: 'school' }]);
  });

  test('keeps where a pupil was when the file moves them', async () => {
    await importLines(first);
    const moved = first.map((line) => line.replace('001,张三,男,七年级1班,1,1,1', '001,张三,男,七年级2班,3,2,3'));
    expect(await importLines(moved, { asOf: '2026-10-12' })).toMatchObject({
      outcome: 'imported',
      counts: { pupils: { moved: 1 } },
    });
    const rows = await database.prisma.classMembership.findMany({
      where: { pupil: { studentNumber: '001' } },
      orderBy: { fromOn: 'asc' },
      include: { schoolClass: true },
    });
    const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
    expect(rows.map((row) => [row.schoolClass.name, day(row.fromOn), day(row.toOn)])).toEqual([
      ['七年级1班', '2026-09-01', '2026-10-12'],
      ['七年级2班', '2026-10-12', null],
    ]);
    expect(await database.prisma.groupMembership.count({ where: { pupil: { studentNumber: '001' } } })).toBe(2);
    // Mended on the same day: no trace of the mistake.
    expect(await importLines(first, { asOf: '2026-10-12' })).toMatchObject({ outcome: 'imported' });
    expect(await importLines(first, { asOf: '2026-10-12' })).toMatchObject({ outcome: 'unchanged' });
  });

  test('a dry run, an error and an open question write nothing', async () => {
    await importLines(first);
    const before = await load();
    const one = (line: string) => [header, line, ...first.slice(2)];
    const more = [...first, '005,赵六,男,七年级1班,5,1,5,,,,'];
    expect(await importLines(more, { dryRun: true })).toMatchObject({
      outcome: 'previewed',
      counts: { pupils: { added: 1 } },
    });
    expect(await importLines([...first, ',赵六,男,七年级1班,5,1,5,,,,'])).toMatchObject({
      outcome: 'refused',
      counts: null,
    });
    const renamed = one('001,钱七,男,七年级1班,1,1,1,小三,冯静,母亲,13800138009');
    const asked = await importLines(renamed);
    expect(asked.outcome).toBe('asked');
    expect(await load()).toEqual(before);
    const keys = asked.issues.flatMap((issue) => issue.question ?? []);
    expect(keys).toEqual(['name/001']);
    expect(await importLines(renamed, { accept: new Set(keys) })).toMatchObject({ outcome: 'imported' });
  });

  test('pupils who are not in the file stay, or leave when that is said', async () => {
    await importLines(first);
    const fewer = first.slice(0, -1);
    const kept = await importLines(fewer, { asOf: '2026-10-12' });
    expect(kept).toMatchObject({ outcome: 'unchanged', counts: { pupils: { notInFile: 1, ended: 0 } } });
    expect(await importLines(fewer, { asOf: '2026-10-12', leavers: 'end' })).toMatchObject({
      outcome: 'imported',
      counts: { pupils: { ended: 1 } },
    });
    const left = await database.prisma.pupil.findFirstOrThrow({
      where: { studentNumber: '004' },
      include: { classes: true },
    });
    expect(left.leftOn?.toISOString().slice(0, 10)).toBe('2026-10-12');
    expect(left.classes[0]?.toOn?.toISOString().slice(0, 10)).toBe('2026-10-12');
    // And comes back.
    expect(await importLines(first, { asOf: '2026-11-02' })).toMatchObject({ outcome: 'imported' });
    expect((await load()).pupils[3]).toMatchObject({ leftOn: null, inClass: { fromOn: '2026-11-02', toOn: null } });
  });

  test('a demo school takes no real people; an unreadable file is refused in words', async () => {
    await database.prisma.school.update({ where: { id: 'school' }, data: { demo: true } });
    expect(await importLines(first)).toMatchObject({ outcome: 'refused', issues: [{ code: 'demo-school' }] });
    await expect(importLines([''])).rejects.toThrow(Refusal);
    await expect(importLines(first, { schoolId: 'other' })).rejects.toMatchObject({ key: 'roster.file.no-school' });
  });
});
