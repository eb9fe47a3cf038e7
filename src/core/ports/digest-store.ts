import type { LocalDate } from '../calendar/local-date.js';
import type { ClassWeekFacts } from '../digests/facts.js';

/** What was composed for an audience, who approved it, and which private notes a teacher holds. */
export interface DigestStore {
  /** Facts are those of the moment of composing: what was previewed is what is sent. False when it is there already. */
  add(digest: NewDigest): Promise<boolean>;
  find(digestId: string): Promise<Digest | null>;
  ofWeek(schoolId: string, classId: string, weekOn: LocalDate): Promise<readonly Digest[]>;
  /** Of every class of the school, newest week first, from the Monday on. */
  since(schoolId: string, weekOn: LocalDate): Promise<readonly Digest[]>;
  /** Compare and set: false when it is in none of the states. */
  move(
    digestId: string,
    from: readonly DigestState[],
    to: DigestState,
    personId: string | null,
    now: Date,
  ): Promise<boolean>;
  /** False when it was held already. */
  holdNote(hold: NoteHold): Promise<boolean>;
  releaseNote(schoolId: string, pupilId: string, weekOn: LocalDate, now: Date): Promise<boolean>;
  heldNotes(schoolId: string, classId: string, weekOn: LocalDate): Promise<readonly string[]>;
}

export type DigestAudience = 'staffChannel' | 'classParents';

/** composed: waits for a yes · held: somebody said "not now" · approved: on its way or there · declined: will not go. */
export type DigestState = 'composed' | 'held' | 'approved' | 'declined';

export interface NewDigest {
  readonly id: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly roundId: string;
  readonly weekOn: LocalDate;
  readonly audience: DigestAudience;
  readonly facts: ClassWeekFacts;
  readonly composedAt: Date;
}

export interface Digest extends NewDigest {
  readonly state: DigestState;
  readonly approvedAt: Date | null;
  readonly approvedById: string | null;
}

export interface NoteHold {
  readonly id: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly pupilId: string;
  readonly weekOn: LocalDate;
  readonly heldById: string;
  readonly heldAt: Date;
}
