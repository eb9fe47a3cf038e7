import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ChildMessage } from './db-child.js';

const starter = fileURLToPath(new URL('../../scripts/run-source.mjs', import.meta.url));
const program = new URL('./db-child.ts', import.meta.url).href;

/** Another process that opens the folder; see db-child.ts. */
export function startChild(folder: string, work: 'hold' | 'write'): ChildProcess {
  return fork(starter, [program, folder, work], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

export type KillReport = { acknowledged: number; lost: number; torn: number; slowestOpenMs: number };

/** Kills a writing program again and again; the next one counts what is missing. */
export async function killRounds(folder: string, rounds: number): Promise<KillReport> {
  const acknowledged = new Set<number>();
  const report = { lost: 0, torn: 0, slowestOpenMs: 0 };
  for (let round = 0; round <= rounds; round += 1) {
    const child = startChild(folder, round < rounds ? 'write' : 'hold');
    // Rounds die after different amounts of work: before, at and after checkpoints and vacuums.
    let left = 20 + (round % 10) * 17;
    let refusal: string | undefined;
    child.on('message', (message: ChildMessage) => {
      if (typeof message === 'number') {
        acknowledged.add(message);
        left -= 1;
        if (left === 0) child.kill('SIGKILL');
      } else if (message.kind === 'open') {
        const found = new Map(message.rows);
        for (const id of acknowledged) if (!found.has(id)) report.lost += 1;
        for (const whole of found.values()) if (!whole) report.torn += 1;
        report.slowestOpenMs = Math.max(report.slowestOpenMs, message.afterMs);
        if (round === rounds) child.kill('SIGKILL');
      } else refusal = message.message;
    });
    await once(child, 'exit');
    if (refusal) throw new Error(`Round ${round}: ${refusal}`);
  }
  return { ...report, acknowledged: acknowledged.size };
}
