import { ids } from '../../src/app/ids.js';
import { wait } from '../../src/app/wait.js';
import { createDeliveryEngine } from '../../src/core/deliveries/engine.js';
import { createRecheck } from '../../src/core/deliveries/recheck.js';
import type { Messenger } from '../../src/core/ports/messenger.js';
import type { Database } from '../../src/core/ports/stores.js';

const clock = { school: () => new Date(), machine: () => new Date() };
const longestMs = 600_000;
/** How a message ends that was not sent; what a platform put off is tried again. */
const over: ReadonlySet<string> = new Set(['failed', 'unknown', 'skipped']);

/** Sends whatever is due through the delivery engine, as the program puts it together. */
export async function deliverAll(database: Database, messenger: Messenger): Promise<void> {
  const troubles: unknown[] = [];
  const ports = { database, clock, ids };
  const engine = createDeliveryEngine({
    ports,
    messengers: () => messenger,
    instance: ids.next(),
    recheck: createRecheck(ports),
    wait,
    chatGone: async () => {},
    observe(event) {
      if (event.kind === 'fault') troubles.push(event.error);
      else if (over.has(event.settlement.state)) troubles.push(new Error(`${event.settlement.failure}`));
    },
  });
  const done = await engine.drain(longestMs);
  await engine.stop(1_000);
  if (!done || troubles.length > 0) throw troubles[0] ?? new Error('Not everything was sent.');
}
