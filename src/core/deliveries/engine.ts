import type { Wait } from '../ports/clock.js';
import type { ClaimedDelivery } from '../ports/delivery-store.js';
import type { Messenger } from '../ports/messenger.js';
import type { DeliveryEvent, EnginePorts, Recheck } from './events.js';
import { createLane, type Lane } from './lane.js';
import { type DeliveryLimits, deliveryLimits } from './limits.js';
import { createSettler } from './settler.js';

export interface EngineOptions {
  readonly ports: EnginePorts;
  /** null: this process has no way into the workspace, and leaves its deliveries alone. */
  readonly messengers: (workspaceId: string) => Messenger | null;
  /** Names this process among all that ever run: it holds the leases. */
  readonly instance: string;
  readonly limits?: Partial<DeliveryLimits>;
  readonly recheck: Recheck;
  readonly wait: Wait;
  readonly observe: (event: DeliveryEvent) => void;
  /** The platform says that the group chat is not there for us; the delivery is held. */
  readonly chatGone: (row: ClaimedDelivery) => Promise<void>;
}

/** The one way out for messages, and the only place where a call to a platform is repeated. */
export interface DeliveryEngine {
  /**
   * Looks for what can be sent and resolves when nothing more can be tried soon. Called while that goes on, it makes
   * the work look again and returns; so ringing it too often costs nothing.
   */
  deliver(): Promise<void>;
  /** Delivers until nothing that is due is unfinished; false when the time is over before. */
  drain(withinMs: number): Promise<boolean>;
  /** Begins nothing more and waits for the calls in the air; what is not back in time is found out by the next process. */
  stop(withinMs: number): Promise<void>;
}

const drainPollMs = 100;

export function createDeliveryEngine(options: EngineOptions): DeliveryEngine {
  const { ports, messengers, instance, recheck, wait, observe, chatGone } = options;
  const { deliveries } = ports.database;
  const limits: DeliveryLimits = { ...deliveryLimits, ...options.limits };
  const stopping = new AbortController();
  const gone = new AbortController();
  const lanes = new Map<string, Lane>();
  const runs = new Set<Promise<void>>();
  const settler = createSettler(deliveries, wait, gone.signal, (error) =>
    observe({ kind: 'fault', workspaceId: null, error }),
  );

  function laneOf(workspaceId: string): Lane | null {
    const known = lanes.get(workspaceId);
    if (known) return known;
    const messenger = messengers(workspaceId);
    if (!messenger) return null;
    const lane = createLane(workspaceId, {
      ports,
      messenger,
      instance,
      limits,
      recheck,
      wait,
      settler,
      stopping: stopping.signal,
      observe,
      chatGone,
    });
    lanes.set(workspaceId, lane);
    return lane;
  }

  function track(work: Promise<void>): Promise<void> {
    const run = work.finally(() => runs.delete(run));
    runs.add(run);
    return run;
  }

  async function deliverOnce(): Promise<void> {
    const due = await deliveries.workspacesDue(ports.clock.school(), ports.clock.machine());
    const running = due.flatMap((workspaceId) => {
      const lane = laneOf(workspaceId);
      if (!lane) return [];
      return [lane.run().catch((error: unknown) => observe({ kind: 'fault', workspaceId, error }))];
    });
    await Promise.all(running);
  }

  async function deliver(): Promise<void> {
    if (!stopping.signal.aborted) await track(deliverOnce());
  }

  return {
    deliver,
    async drain(withinMs) {
      const until = ports.clock.machine().getTime() + withinMs;
      while (!stopping.signal.aborted) {
        const over = new AbortController();
        await Promise.race([deliver(), wait(until - ports.clock.machine().getTime(), over.signal)]);
        over.abort();
        if ((await deliveries.unfinished(ports.clock.school())) === 0) return true;
        if (ports.clock.machine().getTime() >= until) return false;
        await wait(drainPollMs, stopping.signal);
      }
      return false;
    },
    async stop(withinMs) {
      stopping.abort();
      const over = new AbortController();
      await Promise.race([Promise.allSettled(runs), wait(withinMs, over.signal)]);
      over.abort();
      gone.abort();
    },
  };
}
