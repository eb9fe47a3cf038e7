import type { Wait } from '../ports/clock.js';

export interface GateOptions {
  /** So much goes on at a time. */
  readonly atOnce: number;
  /** How long after something urgent it counts as quiet; and how long at most anybody is kept waiting for that. */
  readonly quietMs: number;
  readonly longestMs: number;
  readonly wait: Wait;
}

/**
 * Lets work begin, first come, first served: when there is room for it and nothing more urgent. When it never becomes
 * quiet, one thing goes on at a time.
 */
export interface Gate {
  enter<T>(work: () => Promise<T>): Promise<T>;
  /** Something urgent goes on until the promise settles. */
  giveWay(urgent: Promise<unknown>): void;
}

interface Waiting {
  /** It has waited long enough. */
  overdue: boolean;
  begin(): void;
}

export function createGate({ atOnce, quietMs, longestMs, wait }: GateOptions): Gate {
  const line: Waiting[] = [];
  const never = new AbortController().signal;
  let inside = 0;
  let urgent = 0;
  let quiet = true;
  /** Rises with every urgent thing: whoever remembers the number knows whether there was another one. */
  let disturbed = 0;

  function letIn(): void {
    for (let first = line[0]; first && mayBegin(first); first = line[0]) {
      line.shift();
      inside += 1;
      first.begin();
    }
  }

  function mayBegin({ overdue }: Waiting): boolean {
    return quiet ? inside < atOnce : overdue && inside === 0;
  }

  async function over(): Promise<void> {
    urgent -= 1;
    const before = disturbed;
    await wait(quietMs, never);
    if (urgent > 0 || disturbed !== before) return;
    quiet = true;
    letIn();
  }

  return {
    async enter(work) {
      const begun = new AbortController();
      await new Promise<void>((begin) => {
        const waiting: Waiting = { overdue: false, begin };
        line.push(waiting);
        letIn();
        if (line.includes(waiting)) {
          wait(longestMs, begun.signal).then(() => {
            waiting.overdue = true;
            letIn();
          });
        }
      });
      begun.abort();
      try {
        return await work();
      } finally {
        inside -= 1;
        letIn();
      }
    },
    giveWay(promise) {
      urgent += 1;
      disturbed += 1;
      quiet = false;
      promise.then(over, over);
    },
  };
}
