/** What names are made of in a language. */
export interface NameBook {
  readonly surnames: readonly (readonly [string, number])[];
  readonly boys: readonly string[];
  readonly girls: readonly string[];
  /** Of parents and teachers. */
  readonly men: readonly string[];
  readonly women: readonly string[];
  /** Of grandparents. */
  readonly oldMen: readonly string[];
  readonly oldWomen: readonly string[];
  join(surname: string, given: string): string;
}
