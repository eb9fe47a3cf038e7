import type { ConsentState } from '../digests/piece.js';
import type { Language } from '../language/language.js';
import type { DraftGuardian, DraftRole } from '../roster/draft.js';
import type { ClassWords } from './edition.js';

/** Everybody of the demo school, before the school has a single row. Classes, pupils and staff are known by their place. */
export interface DemoCast {
  readonly classes: readonly ClassWords[];
  /** By class and number; some classes have given their groups no names. */
  readonly groupNames: readonly (readonly string[])[];
  readonly pupils: readonly DemoPupil[];
  readonly guardians: readonly DemoGuardian[];
  readonly staff: readonly DemoStaff[];
}

export interface DemoPupil {
  readonly number: string;
  readonly name: string;
  readonly sex: 'female' | 'male';
  readonly classIndex: number;
  readonly classNumber: number;
  readonly group: number | null;
  readonly memberNumber: number | null;
  readonly temper: Temper;
  /** Consent to be named with praise. */
  readonly praise: ConsentState;
}

/** What the pupil's weeks look like. */
export type Temper = 'star' | 'steady' | 'lively' | 'struggling';

/** One row per child: a guardian of two children is there twice, with one name and one number. */
export interface DemoGuardian extends Omit<DraftGuardian, 'at' | 'pupilName' | 'email' | 'phone' | 'relation'> {
  readonly phone: string;
  readonly relation: string;
  /** Without an account nothing reaches the guardian. */
  readonly account: boolean;
  readonly inParentsChat: boolean;
}

export interface DemoStaff {
  readonly key: StaffKey;
  readonly name: string;
  readonly phone: string;
  readonly language?: Language;
  readonly roles: readonly Omit<DraftRole, 'at'>[];
}

export type StaffKey =
  | `homeroom${number}`
  | `teacher${number}-${number}`
  | `checker${number}`
  | `gradeHead${number}`
  | 'sports'
  | 'counsellor'
  | 'studentAffairs'
  | 'principal'
  | 'administrator';

/** Two classes of a grade, as places among the four. */
export const gradeOfClass = (classIndex: number): number => Math.floor(classIndex / 2);

/** Who teaches a class beside its homeroom teacher. */
export function teachersOf(classIndex: number): readonly StaffKey[] {
  const grade = gradeOfClass(classIndex);
  const other: StaffKey = `homeroom${classIndex % 2 === 0 ? classIndex + 1 : classIndex - 1}`;
  return [other, `teacher${grade}-0`, `teacher${grade}-1`, 'sports'];
}
