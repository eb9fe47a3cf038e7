import type { Inbound } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';

/** What came in, claimed and kept before the platform gets its answer. All instants are machine time. */
export interface InboxStore {
  /**
   * Claims the event's key and stores the event, in one statement. An actor's events are handled one after the other,
   * so the lease is given only when none of theirs is unfinished.
   */
  claim(arrival: Arrival): Promise<Claim>;
  /** Takes the lease of a stored event once nothing earlier of its actor is unfinished. */
  take(eventId: string, lease: Lease, machine: Date): Promise<Taken>;
  /** Takes the oldest unfinished events nobody works on, at most one of an actor. */
  takeUnfinished(lease: Lease, machine: Date, limit: number): Promise<readonly StoredEvent[]>;
  /** The event is done; false when the lease was lost: somebody else has taken it over. */
  complete(eventId: string, lease: string, reply: Reply, machine: Date): Promise<boolean>;
  /** Gives the event back, to be tried again later. */
  putBack(eventId: string, lease: string, notBefore: Date): Promise<void>;
  /** Tried too often. */
  park(eventId: string, lease: string, machine: Date): Promise<boolean>;
  /** Erases what was done (or parked) before the instant; gives the number of rows. */
  forget(state: 'done' | 'parked', before: Date): Promise<number>;
  /** Ends every lease: only for the one process that can know that the others are dead. */
  releaseLeases(machine: Date): Promise<void>;
}

export interface Lease {
  readonly name: string;
  readonly until: Date;
}

export interface Arrival {
  readonly id: string;
  readonly inbound: Inbound;
  readonly lease: Lease;
  readonly receivedAt: Date;
}

export type Claim =
  /** New and ours to handle now. */
  | { readonly kind: 'ours' }
  /** New, and stored; something earlier of the same actor comes first. */
  | { readonly kind: 'waits' }
  /** The key was there already: what was answered, or null while it is being handled. */
  | { readonly kind: 'known'; readonly reply: Reply | null };

/** waits: something earlier of the actor is unfinished · elsewhere: it is done, or somebody else has it in hand. */
export type Taken = 'ours' | 'waits' | 'elsewhere';

export interface StoredEvent {
  readonly id: string;
  readonly inbound: Inbound;
  /** How often it was taken, this time counted. */
  readonly attempts: number;
  readonly receivedAt: Date;
}
