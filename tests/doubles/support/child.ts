import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const starter = fileURLToPath(new URL('../../../scripts/run-source.mjs', import.meta.url));

/** A double in a process of its own, seen from the test. */
export interface Child<Line> {
  readonly url: string;
  /** What it put down so far; it stays when the process is gone. */
  ledger(): readonly Line[];
  stop(): Promise<void>;
}

/** Starts the program, which is given the ledger's path as its argument and its profile as a message, and tells its port. */
export async function startChild<Line>(program: URL, profile: object, ledgerPath: string): Promise<Child<Line>> {
  const child = fork(starter, [program.href, ledgerPath], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(profile);
  const over = new AbortController();
  const died = once(child, 'exit', { signal: over.signal }).then(([status]) => {
    throw new Error(`The double ended before it began (exit status ${status}): look at its profile.`);
  });
  died.catch(() => {});
  const [{ port }] = (await Promise.race([once(child, 'message'), died])) as [{ port: number }];
  over.abort();
  return {
    url: `http://127.0.0.1:${port}`,
    ledger() {
      if (!existsSync(ledgerPath)) return [];
      const lines = readFileSync(ledgerPath, 'utf8').split('\n').filter(Boolean);
      return lines.map((line) => JSON.parse(line) as Line);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Does something as a person, looks, or turns a screw; throws when no client would let a person do it. */
export async function askChild(url: string, command: { readonly do: string }): Promise<unknown> {
  const response = await fetch(`${url}/control`, { method: 'POST', body: JSON.stringify(command) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${command.do}: ${(answer as { error: string }).error}`);
  return answer;
}
