import type { LocalDate } from '../calendar/local-date.js';
import { carries, type Power } from './may.js';
import { heldOn, type Place, type Role } from './role.js';

/** Everything that a person reaches in one school: what a store query and a report's own description are made from. */
export interface Scope {
  readonly schoolId: string;
  readonly wholeSchool: boolean;
  readonly gradeIds: readonly string[];
  readonly classIds: readonly string[];
  readonly groupIds: readonly string[];
}

/** The scope in which the person has the power on the day. Equal to asking `may` place by place. */
export function scopeOf(roles: readonly Role[], schoolId: string, power: Power, on: LocalDate): Scope {
  const held = roles.filter((role) => role.schoolId === schoolId && heldOn(role, on) && carries(role.kind, power));
  const ids = (kind: Role['scopeKind']) => [
    ...new Set(held.filter((role) => role.scopeKind === kind).map((role) => role.scopeId)),
  ];
  return {
    schoolId,
    wholeSchool: ids('school').includes(schoolId),
    gradeIds: ids('grade'),
    classIds: ids('class'),
    groupIds: ids('group'),
  };
}

export function covers(scope: Scope, place: Place): boolean {
  return (
    scope.schoolId === place.schoolId &&
    (scope.wholeSchool ||
      scope.gradeIds.includes(place.gradeId) ||
      scope.classIds.includes(place.classId) ||
      (place.groupId !== null && scope.groupIds.includes(place.groupId)))
  );
}
