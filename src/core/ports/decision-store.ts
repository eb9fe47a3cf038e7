/** Why a message was or was not sent: one row a decision, ids and codes only, read by `why`. */
export interface DecisionStore {
  /** One whose id is known is left as it is. */
  add(decisions: readonly Decision[]): Promise<void>;
  /** Newest first. */
  of(schoolId: string, filter: DecisionFilter, limit: number): Promise<readonly Decision[]>;
}

export type Outcome = 'sent' | 'refused' | 'held' | 'skipped' | 'merged' | 'waiting' | 'notReached' | 'checking';

export interface Decision {
  readonly id: string;
  readonly schoolId: string;
  /** What kind of message: 'note', 'digest.classParents', 'round.remind' … */
  readonly kind: string;
  readonly audience: string;
  /** What it was about: a class, a pupil, a round, a digest. */
  readonly subjectId: string;
  /** Whom it was for, where that is one person. */
  readonly personId: string | null;
  readonly outcome: Outcome;
  /** A code with a sentence in the catalogue: `why.<reason>`. */
  readonly reason: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly deliveryId: string | null;
  readonly at: Date;
}

export interface DecisionFilter {
  readonly subjectIds?: readonly string[];
  readonly personId?: string;
  readonly since?: Date;
}
