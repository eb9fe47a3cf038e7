import type { OccurrenceOutcome, TakenOccurrence } from '../ports/occurrence-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';

/** Settles the occurrence in the transaction of what it causes: killed anywhere, it happens once. */
export type Settle = (stores: Stores, outcome: OccurrenceOutcome) => Promise<void>;

/**
 * What is to be done at an occurrence; it settles it, within its own transaction. One that was missed while nothing ran
 * comes late: whether it is still welcome is for the handler to say.
 */
export type OccurrenceHandler = (occurrence: TakenOccurrence, settle: Settle) => Promise<void>;

export interface SweepLimits {
  /** How long occurrences that were taken belong to their process. */
  readonly leaseMs: number;
  /** Taken with one statement. */
  readonly batch: number;
  /** After so many tries an occurrence is skipped, and shown. */
  readonly maxTries: number;
  readonly firstRetryMs: number;
  readonly retryFactor: number;
  readonly longestRetryMs: number;
}

const second = 1_000;

const sweepLimits: SweepLimits = {
  leaseMs: 60 * second,
  batch: 20,
  maxTries: 8,
  firstRetryMs: 2 * second,
  retryFactor: 3,
  longestRetryMs: 30 * 60 * second,
};

export type SweepEvent =
  | { readonly kind: 'settled'; readonly occurrence: TakenOccurrence; readonly outcome: OccurrenceOutcome }
  | { readonly kind: 'fault'; readonly occurrence: TakenOccurrence; readonly error: unknown };

export interface SweepOptions {
  readonly ports: Pick<Ports, 'database' | 'clock'>;
  readonly handlers: Readonly<Record<string, OccurrenceHandler>>;
  /** Writes down which occurrences there are; asked before each look. */
  readonly plan: () => Promise<void>;
  /** Names this process among all that ever run. */
  readonly instance: string;
  readonly limits?: Partial<SweepLimits>;
  readonly observe: (event: SweepEvent) => void;
}

export interface Sweeper {
  /** Does all that is due, the oldest first; gives how much was settled. One process at a time does it, in order. */
  sweep(): Promise<number>;
  /** The kinds that have a handler. */
  readonly kinds: readonly string[];
}

class LeaseLost extends Error {}

const watch = 'sweep';

export function createSweeper(options: SweepOptions): Sweeper {
  const { ports, handlers, plan, instance, observe } = options;
  const { database, clock } = ports;
  const limits: SweepLimits = { ...sweepLimits, ...options.limits };
  const kinds = Object.keys(handlers);
  let batches = 0;
  let running: Promise<number> | null = null;
  let again = false;

  async function handleOne(occurrence: TakenOccurrence): Promise<boolean> {
    const handler = handlers[occurrence.kind];
    let outcome: OccurrenceOutcome | null = null;
    try {
      if (occurrence.attempts > limits.maxTries) outcome = await giveUp(occurrence);
      else
        await handler?.(occurrence, async (stores, wanted) => {
          const held = await stores.occurrences.settle(occurrence.id, occurrence.lease, wanted, clock.school());
          if (!held) throw new LeaseLost();
          outcome = wanted;
        });
      if (!outcome) throw new Error(`The handler of ${occurrence.kind} did not settle the occurrence.`);
      observe({ kind: 'settled', occurrence, outcome });
      return true;
    } catch (error) {
      // Whoever took it over does it.
      if (error instanceof LeaseLost) return false;
      observe({ kind: 'fault', occurrence, error });
      const pauseMs = limits.firstRetryMs * limits.retryFactor ** (occurrence.attempts - 1);
      const from = clock.machine().getTime() + Math.min(limits.longestRetryMs, pauseMs);
      await database.occurrences.putBack(occurrence.id, occurrence.lease, new Date(from));
      return false;
    }
  }

  /** Tried too often: the others must not wait for it for ever, and somebody has to see it. */
  async function giveUp(occurrence: TakenOccurrence): Promise<OccurrenceOutcome> {
    const outcome: OccurrenceOutcome = { state: 'skipped', reason: 'gaveUp' };
    await database.occurrences.settle(occurrence.id, occurrence.lease, outcome, clock.school());
    return outcome;
  }

  async function sweepOnce(): Promise<number> {
    let settled = 0;
    await plan();
    for (;;) {
      const machine = clock.machine();
      const leaseUntil = new Date(machine.getTime() + limits.leaseMs);
      if (!(await database.watches.take(watch, instance, machine, leaseUntil))) return settled;
      batches += 1;
      const lease = `${instance}:${batches}`;
      const school = clock.school();
      const request = { kinds, school, machine, lease, leaseUntil, limit: limits.batch };
      const taken = await database.occurrences.take(request);
      if (taken.length === 0) return settled;
      for (const occurrence of taken) if (await handleOne(occurrence)) settled += 1;
      // What was just done may have made something else due.
      await plan();
    }
  }

  async function run(): Promise<number> {
    let settled = 0;
    try {
      do {
        again = false;
        settled += await sweepOnce();
      } while (again);
    } finally {
      running = null;
      await database.watches.release(watch, instance);
    }
    return settled;
  }

  return {
    kinds,
    async sweep() {
      again = true;
      running ??= run();
      return running;
    },
  };
}
