import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenStage, Stage } from '../support/messengers.js';
import { blemishesOf } from '../support/readability.js';
import type { Visitor } from '../support/sandbox-visitor.js';
import { rosterCsv, staffCsv } from '../support/school.js';

// Week 3 of the autumn term 2026 has six school days and ends on Sunday the 20th, a make-up day.
const monday = '2026-09-14T07:30:00+08:00';
const bytes = (text: string) => new TextEncoder().encode(text);

/** A Chinese school from the import of its roster to the answers of its families. */
export function weekStory(open: OpenStage): void {
  let school: Stage;
  let page: Stage['page'];
  let wang: Visitor;
  let principal: Visitor;
  let mother: Visitor;

  beforeAll(async () => {
    school = await open(monday, 'zh-CN');
    page = school.page;
  }, 60_000);
  afterAll(() => school?.stop());

  test('a dry run says what would be imported and writes nothing', async () => {
    const tried = await page.importRoster(bytes(rosterCsv), 'roster.csv', { dryRun: true, schoolName: '育新实验学校' });
    expect(tried.lines.join('\n')).toContain('12');
    expect((await page.state()).empty).toBe(true);
  });

  test('the roster and the staff are imported', async () => {
    const roster = await page.importRoster(bytes(rosterCsv), 'roster.csv', {
      dryRun: false,
      schoolName: '育新实验学校',
    });
    expect(roster.ok, roster.lines.join('\n')).toBe(true);
    const staff = await page.importRoster(bytes(staffCsv), 'staff.csv', { dryRun: false });
    expect(staff.ok, staff.lines.join('\n')).toBe(true);
    const people = await page.people();
    expect(people.map((one) => one.name)).toEqual(expect.arrayContaining(['王芳', '高远', '林国强', '苏梅']));
    wang = await page.as('王芳');
    principal = await page.as('高远');
    mother = await page.as('林国强');
  });

  test('one message of lines is shown, a question is answered, and one press records it', async () => {
    const { card } = await wang.say('林小满 +2 帮助同学\n周一鸣 迟到\n3号、欧阳雪 +1\n张伟 +1 值日');
    expect(card?.text).toContain('林小满');
    expect(card?.text).toMatch(/张伟（4号）/);
    const answered = await wang.press(card ?? fail(), '张伟（4号）');
    const recorded = await wang.press(answered.card ?? fail(), '记录这');
    expect(recorded.card?.text).toContain('已记录 5 条');
    expect(recorded.card?.text).toContain('−1');
  });

  test('an undone message leaves nothing behind', async () => {
    const { card } = await wang.say('何雨桐 +1 值日');
    const recorded = await wang.press(card ?? fail(), '记录这');
    const undone = await wang.press(recorded.card ?? fail(), '撤销');
    expect(undone.card?.text).toContain('已撤销 1 条');
    const week = await wang.say('本周');
    expect(week.card?.text).toContain('加分 4 条，减分 1 条');
  });

  test('lines in the families’ group are neither recorded nor repeated there', async () => {
    const before = await wang.messages(/1班/);
    const { card } = await wang.say('@共育 周一鸣 -1 乱扔垃圾', /1班/);
    expect(card?.text).toContain('私聊');
    const after = await wang.messages(/1班/);
    const bots = after.slice(before.length).filter((one) => one.author === 'bot');
    expect(bots.map((one) => one.text).join()).not.toContain('周一鸣');
  });

  test('the round opens on Sunday, the last school day of the week', async () => {
    await page.to('2026-09-18T17:00');
    expect((await wang.messages()).some((one) => one.text.includes('第3周登记'))).toBe(false);
    await page.to('2026-09-20T16:01');
    const card = await wang.find('第3周登记');
    expect(card.text).toContain('原样提交');
    const form = await wang.press(card, '给小组打分');
    expect(form.form?.title).toContain('第3周');
    const fields = [...(form.form?.html ?? '').matchAll(/data-field="(score:[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(fields).toHaveLength(2);
    const wrong = await wang.submit(form.form?.session ?? '', { [fields[0] ?? '']: 99 });
    expect(Object.keys(wrong.errors ?? {})).toEqual([fields[0]]);
    const sent = await wang.submit(form.form?.session ?? '', {
      [fields[0] ?? '']: 9,
      [fields[1] ?? '']: 8.5,
      remark: '运动会准备充分',
    });
    expect(sent.card?.text).toContain('已登记');
  });

  test('the principal sees who has not answered, and only they are reminded', async () => {
    const { card } = await principal.say('报表 缺');
    expect(card?.text).toContain('七年级2班');
    expect(card?.text).not.toContain('七年级1班（');
    expect(card?.text).toContain('只有您能看到');
    await page.to('2026-09-20T20:30');
    const li = await page.as('李强');
    expect((await li.messages()).some((one) => one.text.includes('还没有登记'))).toBe(true);
    expect((await wang.messages()).some((one) => one.text.includes('还没有登记'))).toBe(false);
  });

  test('with audiences off no family hears anything, and why says so', async () => {
    expect((await mother.messages()).filter((one) => one.author === 'bot')).toHaveLength(0);
    const { card } = await wang.say('为什么');
    expect(card?.text).toContain('学校还没有开启');
  });

  test('an administrator switches the audiences on', async () => {
    const admin = await page.as('管文');
    let { card } = await admin.say('设置');
    expect(card?.text).toContain('未开启');
    card = (await admin.press(card ?? fail(), '开启')).card;
    card = (await admin.press(card ?? fail(), '开启')).card;
    expect(card?.text).not.toContain('未开启');
  });

  test('the week locks after three school days, is composed, previewed, approved and delivered', async () => {
    await page.to('2026-09-23T18:05');
    const waiting = await principal.find('等您批准');
    const preview = await principal.press(waiting, '预览', /1班.*家长群/);
    expect(preview.card?.text).toContain('谁会看到');
    const shown = preview.card?.text ?? '';
    expect(shown).not.toContain('周一鸣');
    const approved = await principal.press(preview.card ?? fail(), '批准发出');
    expect(approved.card?.text).toContain('已批准');
    await school.program.settle(20_000);
    const digest = await mother.find('班级周报', /1班/);
    expect(digest.text).not.toMatch(/周一鸣|−1/);
    // Nobody was asked for consent yet, so no child is named.
    expect(digest.text).not.toContain('林小满');
  });

  test('a guardian of two children gets one message about both and nobody else', async () => {
    const { card } = await wang.say('林小满 +2 帮助同学');
    await wang.press(card ?? fail(), '记录这');
    await page.to('2026-09-25T18:30');
    const notes = (await mother.messages()).filter((one) => one.text.includes('在校情况'));
    expect(notes).toHaveLength(1);
    expect(notes[0]?.text).toContain('林小满');
    expect(notes[0]?.text).toContain('林大成');
    for (const other of ['周一鸣', '陈可', '张伟', '欧阳雪']) expect(notes[0]?.text).not.toContain(other);
  });

  test('the guardian asks, the homeroom teacher answers, another child’s name is refused', async () => {
    const asked = await mother.say('小满最近吃得好吗？');
    expect(asked.card?.text).toContain('已转给班主任');
    await school.program.settle(20_000);
    const question = await wang.find('小满最近吃得好吗');
    const form = await wang.press(question, '答复');
    const refused = await wang.submit(form.form?.session ?? '', { text: '她和周一鸣一起吃得很好' });
    expect(refused.card?.text ?? refused.toast).toContain('另一个孩子');
    const again = await wang.press(question, '答复');
    await wang.submit(again.form?.session ?? '', { text: '吃得很好，请放心。' });
    await school.program.settle(20_000);
    expect((await mother.find('吃得很好，请放心')).text).toContain('王芳');
  });

  test('words that may mean danger get the numbers at once, and two people are told at any hour', async () => {
    await page.to('2026-09-25T23:30');
    const { card } = await mother.say('孩子说不想活了，怎么办');
    expect(card?.text).toContain('120');
    await school.program.settle(20_000);
    expect((await (await page.as('钱政')).find('可能有孩子处于危险')).text).toContain('林国强');
  });

  test('everything that anybody was shown is Chinese that can be read', async () => {
    for (const one of await page.everybody()) await one.desk();
    expect(blemishesOf(page.told(), 'zh-CN', ['roster', 'staff'])).toEqual([]);
  });
}

function fail(): never {
  return expect.fail('there is no card');
}
