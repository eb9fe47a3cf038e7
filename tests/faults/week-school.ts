import { ids } from '../../src/app/ids.js';
import type { Language } from '../../src/core/language/language.js';
import type { Ports } from '../../src/core/ports/ports.js';
import type { Database } from '../../src/core/ports/stores.js';
import type { DraftGuardian, DraftRole, RosterDraft } from '../../src/core/roster/draft.js';
import { planRoster } from '../../src/core/roster/plan.js';
import { createSchool } from '../../src/core/school/create-school.js';

// A made-up school on the strict platform. Who belongs to whom is written down here, in numbers, before any of it is in a
// database: what must be sent to whom follows from this page alone.

export const workspaceId = 'w1';
/** School time at which everything begins: the Monday of week 2. */
export const weekBegins = '2026-09-07T07:30:00+08:00';

export interface WeekPupil {
  readonly classIndex: number;
  /** Class number, from 1. */
  readonly number: number;
  readonly name: string;
}

export interface WeekGuardian {
  readonly account: string;
  readonly name: string;
  readonly phone: string;
  readonly language: Language;
  readonly hasAccount: boolean;
  readonly receivesNotes: boolean;
  readonly children: readonly { readonly pupil: WeekPupil; readonly restricted: boolean }[];
}

export const weekClasses = [
  { grade: '7', section: '1', name: '七年级1班', gradeName: '七年级' },
  { grade: '7', section: '2', name: '七年级2班', gradeName: '七年级' },
  { grade: '8', section: '1', name: '八年级1班', gradeName: '八年级' },
  { grade: '8', section: '2', name: '八年级2班', gradeName: '八年级' },
] as const;

const pupilsPerClass = 38;
const groupsPerClass = 6;
/** Class numbers of the pupils of the first class who have a brother or sister with that number in the third. */
const siblings = [31, 32, 33, 34, 35, 36];

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦'];
const givenNames = ['若水', '明远', '思齐', '知行'];

export const weekPupils: readonly WeekPupil[] = weekClasses.flatMap((_, classIndex) =>
  Array.from({ length: pupilsPerClass }, (__, index) => ({
    classIndex,
    number: index + 1,
    name: `${surnames[index]}${givenNames[classIndex]}`,
  })),
);

export const weekGuardians: readonly WeekGuardian[] = makeGuardians();

/** Every pupil has a father, every second one a mother too. */
function makeGuardians(): WeekGuardian[] {
  const families = weekPupils.flatMap((pupil): (readonly WeekPupil[])[] => {
    if (!siblings.includes(pupil.number)) return [[pupil]];
    if (pupil.classIndex === 2) return [];
    const younger = weekPupils.find((one) => one.classIndex === 2 && one.number === pupil.number);
    return [pupil.classIndex === 0 && younger ? [pupil, younger] : [pupil]];
  });
  const fathers = families.map((children) => ({ children, title: '父' }));
  const mothers = families.filter((_, index) => index % 2 === 1).map((children) => ({ children, title: '母' }));
  return [...fathers, ...mothers].map(({ children, title }, index) => {
    const [first] = children;
    // Of the brothers' and sisters' fathers, the first may know of one child alone.
    const restrictedHere = (pupil: WeekPupil) =>
      children.length === 1 ? index % 60 === 11 : pupil.classIndex === 2 && pupil.number === siblings[0];
    return {
      account: `g${index}`,
      name: `${first?.name}之${title}`,
      phone: `139${String(index).padStart(8, '0')}`,
      language: index % 25 === 7 ? 'en-US' : 'zh-CN',
      hasAccount: index % 50 !== 3,
      receivesNotes: index % 70 !== 20,
      children: children.map((pupil) => ({ pupil, restricted: restrictedHere(pupil) })),
    };
  });
}

/** Homeroom teachers are t0 … t3. */
export const principalAccount = 'principal';
export const teacherAccount = (classIndex: number) => `t${classIndex}`;
export const staffChat = 'staff';
export const parentsChat = (classIndex: number) => `parents-${classIndex}`;
const staffPhone = (index: number) => `138${String(index).padStart(8, '0')}`;
const staff = [
  ...weekClasses.map((place, index) => ({
    account: teacherAccount(index),
    name: `班主任${['甲', '乙', '丙', '丁'][index]}`,
    role: { kind: 'homeroomTeacher', scope: { kind: 'class', grade: place.grade, section: place.section } } as const,
  })),
  { account: principalAccount, name: '校长戊', role: { kind: 'principal', scope: { kind: 'school' } } as const },
];

const at = { sheet: 'week', row: null, column: null };

/** Brings the school into an empty database through the stores, as an import and an administrator would. */
export async function seedWeekSchool(database: Database): Promise<void> {
  const now = new Date(weekBegins);
  const ports: Pick<Ports, 'ids' | 'clock'> = { ids, clock: { school: () => now, machine: () => now } };
  await database.transaction(async (stores) => {
    const schoolId = await createSchool(ports, stores, {
      name: '致远实验学校',
      language: 'zh-CN',
      zone: 'Asia/Shanghai',
      calendar: 'none',
      region: 'CN',
      term: { weekOneOn: '2026-08-31', startsOn: '2026-08-31', endsOn: '2027-01-22' },
      settings: { audiences: { classParents: true, guardians: true } },
    });
    const school = await stores.schools.find(schoolId);
    const snapshot = await stores.rosters.loadSnapshot(schoolId);
    if (!school || !snapshot) throw new Error('The school was not made.');
    const { plan, issues } = planRoster(draft(), snapshot, '2026-08-31', ids);
    if (issues.length > 0) throw new Error(`The roster is not in order: ${JSON.stringify(issues[0])}`);
    await stores.rosters.apply(schoolId, plan, { id: ids.next(), actorId: null, now });

    await stores.schools.addWorkspace({
      id: workspaceId,
      tenantId: school.tenantId,
      platform: 'strict',
      externalId: 'strict-1',
      name: 'Strict',
    });
    const personOf = new Map(plan.persons.added.map((person) => [person.phone, person.id]));
    const person = (phone: string) => {
      const id = personOf.get(phone);
      if (id === undefined) throw new Error(`Nobody has the phone number ${phone}.`);
      return id;
    };
    const seats = [
      ...staff.map(({ account }, index) => ({ account, personId: person(staffPhone(index)) })),
      ...weekGuardians.flatMap((one) =>
        one.hasAccount ? [{ account: one.account, personId: person(one.phone) }] : [],
      ),
    ];
    const linked = seats.map(({ account, personId }) => ({
      id: ids.next(),
      workspaceId,
      externalId: account,
      personId,
    }));
    await stores.accounts.addLinked(linked, now);
    for (const index of weekClasses.keys()) await stores.accounts.setRecordAtOnce(person(staffPhone(index)), true);

    const bind = async (externalId: string, audience: 'staff' | 'classParents', classId: string | null) => {
      const channel = {
        id: ids.next(),
        schoolId,
        workspaceId,
        externalId,
        name: externalId,
        audience,
        classId,
        language: null,
        confirmedAt: null,
      };
      await stores.channels.bind(channel, null, now);
      const members = staff.map(({ account }) => ({ externalId: account }));
      await stores.channels.setMembers(channel, members, ids.next, now);
    };
    await bind(staffChat, 'staff', null);
    for (const [index, { name }] of weekClasses.entries()) {
      const classId = plan.classes.added.find((one) => one.name === name)?.id;
      if (classId === undefined) throw new Error(`${name} was not made.`);
      await bind(parentsChat(index), 'classParents', classId);
    }
  });
}

function draft(): RosterDraft {
  const numberOf = ({ classIndex, number }: WeekPupil) => `2026${classIndex}${String(number).padStart(3, '0')}`;
  const classOf = ({ classIndex }: WeekPupil) => {
    const { grade = '', section = '' } = weekClasses[classIndex] ?? {};
    return { grade, section };
  };
  return {
    classes: weekClasses,
    pupils: weekPupils.map((pupil) => ({
      number: numberOf(pupil),
      name: pupil.name,
      class: classOf(pupil),
      classNumber: pupil.number,
      group: { number: ((pupil.number - 1) % groupsPerClass) + 1, name: null },
      memberNumber: Math.floor((pupil.number - 1) / groupsPerClass) + 1,
      at,
    })),
    guardians: weekGuardians.flatMap((guardian) =>
      guardian.children.map(
        ({ pupil, restricted }): DraftGuardian => ({
          pupilNumber: numberOf(pupil),
          pupilName: pupil.name,
          name: guardian.name,
          relation: guardian.name.endsWith('父') ? 'father' : 'mother',
          phone: guardian.phone,
          email: null,
          usualKind: 'legal',
          receivesNotes: guardian.receivesNotes,
          restricted,
          language: guardian.language,
          at,
        }),
      ),
    ),
    staff: staff.map(({ name, role }, index) => ({
      name,
      phone: staffPhone(index),
      email: null,
      roles: [{ ...role, subjects: [], at } satisfies DraftRole],
      at,
    })),
    sheets: [],
  };
}
