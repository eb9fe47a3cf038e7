import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOutFor } from '../../src/app/commands/start.js';
import { listenForCommands } from '../../src/app/control.js';
import { tenantFor } from '../../src/app/tenants.js';
import type { NewSchool } from '../../src/core/ports/school-store.js';
import { type Lark, startLark } from '../doubles/lark/lark.js';
import { theApp } from '../doubles/lark/profile.js';
import { gongyu, gongyuGiven } from '../support/cli.js';
import { startProgram, type TestProgram } from '../support/program.js';

const second = 'cli_00000000000000b2';

const schoolOf = (tenantId: string): NewSchool => ({
  id: `school of ${tenantId}`,
  tenantId,
  tenantName: tenantId,
  region: 'CN',
  name: `${tenantId}学校`,
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
  calendar: 'CN',
  demo: false,
  settings: {},
  createdAt: new Date(),
});

describe('apps with long connections', () => {
  let folder: string;
  let lark: Lark;
  let school: TestProgram;
  let control: { close(): void };
  const environment = () => ({
    LARK_APP_ID: theApp,
    LARK_APP_SECRET: 'the-secret-of-the-double',
    LARK_DOMAIN: lark.url,
  });
  const all = () => ({ GONGYU_DATA: school.config.dataFolder, ...environment() });
  /** What the person's own client shows of the bot, once it has been written to. */
  async function answered(app: string, user: string): Promise<string> {
    const { moment } = await lark.ask({ do: 'look', app, user });
    await lark.ask({ do: 'say', app, user, chat: 'direct', text: '你好' });
    await lark.ask({ do: 'await', app, user, after: moment, withinMs: 10_000 });
    await lark.ask({ do: 'settled' });
    await school.program.settle(10_000);
    return JSON.stringify(await lark.ask({ do: 'look', app, user }));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-feishu-'));
    lark = await startLark(
      {
        tenants: [
          { apps: [{}], users: [{ id: 'wang', name: '王芳' }] },
          { key: 'the-second-tenant', apps: [{ id: second }], users: [{ id: 'zhao', name: '赵老师' }] },
        ],
      },
      join(folder, 'ledger'),
    );
    school = await startProgram('embedded', {}, environment());
    await school.program.ports.database.schools.create(schoolOf('first'));
    control = await listenForCommands(school.config.dataFolder, await carryOutFor(school.program));
  }, 60_000);
  afterAll(async () => {
    control?.close();
    await school?.stop();
    await lark.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('people are answered by the app of the environment without any address', async () => {
    expect(await answered(theApp, 'wang')).toContain('我还不认识您');
  });

  test('an app that is added is connected and answers, without a restart and without keys', async () => {
    const { status, out } = await gongyuGiven('the-secret-of-the-double', all(), 'feishu', 'add', second);
    expect({ status, out }).toMatchObject({ status: 0, out: expect.stringContaining('长连接') });
    expect(await answered(second, 'zhao')).toContain('我还不认识您');
    expect(school.program.connectionOf(`lark-${second}`)).toEqual({ state: 'open' });
  });

  test('taken out, its connection ends; the others stay', async () => {
    await gongyu(all(), 'feishu', 'remove', second);
    expect(school.program.connectionOf(`lark-${second}`)).toBeNull();
    expect(school.program.connectionOf(`lark-${theApp}`)).toEqual({ state: 'open' });
  });

  test('/gongyu stands in the list of commands of each, once', async () => {
    for (const app of [theApp, second]) {
      expect(await lark.ask({ do: 'slashCommands', app })).toMatchObject([{ command: 'gongyu' }]);
    }
  });

  test('a workspace that is known stays its customer’s when another school comes', async () => {
    const { database } = school.program.ports;
    expect(await tenantFor(database, 'lark-cli_ffffffffffffffff')).toBe('first');
    await database.schools.create(schoolOf('second'));
    expect(await tenantFor(database, 'lark-cli_ffffffffffffffff')).toBeNull();
    expect(await tenantFor(database, `lark-${theApp}`)).toBe('first');
  });
});
