import type { Ids } from '../ports/clock.js';
import type { DraftGuardian, DraftPupil, RosterDraft } from './draft.js';
import { groupBy } from './group-by.js';
import type { IssueLog } from './issue.js';
import { areAlike, foldName } from './person-name.js';
import type { Places } from './plan-classes.js';
import { endMembership, planInClass, planInGroup } from './plan-membership.js';
import { differences, isOpen, type NewPupil, type PlanDraft } from './roster-plan.js';
import type { RosterSnapshot, StoredPupil } from './snapshot.js';

export interface PupilCounts {
  added: number;
  changed: number;
  moved: number;
  unchanged: number;
  ended: number;
  notInFile: number;
}

/** The pupils by their number, as they are or are about to be. */
export interface PlannedPupils {
  /** Null for a number that is nobody's. */
  find(number: string): { readonly id: string; readonly name: string; readonly stored: StoredPupil | null } | null;
  readonly counts: PupilCounts;
}

export function planPupils(
  draft: RosterDraft,
  snapshot: RosterSnapshot,
  places: Places,
  leavers: 'keep' | 'end',
  ids: Ids,
  plan: PlanDraft,
  log: IssueLog,
): PlannedPupils {
  const stored = new Map(snapshot.pupils.map((pupil) => [pupil.number, pupil]));
  const counts: PupilCounts = { added: 0, changed: 0, moved: 0, unchanged: 0, ended: 0, notInFile: 0 };
  const planned = new Map<string, { id: string; name: string; stored: StoredPupil | null }>();
  askAboutNames(draft, snapshot, places, plan, log);
  for (const pupil of draft.pupils) {
    const known = stored.get(pupil.number) ?? null;
    const id = known?.id ?? ids.next();
    planned.set(pupil.number, { id, name: pupil.name, stored: known });
    const changed = planRow(pupil, known, id, plan);
    const { moved, touched } = planPlace(pupil, known, id, places, ids, plan);
    if (!known) counts.added += 1;
    else if (moved) counts.moved += 1;
    else if (changed || touched) counts.changed += 1;
    else counts.unchanged += 1;
  }
  planLeavers(draft, snapshot, places, leavers, plan, log, counts);
  return {
    find: (number) => {
      const known = stored.get(number);
      return planned.get(number) ?? (known ? { id: known.id, name: known.name, stored: known } : null);
    },
    counts,
  };
}

function planRow(pupil: DraftPupil, known: StoredPupil | null, id: string, plan: PlanDraft): boolean {
  if (!known) {
    const { number, name, sex = null, aliases = [] } = pupil;
    plan.pupils.added.push({ id, number, name, sex, aliases, leftOn: null });
    return true;
  }
  const change = differences<NewPupil>(known, {
    name: pupil.name,
    leftOn: null,
    ...(pupil.sex === undefined ? {} : { sex: pupil.sex }),
    ...(pupil.aliases === undefined ? {} : { aliases: pupil.aliases }),
  });
  if (change) plan.pupils.changed.push(change);
  return change !== null;
}

function planPlace(
  pupil: DraftPupil,
  known: StoredPupil | null,
  pupilId: string,
  places: Places,
  ids: Ids,
  plan: PlanDraft,
): { moved: boolean; touched: boolean } {
  const classId = places.classId(pupil.class);
  if (!classId) throw new Error('every class of the file has been planned');
  const before = known?.inClass && isOpen(known.inClass, plan.asOf) ? known.inClass : null;
  const stays = before?.classId === classId;
  const inClass = planInClass(
    plan,
    known?.inClass ?? null,
    pupilId,
    {
      classId,
      // A number in the old class says nothing in the new one.
      classNumber: pupil.classNumber === undefined ? (stays ? before.classNumber : null) : pupil.classNumber,
      seat: pupil.seat === undefined ? (stays ? before.seat : null) : pupil.seat,
    },
    ids,
  );
  const inGroup = planGroup(pupil, known, pupilId, classId, stays, places, ids, plan);
  return { moved: before !== null && !stays, touched: inClass || inGroup };
}

function planGroup(
  pupil: DraftPupil,
  known: StoredPupil | null,
  pupilId: string,
  classId: string,
  stays: boolean,
  places: Places,
  ids: Ids,
  plan: PlanDraft,
): boolean {
  const latest = known?.inGroup ?? null;
  const before = latest && isOpen(latest, plan.asOf) ? latest : null;
  const groupId =
    pupil.group === undefined
      ? stays
        ? (before?.groupId ?? null)
        : null
      : pupil.group && places.groupId(classId, pupil.group);
  if (!groupId) return planInGroup(plan, latest, pupilId, null, ids);
  const number = before?.groupId === groupId ? before.memberNumber : null;
  const memberNumber = pupil.memberNumber === undefined ? number : pupil.memberNumber;
  return planInGroup(plan, latest, pupilId, { groupId, memberNumber }, ids);
}

/**
 * A number is the pupil. So a number under another name is a renamed child, or a number that went to another child, whose
 * family must not read about this one. Only a person can tell: unless something speaks for the first, it is asked.
 */
function askAboutNames(
  draft: RosterDraft,
  snapshot: RosterSnapshot,
  places: Places,
  plan: PlanDraft,
  log: IssueLog,
): void {
  const inFile = new Map(draft.pupils.map((pupil) => [pupil.number, pupil]));
  const guardians = groupBy(draft.guardians, (guardian) => guardian.pupilNumber);
  const present = snapshot.pupils.filter((pupil) => pupil.leftOn === null || pupil.leftOn > plan.asOf);
  const byName = groupBy(present, (pupil) => foldName(pupil.name));
  const stored = new Map(snapshot.pupils.map((pupil) => [pupil.number, pupil]));
  const open = snapshot.guardianships.filter((one) => isOpen(one, plan.asOf));
  const families = groupBy(open, (one) => one.pupilId);
  const persons = new Map(snapshot.persons.map((person) => [person.id, person]));
  const fileClasses = new Set(draft.pupils.map((pupil) => places.classId(pupil.class)));
  const keepsGuardian = (known: StoredPupil, drafts: readonly DraftGuardian[] = []) =>
    (families.get(known.id) ?? []).some(({ personId }) => {
      const person = persons.get(personId);
      const isSame = (one: DraftGuardian) =>
        one.phone === person?.phone && foldName(one.name) === foldName(person.name);
      return person?.phone != null && drafts.some(isSame);
    });
  for (const pupil of draft.pupils) {
    const known = stored.get(pupil.number);
    const namesakes = (byName.get(foldName(pupil.name)) ?? []).filter((other) => other.number !== pupil.number);
    // Whoever was called so is not called so any more: has the name, or the number, moved from one child to another?
    const gone = namesakes.find((other) => foldName(inFile.get(other.number)?.name ?? '') !== foldName(other.name));
    const params = { number: pupil.number, name: pupil.name, other: gone?.number ?? '', before: known?.name ?? '' };
    if (!known) {
      // In a file of one class, a namesake in another class is simply not in the file.
      const isMissed = gone && !inFile.has(gone.number) && fileClasses.has(gone.inClass?.classId ?? '');
      if (isMissed) log.ask(`number/${pupil.number}`, 'pupil-number-changed', pupil.at, params);
    } else if (foldName(known.name) !== foldName(pupil.name)) {
      const vouched = areAlike(known.name, pupil.name) || keepsGuardian(known, guardians.get(pupil.number));
      if (gone) log.ask(`name/${pupil.number}`, 'pupil-name-of-another', pupil.at, params);
      else if (vouched) log.warn('pupil-renamed', pupil.at, pupil.name, params);
      else log.ask(`name/${pupil.number}`, 'pupil-renamed-entirely', pupil.at, params);
    }
  }
}

/** A class of which this share of its pupils is missing at once has more likely been cut off than left. */
const manyLeavers = 0.3;

function planLeavers(
  draft: RosterDraft,
  snapshot: RosterSnapshot,
  places: Places,
  leavers: 'keep' | 'end',
  plan: PlanDraft,
  log: IssueLog,
  counts: PupilCounts,
): void {
  const inFile = new Set(draft.pupils.map((pupil) => pupil.number));
  const fileClasses = new Set(draft.pupils.map((pupil) => places.classId(pupil.class)));
  const present = snapshot.pupils.filter(
    (pupil) => pupil.inClass && isOpen(pupil.inClass, plan.asOf) && (pupil.leftOn === null || pupil.leftOn > plan.asOf),
  );
  for (const [classId, members] of groupBy(present, (pupil) => pupil.inClass?.classId ?? '')) {
    const missing = members.filter((pupil) => !inFile.has(pupil.number));
    // A file speaks for the classes it lists, and for those that it moves elsewhere as a whole, nearly.
    const covered = fileClasses.has(classId) || missing.length * 4 <= members.length;
    if (!covered || missing.length === 0) continue;
    const name = snapshot.classes.find((one) => one.id === classId)?.name ?? '';
    if (leavers === 'end' && missing.length > 3 && missing.length > members.length * manyLeavers) {
      log.ask(`leavers/${name}`, 'many-leavers', null, { name, count: missing.length, all: members.length });
    }
    for (const pupil of missing) {
      if (leavers === 'keep') {
        counts.notInFile += 1;
        log.warn('pupil-not-in-file', null, pupil.number, { name: pupil.name, class: name });
        continue;
      }
      counts.ended += 1;
      plan.pupils.changed.push({ id: pupil.id, leftOn: plan.asOf });
      endMembership(plan.classMemberships, pupil.inClass, plan.asOf);
      endMembership(plan.groupMemberships, pupil.inGroup, plan.asOf);
    }
  }
}
