import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Role } from '../../src/app/program.js';
import type { ChildOptions } from './program-child.js';

const starter = fileURLToPath(new URL('../../scripts/run-source.mjs', import.meta.url));
const program = new URL('./program-child.ts', import.meta.url).href;

/** The whole program as its own process; see program-child.ts. */
export interface SpawnedProgram {
  readonly url: string;
  /** As a power cut or the system's memory keeper ends it. */
  kill(): Promise<void>;
  /** Until it has ended by itself. */
  died(): Promise<void>;
  stop(): Promise<void>;
}

/** A clock that goes on while programs come and go. */
export function startClock(start: string): Pick<ChildOptions, 'from' | 'began'> {
  return { from: new Date(start).getTime(), began: Date.now() };
}

export async function spawnProgram(
  role: Role,
  clock: Omit<ChildOptions, 'role'>,
  environment: Readonly<Record<string, string>>,
): Promise<SpawnedProgram> {
  const child = fork(starter, [program, JSON.stringify({ role, ...clock })], {
    execArgv: [],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: '0',
      LOG_LEVEL: 'error',
      SANDBOX: '1',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await Promise.race([
    once(child, 'message').then(([ready]) => ready.url as string | null),
    failure(child),
  ]);
  const ended = once(child, 'exit');
  return {
    url: url ?? '',
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async died() {
      await ended;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null && child.connected) child.send('stop');
      await ended;
    },
  };
}

async function failure(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`The program ended with ${code} before it was ready.`);
}
