import type { Request, Response } from 'express';
import { Refusal } from '../../core/errors.js';
import type { Report } from './host.js';
import type { WorkLine } from './wire.js';

export type WorkEnd = { readonly ok: boolean; readonly lines: readonly string[] };

/**
 * Work that takes seconds, told line by line. One at a time: two time machines, or an import while time moves, would
 * trip over each other. It goes on when the page that asked for it is closed.
 */
export function createWork(sentenceFor: (error: unknown, request: Request) => string) {
  let busy = false;

  return async (request: Request, response: Response, work: (report: Report) => Promise<WorkEnd>): Promise<void> => {
    if (busy) throw new Refusal('sandbox.busy');
    busy = true;
    response.type('application/x-ndjson').set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    const write = (line: WorkLine) => void (response.writable && response.write(`${JSON.stringify(line)}\n`));
    try {
      const end = await work((line) => write({ line }));
      write({ done: true, ...end });
    } catch (error) {
      write({ error: sentenceFor(error, request) });
    } finally {
      busy = false;
      response.end();
    }
  };
}

export type Work = ReturnType<typeof createWork>;
