import type { ConsentState } from '../digests/piece.js';

/** What families allowed. Every answer is a row; the newest of a pupil and purpose holds. */
export interface ConsentStore {
  /** Pupils without a row were not asked. */
  statesOf(
    schoolId: string,
    pupilIds: readonly string[],
    purpose: ConsentPurpose,
  ): Promise<ReadonlyMap<string, ConsentState>>;
  add(rows: readonly ConsentRow[]): Promise<void>;
}

/** record: the core record · praise: named with praise in the class · photos · chat: bound to a messenger. */
export type ConsentPurpose = 'record' | 'praise' | 'photos' | 'chat';

export interface ConsentRow {
  readonly id: string;
  readonly schoolId: string;
  readonly pupilId: string;
  readonly purpose: ConsentPurpose;
  readonly state: Exclude<ConsentState, 'notAsked'>;
  /** The guardian who said it; null when it was entered from paper. */
  readonly givenById: string | null;
  readonly recordedById: string | null;
  readonly at: Date;
}
