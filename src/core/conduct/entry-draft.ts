import type { LocalDate } from '../calendar/local-date.js';
import type { EntryLine, LineWhole } from './entry-line.js';
import type { QuickEntryReading } from './quick-entry/reading.js';

/** A read message that waits for a "yes". What its card shows is exactly what will be recorded: `lines`. */
export interface EntryDraft extends DraftContent {
  readonly id: string;
  readonly schoolId: string;
  readonly personId: string;
  /** The message; what is recorded from it carries the same key, so that it is recorded once. */
  readonly sourceKey: string;
  /** Grows with every change. A card shows one version; a press on an older card records nothing. */
  readonly version: number;
  readonly state: 'open' | 'recorded' | 'cancelled' | 'expired';
  readonly createdAt: Date;
}

export interface DraftContent {
  /** The message with what is still open in it. */
  readonly reading: QuickEntryReading;
  /** The day that the message speaks of. */
  readonly occurredOn: LocalDate;
  readonly lines: readonly EntryLine[];
  readonly wholes: readonly LineWhole[];
  /** Lines of the message that were recorded before, while others were still open. */
  readonly recorded: number;
}

/** After a day nobody remembers what stood in a message, and the day it speaks of is another one. */
export const draftLifetimeMs = 24 * 60 * 60 * 1000;

export function isExpired(draft: Pick<EntryDraft, 'createdAt'>, now: Date): boolean {
  return now.getTime() - draft.createdAt.getTime() >= draftLifetimeMs;
}
