import { randomUUID } from 'node:crypto';
import { wait } from '../../src/app/wait.js';
import { createInbox, type Handle, type Inbox } from '../../src/core/inbox/inbox.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import { openTestDatabase } from '../support/database.js';
import { seedWorkspaces } from '../support/reliable.js';

/** A real database, and on it the inbox of each process that is started. */
export interface Inboxes {
  start(): Inbox;
  /** What took effect, in order. */
  readonly effects: readonly Inbound[];
  /** What an inbox could not do. */
  readonly problems: readonly unknown[];
  /** What is stored, in the order of arrival. */
  stored(): Promise<readonly { readonly key: string; readonly state: string }[]>;
  close(): Promise<void>;
}

export async function openInboxes(handle: (inbound: Inbound) => ReturnType<Handle>): Promise<Inboxes> {
  const open = await openTestDatabase();
  const database = await seedWorkspaces(open);
  const effects: Inbound[] = [];
  const problems: unknown[] = [];
  return {
    effects,
    problems,
    start: () =>
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
      }),
    stored: () => open.prisma.inboundEvent.findMany({ orderBy: { seq: 'asc' }, select: { key: true, state: true } }),
    close: () => open.close(),
  };
}
