import type { LocalDate } from '../calendar/local-date.js';
import type { Ids } from '../ports/clock.js';
import type { Stores } from '../ports/stores.js';
import type { DraftRole, RosterDraft } from '../roster/draft.js';
import type { IssuePlace } from '../roster/issue.js';
import { planRoster } from '../roster/plan.js';
import type { RosterPlan } from '../roster/roster-plan.js';
import type { DemoCast, DemoGuardian, StaffKey } from './cast.js';

/** Where everybody of the cast has come to stand. */
export interface DemoPlaces {
  readonly classIds: readonly string[];
  pupilId(number: string): string;
  staffId(key: StaffKey): string;
  guardianId(guardian: Pick<DemoGuardian, 'name' | 'phone'>): string;
  groupId(classIndex: number, group: number): string;
  /** Everybody who has an account. */
  readonly seated: readonly string[];
}

/** Brings the cast into the school as an import would. */
export async function importCast(
  stores: Stores,
  ids: Ids,
  request: { readonly schoolId: string; readonly cast: DemoCast; readonly asOf: LocalDate; readonly now: Date },
): Promise<RosterPlan> {
  const { schoolId, cast, asOf, now } = request;
  const snapshot = await stores.rosters.loadSnapshot(schoolId);
  if (!snapshot) throw new Error('The demo school is not there');
  const { plan, issues } = planRoster(draftOf(cast), snapshot, asOf, ids);
  const wrong = issues.find((issue) => issue.severity !== 'warning');
  if (wrong) throw new Error(`The demo school's roster is not in order: ${wrong.code}`);
  await stores.rosters.apply(schoolId, plan, { id: ids.next(), actorId: null, now });
  return plan;
}

export function placesOf(cast: DemoCast, plan: RosterPlan): DemoPlaces {
  const classIds = cast.classes.map(({ name }) => plan.classes.added.find((one) => one.name === name)?.id ?? '');
  const pupils = new Map(plan.pupils.added.map((pupil) => [pupil.number, pupil.id]));
  const persons = new Map(plan.persons.added.map((person) => [person.phone ?? '', person.id]));
  const groups = new Map(plan.groups.added.map((group) => [`${group.classId} ${group.number}`, group.id]));
  const staff = new Map(cast.staff.map((one) => [one.key, one.phone]));
  const found = (id: string | undefined): string => {
    if (!id) throw new Error('Somebody of the demo school is missing from its roster');
    return id;
  };
  const guardianId = (guardian: Pick<DemoGuardian, 'phone'>) => found(persons.get(guardian.phone));
  return {
    classIds,
    pupilId: (number) => found(pupils.get(number)),
    staffId: (key) => found(persons.get(staff.get(key) ?? '')),
    guardianId,
    groupId: (classIndex, group) => found(groups.get(`${classIds[classIndex]} ${group}`)),
    seated: [
      ...new Set([
        ...cast.staff.map((one) => found(persons.get(one.phone))),
        ...cast.guardians.filter((one) => one.account).map(guardianId),
      ]),
    ],
  };
}

const at: IssuePlace = { sheet: 'demo', row: null, column: null };

function draftOf({ classes, groupNames, pupils, guardians, staff }: DemoCast): RosterDraft {
  return {
    classes,
    pupils: pupils.map(({ number, name, sex, classIndex, classNumber, group, memberNumber }) => {
      const { grade = '', section = '' } = classes[classIndex] ?? {};
      return {
        number,
        name,
        sex,
        class: { grade, section },
        classNumber,
        group: group === null ? null : { number: group, name: groupNames[classIndex]?.[group - 1] ?? null },
        memberNumber,
        at,
      };
    }),
    guardians: guardians.map(({ account: _, inParentsChat: __, ...guardian }) => ({
      ...guardian,
      pupilName: null,
      email: null,
      at,
    })),
    staff: staff.map(({ name, phone, roles }) => ({
      name,
      phone,
      email: null,
      roles: roles.map((role): DraftRole => ({ ...role, at })),
      at,
    })),
    sheets: [],
  };
}
