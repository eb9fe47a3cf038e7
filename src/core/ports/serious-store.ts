import type { SeriousReport } from '../conduct/serious.js';

/** Serious matters, told to student affairs in private. */
export interface SeriousStore {
  /** Writes what is not there yet (same source and pupil) and gives what it wrote. */
  add(reports: readonly SeriousReport[]): Promise<readonly SeriousReport[]>;
  find(schoolId: string, reportId: string): Promise<SeriousReport | null>;
  /** Not taken by anybody, oldest first. */
  open(schoolId: string): Promise<readonly SeriousReport[]>;
  /** Compare and set: true for exactly one of many who take it at once. */
  take(schoolId: string, reportId: string, personId: string, now: Date): Promise<boolean>;
}
