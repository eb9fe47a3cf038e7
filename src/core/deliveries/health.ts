import type { Heard } from './attempt.js';
import type { DeliveryLimits } from './limits.js';

/** Whether a workspace's platform answers; in memory, because a new process may well ask once more. */
export interface Health {
  /** Machine time before which nothing is sent. */
  pausedUntil(): number;
  /** How many calls may be in the air. */
  atOnce(): number;
  heard(said: Heard, now: number): void;
}

const firstPauseMs = 1_000;

export function createHealth(limits: DeliveryLimits): Health {
  let paused = 0;
  /** Calls in a row that were of no use to anybody. */
  let silent = 0;

  function pause(now: number, ms: number): void {
    paused = Math.max(paused, now + ms);
  }

  return {
    pausedUntil: () => paused,
    atOnce: () => (silent >= limits.downAfter ? 1 : limits.atOnce),
    heard(said, now) {
      if (said === 'notAsked') return;
      if (said === 'yes' || said.kind !== 'unknown') silent = 0;
      if (said === 'yes') return;
      if (said.kind === 'locked') {
        silent = limits.downAfter;
        pause(now, limits.lockedMs);
      }
      if (said.kind === 'later' && said.scope === 'workspace') pause(now, said.afterMs);
      if (said.kind !== 'unknown') return;
      silent += 1;
      const over = silent - limits.downAfter;
      if (over >= 0) pause(now, Math.min(limits.longestPauseMs, firstPauseMs * 2 ** Math.min(over, 10)));
    },
  };
}
