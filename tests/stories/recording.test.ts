import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clockFrom, startProgram, type TestProgram } from '../support/program.js';
import { blemishesOf } from '../support/readability.js';
import { type SeenMessage, type Visit, type Visitor, visit } from '../support/sandbox-visitor.js';
import { importSchool } from '../support/school.js';

let school: TestProgram;
let page: Visit;
let wang: Visitor;
let checker: Visitor;
let affairs: Visitor;
let principal: Visitor;

beforeAll(async () => {
  school = await startProgram('embedded', { machine: clockFrom('2026-09-14T07:30:00+08:00') });
  page = visit(school.url, 'zh-CN');
  await importSchool(page);
  wang = await page.as('王芳');
  checker = await page.as('孙值');
  affairs = await page.as('钱政');
  principal = await page.as('高远');
});
afterAll(() => school?.stop());

/** What the class's week holds, as its homeroom teacher reads it. */
const week = async () => (await wang.say('本周')).card?.text ?? '';

test('what a checker saw counts when the homeroom teacher says so: good news together, each minus by itself', async () => {
  const { card } = await checker.say('七1 林小满 问好\n七1 欧阳雪 捡垃圾\n七1 周一鸣 迟到\n七1 何雨桐 迟到');
  expect(card?.text).toContain('提交班主任确认');
  const sent = await checker.press(card ?? none(), '记录这 4 条');
  expect(sent.card?.text).toContain('已提交 4 条，等班主任确认');
  expect(await week()).toContain('另有 4 条待确认');
  await school.program.settle(20_000);
  const asked = await wang.find('值周员提交了 4 条');
  const batch = await wang.press(asked, '确认这 2 条');
  expect(batch.card?.text).toContain('已确认 2 条');
  // What still waits stands on the card that answers, one minus at a time.
  const rest = batch.card ?? none();
  expect(rest.text).toContain('周一鸣  −1  迟到');
  expect(rest.text).not.toContain('林小满');
  expect((await wang.press(rest, '确认')).card?.text).toContain('已确认 1 条');
  expect(await week()).toContain('加分 2 条，减分 1 条');
});

test('only the homeroom teacher confirms, whoever presses', async () => {
  const open = (await wang.say('本周')).card ?? none();
  const pressed = await principal.pressOf(open, '确认');
  expect(pressed.toast).toContain('这个按钮是给别人的');
  expect(await week()).toContain('另有 1 条待确认');
});

test('the same gesture sent twice records once, and a second press says that it was done', async () => {
  const key = randomUUID();
  const first = await wang.say('何雨桐 +1 值日', 'direct', key);
  const again = await wang.say('何雨桐 +1 值日', 'direct', key);
  expect(again.card?.ref).toBe(first.card?.ref);
  const shown = first.card ?? none();
  const press = randomUUID();
  const recorded = await wang.press(shown, '记录这', undefined, press);
  const repeated = await wang.press(shown, '记录这', undefined, press);
  expect(repeated.card?.text).toBe(recorded.card?.text);
  expect((await wang.press(shown, '记录这')).card?.text).toContain('已经记录过了');
  expect(await week()).toContain('加分 3 条');
});

test('a card that was answered in the meantime records nothing', async () => {
  const shown = (await wang.say('张伟 +1 值日\n林小满 +1 值日')).card ?? none();
  await wang.press(shown, '张伟（4号）');
  // The older state of the card, as it may still stand on another device.
  const stale = await wang.press(shown, '先记录已明确的 1 条');
  expect(stale.toast).toContain('请再核对一遍');
  expect(await week()).toContain('加分 3 条');
  expect((await wang.press(stale.card ?? none(), '不记录')).card?.text).toContain('没有记录');
});

test('a serious matter becomes a private report and never points', async () => {
  const { card } = await wang.say('周一鸣 打架');
  expect(card?.text).toContain('严重事件不按行记分');
  expect((await wang.press(card ?? none(), '私下报告')).toast).toContain('已私下报告');
  await school.program.settle(20_000);
  const report = await affairs.find('一起严重事件的报告');
  expect(report.text).toContain('七年级1班 周一鸣：打架');
  expect((await affairs.press(report, '我来处理')).card?.text).toContain('钱政 已接手');
  for (const other of [principal, checker]) {
    expect((await other.messages()).map((one) => one.text).join()).not.toContain('打架');
  }
  expect(await week()).not.toContain('打架');
});

test('a line in the staff chat moves to the writer’s own chat, and the others read no name', async () => {
  const answer = await wang.say('@共育 周一鸣 -1 乱扔垃圾', /教师群/);
  expect(answer.card?.text).toContain('私聊');
  await school.program.settle(20_000);
  const mine = await wang.find('周一鸣  −1  乱扔垃圾');
  expect(mine.text).toContain('记录这 1 条');
  const others = (await principal.messages(/教师群/)).filter((one) => one.author === 'bot');
  expect(others.map((one) => one.text).join()).not.toContain('周一鸣');
});

test('an observation that nobody confirms lapses after two school days', async () => {
  const open = (await wang.say('本周')).card ?? none();
  expect(open.text).toContain('到9月16日周三还没有确认的会自动失效');
  await page.to('2026-09-17T08:00');
  expect((await wang.press(open, '确认')).card?.text).toContain('有 1 条已过期，没有计分');
  expect(await week()).not.toContain('待确认');
});

test('a card from days ago has run out and says so', async () => {
  const shown = (await wang.say('林小满 +1 值日')).card ?? none();
  await page.to('2026-09-18T17:00');
  const late = await wang.press(shown, '记录这');
  expect(late.toast ?? late.card?.text).toMatch(/已过期/);
});

test('everything that was shown can be read', async () => {
  for (const one of await page.everybody()) await one.desk();
  expect(blemishesOf(page.told(), 'zh-CN')).toEqual([]);
});

function none(): SeenMessage {
  return expect.fail('there is no card');
}
