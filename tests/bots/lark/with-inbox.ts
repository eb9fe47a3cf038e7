import type { Handle } from '../../../src/core/inbox/inbox.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import { type Inboxes, openInboxes } from '../inboxes.js';
import { type Edge, openEdge, type Served, serveLark } from './serve.js';

export interface ServedWithInbox extends Served, Pick<Inboxes, 'effects' | 'problems' | 'stored'> {
  readonly edge: Edge;
  /** Until nothing of what is stored is under way. */
  idle(): Promise<void>;
  /** Another process on the same database, beside this one. */
  beside(): Promise<Served>;
}

/** The adapter before a real inbox on a real database. */
export async function serveWithInbox(
  handle: (inbound: Inbound) => ReturnType<Handle> = async () => ({}),
): Promise<ServedWithInbox> {
  const { start, close, ...looked } = await openInboxes(handle);
  const edge = await openEdge();
  const started: { idle(): Promise<void>; stop(): Promise<void> }[] = [];

  async function beside(): Promise<Served> {
    const inbox = start();
    const served = await serveLark({ domain: edge.domain, accept: inbox.accept });
    started.push({
      idle: inbox.idle,
      async stop() {
        await served.close();
        await inbox.stop(5_000);
      },
    });
    return served;
  }

  return {
    ...(await beside()),
    ...looked,
    edge,
    async idle() {
      for (const one of started) await one.idle();
    },
    beside,
    async close() {
      for (const one of started) await one.stop();
      await edge.close();
      await close();
    },
  };
}
