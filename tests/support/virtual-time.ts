import { setMaxListeners } from 'node:events';
import type { Clock, Wait } from '../../src/core/ports/clock.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes only when a test says so; whoever waits is woken in order, at the very millisecond. */
export interface VirtualTime {
  readonly clock: Clock;
  readonly wait: Wait;
  now(): number;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
  advance(ms: number): Promise<void>;
  /** Passes time until the condition holds; false when it does not within the limit. */
  until(condition: () => boolean, withinMs: number): Promise<boolean>;
}

export function createVirtualTime(start: Date): VirtualTime {
  let now = start.getTime();
  let sleepers: Sleeper[] = [];

  const settle = async () => {
    // A few rounds of the event loop: chains of promises that wait for nothing else come to rest.
    for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  async function step(until: number): Promise<boolean> {
    await settle();
    const next = sleepers.reduce<Sleeper | null>((first, one) => (first && first.at <= one.at ? first : one), null);
    if (!next || next.at > until) return false;
    now = Math.max(now, next.at);
    sleepers = sleepers.filter((one) => one !== next);
    next.wake();
    return true;
  }

  async function advance(ms: number): Promise<void> {
    const target = now + ms;
    while (await step(target));
    now = target;
    await settle();
  }

  return {
    clock: { school: () => new Date(now), machine: () => new Date(now) },
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const sleeper: Sleeper = { at: now + Math.max(0, ms), wake: () => resolve() };
        sleepers.push(sleeper);
        setMaxListeners(0, signal);
        signal.addEventListener('abort', () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          resolve();
        });
      }),
    settle,
    advance,
    async until(condition, withinMs) {
      const target = now + withinMs;
      for (;;) {
        await settle();
        if (condition()) return true;
        if (!(await step(target))) {
          now = target;
          await settle();
          return condition();
        }
      }
    },
  };
}
