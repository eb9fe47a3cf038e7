import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { importIntoSchool } from '../../src/app/school-import.js';
import { say } from '../../src/core/language/say.js';
import type { SchoolRecord } from '../../src/core/ports/school-store.js';
import { renderRosterReport } from '../../src/core/roster/render-report.js';
import { todayIn } from '../../src/core/school/school.js';
import { type Slack, startSlack } from '../doubles/slack/slack.js';
import type { Backend } from './database.js';
import { clockFrom, startProgram, type TestProgram } from './program.js';
import { visitSlack } from './slack-visitor.js';

const team = 'T0YUXIN';
const token = 'xoxb-the-token-of-the-double';
const workspaceId = `slack-${team}`;

/** The account of a person: Slack's ids are capital letters and digits. */
const accountOf = (personId: string) => `U${personId.replaceAll('-', '').slice(-14).toUpperCase()}`;

export type Door = 'http' | 'socket';

/** A school whose people sit in Slack, with the same things to do as on the sandbox page. */
export async function startOnSlack(backend: Backend, door: Door, from: string, language: 'zh-CN' | 'en-US') {
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-slack-'));
  const clockOffsetMs = new Date(from).getTime() - Date.now();
  const slack = await startSlack(
    { workspaces: [{ id: team, name: 'Yuxin', token }], clockOffsetMs },
    join(folder, 'ledger'),
  );
  const school: TestProgram = await startProgram(
    backend,
    { machine: clockFrom(from) },
    {
      SLACK_BOT_TOKEN: token,
      SLACK_API_URL: slack.apiUrl,
      ...(door === 'socket'
        ? { SLACK_APP_TOKEN: 'xapp-1-A0GONGYU-double' }
        : { SLACK_SIGNING_SECRET: 'the-signing-secret-of-the-double' }),
    },
  );
  if (door === 'http') await slack.ask({ do: 'connect', url: `${school.url}slack/events` });
  const { program } = school;
  const visitors = visitSlack({ slack, team, settle: () => program.settle(30_000) });
  const theSchool = async () => (await program.ports.database.schools.list())[0];
  const everybody = async () => {
    const here = await theSchool();
    if (!here) return [];
    return program.ports.database.people.everybody(here.id, todayIn(here, program.clock.school()));
  };
  const page = {
    told: visitors.told,
    async people() {
      return (await everybody()).map(({ person }) => ({ id: accountOf(person.id), name: person.name }));
    },
    async state() {
      return { empty: (await theSchool()) === undefined };
    },
    async as(name: string) {
      const found = (await everybody()).find(({ person }) => person.name === name);
      if (!found) throw new Error(`Nobody called ${name} is here.`);
      return visitors.as(accountOf(found.person.id), name);
    },
    async stranger() {
      await slack.ask({ do: 'addUser', team, user: { id: 'U0STRANGER', name: 'Somebody new' } });
      return visitors.as('U0STRANGER', 'Somebody new');
    },
    async everybody() {
      return (await everybody()).map(({ person }) => visitors.as(accountOf(person.id), person.name));
    },
    async importRoster(bytes: Uint8Array, fileName: string, options: { dryRun: boolean; schoolName?: string }) {
      const { report, made } = await importIntoSchool(program.ports, program.files, {
        bytes,
        fileName,
        dryRun: options.dryRun,
        schoolName: options.schoolName ?? null,
        language,
        zone: language === 'zh-CN' ? 'Asia/Shanghai' : 'America/New_York',
        calendar: language === 'zh-CN' ? 'CN' : 'US',
        region: 'CN',
        ...(options.dryRun ? {} : { accept: 'all' as const }),
      });
      const record = await theSchool();
      if (record) await seat(slack, program, record);
      return { ok: report.outcome !== 'refused', lines: [...made, ...renderRosterReport(report, language)] };
    },
    async to(wall: string) {
      const { zone = 'UTC' } = (await theSchool()) ?? {};
      const at = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
      await program.timeMachine.advanceTo(new Date(at));
    },
  };
  return {
    ...school,
    slack,
    page,
    async stop() {
      await school.stop();
      await slack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Gives everybody an account and the chats that a school has: one of all staff, and one of families for each class. */
async function seat(slack: Slack, { ports, clock }: TestProgram['program'], school: SchoolRecord): Promise<void> {
  const { database: stores, ids } = ports;
  const now = clock.school();
  const today = todayIn(school, now);
  const { tenantId, language } = school;
  await stores.schools.addWorkspace({ id: workspaceId, tenantId, platform: 'slack', externalId: team, name: 'Yuxin' });
  const everybody = await stores.people.everybody(school.id, today);
  for (const { person } of everybody) {
    const id = accountOf(person.id);
    if (await stores.people.findByAccount(workspaceId, id)) continue;
    await slack.ask({ do: 'addUser', team, user: { id, name: person.name } });
    await stores.accounts.addLinked([{ id: ids.next(), workspaceId, externalId: id, personId: person.id }], now);
  }
  const chat = async (
    audience: 'staff' | 'classParents',
    classId: string | null,
    name: string,
    people: typeof everybody,
  ) => {
    const externalId = `C${(classId ?? school.id).replaceAll('-', '').slice(-14).toUpperCase()}`;
    const known = await stores.channels.findByChat(workspaceId, externalId);
    const accounts = people.map(({ person }) => ({ externalId: accountOf(person.id), displayName: person.name }));
    if (known) {
      for (const { externalId: user } of accounts) await slack.ask({ do: 'invite', team, channel: externalId, user });
    } else {
      const members = accounts.map((one) => one.externalId);
      await slack.ask({ do: 'addChannel', team, channel: { id: externalId, name, members } });
    }
    const channel = known ?? {
      id: ids.next(),
      schoolId: school.id,
      workspaceId,
      externalId,
      name,
      audience,
      classId,
      language: null,
      confirmedAt: null,
    };
    if (!known) await stores.channels.bind(channel, null, now);
    await stores.channels.setMembers(channel, accounts, ids.next, now);
  };
  const staff = everybody.filter((member) => member.roles.length > 0);
  await chat('staff', null, say(language, 'school.classStaff', { school: school.name }), staff);
  for (const one of await stores.classes.list(school.id, today)) {
    const families = everybody.filter((member) => member.children.some((child) => child.classId === one.id));
    const teachers = staff.filter((member) => member.roles.some((role) => role.place === one.id));
    const name = say(language, 'school.classParents', { className: one.name });
    await chat('classParents', one.id, name, [...new Set([...families, ...teachers])]);
  }
}
