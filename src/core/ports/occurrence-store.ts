/** One due moment of something recurring. */
export interface Occurrence {
  readonly id: string;
  readonly schoolId: string;
  readonly kind: string;
  /** What it is about: a class id, a round id, a digest id … */
  readonly subjectId: string;
  /** The local date or week it stands for: a moved moment is still the same occurrence. */
  readonly dueKey: string;
  readonly dueAt: Date;
}

export interface TakenOccurrence extends Occurrence {
  readonly lease: string;
  /** How often it was taken, this time counted. */
  readonly attempts: number;
}

export type OccurrenceOutcome =
  | { readonly state: 'done' }
  /** No longer welcome: the reason is a code with a sentence in the catalogue. */
  | { readonly state: 'skipped'; readonly reason: string };

export interface OccurrenceStore {
  /** Writes down what will be due; what is known keeps its state, and its moment moves while it is pending. */
  plan(occurrences: readonly Occurrence[]): Promise<void>;
  /** Pending ones of the school and kind that are no longer planned. */
  withdraw(ids: readonly string[]): Promise<void>;
  /** The pending ones of a school and kind, oldest first. */
  pendingOf(schoolId: string, kind: string): Promise<readonly Occurrence[]>;
  /** Takes what is due in school time and in nobody's hands, oldest first. */
  take(request: TakeRequest): Promise<readonly TakenOccurrence[]>;
  /** False when the lease was lost: somebody else has taken it over. */
  settle(id: string, lease: string, outcome: OccurrenceOutcome, school: Date): Promise<boolean>;
  /** Gives it back, to be tried again from the instant of machine time on. */
  putBack(id: string, lease: string, notBefore: Date): Promise<void>;
  /** How many are due and in somebody's hands, or free to be taken: all but those that wait to be tried again. */
  unfinished(kinds: readonly string[], school: Date, machine: Date): Promise<number>;
  /** What of these kinds becomes due next in school time. */
  nextDue(kinds: readonly string[], after: Date): Promise<Pick<Occurrence, 'kind' | 'dueAt'> | null>;
  /** Ends every lease: only for the one process that can know that the others are dead. */
  releaseLeases(machine: Date): Promise<void>;
}

export interface TakeRequest {
  /** Others stay as they are: a newer version of the program may know them. */
  readonly kinds: readonly string[];
  readonly school: Date;
  readonly machine: Date;
  readonly lease: string;
  readonly leaseUntil: Date;
  readonly limit: number;
}
