import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { importIntoSchool } from '../../src/app/school-import.js';
import { renderRosterReport } from '../../src/core/roster/render-report.js';
import { todayIn } from '../../src/core/school/school.js';
import { type Slack, startSlack } from '../doubles/slack/slack.js';
import type { Backend } from './database.js';
import { clockFrom, startProgram, type TestProgram } from './program.js';
import { type Seats, seatSchool } from './seat-school.js';
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
      if (record) await seatSchool(seatsIn(slack), program, record);
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

/** Slack's people and channels, by the ids that they have there. */
function seatsIn(slack: Slack): Seats {
  return {
    workspace: { id: workspaceId, platform: 'slack', externalId: team, name: 'Yuxin' },
    accountOf,
    chatOf: (id) => `C${id.replaceAll('-', '').slice(-14).toUpperCase()}`,
    addPerson: (id, name) => slack.ask({ do: 'addUser', team, user: { id: accountOf(id), name } }),
    addChat: (id, name, people) =>
      slack.ask({ do: 'addChannel', team, channel: { id, name, members: people.map(accountOf) } }),
    invite: (channel, id) => slack.ask({ do: 'invite', team, channel, user: accountOf(id) }),
  };
}
