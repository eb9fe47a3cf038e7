import type { RosterPlan } from '../roster/roster-plan.js';
import type { RosterSnapshot } from '../roster/snapshot.js';

/** Reads and writes a whole school's people at once, for imports. */
export interface RosterStore {
  /**
   * Everything a roster can change, read so that nothing else imports into the school before the transaction ends: it is
   * to be called inside the one that applies. Null for a school that does not exist.
   */
  loadSnapshot(schoolId: string): Promise<RosterSnapshot | null>;
  /** Writes every row of the plan and one line of the audit. */
  apply(schoolId: string, plan: RosterPlan, audit: RosterAudit): Promise<void>;
}

export interface RosterAudit {
  readonly id: string;
  /** Null when the program itself acts: an import on the command line. */
  readonly actorId: string | null;
  readonly now: Date;
}
