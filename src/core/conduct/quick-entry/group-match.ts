import { wordsAt } from './lexicon.js';
import { type NamedMatch, numberList, numbersIn, pupilsAs, run, someOf } from './named.js';
import { parseWhole, wholeNumber } from './numerals.js';
import type { PeopleIndex } from './people-index.js';
import type { Target } from './reading.js';
import { type ClassInView, certain, classesInView, eachOf } from './who.js';
import { allOf, allOfIt, at } from './words.js';

type GroupTarget = Extract<Target, { kind: 'group' }>;

// 3组长 and 3组内 speak of somebody or something else.
const numbered = new RegExp(`第?(${numberList}) ?小?组(?! ?的?(?:组?长|合|织|员|内|里|间))`, 'y');
const english = /(?:groups?|grp|team|g) ?#?(\d{1,2}(?:(?:, ?| ?& ?| and )\d{1,2})*)(?![a-z0-9])/y;
const member = new RegExp(` ?(?:的|第|-)? ?(${wholeNumber}) ?[号位](?![楼线店])`, 'y');
const englishMember = / ?(?:#|no\.? ?|number |member )(\d{1,2})(?![a-z0-9])/y;

/** Reads groups (3组, 雄鹰组), one member of a group (3组2号) or each member (3组 全员). */
export function groupAt(people: PeopleIndex, text: string, from: number, view: ClassInView): NamedMatch | null {
  const before = at(allOf, text, from);
  if (before !== null) {
    const groups = groupsAt(people, text, before, view);
    if (groups !== null) return eachMember(people, groups, groups.to);
  }
  const groups = groupsAt(people, text, from, view);
  if (groups === null) return null;
  const one = groups.found.length === 1 ? groups.found[0] : undefined;
  const inGroup = run(member, text, groups.to) ?? run(englishMember, text, groups.to);
  if (one !== undefined && inGroup !== null) {
    const number = parseWhole(inGroup.words);
    const pupils = people.pupils.filter(
      (pupil) => one.some((group) => group.groupId === pupil.groupId) && pupil.memberNumber === number,
    );
    const missing = one.length === 0 ? 'unknownGroup' : 'unknownNumber';
    return { to: inGroup.to, named: [pupilsAs('member', pupils, missing)] };
  }
  const all = at(allOfIt, text, groups.to);
  if (all !== null) return eachMember(people, groups, all);
  const named = groups.found.map((targets) =>
    someOf(
      'group',
      targets.map((target) => certain(target)),
      'unknownGroup',
    ),
  );
  return { to: groups.to, named };
}

interface Groups {
  readonly to: number;
  /** For each group that was named those that it may be: one, or one in each class in view. */
  readonly found: readonly (readonly GroupTarget[])[];
}

function groupsAt(people: PeopleIndex, text: string, from: number, view: ClassInView): Groups | null {
  const match = run(numbered, text, from) ?? run(english, text, from);
  if (match === null) return groupsByName(people, text, from, view);
  const found = numbersIn(match.words).map((number) =>
    classesInView(people, view).flatMap((classId) =>
      (people.classes.find((one) => one.id === classId)?.groups ?? [])
        .filter((group) => group.number === number)
        .map((group) => ({ kind: 'group', classId, groupId: group.id }) as const),
    ),
  );
  return { to: match.to, found };
}

function groupsByName(people: PeopleIndex, text: string, from: number, view: ClassInView): Groups | null {
  const inView = new Set(classesInView(people, view));
  for (const { to, meanings } of wordsAt(people.groupNames, text, from)) {
    const found = meanings.filter((group) => inView.has(group.classId));
    if (found.length === 0) continue;
    return { to, found: [found.map((group) => ({ kind: 'group', ...group }) as const)] };
  }
  return null;
}

function eachMember(people: PeopleIndex, groups: Groups, to: number): NamedMatch {
  const named = groups.found.map((targets) =>
    someOf(
      'all',
      targets.map(({ groupId }) => {
        const members = people.pupils.filter((pupil) => pupil.groupId === groupId);
        return eachOf({ kind: 'group', id: groupId }, members);
      }),
      'unknownGroup',
    ),
  );
  return { to, named };
}
