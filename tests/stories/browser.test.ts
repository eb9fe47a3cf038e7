import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, type Screen, type Sitting, startBrowser } from '../support/browser.js';
import { clockFrom, startProgram, type TestProgram } from '../support/program.js';
import { rosterCsv, staffCsv } from '../support/school.js';

let browser: Sitting;
let school: TestProgram;
let screen: Screen;

beforeAll(async () => {
  browser = await startBrowser().catch(() => null as never);
});
afterAll(() => browser?.close());

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const button = (name: string | RegExp, within: Pick<Locator, 'getByRole'> = screen.page) =>
  within.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
/** The newest message that holds the words. */
const message = (words: string | RegExp) => screen.page.locator('.message', { hasText: words }).last();

async function write(text: string): Promise<void> {
  await screen.page.locator('.composer-box').fill(text);
  await screen.page.locator('.composer-box').press('Enter');
}

/** On a narrow screen somebody goes back twice to become somebody else. */
async function become(name: string | RegExp, narrow: boolean, chat?: RegExp): Promise<void> {
  const body = screen.page.locator('body');
  const view = () => body.getAttribute('data-view');
  for (let at = await view(); narrow && at !== 'people'; at = await view()) {
    await screen.page.locator('.pane:visible .back').click();
    // Going back takes a moment; a second press before that would be lost on a page that is gone.
    await expect.poll(view).not.toBe(at);
  }
  const row = screen.page.locator('.people .row', { hasText: name }).first();
  const called = (await row.locator('.row-name').textContent()) ?? '';
  await row.click();
  // On a wide screen the chat of the one before stands there until the new one's has come.
  await screen.page.locator('#chats-title', { hasText: called }).waitFor();
  if (narrow || chat)
    await screen.page
      .locator('.chats .row', { hasText: chat ?? /./ })
      .first()
      .click();
  await screen.page.locator('.composer-box').waitFor();
}

async function jump(): Promise<void> {
  const shown = screen.page.locator('.clock-progress');
  await screen.page.locator('.to-next').click();
  await expect.poll(() => shown.textContent(), { timeout: 15_000 }).toMatch(/到了|It is now/);
}

describeInBrowser('a school on a phone, in Chinese', () => {
  beforeAll(async () => {
    school = await startProgram('embedded', { machine: clockFrom('2026-09-18T10:30:00+08:00') });
    screen = await browser.open(school.url, { width: 390, height: 844, phone: true, language: 'zh-CN' });
  });
  afterAll(() => school?.stop());
  afterEach(() => expect(screen.faults).toEqual([]));

  test('an empty installation offers two ways, and a roster is checked before it is imported', async () => {
    await button(/演示学校/).waitFor();
    await screen.shot('zh-phone-01-start');
    await button(/导入我的名单/).click();
    await screen.page.getByLabel('学校名称').fill('育新实验学校');
    await screen.page.locator('#roster-file').setInputFiles(file('花名册.csv', rosterCsv));
    await button('检查（不写入）').click();
    await screen.page.getByText('检查通过').waitFor();
    await screen.shot('zh-phone-02-checked');
    await button('导入').click();
    await screen.page.getByText('名单已导入。').waitFor();
    await screen.page.locator('#roster-file').setInputFiles(file('教师.csv', staffCsv));
    await button('检查（不写入）').click();
    await screen.page.getByText('检查通过').waitFor();
    await button('导入').click();
    await screen.page.getByText('名单已导入。').waitFor();
    await button('关闭').click();
    await screen.page.locator('.people .row', { hasText: '王芳' }).first().waitFor();
    await screen.shot('zh-phone-03-people');
  });

  test('the homeroom teacher types two lines, records them and takes one message back', async () => {
    await become('王芳', true);
    await write('林小满 +2 帮助同学\n周一鸣 迟到');
    await button('记录这 2 条').waitFor();
    await screen.shot('zh-phone-04-preview');
    await button('记录这 2 条').click();
    await message('已记录 2 条').waitFor();
    await write('何雨桐 +1 值日');
    await button('记录这 1 条').click();
    await button('撤销', message('已记录 1 条')).click();
    await message('已撤销 1 条').waitFor();
    await screen.shot('zh-phone-05-undone');
  });

  test('the round is answered in its form', async () => {
    for (let step = 0; step < 12 && (await message('第3周登记').count()) === 0; step += 1) await jump();
    await screen.shot('zh-phone-06-round');
    await button('给小组打分', message('第3周登记')).click();
    const form = screen.page.getByRole('dialog');
    await form.locator('input[type=number]').first().fill('99');
    await button('提交本周登记', form).or(button('原样提交', form)).click();
    await form.getByText('要在 0 到 10 之间').waitFor();
    await form.locator('input[type=number]').first().fill('9');
    await form.getByText('要在 0 到 10 之间').waitFor({ state: 'hidden' });
    await form.locator('input[type=number]').nth(1).fill('8.5');
    await screen.shot('zh-phone-07-form');
    await button(/提交/, form).click();
    await message('已登记').waitFor();
  });

  test('a family reads its note, asks a question and learns why', async () => {
    await become('管文', true);
    await write('设置');
    await button('开启').first().waitFor();
    await screen.shot('zh-phone-08-settings');
    for (const question of [/家长群/, /私下发给/]) {
      await button('开启').first().click();
      const ask = screen.page.getByRole('dialog').filter({ hasText: question });
      await button('开启', ask).click();
      await ask.waitFor({ state: 'detached' });
      await screen.page.locator('.message').last().waitFor();
    }
    await expect.poll(() => message('设置').textContent()).not.toContain('未开启');
    await screen.shot('zh-phone-09-on');
    await become('林国强', true);
    for (let step = 0; step < 12 && (await message('在校情况').count()) === 0; step += 1) await jump();
    await screen.shot('zh-phone-10-note');
    await write('小满为什么迟到？');
    await message('已转给班主任').waitFor();
    await screen.shot('zh-phone-11-asked');
    await write('为什么');
    await message('为什么发了').waitFor();
    await screen.shot('zh-phone-12-why');
  });

  test('the principal sees who will read a digest, and approves it', async () => {
    await become('高远', true);
    for (let step = 0; step < 12 && (await message('等您批准').count()) === 0; step += 1) await jump();
    await screen.shot('zh-phone-13-waiting');
    const waiting = message('等您批准');
    await waiting.locator('select').selectOption({ index: 1 });
    await button('确定', waiting).click();
    await message('谁会看到').waitFor();
    await screen.shot('zh-phone-14-preview');
    await button('批准发出', message('谁会看到')).click();
    await message('已批准').waitFor();
    await write('报表 班级 七年级1班');
    await message('低于提醒线').or(message('等第')).first().waitFor();
    await screen.shot('zh-phone-15-report');
    await become('何平', true, /家长群/);
    await message('班级周报').waitFor();
    await screen.shot('zh-phone-16-digest');
  });
});

describeInBrowser('a school on a wide screen, in English', () => {
  beforeAll(async () => {
    school = await startProgram('embedded', { machine: clockFrom('2026-09-18T10:30:00-04:00') });
    screen = await browser.open(school.url, { width: 1280, height: 800, phone: false, language: 'en-US' });
  });
  afterAll(() => school?.stop());
  afterEach(() => expect(screen.faults).toEqual([]));

  test('the demo school is played with one press', async () => {
    await screen.shot('en-wide-01-start');
    await button(/Play the demo school/).click();
    await screen.page.locator('.people .row').first().waitFor({ timeout: 60_000 });
    await screen.shot('en-wide-02-people');
  });

  test('its homeroom teacher records and takes back, and the week’s round is answered', async () => {
    await become('Homeroom teacher, 7A', false);
    await message('to confirm').waitFor();
    await write('no. 3 +2 helping\nno. 5 late');
    await button('Record all 2').waitFor();
    expect(await message('2 entries to record').textContent()).toContain('Demo school: everyone here is made up');
    await screen.shot('en-wide-03-preview');
    await button('Record all 2').click();
    await message('2 entries recorded').waitFor();
    await write('no. 7 +1 homework');
    await button('Record it').click();
    await button('Undo', message('One entry recorded')).click();
    await message('One entry undone').waitFor();
    for (let step = 0; step < 8 && (await message('week 10 check-in').count()) === 0; step += 1) await jump();
    await screen.shot('en-wide-04-round');
    await button('Score the groups', message('week 10 check-in')).click();
    const form = screen.page.getByRole('dialog');
    for (const score of await form.locator('input[type=number]').all()) await score.fill('9');
    await screen.shot('en-wide-05-form');
    await button(/Submit/, form).click();
    await message('Done, thank you.').waitFor();
  });

  test('its families and its principal are served', async () => {
    await become(/mother of .* and /, false);
    for (let step = 0; step < 4 && (await message('Week 10 at school').count()) === 0; step += 1) await jump();
    await message('Week 10 at school').waitFor();
    await write('why');
    await message('Why it was sent').waitFor();
    await screen.shot('en-wide-06-note');
    await become('Principal', false);
    await write('report week');
    await message('Scope: ').waitFor();
    await screen.shot('en-wide-07-report');
  });
});
