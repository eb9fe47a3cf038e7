import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSandbox, type Sandbox, type SandboxDependencies } from '../../../src/bots/sandbox/index.js';
import type { MessageView } from '../../../src/bots/sandbox/wire.js';

export interface Served {
  readonly sandbox: Sandbox;
  readonly port: number;
  /** A request as a browser on the page would make it, unless told otherwise. */
  ask(path: string, options?: Asked): Promise<Answered>;
  /** The answer as it comes in, for streams. */
  open(path: string, options?: Asked): Promise<IncomingMessage>;
  close(): Promise<void>;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly json: <T>() => T;
}

/** The sandbox on a real server of Express, with a route of somebody else beside it. */
export async function serve(dependencies: SandboxDependencies): Promise<Served> {
  const sandbox = createSandbox(dependencies);
  const app = express();
  app.use(sandbox.router);
  app.get('/healthz', (_request, response) => {
    response.send('well');
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  // node:http, because fetch will not send another Host.
  const open: Served['open'] = (path, { method, headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const raw = body instanceof Uint8Array || typeof body === 'string';
      const sent = body === undefined ? undefined : raw ? body : JSON.stringify(body);
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          headers: { ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }), ...headers },
        },
        resolve,
      );
      asked.on('error', reject);
      asked.end(sent);
    });

  return {
    sandbox,
    port,
    open,
    ask: async (path, options) => {
      const answer = await open(path, options);
      let text = '';
      for await (const part of answer.setEncoding('utf8')) text += part;
      return { status: answer.statusCode ?? 0, headers: answer.headers, text, json: () => JSON.parse(text) };
    },
    close: async () => {
      sandbox.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
    },
  };
}

interface StreamEvent {
  readonly id: string;
  readonly data: readonly MessageView[];
}

/** The events of a stream, one by one. */
export async function* eventsOf(stream: IncomingMessage): AsyncGenerator<StreamEvent, undefined> {
  let rest = '';
  for await (const part of stream.setEncoding('utf8')) {
    const blocks = (rest + part).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (id !== undefined && data !== undefined) yield { id, data: JSON.parse(data) };
    }
  }
  return undefined;
}
