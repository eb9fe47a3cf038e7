import { countCalls } from '../../core/deliveries/count-calls.js';
import type { Ports } from '../../core/ports/ports.js';
import type { Log } from '../log.js';
import { workspaceIdOf } from './workspace.js';

/** What a crash may leave uncounted: a few seconds, or fewer calls than are written down at once. */
const writeEveryMs = 5_000;
const writeAt = 100;

/** Feishu's month begins in China; there is no summer time there. */
const chinaMs = 8 * 60 * 60_000;

/** Counts the calls of each app towards its month, in every process that calls. */
export interface CallMeter {
  made(appId: string): void;
  /** Writes down what was counted. */
  write(): Promise<void>;
  close(): Promise<void>;
}

/** @param allowed in a month and organisation. */
export function createCallMeter(ports: Ports, log: Log, allowed: number): CallMeter {
  const uncounted = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(write, writeEveryMs).unref();

  async function writeAll(): Promise<void> {
    const now = ports.clock.machine();
    const counted = [...uncounted];
    uncounted.clear();
    for (const [appId, used] of counted) {
      const workspaceId = workspaceIdOf(appId);
      try {
        // Before there is a school, nobody has a budget.
        if (await ports.database.schools.findWorkspace(workspaceId)) {
          await countCalls(ports, { workspaceId, ...monthOf(now), allowed, used });
        }
      } catch (error) {
        uncounted.set(appId, (uncounted.get(appId) ?? 0) + used);
        log.warn({ err: error }, 'calls to Feishu could not be counted; it is tried again');
      }
    }
  }

  function write(): Promise<void> {
    writing = writing.then(writeAll);
    return writing;
  }

  return {
    made(appId) {
      const count = (uncounted.get(appId) ?? 0) + 1;
      uncounted.set(appId, count);
      if (count % writeAt === 0) write();
    },
    write,
    async close() {
      clearInterval(timer);
      await write();
    },
  };
}

/** The month of China's calendar that the instant lies in. */
export function monthOf(instant: Date): { readonly beginsAt: Date; readonly endsAt: Date } {
  const there = new Date(instant.getTime() + chinaMs);
  const begin = (monthsLater: number) =>
    new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + monthsLater, 1) - chinaMs);
  return { beginsAt: begin(0), endsAt: begin(1) };
}
