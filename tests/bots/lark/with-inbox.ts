import { randomUUID } from 'node:crypto';
import { wait } from '../../../src/app/wait.js';
import { createInbox, type Handle } from '../../../src/core/inbox/inbox.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import { openTestDatabase } from '../../support/database.js';
import { seedWorkspaces } from '../../support/reliable.js';
import { type Edge, openEdge, type Served, serveLark } from './serve.js';

export interface ServedWithInbox extends Served {
  readonly edge: Edge;
  /** What took effect, in order. */
  readonly effects: readonly Inbound[];
  /** What the inbox could not do. */
  readonly problems: readonly unknown[];
  /** What is stored, in the order of arrival. */
  stored(): Promise<readonly { readonly key: string; readonly state: string }[]>;
  /** Until nothing of what is stored is under way. */
  idle(): Promise<void>;
  /** Another process on the same database, beside this one. */
  beside(): Promise<Served>;
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
  const started: { idle(): Promise<void>; stop(): Promise<void> }[] = [];

  async function start(): Promise<Served> {
    const inbox = createInbox({
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
    ...(await start()),
    edge,
    effects,
    problems,
    stored: () => open.prisma.inboundEvent.findMany({ orderBy: { seq: 'asc' }, select: { key: true, state: true } }),
    async idle() {
      for (const one of started) await one.idle();
    },
    beside: start,
    async close() {
      for (const one of started) await one.stop();
      await edge.close();
      await open.close();
    },
  };
}
