import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Action, actionsOf } from '../../src/core/message/card.js';
import { renderPlain } from '../../src/core/message/plain.js';
import type { Reply } from '../../src/core/message/reply.js';
import type { ChatFacts, ChatPerson } from '../../src/core/ports/chats.js';
import type { MemoryPlatform } from '../doubles/memory-platform.js';
import { memoryWorkspace, startMemorySchool } from '../support/memory-school.js';
import type { TestProgram } from '../support/program.js';

const workspaceId = memoryWorkspace;

let started: TestProgram;
let platform: MemoryPlatform;
let schoolId: string;
let events = 0;

const database = () => started.program.ports.database;
const prisma = () => started.program.database.prisma;
const person = (externalId: string, displayName: string, guest = false): ChatPerson => ({
  externalId,
  displayName,
  guest,
});
const family = [person('u-lin', '小满爸爸'), person('u-wang', '王老师')];
const chatOf = (parts: Partial<ChatFacts>): ChatFacts => ({
  name: '七1大家庭',
  openTo: 'nobody',
  archived: false,
  members: family,
  ...parts,
});

beforeAll(async () => {
  ({ started, platform, schoolId } = await startMemorySchool({
    'u-guan': '管文',
    'u-wang': '王芳',
    'u-lin': '林国强',
  }));
});
afterAll(() => started?.stop());

type Deed = { readonly text: string } | { readonly token: string; readonly value?: string };

async function does(who: string, chat: string, deed: Deed): Promise<Reply> {
  events += 1;
  const envelope = { key: `e${events}`, workspaceId, actor: { externalId: who } };
  const place = { externalId: chat, kind: 'group' } as const;
  if ('text' in deed) return started.program.receive({ ...envelope, chat: place, kind: 'commanded', text: deed.text });
  return started.program.receive({ ...envelope, chat: place, kind: 'pressed', ...deed });
}

const textOf = ({ card, toast }: Reply) => (card ? renderPlain(card) : (toast ?? ''));
const guan = (chat: string, text: string) => does('u-guan', chat, { text });
const boundTo = async (chat: string) => database().channels.findByChat(workspaceId, chat);

const labelOf = (one: Action) => (one.kind === 'button' ? one.label : one.placeholder);
function find(reply: Reply, label: string): Action {
  const all = reply.card ? actionsOf(reply.card) : [];
  return all.find((one) => labelOf(one).includes(label)) ?? expect.fail(`${label} is not among ${all.map(labelOf)}`);
}
function press(who: string, chat: string, reply: Reply, label: string, option?: string): Promise<Reply> {
  const action = find(reply, label);
  if (action.kind === 'button') return does(who, chat, { token: action.token });
  const value = action.options.find((one) => one.label === option)?.value ?? expect.fail(`no option ${option}`);
  return does(who, chat, { token: action.token, value });
}

describe('binding a chat', () => {
  test('shows what it would be and who would read it, and binds at the administrator’s yes', async () => {
    platform.chats.set('c-71', chatOf({ members: [...family, person('u-x', '培训班老师')] }));
    const asked = await guan('c-71', 'bind parents 七1');
    const shown = textOf(asked);
    expect(shown).toContain('绑定群“七1大家庭”');
    expect(shown).toContain('七年级1班的家长群');
    expect(shown).toContain('群里 3 人，认识 2 人，不认识 1 人');
    expect(shown).toContain('不认识的成员：培训班老师');
    expect(await boundTo('c-71')).toBeNull();

    const done = await press('u-guan', 'c-71', asked, '是，绑定');
    expect(textOf(done)).toContain('已绑定');
    const channel = await boundTo('c-71');
    expect(channel).toMatchObject({ name: '七1大家庭', audience: 'classParents', confirmedAt: null });
    const { members, unknown } = await database().channels.membership(channel?.id ?? '');
    expect([members, unknown.map((one) => one.displayName)]).toEqual([3, ['培训班老师']]);
    const audit = await prisma().audit.findMany({ where: { subjectId: channel?.id ?? '' } });
    expect(audit.map((row) => row.action)).toEqual(['channel.bind.classParents']);
  });

  test('without words it asks what the chat is; a wrong press is changed by another one', async () => {
    platform.chats.set('c-office', chatOf({ name: '办公室', members: [person('u-wang', '王老师')] }));
    const first = await press('u-guan', 'c-office', await guan('c-office', 'bind'), '家长群', '七年级2班');
    const wrong = await press('u-guan', 'c-office', first, '是，绑定');
    const again = await press('u-guan', 'c-office', wrong, '重新选');
    expect(textOf(again)).toContain('现在绑定为：七年级2班的家长群');
    const asked = await press('u-guan', 'c-office', again, '全校教师群');
    await press('u-guan', 'c-office', asked, '是，绑定');
    expect(await boundTo('c-office')).toMatchObject({ audience: 'staff', classId: null });
  });

  test('“it is something else” leads back to the choice, and nothing is bound on the way', async () => {
    platform.chats.set('c-else', chatOf({}));
    const back = await press('u-guan', 'c-else', await guan('c-else', '绑定群 教师群'), '是别的群');
    expect(textOf(back)).toContain('这个群还没有绑定');
    expect(await boundTo('c-else')).toBeNull();
  });

  test('a chat shared with another organization can be the community chat and nothing else', async () => {
    platform.chats.set('c-shared', chatOf({ openTo: 'organizations' }));
    for (const words of ['bind staff', 'bind parents 七年级1班']) {
      expect(textOf(await guan('c-shared', words))).toContain('只能绑定为共同体群');
    }
    const choice = await guan('c-shared', 'bind');
    expect(choice.card ? actionsOf(choice.card).map(labelOf) : []).toEqual(['共同体群']);
    await press('u-guan', 'c-shared', await press('u-guan', 'c-shared', choice, '共同体群'), '是，绑定');
    expect(await boundTo('c-shared')).toMatchObject({ audience: 'community' });
  });

  test('a chat that people from outside can join can be the families’ chat, never that of staff', async () => {
    platform.chats.set('c-outside', chatOf({ openTo: 'outsiders' }));
    expect(textOf(await guan('c-outside', 'bind staff'))).toContain('外部群');
    await press('u-guan', 'c-outside', await guan('c-outside', 'bind parents 七年级2班'), '是，绑定');
    expect(await boundTo('c-outside')).toMatchObject({ audience: 'classParents' });
  });

  test('a chat with guests is never a staff chat, also when the guest comes between question and yes', async () => {
    platform.chats.set('c-guests', chatOf({ members: [person('u-wang', '王老师')] }));
    const asked = await guan('c-guests', 'bind staff');
    platform.chats.set('c-guests', chatOf({ members: [person('u-wang', '王老师'), person('u-g', '访客', true)] }));
    expect(textOf(await press('u-guan', 'c-guests', asked, '是，绑定'))).toContain('访客');
    expect(textOf(await guan('c-guests', 'bind staff'))).toContain('不能绑定为教师群');
    expect(await boundTo('c-guests')).toBeNull();
    const families = await guan('c-guests', 'bind parents 七年级1班');
    await press('u-guan', 'c-guests', families, '是，绑定');
    expect(await boundTo('c-guests')).toMatchObject({ audience: 'classParents' });
  });

  test('an archived chat and one that the bot is not in are refused, with what to do', async () => {
    platform.chats.set('c-old', chatOf({ archived: true }));
    expect(textOf(await guan('c-old', 'bind staff'))).toContain('取消归档');
    expect(textOf(await guan('c-nowhere', 'bind staff'))).toContain('先把我加进群');
  });

  test('a platform that does not answer stops nothing: it binds with what is known, and says so', async () => {
    platform.behave((call) => (call === 'look' ? 'later' : 'takes'));
    const asked = await guan('c-71', 'bind parents 七年级2班');
    expect(textOf(asked)).toContain('我现在看不到群里有哪些人');
    expect(textOf(asked)).toContain('群里 3 人');
    const done = await press('u-guan', 'c-71', asked, '是，绑定');
    platform.behave(() => 'takes');
    expect(textOf(done)).toContain('我现在看不到群里有哪些人');
    const channel = await boundTo('c-71');
    expect((await database().channels.membership(channel?.id ?? '')).members).toBe(3);
  });

  test('unbound, a chat gets nothing, and can be bound again', async () => {
    const before = await boundTo('c-71');
    expect(textOf(await guan('c-71', '解绑'))).toContain('已解绑');
    expect(await boundTo('c-71')).toBeNull();
    expect(await database().channels.ofAudience(schoolId, 'classParents', before?.classId ?? '')).not.toContainEqual(
      expect.objectContaining({ externalId: 'c-71' }),
    );
    expect(textOf(await guan('c-71', 'bind none'))).toContain('没有绑定');
    await press('u-guan', 'c-71', await guan('c-71', 'bind parents 七年级1班'), '是，绑定');
    expect(await boundTo('c-71')).toMatchObject({ id: before?.id, audience: 'classParents' });
  });

  test('nobody but an administrator binds, unbinds or asks', async () => {
    const asked = await guan('c-71', 'bind');
    for (const who of ['u-wang', 'u-lin']) {
      for (const words of ['bind', 'bind staff', 'bind none', '解绑']) {
        expect(textOf(await does(who, 'c-71', { text: words }))).toContain('由学校管理员来做');
      }
      expect(textOf(await press(who, 'c-71', asked, '解绑'))).toContain('给别人的');
    }
    expect(await boundTo('c-71')).not.toBeNull();
  });
});
