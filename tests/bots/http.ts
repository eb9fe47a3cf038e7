import { EventEmitter, once } from 'node:events';
import { type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

// A bot's door and its platform's API, as far as both are HTTP.

export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly afterMs: number;
  readonly json: <T>() => T;
}

export interface Letter {
  readonly port: number;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** null: without it. */
  readonly headers: Readonly<Record<string, string | null>>;
}

/** Posts the bytes as they are; nothing is added to the headers. */
export async function post({ port, path, bytes, headers }: Letter): Promise<Answered> {
  const began = performance.now();
  const sent = request({ host: '127.0.0.1', port, path, method: 'POST' });
  for (const [name, value] of Object.entries(headers)) if (value !== null) sent.setHeader(name, value);
  sent.end(bytes);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of answer.setEncoding('utf8')) text += part;
  const { statusCode: status = 0, headers: answered } = answer;
  return { status, headers: answered, text, afterMs: performance.now() - began, json: () => JSON.parse(text) };
}

export async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

export async function ended(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close').catch(() => {});
}

/** What a platform's API was asked. */
export interface Taking<Took> {
  readonly took: readonly Took[];
  /** The next one (or an earlier one) that fits. */
  until(fits: (took: Took) => boolean): Promise<Took>;
  /** What it took so far. */
  forget(): void;
}

export function startTaking<Took>(): Taking<Took> & { take(one: Took): void } {
  const took: Took[] = [];
  const news = new EventEmitter();
  news.setMaxListeners(0);
  return {
    took,
    take(one) {
      took.push(one);
      news.emit('took');
    },
    async until(fits) {
      for (;;) {
        const found = took.find(fits);
        if (found) return found;
        await once(news, 'took');
      }
    },
    forget() {
      took.length = 0;
    },
  };
}
