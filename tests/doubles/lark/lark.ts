import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from './control.js';
import type { LedgerLine } from './ledger.js';
import type { Done } from './people/context.js';
import type { Answers } from './perform.js';
import type { ProfileInput } from './profile.js';

const starter = fileURLToPath(new URL('../../../scripts/run-source.mjs', import.meta.url));
const program = new URL('./server.ts', import.meta.url).href;

type AnswerTo<C extends Command> = C['do'] extends keyof Answers ? Answers[C['do']] : Done;

/** A Feishu of its own, in a process of its own. */
export interface Lark {
  /** For `LARK_DOMAIN`; without a slash at the end. */
  readonly url: string;
  /** Does something as a person, looks, or turns a screw; throws when no client of Feishu would let a person do it. */
  ask<C extends Command>(command: C): Promise<AnswerTo<C>>;
  ledger(): readonly LedgerLine[];
  stop(): Promise<void>;
}

export async function startLark(profile: ProfileInput, ledgerPath: string): Promise<Lark> {
  const child: ChildProcess = fork(starter, [program, ledgerPath], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(profile);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    async ask(command) {
      const response = await fetch(`${url}/control`, { method: 'POST', body: JSON.stringify(command) });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${command.do}: ${(answer as { error: string }).error}`);
      return answer as AnswerTo<typeof command>;
    },
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
