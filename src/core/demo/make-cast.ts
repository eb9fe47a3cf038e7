import type { DemoCast, DemoGuardian, DemoPupil } from './cast.js';
import type { DemoEdition } from './edition.js';
import { createFamilies, type Family } from './families.js';
import { createNamer } from './namer.js';
import type { Random } from './random.js';
import { makeStaff } from './staff.js';

/** Sizes of the classes, and of their groups; whoever is left over came lately and is in none yet. */
const classes = [
  { pupils: 47, groups: [6, 6, 6, 6, 6, 6, 6, 5] },
  { pupils: 46, groups: [6, 6, 6, 6, 6, 6, 5, 4] },
  { pupils: 48, groups: [6, 6, 6, 6, 6, 6, 6, 6] },
  { pupils: 47, groups: [6, 6, 6, 6, 6, 6, 6, 4] },
] as const;

/** Pupils of the grade above who have a brother or sister below: [class, how many, in which class]. */
const siblings = [
  [2, 2, 0],
  [2, 1, 1],
  [3, 2, 0],
  [3, 2, 1],
] as const;

type Unplaced = Pick<DemoPupil, 'name' | 'sex'> & { readonly surname: string; readonly family: Family };

/**
 * @param yearOne the year in which the youngest grade came to the school: student numbers begin with it.
 */
export function makeCast(edition: DemoEdition, random: Random, yearOne: number): DemoCast {
  const namer = createNamer(edition, random.fork(1));
  for (const { name } of edition.notable.flat()) namer.reserve(name);
  const staff = makeStaff(edition, namer);
  const families = createFamilies(edition, namer, random.fork(2));
  const pupils: DemoPupil[] = [];
  const guardians: DemoGuardian[] = [];
  const byClass: Unplaced[][] = [];
  classes.forEach(({ pupils: count, groups }, classIndex) => {
    const own = random.fork(10 + classIndex);
    const members: Unplaced[] = (edition.notable[classIndex] ?? []).map((one) => ({
      name: one.name,
      sex: one.sex,
      surname: one.surname ?? '',
      family: families.ofNotable(one),
    }));
    for (const [above, howMany, below] of siblings) {
      if (above !== classIndex) continue;
      for (const elder of own.shuffle((byClass[below] ?? []).slice(edition.notable[below]?.length)).slice(0, howMany)) {
        if (elder.family.shared) continue;
        elder.family.shared = true;
        members.push({ ...namer.pupil(elder.surname, own), family: elder.family });
      }
    }
    while (members.length < count) {
      const surname = namer.surname(own);
      members.push({ ...namer.pupil(surname, own), family: families.make(surname) });
    }
    byClass.push(members);
    const ordered = edition.alphabetical ? alphabetical(members) : own.shuffle(members);
    const seats = groupSeats(groups, own);
    ordered.forEach((member, index) => {
      const number = studentNumber(edition, yearOne, classIndex, index + 1);
      const seat = seats[index] ?? null;
      pupils.push({
        number,
        name: member.name,
        sex: member.sex,
        classIndex,
        classNumber: index + 1,
        group: seat?.group ?? null,
        memberNumber: seat?.member ?? null,
        temper: own.weighted([
          ['star', 14],
          ['steady', 60],
          ['lively', 20],
          ['struggling', 5],
        ]),
        praise: own.weighted([
          ['granted', 80],
          ['refused', 7],
          ['withdrawn', 3],
          ['notAsked', 10],
        ]),
      });
      guardians.push(...member.family.members.map((guardian) => ({ ...guardian, pupilNumber: number })));
    });
  });
  // The classes of the younger grade have named their groups, the others go by numbers.
  const groupNames = [edition.groupNames, random.fork(3).shuffle(edition.groupNames), [], []];
  return { classes: edition.classes, groupNames, pupils, guardians, staff };
}

/** Every place in every group, in an order of its own; the first to come sit, the others wait. */
function groupSeats(sizes: readonly number[], random: Random) {
  const seats = sizes.flatMap((size, index) =>
    Array.from({ length: size }, (_, member) => ({ group: index + 1, member: member + 1 })),
  );
  return random.shuffle(seats);
}

function alphabetical(members: readonly Unplaced[]): readonly Unplaced[] {
  const key = ({ surname, name }: Unplaced) => `${surname} ${name}`.normalize('NFD').toLowerCase();
  return members.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** 20260147: came in 2026, class 1, forty-seventh of the list; in the American way just a number of the district. */
function studentNumber(edition: DemoEdition, yearOne: number, classIndex: number, place: number): string {
  const year = yearOne - Math.floor(classIndex / 2);
  const section = (classIndex % 2) + 1;
  const two = (value: number) => String(value).padStart(2, '0');
  return edition.language === 'zh-CN'
    ? `${year}${two(section)}${two(place)}`
    : `${70 + classIndex}${String(3000 + place * 13 + year - 2000)}`;
}

/** Two pupils of the last class change places between its second and its sixth group. */
export function swapGroups(cast: DemoCast): DemoCast {
  const from = (group: number) =>
    cast.pupils.find((pupil) => pupil.classIndex === 3 && pupil.group === group && pupil.memberNumber === 3);
  const [one, other] = [from(2), from(6)];
  if (!one || !other) return cast;
  const group = new Map([
    [one.number, other.group],
    [other.number, one.group],
  ]);
  return { ...cast, pupils: cast.pupils.map((pupil) => ({ ...pupil, group: group.get(pupil.number) ?? pupil.group })) };
}
