import type { LocalDate } from '../calendar/local-date.js';

/** Classes, their groups and who is in them on a day. */
export interface ClassStore {
  /** Classes of the school that have not ended on the day, by grade and place in it. */
  list(schoolId: string, on: LocalDate): Promise<readonly ClassInfo[]>;
  find(schoolId: string, classIds: readonly string[]): Promise<readonly ClassInfo[]>;
  /** Groups of the classes that have not ended on the day, by number. */
  groupsOf(schoolId: string, classIds: readonly string[], on: LocalDate): Promise<readonly GroupInfo[]>;
  /** Pupils of the class on the day, by class number. */
  roster(schoolId: string, classId: string, on: LocalDate): Promise<readonly RosterPupil[]>;
  /** Whether a pupil of the school has exactly this name. */
  isPupilName(schoolId: string, name: string): Promise<boolean>;
  /** The pupils where they are on the day; one who is in no class that day is not among them. */
  pupilsAt(schoolId: string, pupilIds: readonly string[], on: LocalDate): Promise<readonly RosterPupil[]>;
}

export interface ClassInfo {
  readonly id: string;
  readonly schoolId: string;
  readonly gradeId: string;
  readonly gradeName: string;
  readonly name: string;
}

export interface GroupInfo {
  readonly id: string;
  readonly classId: string;
  readonly number: number;
  readonly name: string | null;
}

export interface RosterPupil {
  readonly id: string;
  readonly classId: string;
  readonly name: string;
  readonly studentNumber: string;
  readonly classNumber: number | null;
  readonly seat: string | null;
  readonly sex: string | null;
  readonly aliases: readonly string[];
  /** Readings that a teacher corrected; empty = computed from the name. */
  readonly pinyin: readonly string[];
  readonly groupId: string | null;
  readonly groupNumber: number | null;
  readonly memberNumber: number | null;
}
