/**
 * The two clocks. School time decides occurrences, rounds, quiet hours and expiry, and the sandbox may set it forward;
 * machine time drives leases, pacing and retries and is nobody's to change.
 */
export interface Clock {
  school(): Date;
  machine(): Date;
}

/** Makes ids. */
export interface Ids {
  /** Sortable by time of making; names a row. */
  next(): string;
  /** 128 random bits: what a button carries. */
  secret(): string;
  /** A code that a person can read from paper and type: 12 characters without look-alikes, in groups of four. */
  code(): string;
}

/** Waits in machine time, or until the signal says that there is nothing left to wait for; never rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;
