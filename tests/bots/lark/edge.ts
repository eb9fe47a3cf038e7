import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { ended, listening } from '../http.js';

/** A call as it arrived. */
export interface Took {
  readonly method: string;
  /** Below /open-apis/. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** What was in the body; a form's fields, files as their bytes. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or the text that is sent in its place. */
  readonly body: object | string;
}

/** An answer in the shape that nearly all have. */
export const done = (data: object = {}): Answer => ({ body: { code: 0, msg: 'success', data } });
export const refused = (code: number, status = 400, more: object = {}): Answer => ({
  status,
  body: { code, msg: 'as the test says', ...more },
});

/** hang: never answers · cut: closes the connection · stop: stops in the middle of its answer. */
export type Silence = 'hang' | 'cut' | 'stop';

/** A Feishu that answers what the test says, tokens by itself, and keeps what it was asked. */
export interface Edge {
  readonly url: string;
  readonly took: readonly Took[];
  /** How often a token was asked for. */
  readonly tokens: () => number;
  /** Calls of this path. */
  readonly calls: (path: string) => readonly Took[];
  close(): Promise<void>;
}

export const tokenPath = 'auth/v3/tenant_access_token/internal';

/** @param answers undefined: done, or a token. */
export async function openEdge(answers: (took: Took) => Answer | Silence | undefined): Promise<Edge> {
  const took: Took[] = [];
  let issued = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const url = new URL(request.url ?? '', 'http://edge');
    const one: Took = {
      method: request.method ?? '',
      path: url.pathname.replace(/^\/open-apis\//, ''),
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: await bodyOf(Buffer.concat(parts), request.headers['content-type'] ?? ''),
    };
    took.push(one);
    const given = answers(one) ?? (one.path === tokenPath ? token() : done());
    if (given === 'cut') request.socket.destroy();
    else if (given === 'stop') response.writeHead(200, { 'content-length': 100 }).write('{"code":');
    else if (given !== 'hang') send(response, given);
  });
  const token = (): Answer => ({
    body: { code: 0, msg: 'ok', tenant_access_token: `t-${++issued}`, expire: 7_200 },
  });
  const port = await listening(server);
  const calls = (path: string) => took.filter((one) => one.path === path);
  return {
    url: `http://127.0.0.1:${port}`,
    took,
    tokens: () => calls(tokenPath).length,
    calls,
    close: () => ended(server),
  };
}

function send(response: ServerResponse, { status = 200, headers, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function bodyOf(bytes: Buffer, type: string): Promise<Record<string, unknown>> {
  if (!type.startsWith('multipart/')) return bytes.length === 0 ? {} : JSON.parse(bytes.toString());
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const fields = await Promise.all(
    [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : { name: value.name, bytes: [...new Uint8Array(await value.arrayBuffer())] },
    ]),
  );
  return Object.fromEntries(fields);
}
