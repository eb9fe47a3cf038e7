import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SheetProblem, SheetReader, SheetsResult } from '../../core/ports/files.js';
import { type SheetLimits, sheetLimits } from './limits.js';

/** What the child is told before the file. */
export interface SheetOrder {
  readonly fileName: string;
  readonly limits: SheetLimits;
}

/**
 * Reads rosters in a child process with its own heap and a deadline, so that a hostile file costs the sender an error
 * and us one child.
 */
export function createSheetReader(limits: SheetLimits = sheetLimits): SheetReader {
  let last: Promise<unknown> = Promise.resolve();
  return {
    // One at a time, so that the memory of many files handed in at once is that of one.
    readSheets(bytes, fileName) {
      const next = last.then(() => readSheets(bytes, fileName, limits));
      last = next.catch(() => {});
      return next;
    },
  };
}

/** Reads one file in a child process; every outcome of the child is an answer. */
async function readSheets(bytes: Uint8Array, fileName: string, limits: SheetLimits): Promise<SheetsResult> {
  if (bytes.length > limits.fileBytes) {
    return refuse('too-large', { limit: Math.floor(limits.fileBytes / 1024 / 1024) });
  }
  const child = spawn(process.execPath, childArguments(limits), {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    let late = false;
    const deadline = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limits.timeMs);
    const answer: Buffer[] = [];
    let size = 0;
    // JSON of the counted characters: at most six bytes each (\uXXXX), and the brackets.
    const mostBytes = limits.characters * 6 + limits.rows * limits.columns * 3 + limits.merges * 60 + 65_536;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) child.kill('SIGKILL');
      else answer.push(chunk);
    });
    // A child that dies early closes its stdin; the exit says why.
    child.stdin.on('error', () => {});
    child.stdin.write(`${JSON.stringify({ fileName, limits } satisfies SheetOrder)}\n`);
    child.stdin.end(bytes);
    child.on('error', (error) => {
      clearTimeout(deadline);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(deadline);
      if (late) return resolve(refuse('out-of-time', { seconds: Math.round(limits.timeMs / 1000) }));
      if (code === 0) {
        try {
          return resolve(JSON.parse(Buffer.concat(answer, size).toString('utf8')) as SheetsResult);
        } catch {
          return resolve(refuse('damaged'));
        }
      }
      // V8 aborts when the heap is full; the system's own memory keeper sends SIGKILL.
      resolve(refuse(signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134 ? 'out-of-memory' : 'damaged'));
    });
  });
}

function refuse(fault: SheetProblem['fault'], params: SheetProblem['params'] = {}): SheetsResult {
  return { ok: false, problem: { fault, params } };
}

/** The child beside this file: JavaScript when built, TypeScript through tsx when run from source. */
function childArguments(limits: SheetLimits): string[] {
  const source = import.meta.url.endsWith('.ts');
  const entry = fileURLToPath(new URL(source ? './child.ts' : './child.js', import.meta.url));
  const loader = source ? ['--import', import.meta.resolve('tsx')] : [];
  return [`--max-old-space-size=${limits.heapMegabytes}`, ...loader, entry];
}
