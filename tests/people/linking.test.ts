import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids } from '../../src/app/ids.js';
import { type Action, actionsOf } from '../../src/core/message/card.js';
import { renderPlain } from '../../src/core/message/plain.js';
import type { Reply } from '../../src/core/message/reply.js';
import { invite } from '../../src/core/people/invite.js';
import type { MemoryPlatform } from '../doubles/memory-platform.js';
import { memoryWorkspace, startMemorySchool } from '../support/memory-school.js';
import type { TestProgram } from '../support/program.js';
import type { Visit } from '../support/sandbox-visitor.js';

const workspaceId = memoryWorkspace;

let started: TestProgram;
let platform: MemoryPlatform;
let page: Visit;
let schoolId: string;
let tenantId: string;
let events = 0;
let persons: ReadonlyMap<string, string>;
const idOf = (name: string) => persons.get(name) ?? expect.fail(name);

const database = () => started.program.ports.database;
const prisma = () => started.program.database.prisma;
const settle = async () => expect(await started.program.settle(20_000)).toBe(true);
const linkedTo = async (externalId: string) => (await database().accounts.findBy(workspaceId, externalId))?.personId;
const auditOf = (action: string) => prisma().audit.findMany({ where: { action } });

beforeAll(async () => {
  ({ started, platform, page, schoolId, tenantId, persons } = await startMemorySchool({ 'u-guan': '管文' }));
});
afterAll(() => started?.stop());

type Deed = { readonly text: string } | { readonly token: string; readonly value?: string };

async function does(who: string, deed: Deed, displayName?: string): Promise<Reply> {
  events += 1;
  const actor = { externalId: who, ...(displayName ? { displayName } : {}) };
  const envelope = {
    key: `e${events}`,
    workspaceId,
    actor,
    chat: { externalId: `dm-${who}`, kind: 'direct' } as const,
  };
  if ('text' in deed) return started.program.receive({ ...envelope, kind: 'said', text: deed.text });
  return started.program.receive({ ...envelope, kind: 'pressed', ...deed });
}

const textOf = ({ card, toast }: Reply) => (card ? renderPlain(card) : (toast ?? ''));
const labelOf = (one: Action) => (one.kind === 'button' ? one.label : one.placeholder);
const offered = (reply: Reply) => (reply.card ? actionsOf(reply.card) : []);

async function press(who: string, reply: Reply, label: string, option?: string): Promise<Reply> {
  const action =
    offered(reply).find((one) => labelOf(one).includes(label)) ?? expect.fail(`${label}: ${textOf(reply)}`);
  if (action.kind === 'button') return does(who, { token: action.token });
  const found = action.options.find((one) => one.label.includes(option ?? ''));
  return does(who, { token: action.token, value: found?.value ?? expect.fail(`no option ${option}`) });
}

describe('an administrator', () => {
  test('says whose an account is: similar names first, after a second look, and the account is told', async () => {
    await does('u-lin', { text: '你好' }, '小满爸爸');
    const list = await does('u-guan', { text: '绑定账号' });
    const asked = await press('u-guan', list, '哪个账号', '小满爸爸');
    const [choice] = offered(asked);
    expect(
      choice?.kind === 'select'
        ? choice.options
            .slice(0, 2)
            .map((one) => one.label)
            .sort()
        : [],
    ).toEqual([expect.stringContaining('林国强（'), expect.stringContaining('苏梅（')]);
    const confirm = await press('u-guan', asked, '哪一位', '林国强');
    expect(textOf(confirm)).toContain('把账号“小满爸爸”绑定为 林国强');
    expect(await linkedTo('u-lin')).toBeNull();
    expect(textOf(await press('u-guan', confirm, '绑定'))).toContain('已绑定为林国强');
    expect(await linkedTo('u-lin')).toBe(idOf('林国强'));
    expect(await auditOf('account.link')).toMatchObject([{ actorId: idOf('管文'), subjectId: idOf('林国强') }]);
    await settle();
    const told = await prisma().delivery.findFirstOrThrow({ where: { kind: 'account.linked' } });
    expect([told.state, JSON.stringify(told.card)]).toEqual(['sent', expect.stringContaining('如果不是您')]);
    expect(textOf(await press('u-guan', confirm, '绑定'))).toContain('已经绑定');
  });

  test('never links an account that is named like a student', async () => {
    await does('u-child', { text: '你好' }, '周一鸣');
    const list = await does('u-guan', { text: '绑定账号' });
    const asked = await press('u-guan', list, '哪个账号', '周一鸣');
    const confirm = await press('u-guan', asked, '哪一位', '周建');
    expect(textOf(await press('u-guan', confirm, '绑定'))).toContain('学生的账号不绑定');
    expect(await linkedTo('u-child')).toBeNull();
  });

  test('is the only one who does: others are refused, and asked for help instead', async () => {
    expect(textOf(await does('u-lin', { text: '绑定账号' }))).not.toContain('没有绑定');
    const list = await does('u-guan', { text: '绑定账号' });
    const { token } = offered(list)[0] ?? expect.fail('nothing is offered');
    expect(textOf(await does('u-lin', { token, value: 'u-child' }))).toContain('给别人的');
    expect(textOf(await does('u-lin', { text: '解除绑定 管文' }))).toContain('由学校管理员');
  });
});

describe('the work e-mail', () => {
  test('is not spoken of while the roster has none', async () => {
    expect(offered(await does('u-new', { text: '你好' }))).toEqual([]);
  });

  test('is asked for only when somebody wishes it, and links staff at once', async () => {
    await prisma().person.update({ where: { id: idOf('王芳') }, data: { email: 'wang.fang@school.example' } });
    const hello = await does('u-wang', { text: '你好' });
    expect(textOf(hello)).toContain('不保存');
    expect(platform.calls.filter((one) => one.call === 'emailOf')).toEqual([]);
    platform.emails.set('u-wang', { address: 'Wang.Fang@School.example', verified: true });
    expect(textOf(await press('u-wang', hello, '工作邮箱'))).toContain('绑定成功，王芳');
    expect(await linkedTo('u-wang')).toBe(idOf('王芳'));
    expect(await auditOf('account.link.email')).toHaveLength(1);
    const events = await prisma().inboundEvent.findMany();
    expect(JSON.stringify(events.map((one) => [one.event, one.reply]))).not.toMatch(/school\.example/i);
  });

  test.each([
    ['u-none', null, '平台现在没有告诉我'],
    ['u-false', { address: 'wang.fang@school.example', verified: false }, '没有验证过'],
    ['u-other', { address: 'wangxfang@school.example', verified: true }, '花名册里没有这个邮箱'],
    ['u-shared', { address: 'family@example.org', verified: true }, '不止一个人'],
  ])('of %s links nobody', async (who, email, words) => {
    for (const name of ['陈立', '张海']) {
      await prisma().person.update({ where: { id: idOf(name) }, data: { email: 'family@example.org' } });
    }
    if (email) platform.emails.set(who, email);
    expect(textOf(await press(who, await does(who, { text: '你好' }), '工作邮箱'))).toContain(words);
    expect(await linkedTo(who)).toBeNull();
  });

  test('of a platform that does not answer is no reason to fail', async () => {
    const hello = await does('u-later', { text: '你好' });
    platform.behave((call) => (call === 'emailOf' ? 'later' : 'takes'));
    expect(textOf(await press('u-later', hello, '工作邮箱'))).toContain('平台现在没有告诉我');
    platform.behave(() => 'takes');
  });

  test('of a guardian asks the homeroom teacher, once, as a code does', async () => {
    await prisma().person.update({ where: { id: idOf('周建') }, data: { email: 'zhou@example.org' } });
    platform.emails.set('u-zhou', { address: 'zhou@example.org', verified: true });
    const hello = await does('u-zhou', { text: '你好' }, '周先生');
    for (const _ of [1, 2]) expect(textOf(await press('u-zhou', hello, '工作邮箱'))).toContain('班主任确认后');
    expect(await linkedTo('u-zhou')).toBeNull();
    await settle();
    const wang = await page.as('王芳');
    const waiting = (await wang.messages()).filter((one) => one.text.includes('等待确认'));
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.text).toContain('周一鸣 的父亲：周建（账号显示名：周先生）');
    await wang.press(waiting[0] ?? expect.fail('nobody waits'), '确认');
    expect(await linkedTo('u-zhou')).toBe(idOf('周建'));
  });

  test('is looked up for whoever was offered it, and for nobody else', async () => {
    const hello = await does('u-first', { text: '你好' });
    const before = platform.calls.length;
    expect(textOf(await press('u-second', hello, '工作邮箱'))).toContain('我还不认识您');
    expect(platform.calls).toHaveLength(before);
  });
});

describe('unlinking', () => {
  test('the own account, after a second look: what waits is not sent, and the old code is worth nothing', async () => {
    const request = { tenantId, schoolId, kind: 'staff', pupilId: null, createdById: null } as const;
    const [code = ''] = await invite(started.program.ports, database(), [{ ...request, personId: idOf('李强') }]);
    expect(textOf(await does('u-li', { text: code }))).toContain('绑定成功，李强');
    const now = started.program.clock.school();
    const id = await database().deliveries.add({
      verb: 'send',
      to: { account: 'u-li' },
      schoolId,
      workspaceId,
      key: 'for-li',
      kind: 'test',
      audience: 'person',
      personId: idOf('李强'),
      subjectId: null,
      language: 'zh-CN',
      card: { tone: 'plain', blocks: [] },
      urgency: 5,
      createdAt: now,
      notBefore: new Date('2026-09-17T13:00:00+08:00'),
      uselessAfter: null,
    });
    const asked = await does('u-li', { text: '解除绑定' });
    expect(await linkedTo('u-li')).toBe(idOf('李强'));
    expect(textOf(await press('u-li', asked, '解除绑定'))).toContain('已解除绑定');
    expect(await linkedTo('u-li')).toBeNull();
    await page.to('2026-09-17T13:01');
    expect(await prisma().delivery.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'failed',
      failure: 'accountUnlinked',
    });
    expect(textOf(await does('u-li', { text: '本周' }))).toContain('我还不认识您');
    expect(textOf(await does('u-li', { text: code }))).toContain('已经用过');
    expect(await auditOf('account.unlink')).toMatchObject([{ actorId: idOf('李强'), subjectId: idOf('李强') }]);
  });

  test('somebody’s account, by an administrator who names the person', async () => {
    const asked = await does('u-guan', { text: 'unlink 林国强' });
    expect(offered(asked).map(labelOf)).toContain('解除 林国强（memory）');
    await press('u-guan', asked, '解除 林国强（memory）');
    expect(await linkedTo('u-lin')).toBeNull();
    expect(textOf(await press('u-guan', asked, '解除 林国强（memory）'))).toContain('不再绑定');
    expect(textOf(await does('u-guan', { text: '解除绑定 无此人' }))).toContain('没有叫“无此人”');
  });

  test('is open to somebody who has nothing to do at the school any more', async () => {
    const account = { id: ids.next(), workspaceId, externalId: 'u-left', personId: idOf('赵敏') };
    await database().accounts.addLinked([account], new Date());
    await prisma().role.updateMany({ where: { personId: idOf('赵敏') }, data: { toOn: new Date('2026-09-15') } });
    expect(textOf(await does('u-left', { text: '本周' }))).toContain('没有任务或孩子的记录');
    expect(textOf(await does('u-left', { text: '解除绑定' }))).toContain('已解除绑定');
    expect(await linkedTo('u-left')).toBeNull();
  });
});
