import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LedgerLine, PlatformProfile } from './platform-wire.js';

const starter = fileURLToPath(new URL('../../scripts/run-source.mjs', import.meta.url));
const program = new URL('./platform-server.ts', import.meta.url).href;

/** The strict platform, in a process of its own. */
export interface Platform {
  readonly url: string;
  ledger(): readonly LedgerLine[];
  stop(): Promise<void>;
}

export async function startPlatform(profile: PlatformProfile, ledgerPath: string): Promise<Platform> {
  const child: ChildProcess = fork(starter, [program, JSON.stringify(profile), ledgerPath], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`,
    ledger() {
      if (!existsSync(ledgerPath)) return [];
      const lines = readFileSync(ledgerPath, 'utf8').split('\n').filter(Boolean);
      return lines.map((line) => JSON.parse(line) as LedgerLine);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
