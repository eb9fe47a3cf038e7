import type { LocalDate } from '../calendar/local-date.js';
import type { RubricItem } from '../conduct/rubric.js';

/** The school's rubric 细则. A changed item is a new row from a day on; lines written before keep theirs. */
export interface RubricStore {
  /** What holds on the day, in the rubric's order. */
  list(schoolId: string, on: LocalDate): Promise<readonly RubricItem[]>;
  /** Whether they hold or have ended. */
  find(schoolId: string, itemIds: readonly string[]): Promise<readonly RubricItem[]>;
  /** Adds items that hold from the day on; the first takes the place `ordinal`. */
  add(schoolId: string, items: readonly RubricItem[], from: LocalDate, ordinal: number): Promise<void>;
  /** They hold no longer from the day on. */
  end(schoolId: string, itemIds: readonly string[], on: LocalDate): Promise<void>;
}
