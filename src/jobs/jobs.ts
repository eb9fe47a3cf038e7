import type { Queue, Worker } from 'bullmq';
import { z } from 'zod';
import type { Bell, Work } from '../core/ports/queue.js';
import { createQueueFactory, type JobsConnection } from './connection.js';
import type { JobLog } from './log.js';
import { keepTicking } from './tick.js';

/** What to do when woken: look for all the work of the kind that there is. Never called for nothing twice at once. */
export type WorkHandlers = Readonly<Record<Work, () => Promise<unknown>>>;

export interface JobsOptions {
  readonly connection: JobsConnection;
  readonly handlers: WorkHandlers;
  readonly log: JobLog;
  /** Machine time; tests shorten it. */
  readonly tickMs?: Partial<Record<Work, number>>;
}

/**
 * BullMQ as a bell: a job says "look", and what there is to do stands in rows. So a job is never tried again, may be
 * lost, and may come twice; a tick looks anyway.
 */
export interface Jobs {
  readonly bell: Bell;
  /** Takes wake-ups in this process, and looks once at once. */
  startWorkers(): Promise<void>;
  /** Takes no more wake-ups and waits for the work in hand. */
  stop(withinMs: number): Promise<void>;
}

const works = ['due', 'deliver', 'inbound'] as const satisfies readonly Work[];

const defaultTickMs: Record<Work, number> = { due: 5_000, deliver: 5_000, inbound: 10_000 };
/** Rings within this time are one. */
const quietMs = 25;
/** Without a wake-up for so many ticks the queue is not to be relied on: the work is looked for without it. */
const missedTicks = 3;

/** A wake-up carries nothing. Older and newer versions of the program may have written others. */
const payloadSchema = z.looseObject({});

const queueName = (work: Work) => `gongyu-${work}`;

export function createJobs({ connection, handlers, log, tickMs = {} }: JobsOptions): Jobs {
  const factory = createQueueFactory(connection, log);
  const prepared = factory.prepare();
  // Whoever needs it awaits it; nobody else should hear of it.
  prepared.catch(() => {});
  const queues = new Map<Work, Queue>();
  const workers: Worker[] = [];
  const inHand = new Set<Promise<unknown>>();
  const lastLook = new Map<Work, number>();
  const rung = new Map<Work, NodeJS.Timeout>();
  /** Calls to the queue that have not come back; while it is away they wait, and must not pile up. */
  const asking = new Set<string>();
  let watchdog: NodeJS.Timeout | undefined;
  let silent = false;
  let stopped = false;

  const every = (work: Work) => tickMs[work] ?? defaultTickMs[work];

  function complain(problem: string, error: unknown): void {
    if (silent || stopped) return;
    silent = true;
    const message = 'The queue is away. Work goes on more slowly, looking by the clock.';
    log.warn({ problem, err: error }, message);
  }

  function recovered(): void {
    if (silent) log.info({}, 'The queue is back.');
    silent = false;
  }

  async function queueOf(work: Work): Promise<Queue> {
    await prepared;
    const known = queues.get(work);
    if (known) return known;
    const queue = factory.queue(queueName(work));
    queue.on('error', (error) => complain('queue', error));
    queues.set(work, queue);
    return queue;
  }

  /** Starts looking; the job itself ends at once, so that a ring during the work is a wake-up of its own. */
  function look(work: Work): void {
    lastLook.set(work, Date.now());
    if (stopped) return;
    const run = handlers[work]()
      .catch((error: unknown) => log.warn({ work, err: error }, 'Work was interrupted; it is looked for again.'))
      .finally(() => inHand.delete(run));
    inHand.add(run);
  }

  /** Never rejects, and never asks the same again before it was answered. */
  async function ask(
    work: Work,
    problem: 'ring' | 'tick',
    question: (queue: Queue) => Promise<unknown>,
  ): Promise<void> {
    const name = `${problem} ${work}`;
    if (stopped || asking.has(name)) return;
    asking.add(name);
    try {
      await question(await queueOf(work));
      recovered();
    } catch (error) {
      complain(problem, error);
    } finally {
      asking.delete(name);
    }
  }

  function ring(work: Work): void {
    if (stopped || rung.has(work)) return;
    const timer = setTimeout(() => {
      rung.delete(work);
      // The one that is under way may have been taken already.
      if (asking.has(`ring ${work}`)) ring(work);
      else ask(work, 'ring', (queue) => queue.add('ring', {}, jobOptions(work)));
    }, quietMs);
    rung.set(work, timer);
  }

  function tick(work: Work, lost: boolean): void {
    ask(work, 'tick', (queue) => keepTicking(queue, every(work), lost));
  }

  /** The queue lost its clock (it was emptied), or is away altogether. */
  function watch(): void {
    for (const work of works) {
      const since = Date.now() - (lastLook.get(work) ?? 0);
      if (since < missedTicks * every(work)) continue;
      look(work);
      tick(work, true);
    }
  }

  return {
    bell: {
      async ring(work) {
        ring(work);
      },
    },
    async startWorkers() {
      await prepared;
      for (const work of works) {
        const processor = async (job: { data: unknown }) => {
          payloadSchema.parse(job.data);
          recovered();
          look(work);
        };
        const worker = factory.worker(queueName(work), processor, { concurrency: 1 });
        worker.on('error', (error) => complain('worker', error));
        workers.push(worker);
        worker.run().catch((error: unknown) => complain('worker', error));
        look(work);
        tick(work, false);
      }
      const shortest = Math.min(...works.map(every));
      watchdog = setInterval(watch, shortest);
    },
    async stop(withinMs) {
      if (stopped) return;
      stopped = true;
      clearInterval(watchdog);
      for (const timer of rung.values()) clearTimeout(timer);
      rung.clear();
      await within(withinMs, Promise.allSettled([...inHand, ...workers.map((worker) => worker.close())]));
      await within(forceMs, Promise.allSettled(workers.map((worker) => worker.close(true))));
      await within(forceMs, Promise.allSettled([...queues.values()].map((queue) => queue.close())));
      await factory.close();
    },
  };
}

const forceMs = 2_000;

/** At most one wake-up of a kind waits; one that comes while another is taken is remembered. Nothing is kept. */
function jobOptions(work: Work) {
  return {
    attempts: 1,
    deduplication: { id: work, keepLastIfActive: true },
    removeOnComplete: true,
    removeOnFail: { count: 20 },
    sizeLimit: 1_024,
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
