import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../support/random.js';

const starter = fileURLToPath(new URL('../../scripts/run-source.mjs', import.meta.url));

/** What a program under test tells its parent. It waits for 'go' before it opens anything. */
export type ChildNews =
  | { readonly kind: 'loaded' }
  /** The database is open and work goes on. */
  | { readonly kind: 'open' }
  /** Something was done in this life: a machine that is slow today must not be killed before that every time. */
  | { readonly kind: 'working' }
  /** There is nothing left to do. */
  | { readonly kind: 'drained' }
  | { readonly kind: 'fault'; readonly message: string };

export interface KillLoopOptions {
  /** The program's file; see `untilGo`. */
  readonly program: URL;
  /** Handed to it as JSON; made anew for each life, and told how many lives came before. */
  readonly input: (life: number) => unknown;
  readonly kills: number;
  readonly seed: number;
  /** A life is killed at a random moment between its opening and so long after its first work, or while it opens. */
  readonly lifeMs: number;
  /** Share of the lives that are killed while they open. */
  readonly whileOpening: number;
  /** How long the last life may take to finish. */
  readonly drainMs: number;
  /** Between a death and the next life. */
  readonly between?: (life: number) => Promise<void>;
}

export interface KillReport {
  readonly kills: number;
  /** Lives that were killed before the database was open. */
  readonly killedWhileOpening: number;
  readonly openMs: { readonly median: number; readonly worst: number };
  readonly drainMs: number;
  readonly totalMs: number;
}

interface Life {
  readonly child: ChildProcess;
  readonly loaded: Promise<void>;
  readonly opened: Promise<void>;
  readonly working: Promise<void>;
  readonly drained: Promise<void>;
  readonly dead: Promise<unknown>;
}

/**
 * Lets a program live for a random while and kills it with SIGKILL, again and again; the last one may finish. The next
 * life is loaded while the present one works, so that what a restart costs is the opening alone.
 */
export async function runUnderKills(options: KillLoopOptions): Promise<KillReport> {
  const { kills, seed, lifeMs, whileOpening, drainMs, between } = options;
  const random = createRandom(seed);
  const begun = Date.now();
  const openTimes: number[] = [];
  let killedWhileOpening = 0;
  /** From opening to the first work, in the newest life that came so far. */
  let untilWorkMs: number | null = null;
  let next = prepare(options, 0);
  let current = next;
  try {
    for (let life = 0; life < kills; life += 1) {
      current = next;
      await current.loaded;
      const letGo = Date.now();
      current.child.send('go');
      let open = false;
      const opened = current.opened.then(() => {
        open = true;
        openTimes.push(Date.now() - letGo);
      });
      opened.catch(() => {});
      next = prepare(options, life + 1);
      const usual = openTimes.at(-1);
      if (usual !== undefined && random.next() < whileOpening) await sleep(random.between(0, usual), current);
      else {
        await opened;
        const openAt = Date.now();
        current.working.then(
          () => {
            untilWorkMs = Date.now() - openAt;
          },
          () => {},
        );
        if (untilWorkMs === null) await current.working;
        await sleep(random.between(0, (untilWorkMs ?? 0) * 1.5 + lifeMs), current);
      }
      current.child.kill('SIGKILL');
      await current.dead;
      if (!open) killedWhileOpening += 1;
      await between?.(life);
    }
    await next.loaded;
    const letGo = Date.now();
    next.child.send('go');
    await Promise.race([
      next.drained,
      sleep(drainMs, next).then(() => Promise.reject(new Error('It did not finish.'))),
    ]);
    const drained = Date.now();
    openTimes.sort((a, b) => a - b);
    return {
      kills,
      killedWhileOpening,
      openMs: { median: openTimes[Math.floor(openTimes.length / 2)] ?? 0, worst: openTimes.at(-1) ?? 0 },
      drainMs: drained - letGo,
      totalMs: drained - begun,
    };
  } finally {
    for (const life of [current, next]) {
      life.child.kill('SIGKILL');
      await life.dead;
    }
  }
}

function prepare({ program, input }: KillLoopOptions, life: number): Life {
  const child = fork(starter, [program.href, JSON.stringify(input(life))], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const dead = once(child, 'exit');
  const news = (kind: ChildNews['kind']) => {
    const heard = new Promise<void>((resolve, reject) => {
      child.on('message', (message: ChildNews) => {
        if (message.kind === kind) resolve();
        if (message.kind === 'fault') reject(new Error(`Life ${life}: ${message.message}`));
      });
      dead.then(() => reject(new Error(`Life ${life} ended before it was ${kind}.`)));
    });
    heard.catch(() => {});
    return heard;
  };
  return {
    child,
    loaded: news('loaded'),
    opened: news('open'),
    working: news('working'),
    drained: news('drained'),
    dead,
  };
}

/** A program that faults ends its life early, with its reason. */
async function sleep(ms: number, { drained }: Life): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  const faulted = drained.catch((error: Error) => {
    if (!error.message.includes('ended before')) throw error;
  });
  await Promise.race([over, faulted.then(() => over)]);
  clearTimeout(timer);
}

/** For the program: its input, once its parent lets it go. */
export async function untilGo<T>(): Promise<T> {
  const input = process.argv[2];
  if (!input || !process.send) throw new Error('This program is started by a test.');
  process.on('disconnect', () => process.exit());
  const go = once(process, 'message');
  tell({ kind: 'loaded' });
  await go;
  return JSON.parse(input) as T;
}

export function tell(news: ChildNews): void {
  process.send?.(news);
}
