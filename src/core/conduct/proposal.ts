import type { LocalDate } from '../calendar/local-date.js';
import type { Subject } from './ledger.js';

/** What a checker saw. It becomes points only by the homeroom teacher's word, and lapses without it (SYSTEMS C3). */
export interface Proposal {
  readonly id: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly subject: Subject;
  readonly rubricItemId: string | null;
  readonly itemCode: string;
  readonly points: number;
  readonly familyText: string;
  readonly staffNote: string | null;
  readonly occurredOn: LocalDate;
  readonly proposedAt: Date;
  readonly proposedById: string;
  readonly sourceKey: string;
  readonly sourceLine: number;
  /** The last day on which it can be confirmed. */
  readonly lapsesOn: LocalDate;
  readonly state: 'open' | 'confirmed' | 'declined' | 'lapsed' | 'withdrawn';
  readonly decidedAt: Date | null;
  readonly decidedById: string | null;
  readonly entryId: string | null;
}

/** Plus and neutral items may be confirmed together with one press, a minus only by itself. */
export function mayConfirmTogether(proposals: readonly Pick<Proposal, 'points'>[]): boolean {
  return proposals.length <= 1 || proposals.every((proposal) => proposal.points >= 0);
}
