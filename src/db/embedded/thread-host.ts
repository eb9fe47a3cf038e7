import { Worker } from 'node:worker_threads';
import { DatabaseProblem } from '../problem.js';
import { within } from '../within.js';
import { ownModule } from './own-module.js';
import type { ProtocolHost } from './pglite-stream.js';
import type { Ask, ThreadData, Told } from './thread.js';

export type ThreadOptions = {
  folder: string;
  fsync: boolean;
  /** A single statement that runs longer than this is taken for a hang: PGlite can neither cancel nor time it out. */
  watchdogMs: number;
  /** The database is gone and will not come back in this process. Called once; the program ends and is started again. */
  onFatal(problem: DatabaseProblem): void;
  /** Lines of PostgreSQL's own log that an operator must see. */
  log(line: string): void;
};

/** PGlite in its thread, seen from the main thread. */
export type ThreadHost = ProtocolHost & {
  dump(): Promise<Uint8Array>;
  fsyncs(): Promise<number>;
  /** Lets `work` take as long as it needs. */
  withoutWatchdog<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type Answer = Extract<Told, { kind: 'answer' }>;
type Waiting = { resolve(answer: Answer): void; reject(problem: Error): void; timer?: NodeJS.Timeout };

const worthTelling = /PANIC|FATAL|corrupt/i;
/** The shutdown checkpoint of a large folder takes a while; past this the thread is ended as it stands, which is safe. */
const closeWithinMs = 20_000;

export function startThread(options: ThreadOptions): ThreadHost {
  const { folder, fsync, watchdogMs, onFatal, log } = options;
  const { file, argv } = ownModule('thread');
  const workerData: ThreadData = { folder, fsync };
  const worker = new Worker(file, { argv, workerData, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  const lastLines: string[] = [];
  let lastId = 0;
  let state: 'opening' | 'open' | 'closing' | 'over' = 'opening';
  let unwatched = 0;
  let gone: DatabaseProblem | undefined;

  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if (state === 'over') return;
      if (told.kind === 'stderr') noteLine(told.line);
      else if (told.kind === 'broken') fail(told.reason, reject);
      else if (told.kind === 'answer') settle(told);
      else {
        state = 'open';
        resolve();
      }
    });
    worker.on('error', (error: Error) => state !== 'over' && fail(error.message, reject));
    worker.on('exit', () => state !== 'over' && fail('its thread ended', reject));
  });
  // Whoever waits for a connection is told; nobody else needs to be.
  ready.catch(() => {});

  function noteLine(line: string): void {
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    if (worthTelling.test(line)) log(line);
  }

  function fail(reason: string, rejectReady: (problem: Error) => void): void {
    const problem = state === 'opening' ? unopened(folder, reason, lastLines) : stopped(folder, reason);
    const unexpected = state === 'open';
    end(problem);
    rejectReady(problem);
    if (unexpected) onFatal(problem);
  }

  /** Nothing is left hanging: whoever waits for an answer, now or later, is told. */
  function end(problem: DatabaseProblem): void {
    gone ??= problem;
    state = 'over';
    for (const one of waiting.values()) {
      clearTimeout(one.timer);
      one.reject(gone);
    }
    waiting.clear();
    void worker.terminate();
  }

  function settle(answer: Answer): void {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    clearTimeout(one?.timer);
    one?.resolve(answer);
  }

  async function ask(question: Omit<Ask, 'id'> & { message?: Uint8Array }, watched: boolean): Promise<Answer> {
    await ready;
    if (state === 'over' || (state === 'closing' && question.kind !== 'close')) throw gone ?? closed(folder);
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      const one: Waiting = { resolve, reject };
      if (watched && unwatched === 0) one.timer = setTimeout(onStuck, watchdogMs);
      waiting.set(id, one);
      // A view on a larger buffer would be sent with all of it, so an exact copy is handed over.
      const message = question.message && new Uint8Array(question.message);
      worker.postMessage({ ...question, id, ...(message ? { message } : {}) }, message ? [message.buffer] : []);
    });
  }

  function onStuck(): void {
    const problem = stuck(watchdogMs);
    end(problem);
    onFatal(problem);
  }

  return {
    ready,
    async exec(message) {
      return (await ask({ kind: 'exec', message }, true)).bytes ?? new Uint8Array();
    },
    async dump() {
      return (await ask({ kind: 'dump' }, false)).bytes ?? new Uint8Array();
    },
    async fsyncs() {
      return (await ask({ kind: 'fsyncs' }, false)).count ?? 0;
    },
    async withoutWatchdog(work) {
      unwatched += 1;
      try {
        return await work();
      } finally {
        unwatched -= 1;
      }
    },
    async close() {
      if (state === 'open') {
        const answered = ask({ kind: 'close' }, false);
        state = 'closing';
        await within(closeWithinMs, answered).catch(() => {});
      }
      if (state !== 'over') end(closed(folder));
      await worker.terminate();
    },
  };
}

function unopened(folder: string, reason: string, lines: readonly string[]): DatabaseProblem {
  if (lines.some((line) => line.includes('No space left on device'))) {
    return new DatabaseProblem(
      'disk-full',
      `The disk that holds ${folder} is full, so the database cannot open; nothing is lost. Make room (100 MB or more) and start again.`,
      { folder },
    );
  }
  const said = lines.slice(-3).join(' | ');
  return new DatabaseProblem(
    'damaged',
    `The database in ${folder} does not open (${reason}${said ? `: ${said}` : ''}). Start once more; if that does not ` +
      'help, rename the folder, restore the latest backup and keep the renamed one.',
    { folder },
  );
}

function stopped(folder: string, reason: string): DatabaseProblem {
  return new DatabaseProblem(
    'stopped',
    `The database in ${folder} has stopped (${reason}), so the program ends; what was acknowledged is safe. Start it again.`,
    { folder },
  );
}

function closed(folder: string): DatabaseProblem {
  return new DatabaseProblem('stopped', `The database in ${folder} was closed.`, { folder });
}

function stuck(watchdogMs: number): DatabaseProblem {
  return new DatabaseProblem(
    'stuck',
    `A query has been running for more than ${Math.round(watchdogMs / 1000)} s and cannot be stopped, so the program ends; what was acknowledged is safe. Start it again.`,
  );
}
