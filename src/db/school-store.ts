import { languageOf } from '../core/language/language.js';
import type { CalendarRecord, SchoolRecord, SchoolStore, WorkspaceRecord } from '../core/ports/school-store.js';
import type { Prisma } from '../gen/client.js';
import type { Client } from './client.js';
import { toDate } from './dates.js';

const schoolColumns = {
  id: true,
  tenantId: true,
  name: true,
  zone: true,
  language: true,
  calendar: true,
  demo: true,
  settings: true,
  createdAt: true,
} as const;

const schoolOf = (row: Omit<SchoolRecord, 'language'> & { language: string }): SchoolRecord => ({
  ...row,
  language: languageOf(row.language),
});

const workspaceColumns = { id: true, tenantId: true, platform: true, externalId: true, name: true } as const;

export function createSchoolStore(client: Client): SchoolStore {
  return {
    async list() {
      const rows = await client.school.findMany({
        select: schoolColumns,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(schoolOf);
    },
    async find(schoolId) {
      const row = await client.school.findUnique({ where: { id: schoolId }, select: schoolColumns });
      return row && schoolOf(row);
    },
    async create({ tenantName, region, settings, ...school }) {
      await client.tenant.upsert({
        where: { id: school.tenantId },
        create: { id: school.tenantId, name: tenantName, region, createdAt: school.createdAt },
        update: {},
      });
      await client.school.create({ data: { ...school, settings: settings as Prisma.InputJsonValue } });
    },
    async setSettings(schoolId, settings) {
      await client.school.update({ where: { id: schoolId }, data: { settings: settings as Prisma.InputJsonValue } });
    },
    async calendarOf(schoolId) {
      // Asked at every event, so one statement. JSON writes dates as we do.
      const [calendar] = await client.$queryRaw<CalendarRecord[]>`
        SELECT (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', t."id", 'name', t."name", 'weekOneOn', t."weekOneOn",
                         'startsOn', t."startsOn", 'endsOn', t."endsOn") ORDER BY t."startsOn"), '[]')
                  FROM "Term" t WHERE t."schoolId" = ${schoolId}) AS "terms",
               (SELECT COALESCE(jsonb_agg(jsonb_build_object('on', o."on", 'gradeId', NULLIF(o."gradeId", ''),
                         'schoolDay', o."schoolDay", 'timetableWeekday', o."timetableWeekday", 'note', o."note")), '[]')
                  FROM "DayOverride" o WHERE o."schoolId" = ${schoolId}) AS "overrides",
               (SELECT COALESCE(array_agg(y."year"), '{}') FROM "CalendarYear" y
                 WHERE y."schoolId" = ${schoolId}) AS "confirmedYears"`;
      return calendar ?? { terms: [], overrides: [], confirmedYears: [] };
    },
    async addTerm(schoolId, { weekOneOn, startsOn, endsOn, ...term }) {
      const days = { weekOneOn: toDate(weekOneOn), startsOn: toDate(startsOn), endsOn: toDate(endsOn) };
      await client.term.upsert({
        where: { schoolId_startsOn: { schoolId, startsOn: days.startsOn } },
        create: { ...term, schoolId, ...days },
        update: { name: term.name, weekOneOn: days.weekOneOn, endsOn: days.endsOn },
      });
    },
    async setDay(id, schoolId, { on, gradeId, schoolDay, timetableWeekday, note }) {
      const day = { schoolDay, timetableWeekday: timetableWeekday ?? null, note: note ?? null };
      const key = { schoolId, gradeId: gradeId ?? '', on: toDate(on) };
      await client.dayOverride.upsert({
        where: { schoolId_gradeId_on: key },
        create: { id, ...key, ...day },
        update: day,
      });
    },
    async confirmYear(id, schoolId, year, confirmedById, now) {
      await client.calendarYear.upsert({
        where: { schoolId_year: { schoolId, year } },
        create: { id, schoolId, year, confirmedById, confirmedAt: now },
        update: { confirmedById, confirmedAt: now },
      });
    },
    async workspacesOf(schoolId) {
      return client.workspace.findMany({
        where: { endedAt: null, tenant: { schools: { some: { id: schoolId } } } },
        select: workspaceColumns,
        orderBy: { id: 'asc' },
      });
    },
    async findWorkspace(workspaceId) {
      return client.workspace.findUnique({ where: { id: workspaceId }, select: workspaceColumns });
    },
    async addWorkspace(workspace: WorkspaceRecord) {
      await client.workspace.upsert({
        where: { platform_externalId: { platform: workspace.platform, externalId: workspace.externalId } },
        create: workspace,
        update: { name: workspace.name, endedAt: null, closedAt: null, closedReason: null },
      });
    },
    async workspaces() {
      const rows = await client.workspace.findMany({
        where: { endedAt: null },
        select: { id: true, platform: true, closedAt: true },
      });
      return rows.map(({ closedAt, ...row }) => ({ ...row, open: closedAt === null }));
    },
    async setOpen(workspaceId, open, reason, now) {
      const { count } = await client.workspace.updateMany({
        where: { id: workspaceId, closedAt: open ? { not: null } : null },
        data: open ? { closedAt: null, closedReason: null } : { closedAt: now, closedReason: reason },
      });
      return count === 1;
    },
  };
}
