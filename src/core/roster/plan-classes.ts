import type { Ids } from '../ports/clock.js';
import { classId, gradeOrdinal, type Notation, parseClassName, parseGrade, sectionOrdinal } from './class-name.js';
import type { ClassRef, DraftPupil, GroupRef, RosterDraft } from './draft.js';
import { groupBy } from './group-by.js';
import { foldName } from './person-name.js';
import { groupKey, type PlanDraft } from './roster-plan.js';
import type { RosterSnapshot, StoredGroup } from './snapshot.js';

/** Where the file's words for classes and groups lead, whether the rows stand there or are about to. */
export interface Places {
  classId(ref: ClassRef): string | null;
  gradeId(grade: string): string | null;
  groupId(classId: string, group: GroupRef): string | null;
}

/** The grades, classes and groups that the file needs: those that stand are used, the missing ones are added. */
export function planPlaces(
  draft: RosterDraft,
  snapshot: RosterSnapshot,
  notation: Notation,
  ids: Ids,
  plan: PlanDraft,
): Places {
  const grades = new Map<string, string>();
  const gradeKeys = new Map<string, string>();
  for (const grade of snapshot.grades) {
    const key = parseGrade(grade.name, notation, true) ?? `=${foldName(grade.name)}`;
    gradeKeys.set(grade.id, key);
    if (!grades.has(key)) grades.set(key, grade.id);
  }
  const classes = new Map<string, string>();
  for (const one of snapshot.classes) {
    const grade = gradeKeys.get(one.gradeId) ?? '';
    const key = parseClassName(one.name, notation, grade);
    const section = key && (key.grade ?? grade) === grade ? key.section : `=${foldName(one.name)}`;
    if (!classes.has(classId(grade, section))) classes.set(classId(grade, section), one.id);
  }
  for (const wanted of draft.classes) {
    let gradeId = grades.get(wanted.grade);
    if (!gradeId) {
      gradeId = ids.next();
      grades.set(wanted.grade, gradeId);
      plan.grades.added.push({ id: gradeId, name: wanted.gradeName, ordinal: gradeOrdinal(wanted.grade) });
    }
    const key = classId(wanted.grade, wanted.section);
    const stored = snapshot.classes.find((one) => one.id === classes.get(key));
    if (stored?.endedOn) plan.classes.changed.push({ id: stored.id, endedOn: null });
    if (classes.has(key)) continue;
    const id = ids.next();
    classes.set(key, id);
    const ordinal = sectionOrdinal(wanted.section);
    plan.classes.added.push({ id, gradeId, name: wanted.name, ordinal, endedOn: null });
  }
  const findClass = (ref: ClassRef) => classes.get(classId(ref.grade, ref.section)) ?? null;
  const groups = planGroups(draft.pupils, snapshot, findClass, ids, plan);
  return {
    classId: findClass,
    gradeId: (grade) => grades.get(grade) ?? null,
    groupId: (inClass, group) => groups.get(groupKey(inClass, group)) ?? null,
  };
}

/** A group that has only a name gets the next free number of its class, in the order of the names. */
function planGroups(
  pupils: readonly DraftPupil[],
  snapshot: RosterSnapshot,
  findClass: (ref: ClassRef) => string | null,
  ids: Ids,
  plan: PlanDraft,
): Map<string, string> {
  const found = new Map<string, string>();
  const wanted = pupils.flatMap(({ group, class: ref }) => {
    const inClass = findClass(ref);
    return group && inClass ? [{ inClass, group }] : [];
  });
  for (const [inClass, refs] of groupBy(wanted, ({ inClass }) => inClass)) {
    const stored: StoredGroup[] = snapshot.groups.filter((group) => group.classId === inClass);
    const take = (ref: GroupRef, group: StoredGroup, name: string | null) => {
      found.set(groupKey(inClass, ref), group.id);
      const change = {
        ...(group.endedOn ? { endedOn: null } : {}),
        ...(name !== null && name !== group.name ? { name } : {}),
      };
      if (Object.keys(change).length > 0) plan.groups.changed.push({ id: group.id, ...change });
    };
    const add = (ref: GroupRef, number: number, name: string | null) => {
      const group = { id: ids.next(), classId: inClass, number, name, endedOn: null };
      stored.push(group);
      plan.groups.added.push(group);
      found.set(groupKey(inClass, ref), group.id);
    };
    const numbered = groupBy(
      refs.filter(({ group }) => group.number !== null),
      ({ group }) => String(group.number),
    );
    for (const [text, same] of [...numbered].sort(([a], [b]) => Number(a) - Number(b))) {
      const number = Number(text);
      const name = same.flatMap(({ group }) => group.name ?? []).sort()[0] ?? null;
      const group = stored.find((one) => one.number === number);
      if (group) take({ number, name }, group, name);
      else add({ number, name }, number, name);
    }
    const names = [...new Set(refs.flatMap(({ group }) => (group.number === null && group.name ? [group.name] : [])))];
    for (const name of names.sort()) {
      const group = stored.find((one) => one.name !== null && foldName(one.name) === foldName(name));
      if (group) take({ number: null, name }, group, null);
      else add({ number: null, name }, Math.max(0, ...stored.map((one) => one.number)) + 1, name);
    }
  }
  return found;
}
