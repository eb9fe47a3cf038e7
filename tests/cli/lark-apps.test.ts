import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOutFor } from '../../src/app/commands/start.js';
import { listenForCommands } from '../../src/app/control.js';
import { type Lark, startLark } from '../doubles/lark/lark.js';
import { attend, gongyu, gongyuGiven, makeDataFolder } from '../support/cli.js';
import { startProgram, type TestProgram } from '../support/program.js';
import { rosterCsv } from '../support/school.js';

const first = 'cli_a1b2c3d4e5f60718';
const second = 'cli_00000000000000b2';
const keys = ['the-encrypt-key-of-the-double', 'the-verification-token-of-the-double'] as const;
const secret = 'the-secret-of-the-second-app';

describe('the Feishu apps of a community, from the command line', () => {
  let folder: string;
  let lark: Lark;
  let school: TestProgram;
  let control: { close(): void };
  const environment = () => ({
    LARK_APP_ID: first,
    LARK_APP_SECRET: 'the-secret-of-the-double',
    LARK_ENCRYPT_KEY: keys[0],
    LARK_VERIFICATION_TOKEN: keys[1],
    LARK_MODE: 'webhook',
    LARK_DOMAIN: lark.url,
  });
  const all = () => ({ GONGYU_DATA: school.config.dataFolder, ...environment() });
  const run = (...words: string[]) => gongyu(all(), 'feishu', ...words);
  const add = (input: string, ...words: string[]) => gongyuGiven(input, all(), 'feishu', 'add', ...words);
  const lines = (...given: string[]) => given.join('\n');
  const right = lines(secret, ...keys);
  const list = async () => JSON.parse((await run('list', '--json')).out) as { app: string; state: string }[];
  /** 404: no such app · 401: there is one, and this is not from Feishu. */
  const knocked = async (app: string) =>
    (await fetch(`${school.url}lark/events/${app}`, { method: 'POST', body: '{}' })).status;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-feishu-'));
    lark = await startLark(
      {
        tenants: [
          { apps: [{}] },
          {
            key: 'the-second-tenant',
            apps: [{ id: second, secret, name: '第二所学校的共育' }],
            users: [{ id: 'zhao', name: '赵老师' }],
          },
        ],
      },
      join(folder, 'ledger'),
    );
    school = await startProgram('embedded', {}, environment());
    control = await listenForCommands(school.config.dataFolder, await carryOutFor(school.program));
    await writeFile(join(folder, 'roster.csv'), rosterCsv);
  }, 60_000);
  afterAll(async () => {
    control?.close();
    await school?.stop();
    await lark.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('before there is a school an app can belong to nobody', async () => {
    expect((await add(right, second)).err).toContain('There is no school yet');
    expect(await list()).toEqual([expect.objectContaining({ app: first, state: 'unclaimed' })]);
  });

  test('an app whose id and secret Feishu does not take together is not kept', async () => {
    await gongyu(all(), 'import', join(folder, 'roster.csv'), '--school', '育新实验学校');
    const { status, err } = await add(lines('of another app entirely', ...keys), second);
    expect(status).toBe(1);
    expect(err).toContain('Feishu does not take this App ID with this secret');
    expect(err).not.toContain('of another app');
    expect((await list()).map((one) => one.app)).toEqual([first]);
    expect(await knocked(second)).toBe(404);
  });

  test('what is missing is named, and nothing is asked of Feishu', async () => {
    expect((await add('', second)).err).toContain('The App Secret is missing');
    expect((await add(secret, second)).err).toContain('The Encrypt Key is missing');
    expect((await add(lines(secret, keys[0]), second)).err).toContain('The Verification Token is missing');
    expect((await add('{"secret": 1}', second)).err).toContain('standard input is not {"appSecret"');
    expect((await add(right, 'cli_short')).err).toContain('is no App ID');
  });

  test('once it is added, its events are let in, and nothing had to be restarted', async () => {
    const { status, out, err } = await add(right, second);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(`${second} (第二所学校的共育) belongs to 育新实验学校 now.`);
    expect(out).toContain(`/lark/events/${second}`);
    expect(out).not.toContain(secret);
    expect(await knocked(second)).toBe(401);
    await lark.ask({ do: 'connect', app: second, url: `${school.url}lark/events/${second}` });
    await lark.ask({ do: 'say', app: second, user: 'zhao', chat: 'direct', text: '你好' });
    await lark.ask({ do: 'settled' });
    await school.program.settle(10_000);
    const { messages } = await lark
      .ask({ do: 'look', app: second, user: 'zhao' })
      .then(({ chats }) => chats[0] ?? { messages: [] });
    expect(JSON.stringify(messages)).toContain('我还不认识您');
  });

  test('its secrets lie in the database sealed', async () => {
    const { rows } = await school.program.database.pool.query('SELECT * FROM "Installation"');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(keys[0]);
  });

  test('added again, from a script’s JSON, it has the newer secrets', async () => {
    const [encryptKey, verificationToken] = keys;
    const { status, out } = await add(JSON.stringify({ appSecret: secret, encryptKey, verificationToken }), second);
    expect({ status, knocked: await knocked(second) }).toEqual({ status: 0, knocked: 401 });
    expect(out).toContain('kept encrypted');
  });

  test('of several schools somebody has to say which, and an app does not change hands', async () => {
    await writeFile(join(folder, 'other.csv'), rosterCsv);
    const made = ['--school', '第二实验学校', '--new-school'];
    expect((await gongyu(all(), 'import', join(folder, 'other.csv'), ...made)).status).toBe(0);
    const third = 'cli_00000000000000c3';
    expect((await add(right, third)).err).toContain('Whose app is it? Say --school "育新实验学校" or');
    expect((await add(right, third, '--school', '第三实验学校')).err).toContain('There is no school "第三实验学校"');
    const moved = await add(right, second, '--school', '第二实验学校');
    expect(moved.err).toContain('belongs to 育新实验学校 and does not change hands');
    expect((await run('list')).out).toMatch(new RegExp(`${second}  第二所学校的共育  育新实验学校  added  open`));
  });

  test('taken out, it is forgotten with its secrets, and can be added again', async () => {
    expect((await run('remove', second)).out).toContain('its secrets are forgotten');
    expect(await knocked(second)).toBe(404);
    const { rows } = await school.program.database.pool.query('SELECT "sealed" FROM "Installation"');
    expect(rows).toEqual([{ sealed: '' }]);
    expect(await list()).toContainEqual(expect.objectContaining({ app: second, state: 'removed' }));
    expect((await run('remove', second)).err).toContain('There is no added app');
    expect((await add(right, second)).status).toBe(0);
    expect(await knocked(second)).toBe(401);
  });

  test('the app of the environment is taken out of the environment', async () => {
    expect((await run('remove', first)).err).toContain(`${first} stands in LARK_APP_ID`);
  });

  test('the app of the environment belongs to the school that was there first', async () => {
    expect((await list())[0]).toMatchObject({ state: 'open', from: 'environment', schools: ['育新实验学校'] });
  });

  test('while Feishu is off there is nothing to add to', async () => {
    const off = { GONGYU_DATA: join(folder, 'nowhere') };
    expect((await gongyu(off, 'feishu', 'list')).err).toContain('Feishu is off');
  });

  test('of schools that came together, somebody says whose the app of the environment is; no secret is asked for', async () => {
    const data = await makeDataFolder();
    const program = await attend(data.folder, environment());
    const there = { ...all(), GONGYU_DATA: data.folder };
    try {
      for (const name of ['育新实验学校', '第二实验学校']) {
        await gongyu(there, 'import', join(folder, 'roster.csv'), '--school', name, '--new-school');
      }
      const own = async () => JSON.parse((await gongyu(there, 'feishu', 'list', '--json')).out)[0];
      expect(await own()).toMatchObject({ app: first, state: 'unclaimed' });
      const { out } = await gongyu(there, 'feishu', 'add', first, '--school', '第二实验学校');
      expect(out).toContain('belongs to 第二实验学校 now');
      expect(await own()).toMatchObject({ state: 'open', schools: ['第二实验学校'] });
    } finally {
      await program.stop();
      await data.remove();
    }
  });
});
