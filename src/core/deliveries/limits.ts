/** The engine's numbers; milliseconds of machine time. */
export interface DeliveryLimits {
  /** How long a claimed delivery belongs to its process. Longer than a call, shorter than patience with a crash. */
  readonly leaseMs: number;
  /** A call that has not come back by then is of unknown outcome. */
  readonly callMs: number;
  /** Calls in the air in one workspace. */
  readonly atOnce: number;
  /** After so many calls, or so long after the first, a message is given up and shown. */
  readonly maxTries: number;
  readonly maxAgeMs: number;
  /** A platform that will not say whether a message arrived is asked for so long. */
  readonly undecidedMs: number;
  /** After so long at most it is asked again: the chat waits meanwhile. */
  readonly longestAskMs: number;
  /** Where the platform names no quarantine: a message absent for so long after its attempt never arrived. */
  readonly absenceMs: number;
  /** How often a workspace that does not let us in is tried again. */
  readonly lockedMs: number;
  /** Waits between tries: the first, the factor from one to the next, the longest. */
  readonly firstRetryMs: number;
  readonly retryFactor: number;
  readonly longestRetryMs: number;
  /** A delivery is taken so long before its moment, at least and at most, so that the call starts on it. */
  readonly aheadMs: number;
  readonly longestAheadMs: number;
  /** What can be tried within this time is waited for; what lies further off is the next tick's. */
  readonly lingerMs: number;
  /** How often a waiting process looks for what others wrote. */
  readonly pollMs: number;
  /** So much slower than the platform allows, because requests do not travel equally fast. */
  readonly paceMargin: number;
  /** So many calls in a row without an answer mean that the platform is down: then one at a time, ever more slowly. */
  readonly downAfter: number;
  readonly longestPauseMs: number;
}

const second = 1_000;
const minute = 60 * second;

/** Eight tries take about 36 minutes: within the hour for which Feishu remembers a key. */
export const deliveryLimits: DeliveryLimits = {
  leaseMs: 30 * second,
  callMs: 12 * second,
  atOnce: 100,
  maxTries: 8,
  maxAgeMs: 24 * 60 * minute,
  undecidedMs: 15 * minute,
  longestAskMs: 2 * minute,
  absenceMs: minute,
  lockedMs: minute,
  firstRetryMs: 2 * second,
  retryFactor: 3,
  longestRetryMs: 30 * minute,
  aheadMs: 20,
  longestAheadMs: 500,
  lingerMs: 15 * second,
  pollMs: second,
  paceMargin: 0.015,
  downAfter: 10,
  longestPauseMs: minute,
};

/** The wait after the given number of tries. */
export function retryAfterMs(attempts: number, limits: DeliveryLimits): number {
  return Math.min(limits.longestRetryMs, limits.firstRetryMs * limits.retryFactor ** Math.max(0, attempts - 1));
}
