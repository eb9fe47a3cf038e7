import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readBytes } from './body.js';
import { Impossible } from './impossible.js';
import type { Unplanned } from './ledger.js';

/** What a double is made of. */
export interface Materials<Entry> {
  readonly profile: unknown;
  /** For those that keep sockets. */
  readonly server: Server;
  /** Known from when it listens. */
  readonly origin: () => string;
  /** Before the answer: the ledger is the oracle. */
  readonly write: (entry: Entry) => void;
}

/** A request, read. */
export interface Visit {
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly bytes: Buffer;
  readonly response: ServerResponse;
  readonly reply: (status: number, body: unknown) => void;
}

export interface Double {
  /** Does what the test asks for. @throws Impossible */
  perform(command: unknown): Promise<unknown>;
  /** Answers what the program asks for. */
  answer(visit: Visit): Promise<void> | void;
}

/** A double as the program of its own process: the other side of `startChild`. */
export function serveDouble<Entry extends { readonly kind: string }>(
  make: (materials: Materials<Entry | Unplanned>) => Double,
): void {
  const [ledger] = process.argv.slice(2);
  if (!ledger || !process.send) throw new Error('A double is started by a test.');
  process.on('disconnect', () => process.exit());
  process.once('message', (profile) => open(profile, ledger, make));
}

function open<Entry>(
  profile: unknown,
  ledger: string,
  make: (materials: Materials<Entry | Unplanned>) => Double,
): void {
  const write = (entry: Entry | Unplanned) =>
    appendFileSync(ledger, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
  let origin = '';
  const server = createServer((request, response) => {
    response.on('error', () => {});
    visited(request, response).catch((error: Error) => {
      write({ kind: 'unplanned', message: `${request.url}: ${error.stack ?? error.message}` });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const double = make({ profile, server, origin: () => origin, write });

  async function visited(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const bytes = await readBytes(request);
    const reply: Visit['reply'] = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body) ?? 'null');
    };
    if (url.pathname !== '/control') return double.answer({ url, request, bytes, response, reply });
    try {
      reply(200, await double.perform(JSON.parse(bytes.toString('utf8'))));
    } catch (error) {
      // The test asked for what cannot be; it is told, and nothing is put down as the program's doing.
      reply(error instanceof Impossible ? 409 : 500, { error: (error as Error).message });
    }
  }

  server.keepAliveTimeout = 30_000;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    origin = `http://127.0.0.1:${port}`;
    process.send?.({ port });
  });
}
