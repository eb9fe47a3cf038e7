import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../src/app/build.js';
import type { Overrides, Program } from '../../src/app/program.js';
import { type Config, readConfig } from '../../src/config.js';
import { type Backend, openTestDatabase } from './database.js';
import { templateFolder } from './template.js';

export interface TestProgram {
  readonly program: Program;
  readonly url: string;
  readonly config: Config;
  stop(): Promise<void>;
}

/** A machine clock that begins at the moment and then runs as clocks do. */
export function clockFrom(start: string): () => Date {
  const began = Date.now();
  const from = new Date(start).getTime();
  return () => new Date(from + Date.now() - began);
}

/**
 * The whole program, as `main` builds it, on an empty database and a free port.
 * @param environment further variables, such as those that turn a platform on.
 */
export async function startProgram(
  backend: Backend,
  overrides: Overrides,
  environment: Readonly<Record<string, string>> = { SANDBOX: '1' },
): Promise<TestProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-story-'));
  const database = backend === 'postgres' ? await openTestDatabase({ backend }) : null;
  if (!database) await cp(await templateFolder(), join(folder, 'database'), { recursive: true });
  const config = readConfig({
    GONGYU_DATA: folder,
    PORT: '0',
    LOG_LEVEL: process.env['STORY_LOG'] ?? 'error',
    ...environment,
    ...(database?.url ? { DATABASE_URL: database.url, GONGYU_SECRET: 'a-secret-for-the-tests-of-gongyu-only' } : {}),
  });
  const program = await build(config, {
    fsync: false,
    tickMs: { due: 500, deliver: 500, inbound: 500 },
    // A story is about what is answered; that a busy machine answers "received" first is the inbox's own test.
    limits: { inbox: { deadlineMs: 30_000 } },
    announce: () => {},
    ...overrides,
  });
  const { url } = await program.start('all');
  return {
    program,
    config,
    url: url ?? '',
    async stop() {
      await program.stop();
      await database?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
