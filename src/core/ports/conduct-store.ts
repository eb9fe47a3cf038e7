import type { LocalDate } from '../calendar/local-date.js';
import type { NewEntry, PointEntry, Subject } from '../conduct/ledger.js';
import type { Marks } from '../conduct/period.js';

/** The ledger. Lines are added and read, never changed. */
export interface ConductStore {
  /**
   * For the rest of the transaction: as a writer, nothing of the school is locked or closed meanwhile; as a closer,
   * nobody writes meanwhile. Asked for before anything else is read, so that what is read is what holds.
   */
  hold(schoolId: string, as: 'writer' | 'closer'): Promise<void>;
  /** A number above the `seq` of every line written so far and below that of every later one. For a closer. */
  seal(): Promise<number>;
  /** How far the books are closed for each, in the order asked: by its class, or by an own standing or total elsewhere. */
  marksOf(
    schoolId: string,
    of: readonly { readonly classId: string; readonly subject: Subject }[],
  ): Promise<readonly Marks[]>;
  /** Writes what is not there yet (same source and line, or a second reversal) and gives what it wrote. */
  add(entries: readonly NewEntry[]): Promise<readonly PointEntry[]>;
  find(schoolId: string, entryIds: readonly string[]): Promise<readonly PointEntry[]>;
  /** What came of one message, by line. */
  ofSource(schoolId: string, sourceKey: string): Promise<readonly PointEntry[]>;
  /** Those of the entries that a reversal has taken back. */
  reversedAmong(schoolId: string, entryIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The person's newest line that can still be taken back; null when there is none. */
  newestOf(schoolId: string, personId: string): Promise<PointEntry | null>;
  /** What counts in the class's weeks from one Monday to another, both included, oldest first. */
  ofWeeks(
    schoolId: string,
    classId: string,
    fromWeekOn: LocalDate,
    toWeekOn: LocalDate,
  ): Promise<readonly PointEntry[]>;
  /** What counts in the pupil's months from one first day to another, both included, oldest first. */
  ofPupil(
    schoolId: string,
    pupilId: string,
    fromMonthOn: LocalDate,
    toMonthOn: LocalDate,
  ): Promise<readonly PointEntry[]>;
}
