import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rosterCsv, staffCsv, workbookOf } from '../../support/school.js';
import { startOnSlack } from '../../support/slack-school.js';
import type { SlackVisitor } from '../../support/slack-visitor.js';

const team = 'T0YUXIN';
let school: Awaited<ReturnType<typeof startOnSlack>>;
let wang: SlackVisitor;
/** The id of a person, not of an account. */
let administrator: string;
let father: SlackVisitor;
let workspaceId: string;
let schoolId: string;
let staffRoom: string;
/** Connections to another machine than this one. */
const outside: (string | undefined)[] = [];
const watch = (seen: unknown) => {
  const { socket } = seen as { readonly socket: Socket };
  socket.once('connect', () => {
    if (socket.remoteAddress && !/^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress))
      outside.push(socket.remoteAddress);
  });
  socket.once('lookup', (_error, _address, _family, host) => {
    if (!['localhost', '127.0.0.1'].includes(host)) outside.push(host);
  });
};

beforeAll(async () => {
  subscribe('net.client.socket', watch);
  school = await startOnSlack('embedded', 'http', '2026-09-17T10:00:00+08:00', 'zh-CN');
  const bytes = workbookOf(rosterCsv, staffCsv);
  await school.page.importRoster(bytes, '育新.xlsx', { dryRun: false, schoolName: '育新实验学校' });
  wang = await school.page.as('王芳');
  administrator = (await prisma().person.findFirstOrThrow({ where: { name: '管文' } })).id;
  father = await school.page.as('林国强');
  workspaceId = `slack-${team}`;
  schoolId = (await database().schools.list())[0]?.id ?? '';
  staffRoom = (await wang.desk()).chats.find(({ title }) => /教师/.test(title))?.id ?? '';
});
afterAll(async () => {
  expect(
    school.slack.ledger().filter(({ kind }) => kind === 'wrong' || kind === 'unplanned'),
    'what Slack would not take',
  ).toEqual([]);
  await school.stop();
  unsubscribe('net.client.socket', watch);
});

const database = () => school.program.ports.database;
const prisma = () => school.program.database.prisma;
const settled = async () => {
  await school.slack.ask({ do: 'settled' });
  await school.program.settle(20_000);
};
const entries = () => prisma().pointEntry.count();
const events = () => prisma().inboundEvent.count();
const posted = (channel: string) =>
  school.slack.ledger().filter((line) => line.kind === 'post' && line.channel === channel).length;
const stateOf = async (id: string) => (await prisma().delivery.findUniqueOrThrow({ where: { id } })).state;
const channelIn = async (id: string) => database().channels.findByChat(workspaceId, id);

async function message(key: string, to: { readonly chat: string } | { readonly account: string }): Promise<string> {
  const now = school.program.clock.school();
  const frame = { verb: 'send', schoolId, workspaceId, kind: 'test', audience: 'staff', urgency: 5 } as const;
  const about = { personId: null, subjectId: null, language: 'zh-CN', uselessAfter: null } as const;
  const card = { tone: 'plain', blocks: [{ kind: 'paragraph', text: key }] } as const;
  return database().deliveries.add({ ...frame, ...about, to, key, card, createdAt: now, notBefore: now });
}

/** How often the administrators were told something of this kind. */
const told = (kind: string) => prisma().delivery.count({ where: { kind } });

describe('Permission checks are server-side on user.id of the payload (buttons can be clicked by anyone who sees them)', () => {
  test('what a teacher was shown is confirmed by that teacher and by nobody who presses the same button', async () => {
    const { card } = await wang.say('林小满 +2 帮助同学');
    const shown = card ?? expect.fail('no card');
    const before = await entries();
    for (const name of ['周建', '李强', '孙值', '管文']) {
      const other = await school.page.as(name);
      await other.pressOf(shown, '记录');
      expect(await entries(), name).toBe(before);
    }
    await wang.press(shown, '记录');
    expect(await entries()).toBe(before + 1);
    // A second time, later and from another window, it is the same deed.
    await wang.pressOf(shown, '记录');
    expect(await entries()).toBe(before + 1);
  });

  test('a command shows each what is theirs, in the same channel', async () => {
    await school.slack.ask({ do: 'invite', team, channel: staffRoom, user: father.id });
    expect((await wang.command('本周', /教师/)).card?.text).toContain('七年级1班');
    expect((await father.command('报表', /教师/)).card?.text ?? '').not.toContain('周一鸣');
    await school.slack.ask({ do: 'kick', team, channel: staffRoom, user: father.id });
    await settled();
  });
});

describe('bot loop (ignore own and other bots)', () => {
  test('another bot that mentions us, again and again, is not answered', async () => {
    const [before, messages] = [await events(), posted(staffRoom)];
    for (let time = 0; time < 5; time += 1) {
      await school.slack.ask({ do: 'botSays', team, channel: staffRoom, text: '@bot 本周' });
    }
    await settled();
    expect([await events(), posted(staffRoom)]).toEqual([before, messages]);
  });

  test('our own words, of which Slack tells us, are not listened to', async () => {
    const before = await events();
    await wang.say('本周');
    await settled();
    expect(await events()).toBe(before + 1);
  });

  test('edited and taken back, what somebody said is not said again', async () => {
    const { done } = await wang.say('陈可 +2 帮助同学');
    const [before, count] = [await entries(), await events()];
    const ts = done.ts ?? '';
    const direct = { team, user: wang.id, channel: 'direct', ts } as const;
    await school.slack.ask({ do: 'edit', ...direct, text: '陈可 +3 帮助同学' });
    await school.slack.ask({ do: 'takeBack', ...direct });
    await settled();
    expect([await entries(), await events()]).toEqual([before, count]);
  });
});

describe('Deactivated user, left channel, archived channel, renamed channel, guest, Slack Connect stranger', () => {
  test('a renamed channel is called what people call it', async () => {
    await school.slack.ask({ do: 'rename', team, channel: staffRoom, name: '全体教师-新' });
    await settled();
    expect(await channelIn(staffRoom)).toMatchObject({ name: '全体教师-新' });
    await school.slack.ask({ do: 'rename', team, channel: staffRoom, name: '教师群' });
    await settled();
  });

  test('an archived channel gets nothing, an administrator is told once, and what was held is sent when it is back', async () => {
    const [before, away] = [posted(staffRoom), await told('chat.away')];
    await school.slack.ask({ do: 'archive', team, channel: staffRoom });
    await settled();
    const id = await message('held while archived', { chat: staffRoom });
    await settled();
    expect([await stateOf(id), posted(staffRoom), await told('chat.away')]).toEqual(['held', before, away + 1]);
    await school.slack.ask({ do: 'archive', team, channel: staffRoom, archived: false });
    await settled();
    await settled();
    expect([await stateOf(id), posted(staffRoom)]).toEqual(['sent', before + 1]);
  });

  test('a channel that threw the bot out gets nothing until it is let in again', async () => {
    const before = posted(staffRoom);
    await school.slack.ask({ do: 'kick', team, channel: staffRoom, user: 'bot' });
    await settled();
    const id = await message('held while outside', { chat: staffRoom });
    await settled();
    expect([await stateOf(id), posted(staffRoom)]).toEqual(['held', before]);
    await school.slack.ask({ do: 'invite', team, channel: staffRoom, user: 'bot' });
    await settled();
    await settled();
    expect(await stateOf(id)).toBe('sent');
  });

  test.each([
    ['a guest', 'U0GUEST', { role: 'guest' as const }],
    ['somebody of another organisation', 'U0STRANGER', { strangerOf: 'T0OTHER' }],
  ])(
    '%s who comes into a channel is unknown there: nothing with a name goes out before a person says so',
    async (_who, id, parts) => {
      const before = await channelIn(staffRoom);
      await database().channels.confirmMembers(before?.id ?? '', administrator, school.program.clock.school());
      expect((await channelIn(staffRoom))?.confirmedAt).not.toBeNull();
      await school.slack.ask({ do: 'addUser', team, user: { id, name: id, ...parts } });
      await school.slack.ask({ do: 'invite', team, channel: staffRoom, user: id });
      await settled();
      const channel = await channelIn(staffRoom);
      expect(channel?.confirmedAt ?? null).toBeNull();
      const { unknown } = await database().channels.membership(channel?.id ?? '');
      expect(JSON.stringify(unknown)).toContain(id);
      await school.slack.ask({ do: 'kick', team, channel: staffRoom, user: id });
      await settled();
    },
  );

  test('a stranger who writes to the bot directly is told how to be known, and nothing of the school', async () => {
    await school.slack.ask({ do: 'addUser', team, user: { id: 'U0NOBODY', name: '陌生人' } });
    const done = await school.slack.ask({
      do: 'say',
      team,
      user: 'U0NOBODY',
      channel: 'direct',
      text: '报表 七年级1班',
    });
    expect(done.ack).toMatchObject({ status: 200 });
    await settled();
    const desk = await school.slack.ask({ do: 'look', team, user: 'U0NOBODY' });
    const words = desk.channels
      .flatMap((one) => one.messages.filter(({ author }) => author === 'bot'))
      .map(({ plain }) => plain);
    expect(words).toHaveLength(1);
    expect(words.join()).not.toMatch(/林小满|七年级1班|王芳/);
  });

  test('a deactivated user gets nothing more, and is reached again when active', async () => {
    await school.slack.ask({ do: 'changeUser', team, user: father.id, to: { deleted: true } });
    await settled();
    const { id: personId } = await prisma().person.findFirstOrThrow({ where: { name: '林国强' } });
    expect(await database().people.accountsOf([personId])).toEqual([]);
    await school.slack.ask({ do: 'changeUser', team, user: father.id, to: { deleted: false } });
    await settled();
    expect(await database().people.accountsOf([personId])).toHaveLength(1);
  });
});

describe('Plain-HTTP slackApiUrl override used by EVERY client', () => {
  test('in all of this no connection was opened to anybody but the Slack of the test', async () => {
    const methods = new Set(school.slack.ledger().flatMap((line) => (line.kind === 'call' ? [line.method] : [])));
    for (const method of ['auth.test', 'chat.postMessage', 'conversations.info', 'users.info']) {
      expect([...methods]).toContain(method);
    }
    const answers = school.slack.ledger().flatMap((line) => ('by' in line && line.by === 'response_url' ? [line] : []));
    expect(answers.length).toBeGreaterThan(0);
    expect(outside).toEqual([]);
  });
});
