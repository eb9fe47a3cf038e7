import type { Clock } from '../ports/clock.js';

/** School time as machine time and an offset that only grows; 0 but for the sandbox's time machine. */
export interface SchoolClock extends Clock {
  offsetMs(): number;
  /** Moves school time to what the offset says, never back. */
  raise(offsetMs: number): void;
}

export function createSchoolClock(machine: () => Date, offsetMs = 0): SchoolClock {
  let offset = offsetMs;
  return {
    machine,
    school: () => new Date(machine().getTime() + offset),
    offsetMs: () => offset,
    raise(to) {
      offset = Math.max(offset, to);
    },
  };
}
