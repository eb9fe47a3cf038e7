import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { importIntoSchool } from '../../src/app/school-import.js';
import { renderRosterReport } from '../../src/core/roster/render-report.js';
import { todayIn } from '../../src/core/school/school.js';
import { chatIdOf, openIdOf } from '../doubles/lark/ids.js';
import { type Lark, startLark } from '../doubles/lark/lark.js';
import { theApp } from '../doubles/lark/profile.js';
import type { Backend } from './database.js';
import { visitLark } from './lark-visitor.js';
import { clockFrom, startProgram, type TestProgram } from './program.js';
import { type Seats, seatSchool } from './seat-school.js';

export type Door = 'webhook' | 'websocket';

/** A school whose people sit in Feishu, with the same things to do as on the sandbox page. */
export async function startOnLark(backend: Backend, door: Door, from: string, language: 'zh-CN' | 'en-US') {
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
  const clockOffsetMs = new Date(from).getTime() - Date.now();
  const lark = await startLark({ tenants: [{ apps: [{}] }], clockOffsetMs }, join(folder, 'ledger'));
  const school: TestProgram = await startProgram(
    backend,
    { machine: clockFrom(from) },
    {
      LARK_APP_ID: theApp,
      LARK_APP_SECRET: 'the-secret-of-the-double',
      LARK_DOMAIN: lark.url,
      LARK_MODE: door,
      ...(door === 'webhook'
        ? {
            LARK_ENCRYPT_KEY: 'the-encrypt-key-of-the-double',
            LARK_VERIFICATION_TOKEN: 'the-verification-token-of-the-double',
          }
        : {}),
    },
  );
  if (door === 'webhook') await lark.ask({ do: 'connect', url: `${school.url}lark/events` });
  const { program } = school;
  const visitors = visitLark({ lark, app: theApp, settle: () => program.settle(30_000) });
  const theSchool = async () => (await program.ports.database.schools.list())[0];
  const everybody = async () => {
    const here = await theSchool();
    if (!here) return [];
    return program.ports.database.people.everybody(here.id, todayIn(here, program.clock.school()));
  };
  const addUser = (id: string, name: string) => lark.ask({ do: 'addUser', user: { id, name, language } });
  const page = {
    told: visitors.told,
    async people() {
      return (await everybody()).map(({ person }) => ({ id: person.id, name: person.name }));
    },
    async state() {
      return { empty: (await theSchool()) === undefined };
    },
    async as(name: string) {
      const found = (await everybody()).find(({ person }) => person.name === name);
      if (!found) throw new Error(`Nobody called ${name} is here.`);
      return visitors.as(found.person.id, name);
    },
    async stranger() {
      await addUser('stranger', 'Somebody new');
      return visitors.as('stranger', 'Somebody new');
    },
    async everybody() {
      return (await everybody()).map(({ person }) => visitors.as(person.id, person.name));
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
      if (record) await seatSchool(seatsIn(lark, addUser), program, record);
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
    lark,
    page,
    async stop() {
      await school.stop();
      await lark.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Feishu's people and chats: the tenant knows a person by our own id, the app by an open_id. */
function seatsIn(lark: Lark, addPerson: Seats['addPerson']): Seats {
  return {
    workspace: { id: `lark-${theApp}`, platform: 'lark', externalId: theApp, name: '共育' },
    accountOf: (id) => openIdOf(theApp, id),
    chatOf: chatIdOf,
    addPerson,
    addChat: (id, name, members) => lark.ask({ do: 'addChat', chat: { id, name, members: [...members] } }),
    // Each by themselves: were it one person's doing, that person's own words would wait behind it all.
    invite: (chat, user) => lark.ask({ do: 'invite', chat, user, by: user }),
  };
}
