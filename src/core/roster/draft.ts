import type { RoleKind } from '../access/role.js';
import type { Language } from '../language/language.js';
import type { IssuePlace } from './issue.js';
import type { GuardianKind, Sex } from './vocabulary.js';

// What a file says, before it is compared with what the school has. An optional property is absent when the file has no
// such column, and null when it has one and the cell is empty: absent changes nothing, null empties.

/** A class by grade and section; see `ClassKey`. */
export interface ClassRef {
  readonly grade: string;
  readonly section: string;
}

export interface GroupRef {
  /** Null for a group that has only a name. */
  readonly number: number | null;
  readonly name: string | null;
}

export interface DraftClass extends ClassRef {
  /** As the school writes it: 七年级3班, 初一（3）班, 701. */
  readonly name: string;
  readonly gradeName: string;
}

export interface DraftPupil {
  readonly number: string;
  readonly name: string;
  readonly class: ClassRef;
  readonly sex?: Sex | null;
  readonly classNumber?: number | null;
  readonly group?: GroupRef | null;
  readonly memberNumber?: number | null;
  readonly seat?: string | null;
  readonly aliases?: readonly string[];
  readonly at: IssuePlace;
}

export interface DraftGuardian {
  readonly pupilNumber: string;
  /** The pupil's name where the row says it: a number and a name that do not belong together are an error. */
  readonly pupilName: string | null;
  readonly name: string;
  /** A known relation's key, or the word of the file; null where it says nothing. */
  readonly relation: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly kind?: GuardianKind;
  /** What the guardian is if neither the file nor the school says: from the relation and the column. */
  readonly usualKind: GuardianKind;
  readonly receivesNotes?: boolean;
  readonly restricted?: boolean;
  readonly language?: Language;
  readonly at: IssuePlace;
}

export type DraftScope =
  | { readonly kind: 'school' }
  | { readonly kind: 'grade'; readonly grade: string }
  | ({ readonly kind: 'class' } & ClassRef)
  | ({ readonly kind: 'group'; readonly number: number } & ClassRef);

export interface DraftRole {
  readonly kind: RoleKind;
  readonly scope: DraftScope;
  readonly subjects: readonly string[];
  readonly at: IssuePlace;
}

export interface DraftStaff {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly roles: readonly DraftRole[];
  readonly at: IssuePlace;
}

export type SheetKind = 'pupils' | 'guardians' | 'staff';

/** What was made of one sheet: shown to the person, so that nothing is left out unseen. */
export interface SheetSummary {
  readonly name: string;
  /** Null: not read. */
  readonly kind: SheetKind | null;
  readonly rows: number;
  /** Headers of the columns that were not read. */
  readonly unread: readonly string[];
}

export interface RosterDraft {
  readonly classes: readonly DraftClass[];
  readonly pupils: readonly DraftPupil[];
  readonly guardians: readonly DraftGuardian[];
  readonly staff: readonly DraftStaff[];
  readonly sheets: readonly SheetSummary[];
}
