/** The inbox's numbers; milliseconds of machine time. */
export interface InboxLimits {
  /** Slack and Feishu give three seconds, the network included. */
  readonly deadlineMs: number;
  /** How long it may take to learn in which language to say "received". */
  readonly languageMs: number;
  /** How long an event belongs to its process. */
  readonly leaseMs: number;
  /** How long, and how often, an event looks whether the one before it is finished. */
  readonly turnMs: number;
  readonly turnPollMs: number;
  /** Events that are handled side by side as they come in: what is to be stored next should not wait for all of them. */
  readonly handledAtOnce: number;
  /** Storing goes first: what is stored is handled when nothing came for so long, and after so long anyway, one by one. */
  readonly quietMs: number;
  readonly longestQuietMs: number;
  /** Events that are finished side by side, each of another actor. */
  readonly atOnce: number;
  readonly maxTries: number;
  readonly maxAgeMs: number;
  readonly firstRetryMs: number;
  readonly retryFactor: number;
  readonly longestRetryMs: number;
  /** Longer than the 24 hours within which Slack repeats an event, and Feishu's 7. */
  readonly keepMs: number;
  /** What an operator may want to look into. */
  readonly keepParkedMs: number;
  readonly forgetEveryMs: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

export const inboxLimits: InboxLimits = {
  deadlineMs: 2 * second,
  languageMs: 200,
  leaseMs: 30 * second,
  turnMs: 10 * second,
  turnPollMs: 50,
  handledAtOnce: 4,
  quietMs: 5,
  longestQuietMs: 100,
  atOnce: 8,
  maxTries: 8,
  maxAgeMs: 24 * hour,
  firstRetryMs: 2 * second,
  retryFactor: 3,
  longestRetryMs: 30 * minute,
  keepMs: 26 * hour,
  keepParkedMs: 30 * 24 * hour,
  forgetEveryMs: 10 * minute,
};

export function retryAfterMs(
  attempts: number,
  limits: Pick<InboxLimits, 'firstRetryMs' | 'retryFactor' | 'longestRetryMs'>,
): number {
  return Math.min(limits.longestRetryMs, limits.firstRetryMs * limits.retryFactor ** Math.max(0, attempts - 1));
}
