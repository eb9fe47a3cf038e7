import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalDate } from '../../src/core/calendar/local-date.js';
import { type EntryLine, lineOf } from '../../src/core/conduct/entry-line.js';
import { isCorrection } from '../../src/core/conduct/ledger.js';
import { confirmProposals, declineProposals, lapseProposals } from '../../src/core/conduct/proposals.js';
import { recordEntries } from '../../src/core/conduct/record.js';
import { reportSerious, takeSerious } from '../../src/core/conduct/report-serious.js';
import { lockRounds, openRound } from '../../src/core/conduct/rounds.js';
import { reverseEntries, undoLast } from '../../src/core/conduct/undo.js';
import type { Refusal } from '../../src/core/errors.js';
import { addStaff, type ConductSchool, makeSchool, plainRubric } from '../support/conduct-school.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

const since = '2026-09-01' as const;
const tuesday = '2026-09-15' as const;

describeBackends('points in the books', (backend) => {
  let database: TestDatabase;
  let world: ConductSchool;
  let said = 0;
  const next = () => {
    said += 1;
    return `m${said}`;
  };

  beforeAll(async () => {
    database = await openTestDatabase({ backend });
  });
  beforeEach(async () => {
    world = await makeSchool(database, {
      today: tuesday,
      termFrom: since,
      since,
      classes: { '701': { G1: ['林小满', '周一鸣'], G2: ['陈可'] }, '702': { G3: ['王也'] } },
    });
  });
  afterAll(() => database.close());

  const line = (pupil: string, points: number, over: Partial<EntryLine> = {}): EntryLine => {
    const code = points > 0 ? 'PLUS' : points < 0 ? 'MINUS' : 'NOTE';
    const item = plainRubric.find((one) => one.code === (over.itemCode ?? code)) ?? plainRubric[0];
    if (!item) throw new Error(code);
    const subject = { kind: 'pupil', id: world.id(pupil) } as const;
    const base = { classId: world.id('701'), subject, points, staffNote: null, occurredOn: tuesday as LocalDate };
    return {
      ...lineOf({ ...item, id: world.id(item.id) }, { ...base, as: 'give', everyone: false }, 'zh-CN'),
      ...over,
    };
  };
  const record = (lines: readonly EntryLine[], personId = world.teacherId, sourceKey = next()) =>
    recordEntries(world.ports, { school: world.school, personId, sourceKey, lines });
  const undo = (personId = world.teacherId, sourceKey = next()) =>
    undoLast(world.ports, { school: world.school, personId, sourceKey });
  const totalOf = async (pupil: string, throughOn: LocalDate = '2026-09-30') => {
    const view = { monthOn: '2026-09-01', throughOn } as const;
    const { settings, id } = world.school;
    return (await world.ports.database.standings.totalsOf(id, world.id('701'), view, settings)).get(world.id(pupil));
  };
  const why = (wish: Promise<unknown>) =>
    wish.then(
      () => 'done',
      (error: Refusal) => error.key,
    );
  const audited = async () =>
    (await database.prisma.audit.findMany({ where: { schoolId: world.school.id }, orderBy: { seq: 'asc' } })).map(
      (row) => `${row.action} ${world.nameOf(row.subjectId)}`,
    );
  const staff = (name: string, kind: string, scopeKind: string, scope: string) =>
    addStaff(database, world, name, { kind, scopeKind, scopeId: scope, fromOn: since });

  test('the same message is recorded once, however often it comes', async () => {
    const first = await record([line('林小满', 2), line('周一鸣', -1)], world.teacherId, 'same');
    const second = await record([line('林小满', 2), line('周一鸣', -1)], world.teacherId, 'same');
    expect([first.again, second.again]).toEqual([false, true]);
    expect(second.entries.map((entry) => entry.id)).toEqual(first.entries.map((entry) => entry.id));
    expect([await totalOf('林小满'), await totalOf('周一鸣')]).toEqual([102, 99]);
    expect(await audited()).toEqual(['entry.record 林小满', 'entry.record 周一鸣']);
  });

  test('one line that may not be recorded keeps all of them out', async () => {
    const wish = record([line('林小满', 2), line('王也', 1)]);
    expect(await why(wish)).toBe('conduct.notInClass');
    expect(await totalOf('林小满')).toBe(100);
  });

  test.each<[string, () => Partial<EntryLine> & { points?: number }]>([
    ['conduct.minusForAll', () => ({ everyone: true, points: -1 })],
    ['conduct.points', () => ({ points: -0.3 })],
    ['conduct.points', () => ({ points: -21 })],
    ['conduct.points', () => ({ points: 1, itemCode: 'MINUS' })],
    ['conduct.serious', () => ({ points: -5, itemCode: 'FIGHT' })],
    ['conduct.future', () => ({ occurredOn: '2026-09-16' })],
    ['conduct.itemEnded', () => ({ itemCode: 'GONE' })],
    ['conduct.notInClass', () => ({ occurredOn: '2026-08-31' })],
  ])('%s is said and nothing is recorded', async (key, over) => {
    expect(await why(record([line('林小满', -1, over())]))).toBe(key);
    expect(await totalOf('林小满')).toBe(100);
  });

  test('a teacher records in the own class alone', async () => {
    const stranger = await staff('吴老师', 'homeroomTeacher', 'class', world.id('702'));
    expect(await why(record([line('林小满', 1)], stranger))).toBe('conduct.notYours');
  });

  test('undo takes back the last message, then the one before it, and names what it took back', async () => {
    await record([line('林小满', 2)]);
    await record([line('林小满', -1), line('周一鸣', -1)]);
    const first = await undo();
    expect(first.undone.map((entry) => world.nameOf(entry.subject.id))).toEqual(['林小满', '周一鸣']);
    expect(await totalOf('林小满')).toBe(102);
    expect((await undo()).undone).toHaveLength(1);
    expect(await totalOf('林小满')).toBe(100);
    expect(await undo()).toEqual({ undone: [], withdrawn: [], closed: [] });
  });

  test('the same undo sent twice undoes once', async () => {
    await record([line('林小满', 2)]);
    await record([line('林小满', 3)]);
    const first = await undo(world.teacherId, 'undo 1');
    expect((await undo(world.teacherId, 'undo 1')).undone).toEqual(first.undone);
    expect(await totalOf('林小满')).toBe(102);
  });

  test('two who undo one line at the same moment take it back once', async () => {
    const { entries } = await record([line('林小满', 2)]);
    const entryIds = entries.map((entry) => entry.id);
    const wish = (sourceKey: string) =>
      reverseEntries(world.ports, {
        school: world.school,
        personId: world.teacherId,
        sourceKey,
        entryIds,
        closed: 'refuse',
      });
    await Promise.all([wish('u1'), wish('u2'), wish('u3')]);
    expect(await totalOf('林小满')).toBe(100);
  });

  test('what a lock has closed stays, and is corrected in the week in which somebody says so', async () => {
    await record([line('林小满', -1)]);
    const round = await openRound(world.ports, {
      school: world.school,
      classId: world.id('701'),
      weekOn: '2026-09-14',
    });
    await lockRounds(world.ports, { school: world.school, roundIds: [round?.id ?? ''] });
    world.setDay('2026-09-24');

    const refused = await undo();
    expect([refused.undone.length, refused.closed.length]).toEqual([0, 1]);
    expect(await totalOf('林小满')).toBe(99);

    const entryIds = refused.closed.map((entry) => entry.id);
    const wish = { school: world.school, personId: world.teacherId, sourceKey: 'c1', entryIds };
    await reverseEntries(world.ports, { ...wish, closed: 'correct' });
    const [correction] = await world.ports.database.conduct.ofSource(world.school.id, 'c1');
    expect(correction).toMatchObject({ weekOn: '2026-09-21', monthOn: '2026-09-01', occurredOn: tuesday, points: 1 });
    expect(correction && isCorrection(correction)).toBe(true);
    expect(await totalOf('林小满')).toBe(100);
  });

  test("somebody else's line is taken back by the homeroom teacher, not by a colleague", async () => {
    const colleague = await staff('郑老师', 'subjectTeacher', 'class', world.id('701'));
    const { entries } = await record([line('林小满', -1)], colleague);
    const { entries: mine } = await record([line('周一鸣', -1)]);
    const take = (personId: string, entryId: string | undefined, sourceKey: string) =>
      reverseEntries(world.ports, {
        school: world.school,
        personId,
        sourceKey,
        entryIds: [entryId ?? ''],
        closed: 'refuse',
      });
    expect(await why(take(colleague, mine[0]?.id, 'x1'))).toBe('conduct.notYourEntry');
    expect(await why(take(world.teacherId, entries[0]?.id, 'x2'))).toBe('done');
    expect([await totalOf('林小满'), await totalOf('周一鸣')]).toEqual([100, 99]);
  });

  test('a checker only proposes; the homeroom teacher makes it count, on the day on which it was seen', async () => {
    const checker = await staff('值周员', 'checker', 'school', world.school.id);
    expect(await why(record([line('林小满', 1)], checker))).toBe('conduct.notYours');
    const { proposals, entries } = await record([line('林小满', 1, { as: 'propose' })], checker);
    expect([proposals[0]?.lapsesOn, entries.length, await totalOf('林小满')]).toEqual(['2026-09-17', 0, 100]);

    world.setDay('2026-09-16');
    const decide = { school: world.school, proposalIds: [proposals[0]?.id ?? ''] };
    const byChecker = confirmProposals(world.ports, { ...decide, personId: checker, sourceKey: 'd0' });
    expect(await why(byChecker)).toBe('conduct.notYourClass');
    const confirm = (sourceKey: string) =>
      confirmProposals(world.ports, { ...decide, personId: world.teacherId, sourceKey });
    const [first, second] = [await confirm('d1'), await confirm('d2')];
    expect(first.confirmed[0]).toMatchObject({ occurredOn: tuesday, points: 1, recordedById: world.teacherId });
    expect([second.confirmed.length, second.decidedBefore.length]).toEqual([0, 1]);
    expect(await totalOf('林小满')).toBe(101);
  });

  test('proposals that add are confirmed together, one that takes away only by itself', async () => {
    const checker = await staff('值周员', 'checker', 'school', world.school.id);
    const as = { as: 'propose' } as const;
    const { proposals } = await record([line('林小满', 1, as), line('陈可', 0, as), line('周一鸣', -1, as)], checker);
    const confirm = (ids: readonly (string | undefined)[]) =>
      confirmProposals(world.ports, {
        school: world.school,
        personId: world.teacherId,
        sourceKey: next(),
        proposalIds: ids.map((id) => id ?? ''),
      });
    const [plus, note, minus] = proposals.map((one) => one.id);
    expect(await why(confirm([plus, minus]))).toBe('conduct.minusOneByOne');
    expect((await confirm([plus, note])).confirmed).toHaveLength(2);
    expect((await confirm([minus])).confirmed).toHaveLength(1);
    expect([await totalOf('林小满'), await totalOf('周一鸣')]).toEqual([101, 99]);
  });

  test('a proposal lapses after two school days, and a declined one never counts', async () => {
    const checker = await staff('值周员', 'checker', 'school', world.school.id);
    const as = { as: 'propose', occurredOn: '2026-09-18' } as const;
    world.setDay('2026-09-18');
    const { proposals } = await record([line('林小满', 1, as), line('陈可', 1, as)], checker);
    expect(proposals.map((one) => one.lapsesOn)).toEqual(['2026-09-22', '2026-09-22']);
    const personId = world.teacherId;
    const [first, second] = proposals.map((one) => one.id);
    const declined = await declineProposals(world.ports, {
      school: world.school,
      personId,
      proposalIds: [second ?? ''],
    });
    expect(declined).toHaveLength(1);

    world.setDay('2026-09-22');
    expect(await lapseProposals(world.ports, world.school)).toEqual([]);
    world.setDay('2026-09-23');
    const decide = { school: world.school, personId, proposalIds: [first ?? ''], sourceKey: 'late' };
    expect((await confirmProposals(world.ports, decide)).lapsed).toHaveLength(1);
    expect(await lapseProposals(world.ports, world.school)).toHaveLength(1);
    expect((await confirmProposals(world.ports, decide)).lapsed).toHaveLength(1);
    expect([await totalOf('林小满'), await totalOf('陈可')]).toEqual([100, 100]);
  });

  test('a checker takes back a proposal that nobody has decided, and sees no proposals but the own', async () => {
    const checker = await staff('值周员', 'checker', 'school', world.school.id);
    const other = await staff('门卫', 'checker', 'school', world.school.id);
    await record([line('林小满', 1, { as: 'propose' })], other);
    await record([line('陈可', 1, { as: 'propose' })], checker);
    const own = await world.ports.database.proposals.madeBy(world.school.id, checker, 10);
    expect(own.map((one) => world.nameOf(one.subject.id))).toEqual(['陈可']);
    expect((await undo(checker)).withdrawn).toHaveLength(1);
    expect(await undo(checker)).toEqual({ undone: [], withdrawn: [], closed: [] });
    expect(await world.ports.database.proposals.openOf(world.school.id, [world.id('701')])).toHaveLength(1);
  });

  test('a serious matter is told to student affairs once, and is no points', async () => {
    const office = await staff('政教处', 'studentAffairs', 'school', world.school.id);
    await staff('校长', 'principal', 'school', world.school.id);
    const told: string[] = [];
    const report = () =>
      reportSerious(
        world.ports,
        {
          school: world.school,
          personId: world.teacherId,
          sourceKey: 'serious',
          itemCode: 'FIGHT',
          pupilIds: [world.id('林小满')],
          note: null,
        },
        async (_, reports, receivers) => {
          told.push(...reports.flatMap(() => receivers.map((person) => person.id)));
        },
      );
    const [first] = await report();
    await report();
    expect(told).toEqual([office]);
    expect(await totalOf('林小满')).toBe(100);

    const take = (personId: string) =>
      takeSerious(world.ports, { school: world.school, personId, reportId: first?.id ?? '' });
    expect(await why(take(world.teacherId))).toBe('conduct.notForYou');
    expect([(await take(office)).taken, (await take(office)).taken]).toEqual([true, false]);
    expect((await audited()).filter((row) => row.startsWith('serious'))).toEqual([
      'serious.report 林小满',
      'serious.take 林小满',
    ]);
  });

  test('a row of the ledger cannot be changed', async () => {
    const { entries } = await record([line('林小满', -1)]);
    const change = database.prisma.pointEntry.update({ where: { id: entries[0]?.id ?? '' }, data: { points: 0 } });
    await expect(change).rejects.toThrow('only grows');
  });
});
