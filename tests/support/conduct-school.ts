import { createSecrets } from '../../src/app/secrets.js';
import { instantAt, type LocalDate } from '../../src/core/calendar/local-date.js';
import { createSchoolCalendar } from '../../src/core/calendar/school-calendar.js';
import type { RubricItem } from '../../src/core/conduct/rubric.js';
import type { Ports } from '../../src/core/ports/ports.js';
import type { School } from '../../src/core/school/school.js';
import { defaultSettings, type Settings } from '../../src/core/settings/settings.js';
import { createDatabase } from '../../src/db/database.js';
import { toDate } from '../../src/db/dates.js';
import { createStores } from '../../src/db/stores.js';
import { runInTransaction } from '../../src/db/transaction.js';
import type { Prisma } from '../../src/gen/client.js';
import { noChats } from '../doubles/no-chats.js';
import type { TestDatabase } from './database.js';

/** A school in the database, its clock, and use cases' ports. Ids of rows are the short names with the school's before them. */
export interface ConductSchool {
  readonly school: School;
  readonly ports: Ports;
  /** The homeroom teacher of every class. */
  readonly teacherId: string;
  id(name: string): string;
  /** The short name of a row's id. */
  nameOf(id: string): string;
  /** Noon of the day in the school's zone. */
  setDay(on: LocalDate): void;
  setTime(on: LocalDate, time: string): void;
}

export interface SchoolPlan {
  readonly today: LocalDate;
  readonly termFrom: LocalDate;
  readonly settings?: Partial<Settings>;
  /** Pupils by group, groups by class; "–" holds those without a group. */
  readonly classes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly since: LocalDate;
  readonly rubric?: readonly RubricItem[];
}

const zone = 'Asia/Shanghai';
let made = 0;

export async function makeSchool(database: TestDatabase, plan: SchoolPlan): Promise<ConductSchool> {
  made += 1;
  const schoolId = `s${made}`;
  const id = (name: string) => `${schoolId}:${name}`;
  const at = new Date('2026-09-01T00:00:00Z');
  const settings: Settings = { ...defaultSettings, ...plan.settings };
  const term = { id: id('term'), weekOneOn: plan.termFrom, startsOn: plan.termFrom, endsOn: '2027-12-31' as const };
  const school: School = {
    id: schoolId,
    tenantId: id('tenant'),
    name: 'Hongqi School',
    zone,
    language: 'zh-CN',
    calendar: 'none',
    demo: false,
    createdAt: at,
    settings,
    days: createSchoolCalendar({ zone, publicCalendar: 'none', terms: [term], overrides: [], confirmedYears: [] }),
  };
  await runInTransaction(database.prisma, (tx) => insert(tx, school, plan, id, at));

  let now = instantAt(plan.today, '12:00', zone);
  let next = 0;
  const numbered = () => {
    next += 1;
    return `${schoolId}-${String(next).padStart(8, '0')}`;
  };
  const ports: Ports = {
    database: createDatabase(database.prisma),
    clock: { school: () => now, machine: () => now },
    ids: { next: numbered, secret: numbered, code: numbered },
    bell: { ring: async () => {} },
    secrets: createSecrets('the secret of a school that is nowhere'),
    chats: noChats,
  };
  return {
    school,
    ports,
    teacherId: id('teacher'),
    id,
    nameOf: (rowId) => rowId.slice(schoolId.length + 1),
    setDay(on) {
      now = instantAt(on, '12:00', zone);
    },
    setTime(on, time) {
      now = instantAt(on, time, zone);
    },
  };
}

/** Plus and minus of any points, a neutral note and a serious matter, for whoever may record. */
export const plainRubric: readonly RubricItem[] = (
  [
    ['PLUS', 1, 'plus'],
    ['MINUS', -1, 'minus'],
    ['NOTE', 0, 'neutral'],
    ['FIGHT', -5, 'minus'],
  ] as const
).map(([code, points, kind]) => ({
  id: code,
  code,
  category: 'general',
  nameZh: { PLUS: '帮助同学', MINUS: '迟到', NOTE: '备注', FIGHT: '打架' }[code],
  nameEn: { PLUS: 'Helping', MINUS: 'Late', NOTE: 'Note', FIGHT: 'Fighting' }[code],
  aliases: [],
  points,
  recorders: [],
  serious: code === 'FIGHT',
  kind,
}));

async function insert(
  tx: Prisma.TransactionClient,
  school: School,
  plan: SchoolPlan,
  id: (name: string) => string,
  at: Date,
): Promise<void> {
  const schoolId = school.id;
  const since = toDate(plan.since);
  const classes = Object.entries(plan.classes);
  const groups = classes.flatMap(([className, inside]) =>
    Object.entries(inside).map(([group, pupils]) => ({ className, group, pupils })),
  );
  const pupils = groups.flatMap(({ className, group, pupils: names }) =>
    names.map((name) => ({ name, className, group })),
  );
  await tx.tenant.create({ data: { id: school.tenantId, name: 'Hongqi', region: 'CN', createdAt: at } });
  await tx.school.create({
    data: {
      id: schoolId,
      tenantId: school.tenantId,
      name: school.name,
      zone,
      language: school.language,
      calendar: school.calendar,
      createdAt: at,
    },
  });
  await tx.grade.create({ data: { id: id('grade'), schoolId, name: '七年级', ordinal: 7 } });
  await tx.schoolClass.createMany({
    data: classes.map(([name], ordinal) => ({ id: id(name), schoolId, gradeId: id('grade'), name, ordinal })),
  });
  const real = groups.filter(({ group }) => group !== '–');
  await tx.group.createMany({
    data: real.map(({ className, group }, index) => ({
      id: id(group),
      schoolId,
      classId: id(className),
      number: index + 1,
    })),
  });
  await tx.pupil.createMany({
    data: pupils.map(({ name }, index) => ({
      id: id(name),
      schoolId,
      studentNumber: `2026${index}`,
      name,
      createdAt: at,
      updatedAt: at,
    })),
  });
  await tx.classMembership.createMany({
    data: pupils.map(({ name, className }, index) => ({
      id: id(`${name} in ${className}`),
      schoolId,
      pupilId: id(name),
      classId: id(className),
      classNumber: index + 1,
      fromOn: since,
    })),
  });
  await tx.groupMembership.createMany({
    data: pupils
      .filter(({ group }) => group !== '–')
      .map(({ name, group }) => ({
        id: id(`${name} in ${group}`),
        schoolId,
        pupilId: id(name),
        groupId: id(group),
        fromOn: since,
      })),
  });
  await tx.person.create({
    data: { id: id('teacher'), tenantId: school.tenantId, name: '周老师', createdAt: at, updatedAt: at },
  });
  await tx.role.createMany({
    data: classes.map(([name]) => ({
      id: id(`teacher of ${name}`),
      schoolId,
      personId: id('teacher'),
      kind: 'homeroomTeacher',
      scopeKind: 'class',
      scopeId: id(name),
      fromOn: since,
    })),
  });
  const rubric = (plan.rubric ?? plainRubric).map((item) => ({ ...item, id: id(item.id) }));
  await createStores(tx).rubric.add(schoolId, rubric, plan.since, 0);
}

/** Somebody else of the staff, with one role from the plan's first day on. */
export async function addStaff(
  database: TestDatabase,
  { school, id }: ConductSchool,
  name: string,
  role: { readonly kind: string; readonly scopeKind: string; readonly scopeId: string; readonly fromOn: LocalDate },
): Promise<string> {
  const at = new Date('2026-09-01T00:00:00Z');
  await database.prisma.person.create({
    data: { id: id(name), tenantId: school.tenantId, name, createdAt: at, updatedAt: at },
  });
  await database.prisma.role.create({
    data: { ...role, id: id(`${name} role`), schoolId: school.id, personId: id(name), fromOn: toDate(role.fromOn) },
  });
  return id(name);
}

/** The pupil leaves the group (and class) on the day and joins another. */
export async function movePupil(
  database: TestDatabase,
  { school, id }: ConductSchool,
  pupil: string,
  to: { readonly className?: string; readonly group: string },
  on: LocalDate,
): Promise<void> {
  const [schoolId, pupilId, fromOn] = [school.id, id(pupil), toDate(on)];
  await database.prisma.groupMembership.updateMany({ where: { pupilId, toOn: null }, data: { toOn: fromOn } });
  await database.prisma.groupMembership.create({
    data: { id: id(`${pupil} in ${to.group} ${on}`), schoolId, pupilId, groupId: id(to.group), fromOn },
  });
  if (!to.className) return;
  await database.prisma.classMembership.updateMany({ where: { pupilId, toOn: null }, data: { toOn: fromOn } });
  await database.prisma.classMembership.create({
    data: { id: id(`${pupil} in ${to.className} ${on}`), schoolId, pupilId, classId: id(to.className), fromOn },
  });
}
