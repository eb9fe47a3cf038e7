import type { Handle } from '../../../src/core/inbox/inbox.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import { type Inboxes, openInboxes } from '../inboxes.js';
import { type Edge, openEdge, type Served, serveSlack } from './serve.js';

export interface ServedWithInbox extends Served, Pick<Inboxes, 'effects' | 'problems' | 'stored'> {
  readonly edge: Edge;
  /** Another process on the same database, after the first was stopped. */
  restart(): Promise<void>;
}

/** The adapter before a real inbox on a real database. */
export async function serveWithInbox(
  handle: (inbound: Inbound) => ReturnType<Handle> = async () => ({}),
): Promise<ServedWithInbox> {
  const { start, close, ...looked } = await openInboxes(handle);
  const edge = await openEdge();
  let inbox = start();
  const served = await serveSlack({ apiUrl: edge.apiUrl, accept: (inbound, answer) => inbox.accept(inbound, answer) });
  return {
    ...served,
    ...looked,
    edge,
    async restart() {
      await inbox.stop(5_000);
      inbox = start();
    },
    async close() {
      await served.close();
      await inbox.stop(5_000);
      await edge.close();
      await close();
    },
  };
}
