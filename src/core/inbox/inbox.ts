// long because an event's whole way stands here: stored, handled in its turn, answered, given back or up.

import { Refusal } from '../errors.js';
import { languageOf as closest, type Language } from '../language/language.js';
import { say } from '../language/say.js';
import { notice } from '../message/card.js';
import { actorOf, type Inbound, isNews } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import type { Wait } from '../ports/clock.js';
import type { Lease } from '../ports/inbox-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { createGate } from './gate.js';
import { draftOfReply, draftOfWords } from './late-reply.js';
import { type InboxLimits, inboxLimits, retryAfterMs } from './limits.js';

export interface HandleContext {
  readonly eventId: string;
  /**
   * Marks the event as done, with its answer, in the transaction of what it causes: killed anywhere, it happens once.
   * Without it the event is marked afterwards, and what it causes must bear a second run.
   */
  complete(stores: Stores, reply: Reply): Promise<void>;
}

/** One event → what it causes → the answer. Everything it causes names the event. */
export type Handle = (inbound: Inbound, context: HandleContext) => Promise<Reply>;

/** What the inbox tells its operator. */
export type InboxEvent =
  | { readonly kind: 'late' | 'parked'; readonly eventId: string }
  | { readonly kind: 'fault'; readonly eventId: string; readonly error: unknown };

export interface InboxOptions {
  readonly ports: Pick<Ports, 'database' | 'clock' | 'ids' | 'bell'>;
  readonly handle: Handle;
  /** Of whoever caused the event; asked only when we have to speak for ourselves. */
  readonly languageOf: (inbound: Inbound) => Promise<Language>;
  readonly instance: string;
  readonly limits?: Partial<InboxLimits>;
  readonly wait: Wait;
  readonly observe: (event: InboxEvent) => void;
}

/** An event that is stored: the platform may be told so. */
export interface Accepted {
  /** The key was there already: whoever sent it has had, or will have, the answer. */
  readonly repeated: boolean;
  /** The answer; null when there is none to give this way: it was, or will be, a message of its own. Never rejects. */
  readonly reply: Promise<Reply | null>;
}

export interface Inbox {
  /**
   * Stores the event and resolves as soon as that is done; its answer follows, however long it takes. By message: a
   * process killed before it could answer leaves nobody without one.
   * Rejects only when the event could not be stored: the platform must then not be told that it arrived.
   */
  accept(inbound: Inbound, answer: 'reply' | 'message'): Promise<Accepted>;
  /**
   * Stores the event, lets it take effect once, and answers within the deadline. Rejects only when the event could not
   * be stored: the platform must then not be told that it arrived.
   */
  receive(inbound: Inbound): Promise<Reply>;
  /** Finishes what a process left behind, and erases what has been kept long enough. */
  finish(): Promise<void>;
  /** Until everything that came in here so far has had its turn. */
  idle(): Promise<void>;
  stop(withinMs: number): Promise<void>;
}

/** Somebody else has taken the event over; what was done under the lease is rolled back. */
class LeaseLost extends Error {}

interface Job {
  readonly id: string;
  readonly inbound: Inbound;
  readonly lease: Lease;
  readonly attempts: number;
  readonly receivedAt: Date;
  /** The answer does not go back the way the event came, or can no longer: the language of what else must be said. */
  byMessage: Language | null;
}

export function createInbox(options: InboxOptions): Inbox {
  const { ports, handle, instance, wait, observe } = options;
  const { database, clock } = ports;
  const limits: InboxLimits = { ...inboxLimits, ...options.limits };
  const stopping = new AbortController();
  const gate = createGate({
    atOnce: limits.handledAtOnce,
    quietMs: limits.quietMs,
    longestMs: limits.longestQuietMs,
    wait,
  });
  /** By actor: the newest event in this process. */
  const newest = new Map<string, Promise<unknown>>();
  const running = new Set<Promise<unknown>>();
  let leases = 0;
  let forgottenAt = 0;

  function newLease(): Lease {
    leases += 1;
    return { name: `${instance}:${leases}`, until: new Date(clock.machine().getTime() + limits.leaseMs) };
  }

  async function languageOf(inbound: Inbound): Promise<Language> {
    const given = new AbortController();
    const known = options.languageOf(inbound).catch(() => closest(null));
    const language = await Promise.race([known, wait(limits.languageMs, given.signal).then(() => closest(null))]);
    given.abort();
    return language;
  }

  /** What can be said at once of something that goes on. */
  function plainReply(inbound: Inbound, language: Language): Reply {
    if (isNews(inbound) || inbound.kind === 'opened') return {};
    const words = say(language, 'inbox.received');
    return inbound.kind === 'said' || inbound.kind === 'commanded'
      ? { card: notice(words), language }
      : { toast: words, language };
  }

  /** The answer as a message, where it is one; true: it was written. */
  async function tell(stores: Stores, job: Job, reply: Reply): Promise<boolean> {
    const language = job.byMessage && (reply.language ?? job.byMessage);
    const draft = language && draftOfReply(job.id, job.inbound, reply, language, clock.school());
    if (draft) await stores.deliveries.add(draft);
    return Boolean(draft);
  }

  async function run(job: Job): Promise<Reply> {
    let completed = false;
    let told = false;
    const context: HandleContext = {
      eventId: job.id,
      async complete(stores, reply) {
        if (!(await stores.inbox.complete(job.id, job.lease.name, reply, clock.machine()))) throw new LeaseLost();
        completed = true;
        told = await tell(stores, job, reply);
      },
    };
    const reply = await handle(job.inbound, context).catch((error: unknown) => refusalReply(job.inbound, error));
    // For a reply one statement is enough; a message belongs to the same transaction.
    if (!completed && !job.byMessage) await context.complete(database, reply);
    if (!completed) await database.transaction((stores) => context.complete(stores, reply));
    // The deadline may have passed while the answer was on its way here.
    if (told || (await tell(database, job, reply))) await ports.bell.ring('deliver');
    return reply;
  }

  async function refusalReply(inbound: Inbound, error: unknown): Promise<Reply> {
    if (!(error instanceof Refusal)) throw error;
    const language = await languageOf(inbound);
    const words = say(language, error.key, error.params);
    return inbound.kind === 'pressed' ? { toast: words, language } : { card: notice(words, 'attention'), language };
  }

  /** null: not finished now; it is tried again, or was parked, or somebody else has it. */
  async function tryRun(job: Job): Promise<Reply | null> {
    try {
      if (isSpent(job, limits.maxTries + 1)) await park(job);
      else return await run(job);
    } catch (error) {
      if (error instanceof LeaseLost) return null;
      observe({ kind: 'fault', eventId: job.id, error });
      await giveBack(job).catch(() => {});
    }
    return null;
  }

  /** What waited so long that its lease ends soon is given back, and finished like what a killed process left. */
  async function tryInTime(job: Job): Promise<Reply | null> {
    const now = clock.machine();
    if (job.lease.until.getTime() - now.getTime() > limits.leaseMs / 2) return tryRun(job);
    await database.inbox.putBack(job.id, job.lease.name, now);
    await ports.bell.ring('inbound');
    return null;
  }

  function isSpent(job: Job, tries: number): boolean {
    return job.attempts >= tries || clock.machine().getTime() - job.receivedAt.getTime() >= limits.maxAgeMs;
  }

  async function giveBack(job: Job): Promise<void> {
    if (isSpent(job, limits.maxTries)) return park(job);
    const from = clock.machine().getTime() + retryAfterMs(job.attempts, limits);
    await database.inbox.putBack(job.id, job.lease.name, new Date(from));
  }

  async function park(job: Job): Promise<void> {
    const language = await languageOf(job.inbound);
    const parked = await database.transaction(async (stores) => {
      if (!(await stores.inbox.park(job.id, job.lease.name, clock.machine()))) return false;
      const words = say(language, 'inbox.parked');
      const draft = draftOfWords(`parked:${job.id}`, job.inbound, words, language, clock.school());
      if (draft) await stores.deliveries.add(draft);
      return true;
    });
    if (!parked) return;
    observe({ kind: 'parked', eventId: job.id });
    await ports.bell.ring('deliver');
  }

  /** Waits until nothing earlier of the actor is unfinished; false: somebody else has it, or it is left to `finish`. */
  async function waitForTurn(job: Job, before: Promise<unknown> | undefined): Promise<boolean> {
    await before;
    const until = clock.machine().getTime() + limits.turnMs;
    while (!stopping.signal.aborted) {
      const taken = await database.inbox.take(job.id, job.lease, clock.machine());
      if (taken !== 'waits') return taken === 'ours';
      if (clock.machine().getTime() >= until) return false;
      await wait(limits.turnPollMs, stopping.signal);
    }
    return false;
  }

  function track<T>(work: Promise<T>): Promise<T> {
    const tracked = work.finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  }

  /** Stores the event and, when its turn comes, lets it take effect. */
  function begin(inbound: Inbound, byMessage: Language | null) {
    const lease = newLease();
    const receivedAt = clock.machine();
    const job: Job = { id: ports.ids.next(), inbound, lease, attempts: 1, receivedAt, byMessage };
    const actor = `${inbound.workspaceId} ${actorOf(inbound)}`;
    const before = newest.get(actor);

    const claiming = database.inbox.claim({ id: job.id, inbound, lease, receivedAt });
    gate.giveWay(claiming);
    const working = claiming.then(async (claim): Promise<Reply | null> => {
      if (claim.kind === 'known') return claim.reply;
      if (claim.kind === 'waits' && !(await waitForTurn(job, before))) return null;
      return gate.enter(() => tryInTime(job));
    });
    const settled = track(working.catch(() => null));
    newest.set(actor, settled);
    settled.finally(() => {
      if (newest.get(actor) === settled) newest.delete(actor);
    });
    return { job, claiming, working };
  }

  async function beforeDeadline<T>(work: Promise<T>): Promise<T | 'late'> {
    const inTime = new AbortController();
    const deadline = wait(limits.deadlineMs, inTime.signal).then(() => 'late' as const);
    const first = await Promise.race([work, deadline]);
    inTime.abort();
    return first;
  }

  async function accept(inbound: Inbound, answer: 'reply' | 'message'): Promise<Accepted> {
    const { claiming, working } = begin(inbound, answer === 'message' ? closest(null) : null);
    const claim = await beforeDeadline(claiming);
    if (claim === 'late') throw notStored();
    const reply = working.then((given) => (answer === 'message' ? null : given));
    return { repeated: claim.kind === 'known', reply: reply.catch(() => null) };
  }

  async function receive(inbound: Inbound): Promise<Reply> {
    const { job, claiming, working } = begin(inbound, null);
    let stored = false;
    claiming.then(
      () => {
        stored = true;
      },
      () => {},
    );
    const first = await beforeDeadline(working);
    if (first !== 'late' && first !== null) return first;
    // Only what is stored is answered for; the platform sends the event again.
    if (!stored) throw notStored();
    const language = await languageOf(inbound);
    job.byMessage = language;
    if (first === 'late') observe({ kind: 'late', eventId: job.id });
    return plainReply(inbound, language);
  }

  async function finishBatch(): Promise<number> {
    const lease = newLease();
    const events = await database.inbox.takeUnfinished(lease, clock.machine(), limits.atOnce);
    await Promise.all(
      events.map(async (event) => tryRun({ ...event, lease, byMessage: await languageOf(event.inbound) })),
    );
    return events.length;
  }

  async function forget(): Promise<void> {
    const now = clock.machine().getTime();
    if (now - forgottenAt < limits.forgetEveryMs) return;
    forgottenAt = now;
    await database.inbox.forget('done', new Date(now - limits.keepMs));
    await database.inbox.forget('parked', new Date(now - limits.keepParkedMs));
  }

  return {
    accept,
    receive,
    async finish() {
      const work = async () => {
        while (!stopping.signal.aborted && (await finishBatch()) > 0);
        await forget();
      };
      await track(work());
    },
    async idle() {
      await Promise.allSettled(running);
    },
    async stop(withinMs) {
      stopping.abort();
      const over = new AbortController();
      await Promise.race([Promise.allSettled(running), wait(withinMs, over.signal)]);
      over.abort();
    },
  };
}

function notStored(): Error {
  return new Error('The event could not be stored in time.');
}
