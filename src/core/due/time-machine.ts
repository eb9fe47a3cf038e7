import type { Wait } from '../ports/clock.js';
import type { Ports } from '../ports/ports.js';
import type { SchoolClock } from './school-clock.js';
import type { Sweeper } from './sweep.js';

export interface TimeMachineOptions {
  readonly ports: Pick<Ports, 'database'>;
  readonly clock: SchoolClock;
  readonly sweeper: Sweeper;
  /** Writes down which occurrences there are. */
  readonly plan: () => Promise<void>;
  /** Sends what is due, so that it goes out at its own time and not at the end of the journey. */
  readonly settleAll: () => Promise<void>;
  readonly wait: Wait;
}

/** How often it looks whether another process is done, and how long it waits: longer than the lease of one that died. */
const pollMs = 100;
const patienceMs = 90_000;

export interface NextDue {
  readonly at: Date;
  readonly kind: string | null;
}

/** The sandbox's way through a week in a minute: forward only, and past nothing that is due. */
export interface TimeMachine {
  /**
   * What happens next by itself: an occurrence (of these kinds, where only some are wanted), or a message that waits for
   * its time (kind null).
   */
  nextDue(kinds?: readonly string[]): Promise<NextDue | null>;
  /** Moves school time to the moment, stopping at everything due on the way; in the past it only does what is due. */
  advanceTo(target: Date): Promise<void>;
}

export function createTimeMachine(options: TimeMachineOptions): TimeMachine {
  const { ports, clock, sweeper, plan, settleAll, wait } = options;
  const { occurrences, deliveries, offsets } = ports.database;
  let journey: Promise<void> = Promise.resolve();

  async function nextAfter(moment: Date, kinds: readonly string[]): Promise<NextDue | null> {
    const occurrence = await occurrences.nextDue(kinds, moment);
    const message = await deliveries.nextDue(moment);
    if (occurrence && (!message || occurrence.dueAt <= message)) return { at: occurrence.dueAt, kind: occurrence.kind };
    return message && { at: message, kind: null };
  }

  async function shiftTo(moment: Date): Promise<void> {
    const offset = moment.getTime() - clock.machine().getTime();
    if (offset > clock.offsetMs()) clock.raise(await offsets.raise(offset));
  }

  async function doWhatIsDue(): Promise<void> {
    const until = clock.machine().getTime() + patienceMs;
    const never = new AbortController().signal;
    for (;;) {
      // Asked first: what another process finishes meanwhile has messages that are still to go out.
      const left = await occurrences.unfinished(sweeper.kinds, clock.school(), clock.machine());
      // Answers may cause occurrences, occurrences cause messages.
      await settleAll();
      if ((await sweeper.sweep()) > 0) continue;
      if (left === 0 || clock.machine().getTime() >= until) return;
      await wait(pollMs, never);
    }
  }

  async function travel(target: Date): Promise<void> {
    clock.raise(await offsets.read());
    await plan();
    await doWhatIsDue();
    for (;;) {
      // Strictly later than now: what could not be done (it is tried again in machine time) holds nobody up.
      const next = await nextAfter(clock.school(), sweeper.kinds);
      if (!next || next.at > target) break;
      await shiftTo(next.at);
      await doWhatIsDue();
    }
    await shiftTo(target);
    await plan();
    await doWhatIsDue();
  }

  return {
    async nextDue(kinds = sweeper.kinds) {
      await plan();
      return nextAfter(clock.school(), kinds);
    },
    async advanceTo(target) {
      // Two journeys at once would each pass what the other has yet to do.
      const mine = journey.catch(() => {}).then(() => travel(target));
      journey = mine.catch(() => {});
      return mine;
    },
  };
}
