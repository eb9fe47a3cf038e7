import type { Wait } from '../ports/clock.js';
import type { DeliveryStore, Settlement } from '../ports/delivery-store.js';

/** Writes down what became of attempts: whatever ends while one statement runs goes together into the next. */
export interface Settler {
  /** Resolves when it is written: true if the lease still held. */
  settle(settlement: Settlement): Promise<boolean>;
}

interface Waiting {
  readonly settlement: Settlement;
  readonly done: (held: boolean) => void;
}

const atMost = 500;
/** A database that is restarted is back within this; a result lost after it is found out again from the platform. */
const pausesMs = [50, 200, 500, 1_000, 2_000, 4_000];

export function createSettler(
  store: Pick<DeliveryStore, 'settle'>,
  wait: Wait,
  signal: AbortSignal,
  lost: (error: unknown, count: number) => void,
): Settler {
  let waiting: Waiting[] = [];
  let running = false;

  async function write(settlements: readonly Settlement[]): Promise<ReadonlySet<string>> {
    for (const pauseMs of pausesMs) {
      try {
        return await store.settle(settlements);
      } catch {
        await wait(pauseMs, signal);
      }
    }
    return store.settle(settlements);
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, atMost);
      waiting = waiting.slice(atMost);
      let held: ReadonlySet<string> = new Set();
      try {
        held = await write(batch.map((one) => one.settlement));
      } catch (error) {
        lost(error, batch.length);
      }
      for (const { settlement, done } of batch) done(held.has(settlement.id));
    }
    running = false;
  }

  return {
    settle(settlement) {
      return new Promise((done) => {
        waiting.push({ settlement, done });
        if (running) return;
        running = true;
        run();
      });
    },
  };
}
