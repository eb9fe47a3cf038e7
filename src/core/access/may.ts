import type { LocalDate } from '../calendar/local-date.js';
import { heldOn, type Place, type Role, type RoleKind } from './role.js';

/**
 * see: read what is known about the pupils of a place · record: write point entries · propose: say what was seen, for
 * somebody else to confirm · decide: confirm proposals, answer the round, let a guardian in · approve: release what goes to
 * parents · receive: be told serious matters · administer: people, bindings, settings.
 */
export const powers = ['see', 'record', 'propose', 'decide', 'approve', 'receive', 'administer'] as const;

export type Power = (typeof powers)[number];

/**
 * A checker sees only the own proposals, so has no `see`. Nobody but the homeroom teacher decides for a class: a proposal
 * that another office could confirm over the teacher's head would be a deduction by that office (SYSTEMS C3).
 */
const powersOf: Readonly<Record<RoleKind, readonly Power[]>> = {
  homeroomTeacher: ['see', 'record', 'propose', 'decide', 'approve'],
  subjectTeacher: ['see', 'record', 'propose'],
  mentor: ['see', 'record', 'propose'],
  checker: ['propose'],
  gradeHead: ['see', 'record', 'propose', 'approve'],
  studentAffairs: ['see', 'record', 'propose', 'approve', 'receive'],
  principal: ['see', 'record', 'propose', 'approve', 'receive'],
  administrator: ['see', 'administer'],
};

/** Whether a role's scope contains the place. A group's mentor reaches that group, not its class. */
export function reaches(role: Role, place: Place): boolean {
  if (role.schoolId !== place.schoolId) return false;
  switch (role.scopeKind) {
    case 'school':
      return role.scopeId === place.schoolId;
    case 'grade':
      return role.scopeId === place.gradeId;
    case 'class':
      return role.scopeId === place.classId;
    case 'group':
      return role.scopeId === place.groupId;
    default:
      return role.scopeKind satisfies never;
  }
}

/** The reference for every question "may this person …": one role that is held, reaches the place and carries the power. */
export function may(roles: readonly Role[], power: Power, place: Place, on: LocalDate): boolean {
  return roles.some((role) => heldOn(role, on) && reaches(role, place) && powersOf[role.kind].includes(power));
}

/** Whether any kind of role carries the power; for lists of who could be asked. */
export function kindsWith(power: Power): readonly RoleKind[] {
  return (Object.keys(powersOf) as RoleKind[]).filter((kind) => powersOf[kind].includes(power));
}

export function carries(kind: RoleKind, power: Power): boolean {
  return powersOf[kind].includes(power);
}
