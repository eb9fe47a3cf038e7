import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from '../../src/app/build.js';
import { runCli } from '../../src/app/cli.js';
import { carryOutFor } from '../../src/app/commands/start.js';
import { listenForCommands } from '../../src/app/control.js';
import { readConfig } from '../../src/config.js';
import { templateFolder } from './template.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A data folder with a migrated, empty database. */
export async function makeDataFolder(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-cli-'));
  await cp(await templateFolder(), join(folder, 'database'), { recursive: true });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A program that has the folder: commands are handed to it, and none of them opens the database. */
export async function attend(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ stop(): Promise<void> }> {
  const config = readConfig({ GONGYU_DATA: folder, PORT: '0', LOG_LEVEL: 'error', ...environment });
  const program = await build(config, { fsync: false });
  const control = await listenForCommands(folder, await carryOutFor(program));
  return {
    async stop() {
      control.close();
      await program.stop();
    },
  };
}

/** What the command prints and how it ends, in this process, with these variables of the environment. */
export function gongyu(environment: Readonly<Record<string, string>>, ...words: string[]): Promise<Said> {
  return gongyuGiven('', environment, ...words);
}

/** The same, with a text on standard input. */
export async function gongyuGiven(
  input: string,
  environment: Readonly<Record<string, string>>,
  ...words: string[]
): Promise<Said> {
  const before = { ...process.env };
  const said = { out: '', err: '' };
  const keep = (key: 'out' | 'err') => ({
    write(text: string) {
      said[key] += text;
      return true;
    },
  });
  Object.assign(process.env, { LOG_LEVEL: 'error', ...environment });
  try {
    const status = await runCli(['node', 'gongyu', ...words], {
      stdin: Readable.from([input]),
      stdout: keep('out'),
      stderr: keep('err'),
    });
    return { status, ...said };
  } finally {
    for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key];
    Object.assign(process.env, before);
  }
}

/** A program in a process of its own, and everything that it has said so far. */
export interface Running {
  readonly child: ChildProcess;
  /** Waits until the output holds the text. */
  says(text: string): Promise<string>;
  /** Waits until it has ended. */
  ended(): Promise<Said>;
}

export function startGongyu(environment: Readonly<Record<string, string>>, ...words: string[]): Running {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(root, 'src/main.ts'), ...words], {
    // Not where somebody's own .env may stand.
    cwd: tmpdir(),
    env: { ...process.env, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  const exit = once(child, 'close').then(([status]) => status as number | null);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  return {
    child,
    async says(text) {
      while (!said.out.includes(text)) {
        const ended = await Promise.race([once(child.stdout, 'data').then(() => null), exit.then(() => 'ended')]);
        if (ended && !said.out.includes(text)) throw new Error(`It ended without saying "${text}": ${said.err}`);
      }
      return said.out;
    },
    ended: async () => ({ status: await exit, ...said }),
  };
}
