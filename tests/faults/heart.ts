import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { wait } from '../../src/app/wait.js';
import { createDeliveryEngine } from '../../src/core/deliveries/engine.js';
import type { DeliveryLimits } from '../../src/core/deliveries/limits.js';
import { recoverLeases } from '../../src/core/due/recover.js';
import { createSweeper } from '../../src/core/due/sweep.js';
import { createInbox } from '../../src/core/inbox/inbox.js';
import type { Card } from '../../src/core/message/card.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import type { Ports } from '../../src/core/ports/ports.js';
import { createDatabase } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/open.js';
import { createJobs, type JobsOptions } from '../../src/jobs/jobs.js';
import { noChats } from '../doubles/no-chats.js';
import { draft, workspaceId } from '../support/reliable.js';
import { createHeartMessenger } from './heart-messenger.js';
import { type HeartPlatform, type HeartWire, isGroupChat } from './heart-platform.js';
import { tell, untilGo } from './kill-loop.js';

// A program that is killed: the real inbox, sweeper, delivery engine and queue on a real database. Half of its messages
// are caused by events that a platform sends (again and again until they are acknowledged), half by due occurrences. What
// was acknowledged goes to a file of its own before anything else happens.

export interface HeartInput {
  readonly folder: string | null;
  readonly url: string | null;
  readonly redis: { readonly url: string; readonly prefix: string } | null;
  readonly platform: HeartWire;
  readonly recipients: HeartPlatform['recipients'];
  readonly longEvery: number;
  readonly limits: Partial<DeliveryLimits>;
  readonly acks: string;
  /** Messages in all. */
  readonly messages: number;
  /** How many of the messages may be caused in this life. */
  readonly upTo: number;
}

const input = await untilGo<HeartInput>();

const quiet = { info: () => {}, warn: () => {} };
const fault = (error: unknown) =>
  tell({ kind: 'fault', message: error instanceof Error ? (error.stack ?? '') : String(error) });
process.on('unhandledRejection', fault);

const open = await openDatabase(
  input.url === null
    ? { mode: 'embedded', folder: input.folder ?? '', fsync: false, onFatal: fault, log: () => {} }
    : { mode: 'postgres', url: input.url, log: () => {} },
);
const database = createDatabase(open.prisma);
const clock = { school: () => new Date(), machine: () => new Date() };
const messenger = await createHeartMessenger(input.platform, clock);
const instance = randomUUID();
let jobs: ReturnType<typeof createJobs> | null = null;
const ports: Ports = {
  database,
  clock,
  ids: { next: () => randomUUID(), secret: () => randomUUID() } as Ports['ids'],
  secrets: { fingerprint: (text) => text } as Ports['secrets'],
  chats: noChats,
  bell: { ring: async (work) => jobs?.bell.ring(work) },
};
if (open.mode === 'embedded') await recoverLeases(ports);

const engine = createDeliveryEngine({
  ports,
  messengers: () => messenger,
  instance,
  limits: input.limits,
  recheck: async () => new Map(),
  wait,
  chatGone: async () => {},
  observe(event) {
    if (event.kind === 'fault') fault(event.error);
    else if (event.held && !['sent', 'pending', 'sending'].includes(event.settlement.state)) {
      fault(new Error(`A message ended as ${event.settlement.state}: ${event.settlement.failure}`));
    }
  },
});

/** What an event or an occurrence causes: one message, in the transaction that marks the cause as done. */
function causedBy(cause: string, text: string, chat: string) {
  const to = isGroupChat(chat) ? { chat } : { account: chat };
  return draft(`effect:${cause}`, to, { card: cardOf(text) });
}

/** A long one is more than any single message of a platform holds. */
function cardOf(text: string): Card {
  const long = input.longEvery > 0 && Number(text) % input.longEvery === 1;
  const more = long ? Array.from({ length: 12 }, () => ({ kind: 'paragraph' as const, text: '长'.repeat(2_000) })) : [];
  return { tone: 'plain', blocks: [{ kind: 'paragraph', text }, ...more] };
}

const inbox = createInbox({
  ports,
  async handle(inbound, { eventId, complete }) {
    if (inbound.kind !== 'said') return {};
    await database.transaction(async (stores) => {
      await stores.deliveries.add(causedBy(eventId, inbound.text, inbound.actor.externalId));
      await complete(stores, {});
    });
    await ports.bell.ring('deliver');
    return {};
  },
  languageOf: async () => 'zh-CN',
  instance,
  limits: { leaseMs: 2_000, firstRetryMs: 100, maxTries: 1_000 },
  wait,
  observe: (event) => event.kind === 'fault' && fault(event.error),
});

const sweeper = createSweeper({
  ports,
  handlers: {
    async told(occurrence, settle) {
      await database.transaction(async (stores) => {
        await stores.deliveries.add(causedBy(occurrence.id, occurrence.dueKey, occurrence.subjectId));
        await settle(stores, { state: 'done' });
      });
      await ports.bell.ring('deliver');
    },
  },
  plan: async () => {},
  instance,
  limits: { leaseMs: 2_000, firstRetryMs: 100, maxTries: 1_000 },
  observe: (event) => event.kind === 'fault' && fault(event.error),
});

const connection: JobsOptions['connection'] = input.redis
  ? { kind: 'redis', ...input.redis }
  : {
      kind: 'postgres',
      connection: open.bullConnection,
      withClient: (work) => open.withClient((client) => work(client)),
    };
const handlers = { due: () => sweeper.sweep(), deliver: () => engine.deliver(), inbound: () => inbox.finish() };
const running = createJobs({ connection, handlers, log: quiet, tickMs: { due: 300, deliver: 300, inbound: 300 } });
jobs = running;
await running.startWorkers();
tell({ kind: 'open' });

const acked = new Set(existsSync(input.acks) ? readFileSync(input.acks, 'utf8').split('\n').filter(Boolean) : []);

function acknowledge(name: string): void {
  appendFileSync(input.acks, `${name}\n`);
  tell({ kind: 'working' });
}

async function cause(index: number): Promise<void> {
  const name = `${index}`;
  const among = index % 2 === 0 ? input.recipients.said : input.recipients.told;
  const chat = among[Math.floor(index / 2) % among.length] ?? '';
  if (index % 2 === 0) {
    const inbound: Inbound = {
      kind: 'said',
      key: `event-${index}`,
      workspaceId,
      actor: { externalId: chat },
      chat: { externalId: `direct-${chat}`, kind: 'direct' },
      text: name,
    };
    // A platform that heard no, or nothing, sends the event again; some send it again for no reason.
    while (!(await inbox.receive(inbound).catch(() => null)));
    if (index % 3 === 0) await inbox.receive(inbound).catch(() => null);
  } else {
    const occurrence = { schoolId: 's1', kind: 'told', subjectId: chat, dueKey: name, dueAt: new Date() };
    await database.occurrences.plan([{ ...occurrence, id: randomUUID() }]);
    await ports.bell.ring('due');
  }
  acknowledge(name);
}

for (let index = 0; index < input.upTo; index += 1) {
  if (!acked.has(`${index}`)) await cause(index);
}

if (input.upTo >= input.messages) {
  const never = new AbortController().signal;
  for (;;) {
    const pending = await database.occurrences.pendingOf('s1', 'told');
    const events = await open.prisma.inboundEvent.count({ where: { state: 'received' } });
    if (pending.length === 0 && events === 0 && (await database.deliveries.unfinished(new Date())) === 0) break;
    await wait(100, never);
  }
  tell({ kind: 'drained' });
}
