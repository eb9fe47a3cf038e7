/** What any double puts down, beside what its platform has of its own. */
export type OwnEntry =
  /** How what was pushed was taken. */
  | {
      readonly kind: 'ack';
      readonly push: string;
      readonly attempt: number;
      readonly status: number;
      readonly afterMs: number;
      readonly failure: string | null;
      readonly body: string;
    }
  /** The program did what the platform would not take, outside a call that could refuse it. */
  | { readonly kind: 'wrong'; readonly what: string; readonly details: readonly string[] }
  /** Nobody planned this: a fault of the test, or of the double. */
  | Unplanned;

export interface Unplanned {
  readonly kind: 'unplanned';
  readonly message: string;
}
