import type { RoleKind, ScopeKind } from '../access/role.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { Language } from '../language/language.js';

// What a school has, as far as a roster can change it. Everything dated ends before its `toOn`.

export interface StoredGrade {
  readonly id: string;
  readonly name: string;
}

export interface StoredClass {
  readonly id: string;
  readonly gradeId: string;
  readonly name: string;
  readonly endedOn: LocalDate | null;
}

export interface StoredGroup {
  readonly id: string;
  readonly classId: string;
  readonly number: number;
  readonly name: string | null;
  readonly endedOn: LocalDate | null;
}

interface Dated {
  readonly id: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate | null;
}

export interface StoredClassMembership extends Dated {
  readonly classId: string;
  readonly classNumber: number | null;
  readonly seat: string | null;
}

export interface StoredGroupMembership extends Dated {
  readonly groupId: string;
  readonly memberNumber: number | null;
}

export interface StoredPupil {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly sex: string | null;
  readonly aliases: readonly string[];
  readonly leftOn: LocalDate | null;
  /** The latest of each, ended or not. */
  readonly inClass: StoredClassMembership | null;
  readonly inGroup: StoredGroupMembership | null;
}

export interface StoredPerson {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string | null;
}

export interface StoredGuardianship extends Dated {
  readonly personId: string;
  readonly pupilId: string;
  readonly relation: string;
  readonly kind: string;
  readonly receivesNotes: boolean;
  readonly restricted: boolean;
}

export interface StoredRole extends Dated {
  readonly personId: string;
  readonly kind: RoleKind;
  readonly scopeKind: ScopeKind;
  readonly scopeId: string;
  readonly subjects: readonly string[];
}

export interface RosterSnapshot {
  readonly schoolId: string;
  readonly language: Language;
  /** A made-up school, into which no real people may be imported. */
  readonly demo: boolean;
  readonly grades: readonly StoredGrade[];
  readonly classes: readonly StoredClass[];
  readonly groups: readonly StoredGroup[];
  readonly pupils: readonly StoredPupil[];
  /** Everybody with a role or a child in this school, now or before. */
  readonly persons: readonly StoredPerson[];
  readonly guardianships: readonly StoredGuardianship[];
  readonly roles: readonly StoredRole[];
}
