import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids } from '../../src/app/ids.js';
import { actionsOf } from '../../src/core/message/card.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import { renderPlain } from '../../src/core/message/plain.js';
import type { Reply } from '../../src/core/message/reply.js';
import type { Channel } from '../../src/core/ports/channel-store.js';
import type { DeliveryDraft } from '../../src/core/ports/delivery-store.js';
import type { MemoryPlatform } from '../doubles/memory-platform.js';
import { memoryWorkspace, startMemorySchool } from '../support/memory-school.js';
import type { TestProgram } from '../support/program.js';
import type { Visit } from '../support/sandbox-visitor.js';

const workspaceId = memoryWorkspace;

let started: TestProgram;
let platform: MemoryPlatform;
let page: Visit;
let schoolId: string;
let events = 0;
let persons: ReadonlyMap<string, string>;

const database = () => started.program.ports.database;
const prisma = () => started.program.database.prisma;
const settle = async () => expect(await started.program.settle(20_000)).toBe(true);
const textOf = ({ card, toast }: Reply) => (card ? renderPlain(card) : (toast ?? ''));
const appeared = (chat: string) => platform.appeared.filter((one) => one.chat === chat).map((one) => one.text);
const kindsTo = (name: string) =>
  prisma().delivery.findMany({ where: { personId: persons.get(name) ?? '' }, orderBy: { seq: 'asc' } });

beforeAll(async () => {
  ({ started, platform, page, schoolId, persons } = await startMemorySchool({ 'u-guan': '管文', 'u-wang': '王芳' }));
});
afterAll(() => started?.stop());

type Happening = Inbound extends infer One ? (One extends Inbound ? Omit<One, 'key' | 'workspaceId'> : never) : never;

function happens(what: Happening, key = `h${++events}`): Promise<Reply> {
  return started.program.receive({ ...what, key, workspaceId } as Inbound);
}

const changes = (chat: string, change: 'joined' | 'removed' | 'archived' | 'restored' | 'members', by = 'u-wang') =>
  happens({ kind: 'chatChanged', change, actor: { externalId: by }, chat: { externalId: chat, kind: 'group' } });

function message(key: string, to: DeliveryDraft & { verb: 'send' } extends { to: infer To } ? To : never, parts = {}) {
  const now = started.program.clock.school();
  return database().deliveries.add({
    verb: 'send',
    to,
    schoolId,
    workspaceId,
    key,
    kind: 'test',
    audience: 'staff',
    personId: null,
    subjectId: null,
    language: 'zh-CN',
    card: { tone: 'plain', blocks: [{ kind: 'paragraph', text: key }] },
    urgency: 5,
    createdAt: now,
    notBefore: now,
    uselessAfter: null,
    ...parts,
  });
}
const stateOf = async (id: string) => (await prisma().delivery.findUniqueOrThrow({ where: { id } })).state;

async function bound(chat: string): Promise<Channel> {
  const members = [{ externalId: 'u-wang', displayName: '王老师', guest: false }];
  platform.chats.set(chat, { name: `群 ${chat}`, openTo: 'nobody', archived: false, members });
  const channel = await database().channels.bind(
    {
      id: ids.next(),
      schoolId,
      workspaceId,
      externalId: chat,
      name: `群 ${chat}`,
      audience: 'staff',
      classId: null,
      language: null,
      confirmedAt: null,
    },
    null,
    new Date(),
  );
  await database().channels.setMembers(channel, members, ids.next, new Date());
  return channel;
}

describe('the bot in a new chat', () => {
  test('an administrator who invited it is offered what the chat may be, at once', async () => {
    platform.chats.set('c-new', { name: '新群', openTo: 'nobody', archived: false, members: [] });
    const reply = await changes('c-new', 'joined', 'u-guan');
    expect(textOf(reply)).toContain('我被加进了这个群');
    expect(reply.card ? actionsOf(reply.card).length : 0).toBe(4);
  });

  test('when somebody else invited it, the administrators are told, once for each chat', async () => {
    platform.chats.set('c-other', { name: '另一个群', openTo: 'nobody', archived: false, members: [] });
    for (const _ of [1, 2]) expect(textOf(await changes('c-other', 'joined'))).toContain('已经告诉他们');
    expect(await changes('c-other', 'joined', 'u-nobody')).toEqual({});
    await settle();
    const told = (await kindsTo('管文')).filter((row) => row.kind === 'chat.joined');
    expect(told.map((row) => row.state)).toEqual(['sent']);
    const card = await (await page.as('管文')).find('绑定群“另一个群”');
    expect((await (await page.as('管文')).press(card, '全校教师群')).card?.text).toContain('这个群将成为');
  });
});

describe('a bound chat that is away', () => {
  test('holds what is meant for it, tells an administrator once, and goes on when it is back', async () => {
    const channel = await bound('c-away');
    await changes('c-away', 'removed');
    await changes('c-away', 'archived');
    await changes('c-away', 'removed', 'u-guan');
    const useful = await message('useful', { chat: 'c-away' });
    const stale = await message('stale', { chat: 'c-away' }, { uselessAfter: new Date('2026-09-17T12:00:00+08:00') });
    await settle();
    expect([await stateOf(useful), await stateOf(stale), appeared('c-away')]).toEqual(['held', 'held', []]);
    const told = (await kindsTo('管文')).filter((row) => row.kind === 'chat.away');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told[0]?.card)).toContain('我被移出了群“群 c-away”');
    const [decision] = await database().decisions.of(schoolId, { subjectIds: [useful] }, 1);
    expect(decision).toMatchObject({ outcome: 'held', reason: 'chatAway' });

    await page.to('2026-09-17T13:00');
    await changes('c-away', 'joined');
    await settle();
    expect(appeared('c-away')).toEqual(['useful']);
    expect(await stateOf(stale)).toBe('skipped');
    await changes('c-away', 'removed');
    expect((await kindsTo('管文')).filter((row) => row.kind === 'chat.away')).toHaveLength(2);
    expect(await database().channels.findByChat(workspaceId, 'c-away')).toMatchObject({ id: channel.id });
    await changes('c-away', 'restored');
  });

  test('is noticed also when no event said so: the message is held, not lost', async () => {
    await bound('c-lost');
    platform.behave((call, { chat }) => (call === 'send' && chat === 'c-lost' ? 'gone' : 'takes'));
    const before = (await kindsTo('管文')).filter((row) => row.kind === 'chat.away').length;
    const first = await message('first', { chat: 'c-lost' });
    const second = await message('second', { chat: 'c-lost' });
    await settle();
    await settle();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['held', 'held']);
    const told = (await kindsTo('管文')).filter((row) => row.kind === 'chat.away');
    expect(told.slice(before)).toHaveLength(1);
    platform.behave(() => 'takes');
    await changes('c-lost', 'joined');
    await settle();
    expect(appeared('c-lost')).toEqual(['first', 'second']);
  });

  test('is not back while the platform still says that it is archived', async () => {
    await bound('c-still');
    await changes('c-still', 'archived');
    const facts = platform.chats.get('c-still');
    if (facts) platform.chats.set('c-still', { ...facts, archived: true });
    const id = await message('still', { chat: 'c-still' });
    await changes('c-still', 'joined');
    await settle();
    expect(await stateOf(id)).toBe('held');
  });

  test('who came while it was away is unknown, and so is everybody when nobody can be seen', async () => {
    const channel = await bound('c-came');
    const unknown = async () => {
      const { members, unknown: strangers } = await database().channels.membership(channel.id);
      return { members, unknown: strangers.length };
    };
    const facts = platform.chats.get('c-came');
    const stranger = { externalId: 'u-x', displayName: '陌生人', guest: false };
    if (facts) platform.chats.set('c-came', { ...facts, members: [...facts.members, stranger] });
    await database().channels.confirmMembers(channel.id, persons.get('管文') ?? '', new Date());
    await changes('c-came', 'members', 'u-x');
    expect(await unknown()).toEqual({ members: 2, unknown: 1 });
    expect((await database().channels.findByChat(workspaceId, 'c-came'))?.confirmedAt).toBeNull();
    platform.behave((call) => (call === 'look' ? 'later' : 'takes'));
    await changes('c-came', 'members', 'u-y');
    platform.behave(() => 'takes');
    expect(await unknown()).toEqual({ members: 0, unknown: 0 });
  });

  test('unbound meanwhile, it keeps nothing waiting', async () => {
    await bound('c-given-up');
    await changes('c-given-up', 'removed');
    const id = await message('given up', { chat: 'c-given-up' }, { kind: 'digest.staffChannel', subjectId: 'class' });
    await settle();
    expect(await stateOf(id)).toBe('held');
    await happens({
      kind: 'commanded',
      text: 'bind none',
      actor: { externalId: 'u-guan' },
      chat: { externalId: 'c-given-up', kind: 'group' },
    });
    await settle();
    expect(await stateOf(id)).toBe('skipped');
  });

  test('keeps the name that people give it', async () => {
    await bound('c-name');
    const chat = { externalId: 'c-name', kind: 'group' } as const;
    await happens({ kind: 'chatChanged', change: 'renamed', name: '新名字', actor: { externalId: 'u-wang' }, chat });
    expect(await database().channels.findByChat(workspaceId, 'c-name')).toMatchObject({ name: '新名字' });
  });
});

describe('an account that is switched off', () => {
  test('gets nothing more, and its person counts as not reached until it is active again', async () => {
    const { id: personId } = await prisma().person.findFirstOrThrow({ where: { name: '林国强' } });
    const [seat] = await database().people.accountsOf([personId]);
    if (!seat) return expect.fail('the father has a seat');
    const { workspaceId: sandbox, externalId } = seat;
    const unreached = async () =>
      (await (await page.as('高远')).say('报表 发送')).card?.text.match(/账号的家长：(\d+) 位/)?.[1];
    const switched = (active: boolean) =>
      started.program.receive({
        kind: 'accountChanged',
        active,
        key: `a${++events}`,
        workspaceId: sandbox,
        actor: { externalId },
      });
    expect(await unreached()).toBeUndefined();
    const waiting = await message(
      'waiting',
      { account: externalId },
      { workspaceId: sandbox, personId, notBefore: new Date('2026-09-17T14:00:00+08:00') },
    );
    await switched(false);
    await switched(false);
    await page.to('2026-09-17T14:01');
    expect(await stateOf(waiting)).toBe('failed');
    expect(await database().decisions.of(schoolId, { personId }, 1)).toMatchObject([
      { outcome: 'notReached', reason: 'accountOff' },
    ]);
    expect([await database().people.accountsOf([personId]), await unreached()]).toEqual([[], '1']);
    await switched(true);
    expect(await unreached()).toBeUndefined();
    const again = await message('again', { account: externalId }, { workspaceId: sandbox, personId });
    await settle();
    expect(await stateOf(again)).toBe('sent');
  });
});

describe('a workspace that is closed', () => {
  test('keeps everything waiting, tells administrators elsewhere once, and goes on when it opens', async () => {
    const opens = (open: boolean) => happens({ kind: 'workspaceChanged', open, reason: 'token_revoked' });
    await opens(false);
    await opens(false);
    const id = await message('patient', { chat: 'c-quiet' });
    await settle();
    expect([await stateOf(id), appeared('c-quiet')]).toEqual(['pending', []]);
    const told = (await kindsTo('管文')).filter((row) => row.kind === 'workspace.closed');
    expect(told.map((row) => [row.state, row.workspaceId === workspaceId])).toEqual([['sent', false]]);
    expect(await started.program.ports.chats.look(workspaceId, 'c-new')).toBeNull();
    await opens(true);
    await settle();
    expect(appeared('c-quiet')).toEqual(['patient']);
    expect(await started.program.ports.chats.look(workspaceId, 'c-new')).not.toBeNull();
  });
});
