import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from './engine.js';

/** What the main thread asks. */
export type Ask = { id: number; kind: 'exec'; message: Uint8Array } | { id: number; kind: 'dump' | 'fsyncs' | 'close' };

/** What this thread says: that it is open, a line of PostgreSQL's own log, or the answer to one question. */
export type Told =
  | { kind: 'ready' }
  | { kind: 'stderr'; line: string }
  | { kind: 'broken'; reason: string }
  | { kind: 'answer'; id: number; bytes?: Uint8Array<ArrayBuffer>; count?: number };

export type ThreadData = { folder: string; fsync: boolean };

// PostgreSQL runs here because a query blocks its thread; on the main thread a burst of jobs kept HTTP waiting for
// seconds.
const port = parentPort;
if (!port) throw new Error('thread.ts is started as a worker thread.');
const tell = (told: Told) => port.postMessage(told, told.kind === 'answer' && told.bytes ? [told.bytes.buffer] : []);

try {
  const { folder, fsync } = workerData as ThreadData;
  const engine = await openEngine({ folder, fsync, onStderr: (line) => tell({ kind: 'stderr', line }) });
  let turn = Promise.resolve();
  port.on('message', (ask: Ask) => {
    turn = turn.then(async () => {
      try {
        tell({ kind: 'answer', id: ask.id, ...(await answer(ask)) });
        if (ask.kind === 'close') port.close();
      } catch (error) {
        // SQL errors travel inside the bytes; what is thrown is PostgreSQL itself coming to an end.
        tell({ kind: 'broken', reason: reasonOf(error) });
      }
    });
  });
  tell({ kind: 'ready' });

  async function answer(ask: Ask): Promise<{ bytes?: Uint8Array<ArrayBuffer>; count?: number }> {
    if (ask.kind === 'exec') return { bytes: await engine.exec(ask.message) };
    if (ask.kind === 'dump') return { bytes: await engine.dump() };
    if (ask.kind === 'fsyncs') return { count: engine.fsyncs() };
    await engine.close();
    return {};
  }
} catch (error) {
  tell({ kind: 'broken', reason: reasonOf(error) });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
