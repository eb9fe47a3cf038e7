import type { Language } from '../language/language.js';
import type { DemoGuardian } from './cast.js';
import type { DemoEdition, Notable } from './edition.js';
import type { Namer } from './namer.js';
import type { Random } from './random.js';

export interface Family {
  readonly members: readonly FamilyMember[];
  /** Two of its children are at the school. */
  shared: boolean;
}

type FamilyMember = Omit<DemoGuardian, 'pupilNumber'>;

/** Who brings the children up: mostly two parents, sometimes one, sometimes the grandparents while the parents work away. */
export interface Families {
  make(surname: string): Family;
  ofNotable(notable: Notable): Family;
}

/** How often each kind of family occurs, in hundredths. */
const shapes = [
  ['both', 62],
  ['mother', 14],
  ['father', 6],
  ['motherAndGrandparent', 9],
  ['grandparents', 7],
  ['withContact', 2],
] as const;

/** How many women bear their husband's name. */
const marriedNames: Readonly<Record<Language, number>> = { 'zh-CN': 0, 'en-US': 0.7 };

export function createFamilies(edition: DemoEdition, namer: Namer, random: Random): Families {
  const { grandparents, aunt } = edition;
  const marriedName = marriedNames[edition.language];
  let restrictions = 1;

  const member = (relation: string, name: string, more: Partial<FamilyMember> = {}): FamilyMember => {
    const account = random.chance(relation === grandparents.woman || relation === grandparents.man ? 0.55 : 0.9);
    return {
      name,
      relation,
      phone: namer.phone(),
      usualKind: 'legal',
      account,
      inParentsChat: account,
      ...more,
    };
  };
  const motherOf = (surname: string) =>
    member('mother', namer.adult(random.chance(marriedName) ? surname : namer.surname(random), 'women'));
  const fatherOf = (surname: string) => member('father', namer.adult(surname, 'men'));
  const grandparentOf = (surname: string) => {
    const woman = random.chance(0.6);
    const from = woman && marriedName === 0 ? namer.surname(random) : surname;
    return member(woman ? grandparents.woman : grandparents.man, namer.adult(from, woman ? 'oldWomen' : 'oldMen'), {
      usualKind: 'entrusted',
      kind: 'entrusted',
    });
  };

  function membersOf(shape: (typeof shapes)[number][0], surname: string): readonly FamilyMember[] {
    switch (shape) {
      case 'both':
        return [motherOf(surname), fatherOf(surname)];
      case 'mother':
        return [motherOf(surname)];
      case 'father':
        return [fatherOf(surname)];
      case 'motherAndGrandparent':
        return [motherOf(surname), grandparentOf(surname)];
      case 'grandparents':
        // The father works in another town and is told as well, but has not come to the chat.
        return [grandparentOf(surname), { ...fatherOf(surname), account: false, inParentsChat: false }];
      case 'withContact':
        return [
          motherOf(surname),
          member(aunt, namer.adult(surname, 'women'), { usualKind: 'contact', kind: 'contact', inParentsChat: false }),
        ];
      default:
        return shape satisfies never;
    }
  }

  return {
    make(surname) {
      const shape = random.weighted(shapes);
      const members = membersOf(shape, surname);
      if (shape !== 'both' || restrictions === 0) return { members, shared: false };
      // One father of the school may not be told anything about his child.
      restrictions -= 1;
      const last = members.length - 1;
      return {
        members: members.map((one, index) =>
          index === last ? { ...one, restricted: true, account: true, inParentsChat: false } : one,
        ),
        shared: true,
      };
    },
    ofNotable({ surname = '', mother, father, fatherReads }) {
      const reads = fatherReads ? { language: fatherReads, account: true, inParentsChat: true } : {};
      const members = [
        mother ? member('mother', mother) : motherOf(surname),
        { ...(father ? member('father', father) : fatherOf(surname)), ...reads },
      ];
      return { members, shared: false };
    },
  };
}
