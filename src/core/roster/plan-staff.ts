import type { RoleKind, ScopeKind } from '../access/role.js';
import type { Ids } from '../ports/clock.js';
import { renderClassName, renderGrade } from './class-name.js';
import type { DraftRole, DraftStaff, RosterDraft } from './draft.js';
import { groupBy } from './group-by.js';
import type { IssueLog } from './issue.js';
import { areAlike, foldName } from './person-name.js';
import type { Places } from './plan-classes.js';
import { endMembership } from './plan-membership.js';
import { differences, isOpen, type PlanDraft } from './roster-plan.js';
import type { RosterSnapshot, StoredPerson, StoredRole } from './snapshot.js';

export interface StaffCounts {
  added: number;
  changed: number;
  unchanged: number;
  notInFile: number;
  rolesAdded: number;
  rolesEnded: number;
}

/** Roles that a file may end: who leads the school is not decided by what a list of teachers leaves out. */
const endable: readonly RoleKind[] = ['homeroomTeacher', 'subjectTeacher', 'mentor', 'checker', 'gradeHead'];

interface Wanted {
  readonly kind: RoleKind;
  readonly scopeKind: ScopeKind;
  readonly scopeId: string;
  readonly subjects: readonly string[];
}

export function planStaff(
  draft: RosterDraft,
  snapshot: RosterSnapshot,
  places: Places,
  ids: Ids,
  plan: PlanDraft,
  log: IssueLog,
): StaffCounts {
  const counts: StaffCounts = { added: 0, changed: 0, unchanged: 0, notInFile: 0, rolesAdded: 0, rolesEnded: 0 };
  if (draft.staff.length === 0) return counts;
  const roles = groupBy(snapshot.roles, (role) => role.personId);
  const colleagues = snapshot.persons.filter((person) => roles.has(person.id));
  const guardians = new Set(snapshot.guardianships.map((link) => link.personId));
  const taken = new Set<string>();
  const homerooms = new Map<string, Set<string>>();
  for (const staff of draft.staff) {
    const wanted = staff.roles.flatMap((role) => resolveRole(role, snapshot, places, log));
    const found = findColleague(staff, colleagues, taken, log);
    if (found === 'several') continue;
    const personId = found?.id ?? ids.next();
    taken.add(personId);
    const own = found ? (roles.get(found.id) ?? []) : [];
    const touched = planRoles(personId, wanted, own, ids, plan, counts);
    const change = found ? planPerson(found, staff, guardians, plan) : false;
    if (!found) {
      plan.persons.added.push({
        id: personId,
        name: staff.name,
        phone: staff.phone,
        email: staff.email,
        language: null,
      });
      counts.added += 1;
    } else if (touched || change) counts.changed += 1;
    else counts.unchanged += 1;
    for (const role of wanted.filter((one) => one.kind === 'homeroomTeacher')) {
      const holders = homerooms.get(role.scopeId) ?? new Set();
      homerooms.set(role.scopeId, holders.add(personId));
      if (holders.size === 2)
        log.warn('two-homerooms', staff.at, staff.name, { class: nameOf(role.scopeId, snapshot, plan) });
    }
  }
  replaceHomerooms(homerooms, snapshot, plan, counts, log);
  const open = snapshot.roles.filter((role) => isOpen(role, plan.asOf) && !taken.has(role.personId));
  counts.notInFile = new Set(open.map((role) => role.personId)).size;
  return counts;
}

function resolveRole(role: DraftRole, snapshot: RosterSnapshot, places: Places, log: IssueLog): Wanted[] {
  const { scope, kind, subjects } = role;
  const found = (scopeId: string | null, name: () => string): Wanted[] => {
    if (scopeId !== null) return [{ kind, scopeKind: scope.kind, scopeId, subjects }];
    log.error('scope-unknown', role.at, name());
    return [];
  };
  if (scope.kind === 'school') return found(snapshot.schoolId, () => '');
  const grade = renderGrade(scope.grade, snapshot.language);
  if (scope.kind === 'grade') return found(places.gradeId(scope.grade), () => grade);
  const className = () => renderClassName(grade, scope.section, snapshot.language);
  const classId = places.classId(scope);
  if (scope.kind === 'class' || classId === null) return found(classId, className);
  const group = places.groupId(classId, { number: scope.number, name: null });
  const stored = snapshot.groups.find((one) => one.classId === classId && one.number === scope.number);
  return found(group ?? stored?.id ?? null, () => `${className()} ${scope.number}`);
}

/** The colleague whom a row means: by telephone, by address, by a name that only one has. */
function findColleague(
  staff: DraftStaff,
  colleagues: readonly StoredPerson[],
  taken: ReadonlySet<string>,
  log: IssueLog,
): StoredPerson | null | 'several' {
  const free = colleagues.filter((person) => !taken.has(person.id));
  const sameName = (person: StoredPerson) => foldName(person.name) === foldName(staff.name);
  const reached = free.filter(
    (person) =>
      (staff.phone !== null && person.phone === staff.phone) || (staff.email !== null && person.email === staff.email),
  );
  const one = reached.find(sameName) ?? (reached.length === 1 ? reached[0] : undefined);
  if (one) {
    // A telephone may have passed to somebody else, and the account behind the person with it would gain these rights.
    if (!sameName(one) && !areAlike(one.name, staff.name)) {
      log.ask(`staff/${staff.name}`, 'staff-renamed', staff.at, { name: staff.name, before: one.name });
    } else if (!sameName(one)) log.warn('staff-name-changed', staff.at, staff.name, { before: one.name });
    return one;
  }
  const namesakes = free.filter(sameName);
  if (namesakes.length > 1) {
    log.error('staff-several', staff.at, staff.name, { count: namesakes.length });
    return 'several';
  }
  const [namesake] = namesakes;
  if (namesake?.phone && staff.phone) {
    log.warn('staff-phone-changed', staff.at, staff.phone, { name: staff.name, before: namesake.phone });
  }
  return namesake ?? null;
}

function planPerson(person: StoredPerson, staff: DraftStaff, guardians: ReadonlySet<string>, plan: PlanDraft): boolean {
  // Of a colleague who is a guardian here too, the family's rows speak; a list of staff only fills what is empty.
  const isGuardian = guardians.has(person.id);
  const at = plan.persons.changed.findIndex((change) => change.id === person.id);
  const before = plan.persons.changed[at];
  const change = differences<StoredPerson>(person, {
    name: isGuardian ? person.name : staff.name,
    phone: (isGuardian ? person.phone : null) ?? staff.phone ?? person.phone,
    email: (isGuardian ? person.email : null) ?? staff.email ?? person.email,
  });
  if (!change) return false;
  if (before) plan.persons.changed[at] = { ...change, ...before };
  else plan.persons.changed.push(change);
  return true;
}

/** For each kind of role that the file gives to a person, its list replaces the one that stands. */
function planRoles(
  personId: string,
  wanted: readonly Wanted[],
  own: readonly StoredRole[],
  ids: Ids,
  plan: PlanDraft,
  counts: StaffCounts,
): boolean {
  let touched = false;
  const isSame = (role: StoredRole, one: Wanted) => role.kind === one.kind && role.scopeId === one.scopeId;
  for (const one of wanted) {
    const same = own.filter((role) => isSame(role, one));
    const stored = same.find((role) => isOpen(role, plan.asOf)) ?? same.find((role) => role.fromOn >= plan.asOf);
    if (!stored) {
      plan.roles.added.push({ id: ids.next(), personId, ...one, fromOn: plan.asOf, toOn: null });
      counts.rolesAdded += 1;
      touched = true;
      continue;
    }
    const reopened = isOpen(stored, plan.asOf) ? {} : { toOn: null };
    const change = differences(stored, { ...reopened, ...(one.subjects.length > 0 ? { subjects: one.subjects } : {}) });
    if (change) plan.roles.changed.push(change);
    touched ||= change !== null;
  }
  const kinds = new Set(wanted.map((one) => one.kind).filter((kind) => endable.includes(kind)));
  for (const role of own) {
    if (!kinds.has(role.kind) || wanted.some((one) => isSame(role, one))) continue;
    if (!endMembership(plan.roles, role, plan.asOf)) continue;
    counts.rolesEnded += 1;
    touched = true;
  }
  return touched;
}

/** A class has the homeroom teacher whom the file names: whoever was it before hands the class over. */
function replaceHomerooms(
  homerooms: ReadonlyMap<string, ReadonlySet<string>>,
  snapshot: RosterSnapshot,
  plan: PlanDraft,
  counts: StaffCounts,
  log: IssueLog,
): void {
  const ending = new Set([...plan.roles.removed, ...plan.roles.changed.flatMap(({ id, toOn }) => (toOn ? [id] : []))]);
  for (const role of snapshot.roles) {
    const holders = homerooms.get(role.scopeId);
    if (role.kind !== 'homeroomTeacher' || !holders || holders.has(role.personId) || ending.has(role.id)) continue;
    if (!endMembership(plan.roles, role, plan.asOf)) continue;
    counts.rolesEnded += 1;
    const name = snapshot.persons.find((person) => person.id === role.personId)?.name ?? '';
    log.warn('homeroom-replaced', null, name, { class: nameOf(role.scopeId, snapshot, plan) });
  }
}

function nameOf(classId: string, snapshot: RosterSnapshot, plan: PlanDraft): string {
  const all = [...snapshot.classes, ...plan.classes.added];
  return all.find((one) => one.id === classId)?.name ?? '';
}
