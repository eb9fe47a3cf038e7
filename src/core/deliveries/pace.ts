import type { Pacing } from '../ports/messenger.js';

/**
 * When the next call may start, so that a platform never has to complain: so many in any second of the workspace, so many
 * in any minute where it counts those too, and a rest between two of one line. Instants are milliseconds of machine time. One process at a time sends into a
 * workspace (it holds the watch), so memory is enough.
 *
 * A platform measures when requests arrive, and they do not travel equally fast. A call has arrived at the latest when
 * its answer came, less the time that the quickest answer took; the next one is measured from there.
 */
export interface Pace {
  /** How many calls may start up to the instant. */
  room(until: number, now: number): number;
  /** Lines that rest beyond the instant. */
  resting(until: number, now: number): readonly string[];
  /** When the first line that rests beyond the instant, or the workspace, opens again; null: nothing rests so long. */
  nextOpening(beyond: number, now: number): number | null;
  /** Takes the next free moment of the workspace and the line. */
  reserve(line: string | null, now: number): Slot;
}

export interface Slot {
  /** When the call may start. */
  readonly at: number;
  /** The call starts, perhaps a little late. */
  started(now: number): void;
  /** The platform has answered, or is not waited for any more. */
  answered(now: number): void;
  /** The platform did not take the call, or was not even asked because it wants to rest: it does not count. */
  refused(): void;
  /** The call is not made. Its moment counts as used: a little is wasted and nothing is exceeded. */
  unused(): void;
}

interface Call {
  startsAt: number;
  /** When it has arrived at the latest; null while its answer is out. */
  arrivedBy: number | null;
}

const jitterMs = 2;
/** The quickest answer among the newest thousand: a line that has become slower is known as such after a while. */
const remembered = 500;
/** Before so many answers nothing is known of how they travel: the first ones wait for connections. */
const enough = 100;

/** So many calls in any stretch of this length. */
interface Window {
  /** When there is room for one more; 0: now. */
  opens(now: number): number;
  /** How many more may start up to the instant. */
  room(until: number, now: number): number;
  add(call: Call, now: number): void;
  remove(call: Call): void;
}

export function createPace(pacing: Pacing, margin: number): Pace {
  const windows = [
    windowOf(pacing.perWorkspacePerSecond, 1_000),
    windowOf(pacing.perWorkspacePerMinute ?? Number.POSITIVE_INFINITY, 60_000),
  ].filter((one) => one !== null);
  const restMs = pacing.perChatMs > 0 ? pacing.perChatMs * (1 + margin) + jitterMs : 0;
  const newest = new Map<string, Call>();
  let quickest = { before: Number.POSITIVE_INFINITY, now: Number.POSITIVE_INFINITY, count: 0 };

  function learn(answerMs: number): void {
    if (quickest.count >= remembered) quickest = { before: quickest.now, now: Number.POSITIVE_INFINITY, count: 0 };
    quickest = { ...quickest, now: Math.min(quickest.now, answerMs), count: quickest.count + 1 };
  }

  function quickestMs(): number {
    if (!Number.isFinite(quickest.before) && quickest.count < enough) return 0;
    return Math.min(quickest.now, quickest.before);
  }

  /** From here on the rest, or the stretch, is counted. */
  function countedFrom(call: Call, now: number): number {
    return call.arrivedBy ?? Math.max(call.startsAt, now - quickestMs());
  }

  /** Null: as many as one likes. A rate below one is one call in a longer stretch. */
  function windowOf(rate: number, lengthMs: number): Window | null {
    if (!Number.isFinite(rate)) return null;
    const capacity = Math.max(1, Math.floor(rate));
    const windowMs = (capacity / rate) * lengthMs * (1 + margin) + jitterMs;
    /** The newest calls of the workspace, at most `capacity`. */
    const calls: Call[] = [];
    return {
      opens(now) {
        if (calls.length < capacity) return 0;
        return (
          calls.reduce((first, call) => Math.min(first, countedFrom(call, now)), Number.POSITIVE_INFINITY) + windowMs
        );
      },
      room(until, now) {
        return capacity - calls.filter((call) => countedFrom(call, now) + windowMs > until).length;
      },
      add(call, now) {
        if (calls.length >= capacity) {
          const oldest = calls.reduce((first, one) => (countedFrom(one, now) < countedFrom(first, now) ? one : first));
          calls.splice(calls.indexOf(oldest), 1);
        }
        calls.push(call);
      },
      remove(call) {
        const place = calls.indexOf(call);
        if (place >= 0) calls.splice(place, 1);
      },
    };
  }

  function lineOpens(line: string, now: number): number {
    const call = newest.get(line);
    return call ? countedFrom(call, now) + restMs : 0;
  }

  function workspaceOpens(now: number): number {
    return Math.max(0, ...windows.map((window) => window.opens(now)));
  }

  return {
    room(until, now) {
      return Math.max(0, Math.min(...windows.map((window) => window.room(until, now)), Number.POSITIVE_INFINITY));
    },
    resting(until, now) {
      return [...newest.keys()].filter((line) => lineOpens(line, now) > until);
    },
    nextOpening(beyond, now) {
      const openings = [...newest.keys()].map((line) => lineOpens(line, now));
      const later = [...openings, workspaceOpens(now)].filter((opening) => opening > beyond);
      return later.length > 0 ? Math.min(...later) : null;
    },
    reserve(line, now) {
      for (const rested of newest.keys()) if (rested !== line && lineOpens(rested, now) <= now) newest.delete(rested);
      const at = Math.max(now, workspaceOpens(now), line === null ? 0 : lineOpens(line, now));
      const call: Call = { startsAt: at, arrivedBy: null };
      for (const window of windows) window.add(call, now);
      if (line !== null && restMs > 0) newest.set(line, call);
      return {
        at,
        started(then) {
          call.startsAt = Math.max(at, then);
        },
        answered(then) {
          learn(then - call.startsAt);
          call.arrivedBy = Math.max(call.startsAt, then - quickestMs());
        },
        refused() {
          call.arrivedBy = call.startsAt;
          for (const window of windows) window.remove(call);
        },
        unused() {
          call.arrivedBy = call.startsAt;
        },
      };
    },
  };
}
