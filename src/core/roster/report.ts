import type { SheetSummary } from './draft.js';
import type { RosterIssue } from './issue.js';
import type { GuardianCounts } from './plan-families.js';
import type { PupilCounts } from './plan-pupils.js';
import type { StaffCounts } from './plan-staff.js';

/** Where an import ended. */
export type RosterOutcome =
  /** Written. */
  | 'imported'
  /** Would be written; nothing has been. */
  | 'previewed'
  /** The school has all of it already. */
  | 'unchanged'
  /** Errors: nothing has been written. */
  | 'refused'
  /** Questions are open: nothing has been written. */
  | 'asked';

export interface RosterCounts {
  readonly pupils: Readonly<PupilCounts>;
  readonly guardians: Readonly<GuardianCounts>;
  readonly staff: Readonly<StaffCounts>;
  readonly gradesAdded: number;
  readonly classesAdded: number;
  readonly groupsAdded: number;
}

/** What an import did, would do, or why it did not. Issues may name people: it is for the one who imports. */
export interface RosterReport {
  readonly outcome: RosterOutcome;
  readonly sheets: readonly SheetSummary[];
  /** Null when the file did not get as far as being compared with the school. */
  readonly counts: RosterCounts | null;
  readonly issues: readonly RosterIssue[];
}
