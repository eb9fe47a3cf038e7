import type { LocalDate } from '../calendar/local-date.js';
import type { Proposal } from '../conduct/proposal.js';

/** What checkers saw, until somebody decides about it. */
export interface ProposalStore {
  /** Writes what is not there yet (same source and line) and gives what it wrote. */
  add(proposals: readonly Proposal[]): Promise<readonly Proposal[]>;
  find(schoolId: string, proposalIds: readonly string[]): Promise<readonly Proposal[]>;
  ofSource(schoolId: string, sourceKey: string): Promise<readonly Proposal[]>;
  /** Open ones of the classes, oldest first. */
  openOf(schoolId: string, classIds: readonly string[]): Promise<readonly Proposal[]>;
  /** The person's own, newest first: a checker sees no others. */
  madeBy(schoolId: string, personId: string, limit: number): Promise<readonly Proposal[]>;
  /** Compare and set from open: true for exactly one of many who decide at once. */
  decide(schoolId: string, proposalId: string, decision: ProposalDecision): Promise<boolean>;
  /** Open ones whose last day lies before the day become lapsed; gives them. */
  lapse(schoolId: string, before: LocalDate, now: Date): Promise<readonly Proposal[]>;
}

export interface ProposalDecision {
  readonly state: 'confirmed' | 'declined' | 'withdrawn';
  readonly decidedById: string;
  readonly entryId: string | null;
  readonly now: Date;
}
