import type { EntryDraft } from '../conduct/entry-draft.js';

/** Previews that wait for a "yes". */
export interface EntryDraftStore {
  /** Writes a draft whose source is not there yet; gives the one that is there now. */
  open(draft: EntryDraft): Promise<EntryDraft>;
  find(schoolId: string, draftId: string): Promise<EntryDraft | null>;
  /** The person's open drafts, newest first. */
  openOf(schoolId: string, personId: string): Promise<readonly EntryDraft[]>;
  /** Compare and set: replaces what the draft holds and raises its version, unless somebody was quicker or it is settled. */
  replace(draft: EntryDraft): Promise<boolean>;
  /** Compare and set from open in this version: true for exactly one of many who press at once. */
  settle(
    schoolId: string,
    draftId: string,
    version: number,
    state: 'recorded' | 'cancelled' | 'expired',
    now: Date,
  ): Promise<boolean>;
  /** Ends every open draft that was made before the instant; gives how many. */
  expire(schoolId: string, madeBefore: Date, now: Date): Promise<number>;
}
