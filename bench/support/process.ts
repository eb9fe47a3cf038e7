import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The built program: what is measured is what is run. */
export const dist = new URL('../../dist/', import.meta.url);

export function requireBuild(): void {
  if (!existsSync(fileURLToPath(dist))) throw new Error('The program is not built. To build it: npm run build');
}

/** A server in a process of its own, measured from outside. */
export interface Served {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** Starts `node file args…` with a free port in PORT and waits until /readyz answers 200. */
export async function serve(
  file: URL,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Served> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(file), ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`${file.pathname} ended with ${child.exitCode} before it was ready.`);
    await pause(10);
  }
  return { url, pid: child.pid ?? 0, readyMs: performance.now() - begun, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

function isReady(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(`${url}/readyz`, (response) => {
      response.resume().on('end', () => resolve(response.statusCode === 200));
    }).on('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Resident memory in MB once it has stopped moving: three looks, a second apart, within one percent. */
export async function settledMemory(pid: number, longestMs = 20_000): Promise<number> {
  const looks: number[] = [];
  for (let waited = 0; waited < longestMs; waited += 1_000) {
    await pause(1_000);
    looks.push(residentMemory(pid));
    const last = looks.slice(-3);
    if (last.length === 3 && Math.max(...last) <= Math.min(...last) * 1.01) break;
  }
  return looks.at(-1) ?? Number.NaN;
}

function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
