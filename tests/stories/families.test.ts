import { afterAll, beforeAll, expect, test } from 'vitest';
import { invitePeople } from '../../src/app/commands/invite-people.js';
import { importIntoSchool } from '../../src/app/school-import.js';
import { clockFrom, startProgram, type TestProgram } from '../support/program.js';
import { blemishesOf } from '../support/readability.js';
import { type SeenMessage, type Visit, type Visitor, visit } from '../support/sandbox-visitor.js';
import { importSchool, rosterCsv } from '../support/school.js';

const lateFamily = '20260109,七年级1班,9,高晓,男,2,5,高建国,父亲,13800000009,,\n';

let school: TestProgram;
let page: Visit;
let wang: Visitor;
let principal: Visitor;
let father: Visitor;
let zhou: Visitor;

beforeAll(async () => {
  school = await startProgram('embedded', { machine: clockFrom('2026-09-17T07:30:00+08:00') });
  page = visit(school.url, 'zh-CN');
  await importSchool(page);
  const { ports } = school.program;
  const [record] = await ports.database.schools.list();
  await ports.database.schools.setSettings(record?.id ?? '', {
    audiences: { classParents: true, guardians: true },
    // In the middle of the quiet hours, to see where it goes.
    round: { reminders: [{ schoolDaysAfter: 0, at: '22:30' }] },
    // The week of September 21 has four school days: Friday is Mid-Autumn Festival.
    shortWeekDays: 5,
  });
  wang = await page.as('王芳');
  principal = await page.as('高远');
  father = await page.as('林国强');
  zhou = await page.as('周建');
});
afterAll(() => school?.stop());

const notesOf = async (visitor: Visitor) => (await visitor.messages()).filter((one) => one.text.includes('在校情况'));
const settle = () => school.program.settle(20_000);

test('a guardian without an account counts as not reached, never as delivered', async () => {
  // As the command line imports into a school whose families come with invitations: nobody is seated.
  const { ports, files } = school.program;
  const home = { zone: 'Asia/Shanghai', calendar: 'CN', region: 'CN', language: 'zh-CN' } as const;
  const bytes = new TextEncoder().encode(rosterCsv + lateFamily);
  const file = { bytes, fileName: '花名册.csv', dryRun: false, schoolName: null };
  const { report } = await importIntoSchool(ports, files, { ...file, ...home });
  expect(report.outcome).toBe('imported');
  expect((await principal.say('报表 发送')).card?.text).toContain('还没有绑定账号的家长：1 位');
});

test('a family lets the class read its child’s name beside praise, and nobody else’s', async () => {
  const { card } = await father.say('设置');
  expect(card?.text).toContain('表扬林小满时');
  await father.press(card ?? none(), '同意写名字');
  const said = await wang.say('林小满 +2 帮助同学\n欧阳雪 +2 帮助同学\n周一鸣 迟到');
  await wang.press(said.card ?? none(), '记录这');
});

test('“I will call first” keeps one child’s note back until the teacher lets it go', async () => {
  const week = (await wang.say('本周')).card ?? none();
  const held = await wang.press(week, '哪个孩子的私信先不发', '周一鸣');
  expect(held.card?.text).toContain('周一鸣这一周的私信先不发');
  await page.to('2026-09-20T18:05');
  expect(await notesOf(father)).toHaveLength(1);
  expect(await notesOf(zhou)).toHaveLength(0);
  for (const times of [1, 2]) {
    await wang.press(held.card ?? none(), '发出周一鸣的私信').catch((error) => {
      // Released, the button is gone from the card.
      if (times === 1) throw error;
    });
    await settle();
    expect(await notesOf(zhou)).toHaveLength(1);
  }
  expect((await notesOf(zhou))[0]?.text).toContain('迟到  −1');
});

test('the note of a family without an account is told as not reached', async () => {
  const { card } = await principal.say('为什么');
  expect(card?.text).toContain('七年级1班家长的每周私信：有 1 位家长还没有绑定账号，没有送到');
});

test('a reminder that falls into the quiet hours comes in the morning, to whoever has not answered', async () => {
  await wang.press(await wang.find('第3周登记'), '原样提交');
  const li = await page.as('李强');
  const reminders = async () => (await li.messages()).filter((one) => one.text.includes('还没有登记'));
  await page.to('2026-09-21T06:55');
  expect(await reminders()).toHaveLength(0);
  await page.to('2026-09-21T07:05');
  expect(await reminders()).toHaveLength(1);
  expect((await wang.messages()).some((one) => one.text.includes('还没有登记'))).toBe(false);
});

test('a code on a slip makes a stranger a waiting guardian, and the homeroom teacher’s yes lets them in', async () => {
  const stranger = await page.as((person) => person.group === 'other');
  expect((await stranger.say('你好')).card?.text).toContain('请把学校给您的邀请码发给我');
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text), progress() {}, complain() {} };
  const options = { admin: false, staff: false, class: null, school: null, format: 'json', language: 'zh-CN' };
  expect(await invitePeople(school.program, options, output)).toBe(0);
  const slips = JSON.parse(lines.join('\n')) as { person: string; code: string }[];
  const code = slips.find((slip) => slip.person === '高建国')?.code ?? '';
  expect((await stranger.say(code)).card?.text).toContain('班主任确认后');
  expect((await stranger.say('本周')).card?.text).not.toContain('高晓');
  await settle();
  const waiting = await wang.find('1 位家长等待确认');
  expect(waiting.text).toContain('高晓 的父亲：高建国');
  await wang.press(waiting, '确认');
  await settle();
  expect((await stranger.find('班主任已确认')).text).toContain('高晓');
  expect((await stranger.say('本周')).card?.text).toContain('高晓（七年级1班）');
  expect((await principal.say('报表 发送')).card?.text).not.toContain('还没有绑定账号');
});

test('a families’ chat with somebody unknown in it gets no name until a person has looked', async () => {
  const [chat] = (await wang.desk()).chats.filter((one) => one.title.includes('1班 家长群'));
  const { database } = school.program.ports;
  const [record] = await database.schools.list();
  const [workspace] = await database.schools.workspacesOf(record?.id ?? '');
  const channel = await database.channels.findByChat(workspace?.id ?? '', chat?.id ?? '');
  const here = /林小满|周一鸣|陈可|张伟|欧阳雪|阿依古丽|何雨桐|七年级1班/;
  const members = (await page.people()).filter((one) => here.test(one.role));
  await school.program.receive({
    kind: 'members',
    key: 'somebody-came',
    workspaceId: workspace?.id ?? '',
    actor: { externalId: 'bot' },
    chat: { externalId: chat?.id ?? '', kind: 'group' },
    members: [...members.map((one) => ({ externalId: one.id })), { externalId: 'x-1', displayName: '培训班老师' }],
  });
  expect(channel?.audience).toBe('classParents');
  await page.to('2026-09-23T18:02');
  const waiting = await principal.find('等您批准');
  const preview = await principal.press(waiting, '预览', /1班.*家长群/);
  expect(preview.card?.text).toContain('林小满');
  expect(preview.card?.text).not.toContain('欧阳雪');
  expect(preview.card?.text).toContain('培训班老师');
  const refused = await principal.press(preview.card ?? none(), '批准发出');
  expect(refused.card?.text).toContain('没有发出');
  await settle();
  const read = async () => (await father.messages(/1班/)).filter((one) => one.text.includes('班级周报'));
  expect(await read()).toHaveLength(0);
  const again = await principal.press((await principal.say('周报')).card ?? none(), '预览', /1班.*家长群/);
  const confirmed = await principal.press(again.card ?? none(), '这些人可以看');
  await principal.press(confirmed.card ?? none(), '批准发出');
  await settle();
  expect((await read())[0]?.text).toContain('林小满');
});

test('a short week is left out, and says why', async () => {
  await page.to('2026-09-25T09:00');
  expect((await wang.messages()).some((one) => one.text.includes('第4周登记'))).toBe(false);
  expect((await wang.say('本周')).card?.text).toContain('上课日太少，不登记');
  expect((await principal.say('报表 本周')).card?.text).toContain('本周不登记');
});

test('nobody was written to in the quiet hours, and all of it can be read', async () => {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: 'numeric', hourCycle: 'h23' });
  for (const visitor of await page.everybody()) {
    for (const { author, alone, at, text } of await visitor.messages()) {
      if (author !== 'bot' || alone) continue;
      expect(Number(hour.format(new Date(at))), text).toSatisfy((clock: number) => clock >= 7 && clock < 21);
    }
  }
  expect(blemishesOf(page.told(), 'zh-CN', ['ABCD-EFGH-JKMN'])).toEqual([]);
});

function none(): SeenMessage {
  return expect.fail('there is no card');
}
