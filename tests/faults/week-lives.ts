import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Random } from '../support/random.js';
import type { ChildNews } from './kill-loop.js';

/** Half of what a start costs is the compiler's second look at the database's WebAssembly: nothing for a life of a second. */
const flags = ['--liftoff-only'];

/** A program in a process of its own, loaded and waiting for its input. */
export interface Life {
  readonly loaded: Promise<void>;
  readonly opened: Promise<void>;
  readonly drained: Promise<void>;
  /** Rejects with what the program reports as broken. */
  readonly faulted: Promise<never>;
  go(input: unknown): void;
  kill(): Promise<void>;
}

export function prepareLife(program: URL): Life {
  const child: ChildProcess = fork(fileURLToPath(program), [], {
    execArgv: flags,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const dead = once(child, 'exit');
  let killed = false;
  const faulted = new Promise<never>((_, reject) => {
    child.on('message', (news: ChildNews) => news.kind === 'fault' && reject(new Error(news.message)));
    dead.then(() => killed || reject(new Error('The program ended by itself.')));
  });
  faulted.catch(() => {});
  const heard = (kind: ChildNews['kind']) =>
    new Promise<void>((resolve) => {
      child.on('message', (news: ChildNews) => news.kind === kind && resolve());
    });
  return {
    loaded: heard('loaded'),
    opened: heard('open'),
    drained: heard('drained'),
    faulted,
    go: (input) => child.send(input as object),
    async kill() {
      killed = true;
      child.kill('SIGKILL');
      await dead;
    },
  };
}

export interface LivesOptions {
  readonly program: URL;
  readonly input: unknown;
  /** At most so many kills; the life after the last of them may finish. */
  readonly kills: number;
  readonly random: Random;
  /** A life is killed at a random moment up to so long after it opened … */
  readonly lifeMs: number;
  /** … but this share of them while they open. */
  readonly whileOpening: number;
  /** How long a life that nobody kills may take. */
  readonly finishMs: number;
  /** After each death; how many there were. */
  readonly between: (deaths: number) => Promise<void>;
}

export interface LivesReport {
  readonly kills: number;
  readonly killedWhileOpening: number;
  readonly openMs: readonly number[];
}

/**
 * Lets a program live for a random while and kills it with SIGKILL, again and again, until its work is over. The next life is
 * loaded while the present one works, so that what a restart costs is the opening alone.
 */
export async function liveAndDie(first: Life, options: LivesOptions): Promise<LivesReport & { readonly spare: Life }> {
  const { random, lifeMs, whileOpening } = options;
  const openMs: number[] = [];
  let kills = 0;
  let killedWhileOpening = 0;
  let current = first;
  let next = first;
  try {
    for (;;) {
      current = next;
      await Promise.race([current.loaded, current.faulted]);
      current.go(options.input);
      const began = Date.now();
      let open = false;
      const opened = current.opened.then(() => {
        open = true;
        openMs.push(Date.now() - began);
      });
      next = prepareLife(options.program);
      const last = kills >= options.kills;
      const over = current.drained.then(() => 'over' as const);
      const stopped = Promise.race([over, current.faulted]);
      const usual = openMs.at(-1);
      const early = !last && usual !== undefined && random.next() < whileOpening;
      if (!early) await Promise.race([opened, stopped]);
      const restMs = last ? options.finishMs : random.between(0, early ? usual : lifeMs);
      const end = await Promise.race([stopped, pause(restMs, null, { ref: false })]);
      await current.kill();
      if (end === 'over') return { kills, killedWhileOpening, openMs, spare: next };
      if (last) throw new Error(`It did not finish within ${options.finishMs} ms.`);
      kills += 1;
      if (!open) killedWhileOpening += 1;
      await options.between(kills);
    }
  } catch (error) {
    await Promise.all([current.kill(), next.kill()]);
    throw error;
  }
}
