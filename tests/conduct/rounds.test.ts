import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalDate } from '../../src/core/calendar/local-date.js';
import { lineOf } from '../../src/core/conduct/entry-line.js';
import { closeMonth } from '../../src/core/conduct/months.js';
import { recordEntries } from '../../src/core/conduct/record.js';
import { lockDueRounds, lockRounds, openRound, submitRound } from '../../src/core/conduct/rounds.js';
import type { Refusal } from '../../src/core/errors.js';
import { addStaff, type ConductSchool, makeSchool, movePupil, plainRubric } from '../support/conduct-school.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

const since = '2026-08-31' as const;
const week3 = '2026-09-14' as const;
const week4 = '2026-09-21' as const;

describeBackends("a class's week", (backend) => {
  let database: TestDatabase;
  let world: ConductSchool;
  let said = 0;

  beforeAll(async () => {
    database = await openTestDatabase({ backend });
  });
  beforeEach(async () => {
    world = await makeSchool(database, {
      today: '2026-09-15',
      termFrom: since,
      since,
      classes: {
        '701': { G1: ['林小满', '周一鸣'], G2: ['陈可', '方雨'] },
        '702': { G3: ['王也'] },
      },
    });
  });
  afterAll(() => database.close());

  const open = async (weekOn: LocalDate, className = '701') => {
    const round = await openRound(world.ports, { school: world.school, classId: world.id(className), weekOn });
    if (!round) throw new Error(`no round in ${weekOn}`);
    return round;
  };
  const lock = (...roundIds: string[]) => lockRounds(world.ports, { school: world.school, roundIds });
  const give = (name: string, points: number, occurredOn: LocalDate, className = '701') => {
    const item = plainRubric.find((one) => one.code === (points > 0 ? 'PLUS' : 'MINUS'));
    if (!item) throw new Error('no item');
    const subject = { kind: name.startsWith('G') ? 'group' : 'pupil', id: world.id(name) } as const;
    const line = { classId: world.id(className), subject, points, staffNote: null, occurredOn, everyone: false };
    said += 1;
    return recordEntries(world.ports, {
      school: world.school,
      personId: world.teacherId,
      sourceKey: `message ${said}`,
      lines: [lineOf({ ...item, id: world.id(item.id) }, { ...line, as: 'give' }, 'zh-CN')],
    });
  };
  const submit = (roundId: string, scores: Record<string, number>, personId = world.teacherId) =>
    submitRound(world.ports, {
      school: world.school,
      personId,
      roundId,
      remark: '这周不错',
      scores: Object.entries(scores).map(([group, score]) => ({ groupId: world.id(group), score, remark: null })),
    });
  const standings = async (roundId: string) => {
    const rows = await world.ports.database.standings.ofRound(world.school.id, roundId);
    return new Map(rows.map((row) => [world.nameOf(row.subjectId), row]));
  };
  const why = (wish: Promise<unknown>) =>
    wish.then(
      () => 'done',
      (error: Refusal) => error.key,
    );

  test('opens once, with its school days and the time of its lock', async () => {
    const round = await open(week3);
    expect(round).toMatchObject({ state: 'open', monthOn: '2026-09-01', schoolDays: { length: 5 } });
    expect(round.locksAt?.toISOString()).toBe('2026-09-23T10:00:00.000Z');
    expect((await open(week3)).id).toBe(round.id);
    expect(await openRound(world.ports, { school: world.school, classId: 'nobody', weekOn: week3 })).toBeNull();
  });

  test('a short week has no round, and says why', async () => {
    const lateTerm = await makeSchool(database, {
      today: '2026-09-18',
      termFrom: '2026-09-18',
      since,
      classes: { '701': {} },
    });
    const classId = lateTerm.id('701');
    const round = await openRound(lateTerm.ports, { school: lateTerm.school, classId, weekOn: week3 });
    expect(round).toMatchObject({ state: 'skipped', skipReason: 'shortWeek', locksAt: null });
    expect(await openRound(lateTerm.ports, { school: lateTerm.school, classId, weekOn: '2026-09-07' })).toBeNull();
    expect((await lockRounds(lateTerm.ports, { school: lateTerm.school, roundIds: [round?.id ?? ''] })).rounds).toEqual(
      [],
    );
  });

  test('the answer may be given again until the lock, and the last one counts', async () => {
    const round = await open(week3);
    await submit(round.id, { G1: 5, G2: 6 });
    await submit(round.id, { G1: 8.5 });
    await lock(round.id);
    const rows = await standings(round.id);
    expect([rows.get('G1')?.week, rows.get('G2')?.week]).toEqual([8.5, 0]);
    expect(await why(submit(round.id, { G1: 1 }))).toBe('round.locked');
  });

  test('only the homeroom teacher answers, for the own groups, in half steps', async () => {
    const round = await open(week3);
    const colleague = await addStaff(database, world, '郑老师', {
      kind: 'subjectTeacher',
      scopeKind: 'class',
      scopeId: world.id('701'),
      fromOn: since,
    });
    expect(await why(submit(round.id, { G1: 1 }, colleague))).toBe('round.notYours');
    expect(await why(submit(round.id, { G3: 1 }))).toBe('round.otherGroup');
    expect(await why(submit(round.id, { G1: 0.3 }))).toBe('round.score');
    expect(await why(submit(round.id, { G1: 101 }))).toBe('round.score');
    expect(await why(submit('nothing', {}))).toBe('round.gone');
  });

  test('locks answered or not, when its time has come, and once', async () => {
    const [first, second] = [await open(week3), await open(week3, '702')];
    await submit(first.id, { G1: 8 });
    world.setTime('2026-09-23', '17:59');
    expect((await lockDueRounds(world.ports, world.school)).rounds).toEqual([]);
    world.setTime('2026-09-23', '18:00');
    expect((await lockDueRounds(world.ports, world.school)).rounds.map((round) => round.id).sort()).toEqual(
      [first.id, second.id].sort(),
    );
    expect((await lockDueRounds(world.ports, world.school)).rounds).toEqual([]);
    expect(await world.ports.database.rounds.find(world.school.id, second.id)).toMatchObject({ state: 'locked' });
    expect((await standings(second.id)).get('王也')).toMatchObject({ week: 0, total: 100, rank: 1 });
  });

  test('everything of the week stands in its table, in the order in which a class is read out', async () => {
    await give('林小满', 2, '2026-09-15');
    await give('陈可', -1, '2026-09-14');
    await give('G2', -2, '2026-09-15');
    const round = await open(week3);
    await submit(round.id, { G1: 8, G2: 8 });
    await lock(round.id);
    const rows = await standings(round.id);
    expect([...rows.keys()]).toEqual(['G1', 'G2', '林小满', '周一鸣', '陈可', '方雨']);
    expect(rows.get('林小满')).toMatchObject({ week: 2, total: 102, change: 2, rank: 1, band: 'excellent' });
    expect(rows.get('陈可')).toMatchObject({ week: -1, total: 99, rank: 4, belowLine: false });
    expect(rows.get('G1')).toMatchObject({ week: 9, mean: 1, rank: 1, change: null, sameMembers: true });
    expect(rows.get('G2')).toMatchObject({ week: 5.5, mean: -0.5, rank: 2 });
  });

  test('a correction after the lock appears in the next week and changes nothing that was locked', async () => {
    const third = await open(week3);
    await lock(third.id);
    world.setDay('2026-09-24');
    await give('林小满', -1, '2026-09-15');
    expect((await standings(third.id)).get('林小满')).toMatchObject({ week: 0, total: 100 });
    const fourth = await open(week4);
    await lock(fourth.id);
    expect((await standings(fourth.id)).get('林小满')).toMatchObject({ week: -1, total: 99, change: -1 });
  });

  test('an earlier week that is still open is locked first', async () => {
    await give('林小满', 1, '2026-09-15');
    const third = await open(week3);
    world.setDay('2026-09-22');
    await give('林小满', 2, '2026-09-22');
    const fourth = await open(week4);
    expect((await lock(fourth.id)).rounds.map((round) => round.weekOn)).toEqual([week3, week4]);
    const lockedThrough = (before: LocalDate | null) =>
      world.ports.database.rounds.lockedThrough(world.school.id, world.id('701'), before);
    expect([await lockedThrough(null), await lockedThrough(week4), await lockedThrough(week3)]).toEqual([
      week4,
      week3,
      null,
    ]);
    expect((await standings(third.id)).get('林小满')).toMatchObject({ week: 1, total: 101 });
    expect((await standings(fourth.id)).get('林小满')).toMatchObject({ week: 2, total: 103 });
  });

  test('a week cannot be opened behind a lock', async () => {
    await lock((await open(week4)).id);
    expect(await openRound(world.ports, { school: world.school, classId: world.id('701'), weekOn: week3 })).toBeNull();
  });

  test('the points of a week without a round stand in the next one', async () => {
    await give('林小满', 1, '2026-09-10');
    const fourth = await open(week4);
    await lock(fourth.id);
    expect((await standings(fourth.id)).get('林小满')).toMatchObject({ week: 1, total: 101 });
  });

  test('a pupil who changes class is counted once, in whichever class locks first', async () => {
    await give('林小满', 2, '2026-09-15');
    const [third, other] = [await open(week3), await open(week3, '702')];
    await movePupil(database, world, '林小满', { className: '702', group: 'G3' }, '2026-09-21');
    world.setDay('2026-09-22');
    const next = await open(week4, '702');
    await lock(other.id);
    await lock(next.id);
    await lock(third.id);
    expect((await standings(other.id)).has('林小满')).toBe(false);
    expect((await standings(next.id)).get('林小满')).toMatchObject({ week: 2, total: 102 });
    expect((await standings(third.id)).has('林小满')).toBe(false);
  });

  test('a month closes with the lock of its last week; what comes later counts in the next month', async () => {
    await give('林小满', -1, '2026-09-15');
    world.setDay('2026-09-30');
    const last = await open('2026-09-28');
    const { months } = await lock(last.id);
    expect(months).toEqual([{ classId: world.id('701'), monthOn: '2026-09-01' }]);
    world.setDay('2026-10-12');
    const { entries } = await give('林小满', -1, '2026-09-16');
    expect(entries[0]).toMatchObject({ weekOn: '2026-10-12', monthOn: '2026-10-01' });
    const totals = await world.ports.database.standings.monthTotals(world.school.id, world.id('701'), '2026-09-01');
    expect(totals?.find((row) => row.pupilId === world.id('林小满'))).toMatchObject({ total: 99, band: 'excellent' });
    expect(await world.ports.database.standings.monthTotals(world.school.id, world.id('701'), '2026-10-01')).toBeNull();
  });

  test('a month is closed by hand only when it is over and its weeks are locked, and only once', async () => {
    const close = () =>
      closeMonth(world.ports, { school: world.school, classIds: [world.id('701')], monthOn: '2026-09-01' });
    const round = await open(week3);
    expect(await why(close())).toBe('round.monthNotOver');
    world.setDay('2026-10-08');
    expect(await why(close())).toBe('round.monthHasOpenWeeks');
    await lock(round.id);
    expect(await close()).toHaveLength(1);
    expect(await close()).toEqual([]);
  });

  test('locking and recording at the same moment lose no line and count none twice', async () => {
    const round = await open(week3);
    const wishes = Array.from({ length: 12 }, (_, at) => give(at % 2 ? '林小满' : '陈可', 1, '2026-09-15'));
    wishes.splice(6, 0, lock(round.id) as never);
    await Promise.all(wishes);
    world.setDay('2026-09-22');
    const next = await open(week4);
    await lock(next.id);
    const [first, second] = [await standings(round.id), await standings(next.id)];
    for (const name of ['林小满', '陈可']) {
      expect((first.get(name)?.week ?? 0) + (second.get(name)?.week ?? 0)).toBe(6);
    }
  });
});
