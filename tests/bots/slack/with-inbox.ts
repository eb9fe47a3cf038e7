import { randomUUID } from 'node:crypto';
import { wait } from '../../../src/app/wait.js';
import { createInbox, type Handle } from '../../../src/core/inbox/inbox.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import { openTestDatabase } from '../../support/database.js';
import { seedWorkspaces } from '../../support/reliable.js';
import { type Edge, openEdge, type Served, serveSlack } from './serve.js';

export interface ServedWithInbox extends Served {
  readonly edge: Edge;
  /** What took effect, in order. */
  readonly effects: readonly Inbound[];
  /** What the inbox could not do. */
  readonly problems: readonly unknown[];
  /** What is stored, in the order of arrival. */
  stored(): Promise<readonly { readonly key: string; readonly state: string }[]>;
  /** Another process on the same database, after the first was stopped. */
  restart(): Promise<void>;
}

/** The adapter before a real inbox on a real database. */
export async function serveWithInbox(
  handle: (inbound: Inbound) => ReturnType<Handle> = async () => ({}),
): Promise<ServedWithInbox> {
  const open = await openTestDatabase();
  const database = await seedWorkspaces(open);
  const edge = await openEdge();
  const effects: Inbound[] = [];
  const problems: unknown[] = [];
  const start = () =>
    createInbox({
      ports: {
        database,
        clock: { school: () => new Date(), machine: () => new Date() },
        ids: { next: () => randomUUID(), secret: () => randomUUID() } as never,
        bell: { ring: async () => {} },
      },
      async handle(inbound) {
        effects.push(inbound);
        return handle(inbound);
      },
      languageOf: async () => 'en-US',
      instance: randomUUID(),
      // A busy machine is no subject here.
      limits: { deadlineMs: 30_000 },
      wait,
      observe: (event) => problems.push(event.kind === 'fault' ? event.error : event.kind),
    });
  let inbox = start();
  const served = await serveSlack({ apiUrl: edge.apiUrl, accept: (inbound, answer) => inbox.accept(inbound, answer) });
  return {
    ...served,
    edge,
    effects,
    problems,
    stored: () => open.prisma.inboundEvent.findMany({ orderBy: { seq: 'asc' }, select: { key: true, state: true } }),
    async restart() {
      await inbox.stop(5_000);
      inbox = start();
    },
    async close() {
      await served.close();
      await inbox.stop(5_000);
      await edge.close();
      await open.close();
    },
  };
}
