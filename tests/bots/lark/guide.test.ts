import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOutFor } from '../../../src/app/commands/start.js';
import { listenForCommands } from '../../../src/app/control.js';
import { environmentSchema } from '../../../src/config.js';
import { catalogue } from '../../../src/core/language/catalogue.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import { theApp } from '../../doubles/lark/profile.js';
import { gongyu } from '../../support/cli.js';
import { type LarkVisitor, visitLark } from '../../support/lark-visitor.js';
import { clockFrom, startProgram, type TestProgram } from '../../support/program.js';
import { rosterCsv, staffCsv } from '../../support/school.js';

const read = (name: string) => readFileSync(new URL(`../../../docs/guides/${name}`, import.meta.url), 'utf8');
const guide = read('feishu.md');
/** What the guide lets a school import. */
const scopes: string[] = JSON.parse(read('feishu-permissions.json')).scopes.tenant;
const quoted = guide.replace(/^> /gm, '');

const monday = '2026-09-14T07:30:00+08:00';
const code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/;
const staffRoom = 'oc_000000000000000000000000000005af';
const none = () => expect.fail('there was no card');

/** What a step shows is what the guide says that it shows. */
function shows(actual: string | undefined, ...lines: readonly string[]): void {
  for (const line of lines) {
    expect(actual).toContain(line);
    expect(quoted).toContain(line);
  }
}

describe('the guide for Feishu, walked from its sixth step on by a long connection', () => {
  let folder: string;
  let lark: Lark;
  let school: TestProgram;
  let control: { close(): void };
  let guan: LarkVisitor;
  let wang: LarkVisitor;

  const environment = () => ({
    LARK_APP_ID: theApp,
    LARK_APP_SECRET: 'the-secret-of-the-double',
    LARK_DOMAIN: lark.url,
  });
  const run = (...words: string[]) => gongyu({ GONGYU_DATA: school.config.dataFolder, ...environment() }, ...words);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-guide-'));
    const users = [
      { id: 'guan', name: '管文' },
      { id: 'wang', name: '王芳' },
    ];
    const chats = [{ id: staffRoom, name: '教师群', members: ['guan', 'wang'], bots: [] }];
    lark = await startLark(
      { tenants: [{ apps: [{ scopes }], users, chats }], clockOffsetMs: new Date(monday).getTime() - Date.now() },
      join(folder, 'ledger'),
    );
    school = await startProgram('embedded', { machine: clockFrom(monday) }, environment());
    control = await listenForCommands(school.config.dataFolder, await carryOutFor(school.program));
    const visitors = visitLark({ lark, app: theApp, settle: () => school.program.settle(30_000) });
    guan = visitors.as('guan', '管文');
    wang = visitors.as('wang', '王芳');
    await writeFile(join(folder, 'roster.csv'), rosterCsv);
    await writeFile(join(folder, 'staff.csv'), staffCsv);
  }, 60_000);
  afterAll(async () => {
    control?.close();
    await school?.stop();
    await lark?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('6: the doctor sees the app, its permissions and the way in', async () => {
    const { out } = await run('doctor');
    expect(out).toContain('✔ LARK_APP_ID is the bot 共育.');
    expect(out).toContain('LARK_APP_ID: the long connection is up.');
    expect(out).not.toContain('✘');
  });

  test('7: the school is brought in', async () => {
    expect((await run('import', join(folder, 'roster.csv'), '--school', '育新实验学校')).status).toBe(0);
    expect((await run('import', join(folder, 'staff.csv'))).status).toBe(0);
  });

  test('8: the code makes its sender the administrator', async () => {
    shows((await guan.say('你好')).card?.text, '我还不认识您：请把学校给您的邀请码发给我');
    const [sent = ''] = code.exec((await run('invite', '--admin')).out) ?? [];
    shows((await guan.say(sent)).card?.text, '绑定成功，管理员，欢迎使用育新实验学校的共育。\n发“帮助”看看能做什么。');
  });

  test('9: the staff chat is bound by somebody who has seen who reads there', async () => {
    await lark.ask({ do: 'invite', user: 'bot', chat: staffRoom, by: 'guan' });
    await lark.ask({ do: 'settled' });
    const { messages } = await guan.say('@共育 绑定群', /教师群/);
    const asked = await guan.press(messages.find((one) => one.text.includes('全校教师群')) ?? none(), '全校教师群');
    shows(
      asked.card?.text,
      '这个群将成为：育新实验学校的教师群。',
      '会发到这里：班级和小组的汇总、缺什么、点名的表扬。不会有学生的扣分和总分。',
      '是，绑定',
    );
    expect((await guan.press(asked.card ?? none(), '是，绑定')).card?.text).toContain('已绑定');
  });

  test('10: the others come in with their codes', async () => {
    const codes = (await run('invite', '--staff')).out;
    const line = codes.split('\n').find((one) => one.includes('王芳')) ?? '';
    expect((await wang.say(code.exec(line)?.[0] ?? '')).card?.text).toContain('绑定成功，王芳');
    const families = (await run('invite', '--class', '七年级1班')).out;
    expect(families.match(new RegExp(code, 'g'))?.length).toBeGreaterThan(7);
  });

  test('11: a line is recorded with one press, and the menu answers as the word does', async () => {
    expect(quoted).toContain('林小满 +2 帮助同学');
    const { card } = await wang.say('林小满 +2 帮助同学');
    shows(card?.text, '将记录 1 条');
    expect((await wang.press(card ?? none(), '记录这')).card?.text).toContain('已记录 1 条');
    const [menu, said] = [await wang.menu('week'), await wang.say('本周')];
    expect(menu.card?.text).toBe(said.card?.text);
  });

  test('nothing on the way was refused by Feishu', () => {
    const ledger = lark.ledger();
    expect(ledger.filter((line) => line.kind === 'wrong' || line.kind === 'unplanned')).toEqual([]);
    expect(ledger.filter((line) => line.kind === 'call' && line.code !== 0)).toEqual([]);
  });
});

describe('what the guide for Feishu says', () => {
  test('names variables that are read', () => {
    const named = [...guide.matchAll(/\b(?:LARK|GONGYU|PUBLIC)_[A-Z_]+\b/g)].map(([name]) => name);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in environmentSchema.shape))).toEqual([]);
  });

  test('quotes what people are really told, in either language', () => {
    const told = Object.values(catalogue).flatMap((phrase) => [phrase['zh-CN'], phrase['en-US']]);
    const quotes = [...guide.matchAll(/^\| “([^”]+)”/gm)].map(([, quote = '']) => quote);
    expect(quotes.length).toBeGreaterThan(6);
    expect(quotes.filter((quote) => !told.some((sentence) => sentence.includes(quote)))).toEqual([]);
  });

  test('has both halves: each step of one is a step of the other', () => {
    const [, chinese = '', english = ''] = guide.split(/^## (?:中文|English)$/m);
    const steps = (text: string) =>
      [...text.matchAll(/^### (\d+)\. .*?(\d+)/gm)].map(([, step, minutes]) => [step, minutes]);
    expect(steps(english.split('\n## ')[0] ?? '').map(([step]) => step)).toEqual(steps(chinese).map(([step]) => step));
    expect(steps(chinese).length).toBeGreaterThan(8);
  });
});
