import type { LocalDate } from '../calendar/local-date.js';
import { carries, may, reaches } from './may.js';
import { heldOn, type Place, type Role, type RoleKind } from './role.js';

/**
 * Who may record an item, as rubrics write it: class teacher, subject teacher, student affairs, duty observer,
 * dormitory warden, group leader, librarian, computed.
 */
export type RecorderCode = 'CT' | 'ST' | 'SA' | 'DO' | 'DW' | 'GL' | 'LIB' | 'SYS';

export type RecordRight = 'give' | 'propose';

/** "CT:give", "DO:propose": the right that an item grants to a recorder. */
export type RecorderGrant = `${RecorderCode}:${RecordRight}`;

/** In the own class the homeroom teacher is also a teacher of a subject; the head of a grade acts for student affairs there. */
const codesOf: Readonly<Record<RoleKind, readonly RecorderCode[]>> = {
  homeroomTeacher: ['CT', 'ST'],
  subjectTeacher: ['ST'],
  mentor: ['ST'],
  checker: ['DO', 'DW', 'GL'],
  gradeHead: ['SA', 'ST'],
  studentAffairs: ['SA', 'LIB'],
  principal: ['SA'],
  administrator: [],
};

/** The recorder codes that a person has at the place: what a rubric item's grants are matched with. */
export function recorderCodesAt(roles: readonly Role[], place: Place, on: LocalDate): ReadonlySet<RecorderCode> {
  return new Set(
    roles.filter((role) => heldOn(role, on) && reaches(role, place)).flatMap((role) => codesOf[role.kind]),
  );
}

/**
 * The person's right to record an item at the place on the day: to give it, only to propose it, or none. An item without
 * grants may be given by whoever may record there. What an item grants never exceeds what the role carries: a checker
 * proposes, whatever a rubric says.
 */
export function recordRight(
  roles: readonly Role[],
  item: { readonly recorders: readonly string[] },
  place: Place,
  on: LocalDate,
): RecordRight | null {
  if (item.recorders.length === 0) {
    if (may(roles, 'record', place, on)) return 'give';
    return may(roles, 'propose', place, on) ? 'propose' : null;
  }
  const held = roles.filter((role) => heldOn(role, on) && reaches(role, place));
  const grants = (role: Role, right: RecordRight) =>
    codesOf[role.kind].some((code) => item.recorders.includes(`${code}:${right}` satisfies RecorderGrant));
  if (held.some((role) => carries(role.kind, 'record') && grants(role, 'give'))) return 'give';
  if (held.some((role) => carries(role.kind, 'propose') && (grants(role, 'propose') || grants(role, 'give')))) {
    return 'propose';
  }
  return null;
}
