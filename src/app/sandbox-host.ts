import { Temporal } from 'temporal-polyfill';
import type { TimeMachine as PageTimeMachine, SandboxHost } from '../bots/sandbox/host.js';
import type { Config } from '../config.js';
import { seedDemo } from '../core/demo/seed-demo.js';
import type { SchoolClock } from '../core/due/school-clock.js';
import type { TimeMachine } from '../core/due/time-machine.js';
import { Refusal } from '../core/errors.js';
import type { Language } from '../core/language/language.js';
import { say } from '../core/language/say.js';
import { firstAdministratorCode, lacksAdministrator } from '../core/people/first-administrator.js';
import type { SheetReader } from '../core/ports/files.js';
import type { Ports } from '../core/ports/ports.js';
import type { SchoolRecord } from '../core/ports/school-store.js';
import { renderRosterReport } from '../core/roster/render-report.js';
import { loadSchool, todayIn } from '../core/school/school.js';
import { weekKinds } from '../core/week/plan.js';
import { createCast } from './sandbox-cast.js';
import { sandboxPlatform, sandboxWorkspaceId, seatSchool } from './sandbox-seats.js';
import { importIntoSchool } from './school-import.js';

export interface SandboxHostParts {
  readonly config: Config;
  readonly ports: Ports;
  readonly files: SheetReader;
  readonly clock: SchoolClock;
  readonly timeMachine: TimeMachine;
  settle(withinMs: number): Promise<boolean>;
  /** Says something on the terminal, and nowhere else. */
  announce(line: string): void;
}

/** What somebody notices: what ends overnight by itself is no event to travel to. */
const noticedKinds = weekKinds.filter((kind) => kind !== 'proposals.lapse');

/** What the sandbox page is told by the program around it. */
export function createSandboxHost(parts: SandboxHostParts): SandboxHost {
  const { config, ports, files, clock, timeMachine } = parts;
  const { database } = ports;
  const cast = createCast(ports);
  const theSchool = async (): Promise<SchoolRecord | null> => (await database.schools.list())[0] ?? null;

  async function wanted(): Promise<SchoolRecord> {
    const school = await theSchool();
    if (!school) throw new Refusal('school.nameWanted');
    return school;
  }

  async function next(language: Language): Promise<{ at: Date; label: string } | null> {
    const due = await timeMachine.nextDue(noticedKinds);
    if (!due) return null;
    const kind = noticedKinds.find((one) => one === due.kind) ?? 'message';
    return { at: due.at, label: say(language, `school.next.${kind}`) };
  }

  const pageClock: PageTimeMachine = {
    async toNext() {
      const due = await timeMachine.nextDue(noticedKinds);
      if (due) await timeMachine.advanceTo(due.at);
    },
    async to(wall) {
      const { zone } = await wanted();
      const at = new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds);
      if (at < clock.school()) throw new Refusal('school.onlyForward');
      await timeMachine.advanceTo(at);
    },
  };

  return {
    async state(language) {
      const record = await theSchool();
      const now = clock.school();
      const base = { now, clockMoves: true };
      if (!record) {
        const empty = { workspaceId: 'none', empty: true, demo: false, schoolName: null, week: null, next: null };
        return { ...base, ...empty, administratorCodeNeeded: false, zone: zoneFor(language) };
      }
      const school = await loadSchool(database, record.id);
      const week = school.days.weekOf(todayIn(school, now))?.number ?? null;
      const { demo, name: schoolName, zone } = school;
      return {
        ...base,
        workspaceId: sandboxWorkspaceId(record.tenantId),
        empty: false,
        demo,
        schoolName,
        zone,
        week,
        next: await next(language),
        administratorCodeNeeded: await lacksAdministrator(database, record, now),
      };
    },
    async cast(language) {
      const school = await theSchool();
      return { people: school ? await cast.everybody(school, language) : [] };
    },
    async seat(externalId, language) {
      const school = await theSchool();
      return school ? cast.seat(school, externalId, language) : null;
    },
    async look(workspaceId, chat) {
      const known = await database.channels.known(workspaceId, chat);
      if (!known) return null;
      const members = known.members.map((one) => ({ ...one, guest: false }));
      return { name: known.name, openTo: 'nobody', archived: false, members };
    },
    async setLanguage(externalId, language) {
      const school = await wanted();
      const person = await database.people.findByAccount(sandboxWorkspaceId(school.tenantId), externalId);
      if (person) await database.accounts.setLanguage(person.id, language);
    },
    async playDemo(language, report) {
      if (await theSchool()) throw new Refusal('school.exists');
      const tenantId = ports.ids.next();
      const id = sandboxWorkspaceId(tenantId);
      const workspace = { id, tenantId, platform: sandboxPlatform, externalId: id, name: sandboxPlatform };
      const calendar = language === 'zh-CN' ? 'CN' : 'US';
      const { startAt } = await seedDemo(ports, { language, calendar, workspace, now: clock.school() }, report);
      const offset = startAt.getTime() - clock.machine().getTime();
      clock.raise(await database.offsets.raise(Math.max(offset, clock.offsetMs())));
      await parts.settle(60_000);
    },
    async importRoster(file, language) {
      const { report, made } = await importIntoSchool(
        ports,
        files,
        {
          ...file,
          language,
          zone: zoneFor(language),
          calendar: language === 'zh-CN' ? 'CN' : 'US',
          region: config.region,
          // The page shows the report of a dry run first: whoever goes on has read the questions.
          ...(file.dryRun ? {} : { accept: 'all' as const }),
        },
        (stores, school) => seatSchool(stores, ports.ids, school, clock.school()),
      );
      if (report.outcome === 'imported') {
        const school = await wanted();
        const code = await firstAdministratorCode(ports, school);
        if (code) parts.announce(say(language, 'school.administratorCode', { code, name: school.name }));
      }
      const asked = report.outcome === 'asked' ? [say(language, 'school.goOnMeansYes')] : [];
      return { ok: report.outcome !== 'refused', lines: [...made, ...renderRosterReport(report, language), ...asked] };
    },
    clock: pageClock,
  };
}

/** Where a school most likely is that nobody has asked; the school's own zone is a setting of it. */
function zoneFor(language: Language): string {
  return language === 'zh-CN' ? 'Asia/Shanghai' : 'America/New_York';
}
