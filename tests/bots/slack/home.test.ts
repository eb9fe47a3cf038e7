import { afterAll, beforeAll, expect, test } from 'vitest';
import { rosterCsv, staffCsv, workbookOf } from '../../support/school.js';
import { startOnSlack } from '../../support/slack-school.js';

type OnSlack = Awaited<ReturnType<typeof startOnSlack>>;
let school: OnSlack;
let wang: Awaited<ReturnType<OnSlack['page']['as']>>;

beforeAll(async () => {
  school = await startOnSlack('embedded', 'http', '2026-09-16T10:00:00+08:00', 'zh-CN');
  const workbook = workbookOf(rosterCsv, staffCsv);
  await school.page.importRoster(workbook, '学校.xlsx', { dryRun: false, schoolName: '育新实验学校' });
  wang = await school.page.as('王芳');
}, 60_000);
afterAll(() => school?.stop());

const team = 'T0YUXIN';
const homeOf = async (user: string) => (await school.slack.ask({ do: 'look', team, user })).home;
const shows = (user: string, text: string) =>
  expect.poll(async () => (await homeOf(user))?.plain ?? '', { timeout: 20_000 }).toContain(text);

test('who opens the app sees the own page: the class this week and what can be pressed', async () => {
  await school.slack.ask({ do: 'openHome', team, user: wang.id });
  await shows(wang.id, '王芳，您好');
  await shows(wang.id, '七年级1班 第3周');
});

test('the page is published again when something of the person’s has changed', async () => {
  const { card } = await wang.say('林小满 +2 帮助同学');
  await wang.press(card ?? expect.fail('no card'), '记录');
  await shows(wang.id, '加分 1 条');
  await (await school.page.as('周建')).say('一鸣的水杯落在学校了吗？');
  await shows(wang.id, '一鸣的水杯落在学校了吗？');
});

test('a button of the page opens its answer in a window', async () => {
  const home = await homeOf(wang.id);
  const why = home?.actions.find((one) => one.label === '为什么');
  const on = { view: home?.id ?? '' };
  await school.slack.ask({ do: 'press', team, user: wang.id, on, actionId: why?.actionId ?? '' });
  await expect
    .poll(async () => (await school.slack.ask({ do: 'look', team, user: wang.id })).views.length, { timeout: 20_000 })
    .toBe(1);
});

test('somebody whom the school does not know is told what to do', async () => {
  await school.slack.ask({ do: 'addUser', team, user: { id: 'U0NEW', name: '新来的' } });
  await school.slack.ask({ do: 'openHome', team, user: 'U0NEW' });
  await shows('U0NEW', '邀请码');
});

test('nothing was refused by Slack', () => {
  expect(school.slack.ledger().filter(({ kind }) => kind === 'wrong' || kind === 'unplanned')).toEqual([]);
});
