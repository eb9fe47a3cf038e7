import type { LocalDate } from '../calendar/local-date.js';

/** What a person can be in a school. A guardian is no role: that is a guardianship, per child. */
export const roleKinds = [
  'homeroomTeacher',
  'subjectTeacher',
  'mentor',
  'checker',
  'gradeHead',
  'studentAffairs',
  'principal',
  'administrator',
] as const;

export type RoleKind = (typeof roleKinds)[number];

export const scopeKinds = ['school', 'grade', 'class', 'group'] as const;

export type ScopeKind = (typeof scopeKinds)[number];

/** A role held by a person within a scope, on the days from `fromOn` until the day before `toOn`. */
export interface Role {
  readonly schoolId: string;
  readonly kind: RoleKind;
  readonly scopeKind: ScopeKind;
  /** Id of the school, grade, class or group. */
  readonly scopeId: string;
  readonly subjects: readonly string[];
  readonly fromOn: LocalDate;
  /** The first day on which it is held no longer; null while it has no end. */
  readonly toOn: LocalDate | null;
}

/** Where something is: a class, or within it one group. */
export interface Place {
  readonly schoolId: string;
  readonly gradeId: string;
  readonly classId: string;
  readonly groupId: string | null;
}

export function heldOn(held: { readonly fromOn: LocalDate; readonly toOn: LocalDate | null }, on: LocalDate): boolean {
  return held.fromOn <= on && (held.toOn === null || on < held.toOn);
}
