import { afterAll, beforeAll, expect, test } from 'vitest';
import { toDate } from '../../src/db/dates.js';
import { addStaff, type ConductSchool, makeSchool, movePupil } from '../support/conduct-school.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

const since = '2026-09-01' as const;
const at = new Date('2026-09-01T00:00:00Z');

describeBackends('who is who on a day', (backend) => {
  let database: TestDatabase;
  let world: ConductSchool;
  let other: ConductSchool;

  const person = (name: string) =>
    database.prisma.person.create({
      data: { id: world.id(name), tenantId: world.school.tenantId, name, createdAt: at, updatedAt: at },
    });
  const guardianship = (name: string, pupil: string, over: object = {}) =>
    database.prisma.guardianship.create({
      data: {
        id: world.id(`${name} of ${pupil} ${JSON.stringify(over)}`),
        schoolId: world.school.id,
        personId: world.id(name),
        pupilId: world.id(pupil),
        relation: '妈妈',
        kind: 'legal',
        fromOn: toDate(since),
        ...over,
      },
    });

  beforeAll(async () => {
    database = await openTestDatabase({ backend });
    const classes = { '701': { G1: ['林小满', '周一鸣'], '–': ['方雨'] }, '702': { G2: ['王也'] } };
    world = await makeSchool(database, { today: since, termFrom: since, since, classes });
    other = await makeSchool(database, { today: since, termFrom: since, since, classes });
    await person('林妈妈');
    await person('林爸爸');
    await person('周外婆');
    await guardianship('林妈妈', '林小满');
    await guardianship('林妈妈', '王也', { kind: 'contact', receivesNotes: false });
    await guardianship('林爸爸', '林小满', { restricted: true });
    await guardianship('周外婆', '周一鸣', { kind: 'entrusted', toOn: toDate('2026-10-01') });
    await database.prisma.workspace.create({
      data: { id: 'w', tenantId: world.school.tenantId, platform: 'sandbox', externalId: 'w', name: 'Sandbox' },
    });
    await database.prisma.account.createMany({
      data: [
        { id: 'a1', workspaceId: 'w', externalId: 'u1', personId: world.id('林妈妈'), directChat: 'd1' },
        { id: 'a2', workspaceId: 'w', externalId: 'u2' },
      ],
    });
  });
  afterAll(() => database.close());

  test('an account leads to its person, and a stranger to nobody', async () => {
    const { people } = world.ports.database;
    expect((await people.findByAccount('w', 'u1'))?.name).toBe('林妈妈');
    expect(await people.findByAccount('w', 'u2')).toBeNull();
    expect(await people.findByAccount('other', 'u1')).toBeNull();
    expect(await people.accountsOf([world.id('林妈妈'), world.id('林爸爸')])).toMatchObject([
      { personId: world.id('林妈妈'), platform: 'sandbox', externalId: 'u1', directChat: 'd1' },
    ]);
  });

  test('a restricted guardian is told nothing, sees nobody and belongs nowhere', async () => {
    const { people } = world.ports.database;
    const guardians = await people.guardiansOf(world.school.id, [world.id('林小满'), world.id('王也')], since);
    expect(guardians.map((one) => [one.person.name, world.nameOf(one.pupilId), one.receivesNotes])).toEqual(
      expect.arrayContaining([
        ['林妈妈', '林小满', true],
        ['林妈妈', '王也', false],
      ]),
    );
    expect(guardians).toHaveLength(2);
    expect(await people.childrenOf(world.school.id, world.id('林爸爸'), since)).toEqual([]);
    expect(await people.affiliationsOf(world.id('林爸爸'), [since])).toEqual([]);
  });

  test('a care that has ended ends on its day', async () => {
    const { people } = world.ports.database;
    const children = (on: '2026-09-30' | '2026-10-01') => people.childrenOf(world.school.id, world.id('周外婆'), on);
    expect([await children('2026-09-30'), await children('2026-10-01')]).toEqual([[world.id('周一鸣')], []]);
  });

  test('somebody in two roles is one person with two affiliations, each in its own school', async () => {
    const { people } = world.ports.database;
    expect(await people.affiliationsOf(world.teacherId, [since])).toMatchObject([
      { schoolId: world.school.id, staff: true, guardian: false },
    ]);
    await guardianship('teacher', '方雨');
    expect(await people.affiliationsOf(world.teacherId, [since])).toMatchObject([{ staff: true, guardian: true }]);
    expect(await people.rolesAt(other.school.id, world.teacherId, since)).toEqual([]);
    expect(await people.rolesAt(world.school.id, world.teacherId, since)).toHaveLength(2);
    expect(await people.rolesAt(world.school.id, world.teacherId, '2026-08-31')).toEqual([]);
  });

  test('holders of an office are found by its scope', async () => {
    const { people } = world.ports.database;
    const school = { kind: 'school', id: world.school.id } as const;
    const head = await addStaff(database, world, '校长', {
      kind: 'principal',
      scopeKind: 'school',
      scopeId: world.school.id,
      fromOn: '2026-09-10',
    });
    const holders = (on: '2026-09-09' | '2026-09-10') =>
      people.holdersOf(world.school.id, ['principal', 'studentAffairs'], school, on);
    expect([(await holders('2026-09-09')).length, (await holders('2026-09-10'))[0]?.id]).toEqual([0, head]);
    const teachers = await people.homeroomTeachersOf(world.school.id, [world.id('701'), world.id('702')], since);
    expect(teachers.map((one) => world.nameOf(one.classId)).sort()).toEqual(['701', '702']);
  });

  test('a roster is that of its day, in the order of class numbers', async () => {
    const { classes } = world.ports.database;
    await movePupil(database, world, '周一鸣', { className: '702', group: 'G2' }, '2026-09-10');
    const names = async (className: string, on: '2026-09-09' | '2026-09-10') =>
      (await classes.roster(world.school.id, world.id(className), on)).map((one) => one.name);
    expect(await names('701', '2026-09-09')).toEqual(['林小满', '周一鸣', '方雨']);
    expect(await names('701', '2026-09-10')).toEqual(['林小满', '方雨']);
    expect(await names('702', '2026-09-10')).toEqual(['王也', '周一鸣']);
    const [moved] = await classes.pupilsAt(world.school.id, [world.id('周一鸣')], '2026-09-10');
    expect(moved).toMatchObject({ classId: world.id('702'), groupNumber: 2, groupId: world.id('G2') });
    expect((await classes.list(world.school.id, since)).map((one) => one.name)).toEqual(['701', '702']);
    expect(await classes.roster(other.school.id, world.id('701'), since)).toEqual([]);
  });
});
