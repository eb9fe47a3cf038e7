// long because every kind of button is pressed on one program: starting it for each file costs more than reading on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expiresAfter } from '../../src/core/actions/offers.js';
import { openRound } from '../../src/core/conduct/rounds.js';
import { pressKinds } from '../../src/core/conversation/presses.js';
import type { Recheck } from '../../src/core/deliveries/events.js';
import { createRecheck } from '../../src/core/deliveries/recheck.js';
import { sendNotes } from '../../src/core/digests/notes.js';
import type { MessageKey } from '../../src/core/language/catalogue.js';
import { say } from '../../src/core/language/say.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import type { Reply } from '../../src/core/message/reply.js';
import { invite } from '../../src/core/people/invite.js';
import { loadSchool, type School } from '../../src/core/school/school.js';
import { clockFrom, startProgram, type TestProgram } from '../support/program.js';
import { visit } from '../support/sandbox-visitor.js';
import { rosterCsv, staffCsv } from '../support/school.js';
import { type Facts, father, homeroom, monday, outsiders, rows } from './press-table.js';

const bytes = (text: string) => new TextEncoder().encode(text);

const no: readonly MessageKey[] = [
  'press.notYours',
  'press.gone',
  'people.notYourClass',
  'round.notYours',
  'digest.notYours',
  'question.gone',
  'question.answered',
  'settings.administratorsOnly',
  'bind.administratorsOnly',
  'link.administratorsOnly',
  'conduct.notYourDraft',
  'conduct.notYourClass',
  'conduct.notForYou',
];
const refusals = new Set(no.map((key) => say('zh-CN', key)));
const refused = (reply: Reply) => ({ said: reply.toast ?? null, shown: reply.card ?? reply.open ?? null });

describe('who may press what', () => {
  let started: TestProgram;
  let school: School;
  let facts: Facts;
  let page: ReturnType<typeof visit>;
  const seats = new Map<string, string>();
  const persons = new Map<string, string>();
  let events = 0;

  const ports = () => started.program.ports;
  const prisma = () => started.program.database.prisma;
  const personOf = (name: string) => persons.get(name) ?? expect.fail(name);

  const send = (name: string, what: { text: string } | { token: string; value?: string }): Promise<Reply> => {
    const externalId = seats.get(name) ?? expect.fail(name);
    const gesture = 'text' in what ? { kind: 'said' as const, ...what } : { kind: 'pressed' as const, ...what };
    events += 1;
    const inbound: Inbound = {
      ...gesture,
      key: `who-may-${events}`,
      workspaceId: `sandbox-${school.tenantId}`,
      actor: { externalId },
      chat: { externalId: `dm-${externalId}`, kind: 'direct' },
    };
    return started.program.receive(inbound);
  };

  /** Presses a button that was made for `whose`, about the matter of the row. */
  const press = async (kind: string, presser: string, whose: string) => {
    const row = rows[kind] ?? expect.fail(`Who may press ${kind}? Give it a line in the table.`);
    const token = ports().ids.secret();
    const now = ports().clock.school();
    const action = { token, schoolId: school.id, kind, personId: personOf(whose), expiresAt: expiresAfter(now, 7) };
    await ports().database.actions.add([{ ...action, payload: row.payload(facts) }], now);
    return send(presser, { token, ...(row.value ? { value: row.value(facts) } : {}) });
  };

  beforeAll(async () => {
    started = await startProgram('embedded', { machine: clockFrom('2026-09-17T10:00:00+08:00') });
    page = visit(started.url, 'zh-CN');
    await page.importRoster(bytes(rosterCsv), 'roster.csv', { dryRun: false, schoolName: '育新实验学校' });
    await page.importRoster(bytes(staffCsv), 'staff.csv', { dryRun: false });
    const { database } = ports();
    const [record] = await database.schools.list();
    school = await loadSchool(database, record?.id ?? '');
    for (const { id, name } of await page.people()) seats.set(name, id);
    for (const { id, name } of await prisma().person.findMany()) persons.set(name, id);
    // The subject teacher has left the school.
    await prisma().role.updateMany({ where: { personId: personOf('赵敏') }, data: { toOn: new Date('2026-09-15') } });
    facts = await setUp();
  }, 60_000);
  afterAll(() => started?.stop());

  async function setUp(): Promise<Facts> {
    const { database, ids } = ports();
    const now = ports().clock.school();
    const pupil = await prisma().pupil.findFirstOrThrow({ where: { name: '周一鸣' } });
    const child = await prisma().pupil.findFirstOrThrow({ where: { name: '林小满' } });
    const schoolClass = await prisma().schoolClass.findFirstOrThrow({ where: { name: '七年级1班' } });
    const channel = await prisma().channel.findFirstOrThrow({ where: { classId: schoolClass.id } });
    const round = await openRound(ports(), { school, classId: schoolClass.id, weekOn: monday });
    await send(homeroom, { text: '林小满 +2 帮助同学' });
    const draft = await prisma().entryDraft.findFirstOrThrow();
    await send('孙值', { text: '林小满 迟到' });
    const proposed = await prisma().entryDraft.findFirstOrThrow({ where: { personId: personOf('孙值') } });
    const token = await prisma().action.findFirstOrThrow({
      where: { kind: 'draft.record', personId: personOf('孙值') },
    });
    await send('孙值', { token: token.id });
    const proposal = await prisma().proposal.findFirstOrThrow();
    expect(proposed.state).toBe('open');
    await send(father, { text: '小满说不想活了' });
    const alert = await prisma().alert.findFirstOrThrow();
    const question = await prisma().question.findFirstOrThrow();
    const [report] = await database.serious.add([
      {
        id: ids.next(),
        schoolId: school.id,
        classId: schoolClass.id,
        pupilId: pupil.id,
        itemCode: 'X',
        note: null,
        reportedById: personOf(homeroom),
        reportedAt: now,
        sourceKey: 'who-may',
        state: 'open',
        takenById: null,
        takenAt: null,
      },
    ]);
    const digestId = ids.next();
    await database.digests.add({
      id: digestId,
      schoolId: school.id,
      classId: schoolClass.id,
      roundId: round?.id ?? '',
      weekOn: monday,
      audience: 'classParents',
      facts: {
        classId: schoolClass.id,
        className: schoolClass.name,
        week: { monday, number: 3 },
        entries: [
          {
            pupil: { id: child.id, name: child.name, classId: schoolClass.id, praiseConsent: 'granted' },
            points: 2,
            text: '帮助同学',
            staffNote: null,
            occurredOn: monday,
            correction: false,
          },
        ],
        groups: [],
        totals: [],
        notices: [],
      },
      composedAt: now,
    });
    const request = { tenantId: school.tenantId, schoolId: school.id, kind: 'guardian', createdById: null } as const;
    const [code = ''] = await invite(ports(), database, [
      { ...request, personId: personOf('周建'), pupilId: pupil.id },
    ]);
    const workspaceId = `sandbox-${school.tenantId}`;
    await started.program.receive({
      key: 'who-may-invite',
      workspaceId,
      actor: { externalId: 'somebody-new', displayName: '小周' },
      chat: { externalId: 'dm-new', kind: 'direct' },
      kind: 'said',
      text: code,
    });
    const waiting = await prisma().invite.findFirstOrThrow({ where: { usedAt: { not: null } } });
    const own = await prisma().account.findFirstOrThrow({ where: { personId: personOf(father) } });
    const made = {
      draftId: draft.id,
      of: draft.sourceKey,
      reportId: report?.id ?? '',
      alertId: alert.id,
      proposalIds: proposal.id,
      roundId: round?.id ?? '',
      inviteIds: waiting.id,
      questionId: question.id,
      pupilId: child.id,
      digestId,
      channelId: channel.id,
      workspaceId,
      chat: channel.externalId,
      account: 'somebody-new',
      accountId: own.id,
      personId: personOf(father),
    };
    facts = { ids: made };
    const opened = await press('round.fillIn', homeroom, homeroom);
    return { ids: { ...made, session: opened.open?.session ?? '' } };
  }

  const hold = async () => {
    const schoolClass = await prisma().schoolClass.findFirstOrThrow({ where: { name: '七年级1班' } });
    await ports().database.digests.holdNote({
      id: ports().ids.next(),
      schoolId: school.id,
      classId: schoolClass.id,
      pupilId: facts.ids['pupilId'] ?? '',
      weekOn: monday,
      heldById: personOf(homeroom),
      heldAt: ports().clock.school(),
    });
  };

  test('every kind of button has its line, and no line is left over', () => {
    expect(Object.keys(rows).sort()).toEqual([...pressKinds].sort());
  });

  test.each(Object.keys(rows))('%s is for the person it was made for', async (kind) => {
    const { owner } = rows[kind] ?? expect.fail();
    for (const outsider of outsiders) {
      const { said, shown } = refused(await press(kind, outsider, owner));
      if (outsider === '赵敏') expect(JSON.stringify(shown)).toContain(say('zh-CN', 'talk.former'));
      else expect([said, shown], outsider).toEqual([say('zh-CN', 'press.notYours'), null]);
    }
  });

  test.each(Object.keys(rows).filter((kind) => !rows[kind]?.own))(
    '%s is refused by the matter itself, whoever holds a button about it',
    async (kind) => {
      for (const outsider of outsiders) {
        const { said, shown } = refused(await press(kind, outsider, outsider));
        if (outsider === '赵敏') expect(JSON.stringify(shown)).toContain(say('zh-CN', 'talk.former'));
        else expect([refusals.has(said ?? ''), shown], `${outsider}: ${said}`).toEqual([true, null]);
      }
    },
  );

  test('nothing of that changed anything', async () => {
    const { ids } = facts;
    const { database } = ports();
    expect(await prisma().entryDraft.findUniqueOrThrow({ where: { id: ids['draftId'] ?? '' } })).toMatchObject({
      state: 'open',
      version: 1,
    });
    expect((await prisma().digest.findFirstOrThrow()).state).toBe('composed');
    expect((await prisma().proposal.findFirstOrThrow()).state).toBe('open');
    expect((await prisma().round.findFirstOrThrow()).state).toBe('open');
    expect((await prisma().alert.findFirstOrThrow()).takenById).toBeNull();
    expect((await prisma().seriousReport.findFirstOrThrow()).takenById).toBeNull();
    expect(await prisma().pointEntry.count()).toBe(0);
    expect(await prisma().noteHold.count()).toBe(0);
    expect(await prisma().consent.count()).toBe(0);
    expect(await database.accounts.find(ids['accountId'] ?? '')).toMatchObject({ personId: personOf(father) });
    expect(await database.accounts.findBy(ids['workspaceId'] ?? '', 'somebody-new')).toMatchObject({ personId: null });
    expect(await prisma().channel.findUniqueOrThrow({ where: { id: ids['channelId'] ?? '' } })).toMatchObject({
      audience: 'classParents',
      unboundAt: null,
    });
    expect((await prisma().invite.findUniqueOrThrow({ where: { id: ids['inviteIds'] ?? '' } })).decidedAt).toBeNull();
    expect((await prisma().question.findFirstOrThrow()).assignedToId).toBe(personOf(homeroom));
  });

  test('a homeroom teacher of yesterday decides nothing in the class, nor looks into it', async () => {
    const role = { personId: personOf(homeroom), kind: 'homeroomTeacher' };
    const before = await prisma().role.findFirstOrThrow({ where: role });
    const other = await prisma().schoolClass.findFirstOrThrow({ where: { name: '七年级2班' } });
    await prisma().role.update({ where: { id: before.id }, data: { scopeId: other.id } });
    for (const [kind, { owner, keeps, own }] of Object.entries(rows)) {
      if (owner !== homeroom || keeps || own || kind === 'form') continue;
      const { said, shown } = refused(await press(kind, homeroom, homeroom));
      expect([refusals.has(said ?? ''), shown], `${kind}: ${said}`).toEqual([true, null]);
    }
    await prisma().role.update({ where: { id: before.id }, data: { scopeId: before.scopeId } });
  });

  test('a button of another school, an old one and an unknown one do nothing', async () => {
    const now = ports().clock.school();
    const base = { kind: 'digest.approve', payload: { digestId: facts.ids['digestId'] ?? '' }, personId: null };
    const old = { ...base, token: 'old', schoolId: school.id, expiresAt: now };
    const strange = {
      ...base,
      token: 'strange',
      schoolId: school.id,
      kind: 'toString',
      expiresAt: expiresAfter(now, 1),
    };
    await ports().database.actions.add([old, strange], now);
    expect((await send(homeroom, { token: 'old' })).toast).toBe(say('zh-CN', 'press.expired'));
    expect((await send(homeroom, { token: 'strange' })).toast).toBe(say('zh-CN', 'press.gone'));
    expect((await send(homeroom, { token: 'nobody-made-this' })).toast).toBe(say('zh-CN', 'press.gone'));
  });

  test('a family reads nothing before the school turned that on, nor what a teacher wants to tell in person', async () => {
    const text = async (name: string) => JSON.stringify((await send(name, { text: '本周' })).card);
    await press('draft.record', homeroom, homeroom);
    expect(await text(father)).toContain(say('zh-CN', 'week.familiesOff'));
    const settings = { ...school.settings, audiences: { classParents: true, guardians: true } };
    await ports().database.schools.setSettings(school.id, { audiences: settings.audiences });
    expect(await text(father)).toContain('帮助同学');
    await hold();
    const held = await text(father);
    expect(held).not.toContain('帮助同学');
    expect(held).toContain('林大成');
    const link = { personId: personOf('周建') };
    await prisma().guardianship.updateMany({ where: link, data: { receivesNotes: false } });
    expect(await text('周建')).toContain(say('zh-CN', 'week.noNotes'));
    await prisma().guardianship.updateMany({ where: link, data: { receivesNotes: true } });
  });

  test('an undo takes back the message of its own card, once, and not the one before or after it', async () => {
    const record = async (text: string) => {
      await send(homeroom, { text });
      const draft = await prisma().entryDraft.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
      const action = await prisma().action.findFirstOrThrow({
        where: { kind: 'draft.record', payload: { path: ['draftId'], equals: draft.id } },
      });
      await send(homeroom, { token: action.id });
      return prisma().action.findFirstOrThrow({
        where: { kind: 'entries.undo', payload: { path: ['of'], equals: draft.sourceKey } },
      });
    };
    const first = await record('何雨桐 +1 值日');
    await record('欧阳雪 +1 值日');
    await send(homeroom, { token: first.id });
    expect((await send(homeroom, { token: first.id })).card).toEqual(
      expect.objectContaining({ blocks: [expect.objectContaining({ kind: 'paragraph' })] }),
    );
    const reversals = await prisma().pointEntry.findMany({ where: { reversesId: { not: null } } });
    const pupil = await prisma().pupil.findFirstOrThrow({ where: { name: '何雨桐' } });
    expect(reversals.map((one) => one.pupilId)).toEqual([pupil.id]);
  });

  test('a family with children in two grades gets the note of each, once, whenever its week ends', async () => {
    school = await loadSchool(ports().database, school.id);
    const classes = await ports().database.classes.list(school.id, monday);
    for (const one of [...classes, ...classes]) await sendNotes(ports(), school, [one], monday);
    const due = { kind: 'notes.send', dueKey: { startsWith: monday } };
    expect((await prisma().occurrence.updateMany({ where: due, data: { state: 'done' } })).count).toBe(1);
    const notes = () =>
      prisma().delivery.findMany({ where: { kind: { startsWith: 'note' }, personId: personOf(father) } });
    // 林小满 is held, so for now there is one, about 林大成.
    expect((await notes()).map((one) => JSON.stringify(one.card).includes('林小满'))).toEqual([false]);
    await press('note.release', homeroom, homeroom);
    await press('note.release', homeroom, homeroom);
    const both = (await notes()).map((one) => JSON.stringify(one.card).includes('林小满'));
    expect(both.sort()).toEqual([false, true]);
    // Once the notes are out, there is nothing left to hold: released again it would come twice.
    expect((await press('note.hold', homeroom, homeroom)).toast).toBe(say('zh-CN', 'note.gone'));
  });

  test('“help, she is missing” is a cry for help, not a wish for the help page', async () => {
    const { card } = await send('周建', { text: 'help my daughter is missing' });
    expect(JSON.stringify(card)).toContain('120');
    expect(await prisma().alert.count()).toBe(2);
    // Whoever may be told nothing, or nothing any more, gets the numbers all the same.
    const former = JSON.stringify((await send('赵敏', { text: '他说不想活了' })).card);
    expect(former).toContain('120');
    expect(former).not.toContain(say('zh-CN', 'danger.told'));
    expect(await prisma().alert.count()).toBe(2);
  });

  test('a note over two children does not leave once one of them is no longer the reader’s to know about', async () => {
    const [note] = await prisma().delivery.findMany({
      where: { kind: { startsWith: 'note' }, personId: personOf(father) },
      take: 1,
    });
    const children = await prisma().guardianship.findMany({ where: { personId: personOf(father) } });
    const subjectId = children.map((one) => one.pupilId).join(' ');
    const waiting = { ...note, subjectId } as unknown as Parameters<Recheck>[0][number];
    const look = async () => [...(await createRecheck(ports())([waiting])).values()];
    expect(await look()).toEqual([]);
    const where = { personId: personOf(father), pupilId: facts.ids['pupilId'] ?? '' };
    await prisma().guardianship.updateMany({ where, data: { restricted: true } });
    expect(await look()).toEqual(['notGuardian']);
    await prisma().guardianship.updateMany({ where, data: { restricted: false } });
  });

  test('a code gives nobody a second self, and a restricted guardian’s tells nobody anything', async () => {
    const { database } = ports();
    const child = facts.ids['pupilId'] ?? '';
    const base = { tenantId: school.tenantId, schoolId: school.id, createdById: null };
    const [second = '', restricted = '', first = ''] = await invite(ports(), database, [
      { ...base, kind: 'guardian', personId: personOf('陈立'), pupilId: child },
      { ...base, kind: 'guardian', personId: personOf('吴刚'), pupilId: child },
      { ...base, kind: 'administrator', personId: null, pupilId: null },
    ]);
    expect(JSON.stringify((await send('周建', { text: second })).card)).toContain(say('zh-CN', 'people.otherPerson'));
    // Somebody of whom the program knows already becomes the administrator; nobody new is made up.
    const before = await prisma().person.count();
    await send('李强', { text: first });
    const held = { personId: personOf('李强'), kind: 'administrator' };
    expect(await prisma().role.count({ where: held })).toBe(1);
    expect(await prisma().person.count()).toBe(before);
    await prisma().role.deleteMany({ where: held });
    await prisma().guardianship.updateMany({ where: { personId: personOf('吴刚') }, data: { restricted: true } });
    const asked = () => prisma().delivery.count({ where: { kind: 'invite.waiting' } });
    const count = await asked();
    const pupil = await prisma().guardianship.findFirstOrThrow({ where: { personId: personOf('吴刚') } });
    await prisma().invite.updateMany({ where: { personId: personOf('吴刚') }, data: { pupilId: pupil.pupilId } });
    await started.program.receive({
      key: 'who-may-restricted',
      workspaceId: `sandbox-${school.tenantId}`,
      actor: { externalId: 'somebody-else' },
      chat: { externalId: 'dm-else', kind: 'direct' },
      kind: 'said',
      text: restricted,
    });
    expect(await asked()).toBe(count);
    await prisma().guardianship.updateMany({ where: { personId: personOf('吴刚') }, data: { restricted: false } });
  });

  test('whoever is restricted after asking gets no answer about the child', async () => {
    const where = { personId: personOf(father), pupilId: facts.ids['pupilId'] ?? '' };
    const form = await press('question.answer', homeroom, homeroom);
    await prisma().guardianship.updateMany({ where, data: { restricted: true } });
    const reply = await started.program.receive({
      key: 'who-may-answer',
      workspaceId: `sandbox-${school.tenantId}`,
      actor: { externalId: seats.get(homeroom) ?? '' },
      chat: { externalId: 'dm', kind: 'direct' },
      kind: 'submitted',
      session: form.open?.session ?? '',
      answers: { text: '她很好。' },
    });
    expect(JSON.stringify(reply)).toContain(say('zh-CN', 'question.notGuardian'));
    expect(await prisma().delivery.count({ where: { kind: 'question.answer' } })).toBe(0);
    await prisma().guardianship.updateMany({ where, data: { restricted: false } });
  });

  test('a name whose consent has ended is not said, and the slips end with the post', async () => {
    const { ids } = facts;
    const channel = await prisma().channel.findUniqueOrThrow({ where: { id: ids['channelId'] ?? '' } });
    const child = {
      schoolId: school.id,
      pupilId: ids['pupilId'] ?? '',
      purpose: 'praise',
      recordedById: null,
    } as const;
    const at = ports().clock.school();
    const consent = { ...child, givenById: personOf(father), at };
    await ports().database.consents.add([{ ...consent, id: ports().ids.next(), state: 'granted' }]);
    const preview = async () => JSON.stringify((await press('digest.preview', homeroom, homeroom)).card);
    expect(await preview()).toContain('林小满');
    await ports().database.consents.add([{ ...consent, id: ports().ids.next(), state: 'withdrawn' }]);
    expect(await preview()).not.toContain('林小满');
    // A chat of whose members nothing was heard is a chat of strangers.
    await ports().database.consents.add([{ ...consent, id: ports().ids.next(), state: 'granted' }]);
    const members = await prisma().channelMember.findMany({ where: { channelId: channel.id } });
    await prisma().channelMember.deleteMany({ where: { channelId: channel.id } });
    expect(await preview()).toContain(say('zh-CN', 'why.membersUnseen'));
    await prisma().channelMember.createMany({ data: members });
    // The teacher who left is still in the chat. Whom the preview did not name is not confirmed by it.
    expect((await press('channel.confirm', homeroom, homeroom)).toast).toBe(say('zh-CN', 'digest.membersChanged'));
    const [confirm] = await prisma().action.findMany({
      where: { kind: 'channel.confirm', NOT: { payload: { path: ['unknown'], equals: '' } } },
    });
    await send(homeroom, { token: confirm?.id ?? '' });
    const approved = await press('digest.approve', homeroom, homeroom);
    expect(JSON.stringify(approved.card)).toContain(say('zh-CN', 'digest.slips'));
    // What is written down has ids only; the name is found when somebody asks.
    expect(JSON.stringify(await prisma().decision.findMany())).not.toContain(homeroom);
    expect(JSON.stringify((await send(homeroom, { text: '为什么' })).card)).toContain(`${homeroom}已批准`);
    const link = await prisma().action.findFirstOrThrow({ where: { kind: 'slips' } });
    await hold();
    const slips = () => fetch(new URL(`/slips/${link.id}`, started.url));
    const printed = await (await slips()).text();
    expect(printed).toContain('周一鸣');
    // Held: the teacher calls first.
    expect(printed).not.toContain('林小满');
    const role = { personId: personOf(homeroom), kind: 'homeroomTeacher' };
    await prisma().role.updateMany({ where: role, data: { toOn: new Date('2026-09-17') } });
    expect((await slips()).status).toBe(404);
    await prisma().role.updateMany({ where: role, data: { toOn: null } });
  });
});
