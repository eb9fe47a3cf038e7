import { createServer } from 'node:http';
import express, { type Express } from 'express';
import { wait as realWait } from '../../../src/app/wait.js';
import type { Installation, LarkHost } from '../../../src/bots/lark/host.js';
import { createLark, type Lark, type LarkDependencies, type LarkFault } from '../../../src/bots/lark/index.js';
import { app, bot, encrypted, encryptKey, signed, verificationToken } from '../../support/lark-payloads.js';
import { type Answered, ended, listening, post, startTaking, type Taking } from '../http.js';

type Accept = LarkDependencies['accept'];

const installation: Installation = {
  workspaceId: 'w1',
  appId: app,
  appSecret: 'the-secret',
  botOpenId: bot,
};

export interface Served {
  readonly lark: Lark;
  readonly url: string;
  /** Faults of ours that were logged. */
  readonly faults: readonly LarkFault[];
  /** Posts as Feishu does: encrypted and signed. */
  push(payload: object, options?: Sent): Promise<Answered>;
  /** Posts any bytes, signed. */
  post(body: string | Uint8Array, options?: Sent): Promise<Answered>;
  close(): Promise<void>;
}

export interface Sent {
  readonly path?: string;
  readonly key?: string;
  /** Seconds that the time stamp is off. */
  readonly skew?: number;
  /** In addition; null takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface ServedParts {
  readonly accept: Accept;
  readonly domain?: string;
  readonly host?: Partial<LarkHost>;
  readonly wait?: LarkDependencies['wait'];
  /** Machine time, where it is not the machine's. */
  readonly now?: () => Date;
  /** What the program mounts after Feishu. */
  readonly beside?: (app: Express) => void;
}

/** No signature: as when the address is entered in the console. */
export const unsigned = {
  'x-lark-request-timestamp': null,
  'x-lark-request-nonce': null,
  'x-lark-signature': null,
} as const;

/** The adapter on a real server of Express, as the program mounts it. */
export async function serveLark(parts: ServedParts): Promise<Served> {
  const faults: LarkFault[] = [];
  const host: LarkHost = {
    ofApp: async (id) => (id === app ? installation : null),
    ofWorkspace: async () => installation,
    doorOf: async (id) => (id === null || id === app ? { appId: app, encryptKey, verificationToken } : null),
    apps: async () => [installation],
    languageOf: async () => 'en-US',
    ...parts.host,
  };
  const now = parts.now ?? (() => new Date());
  const lark = createLark({
    settings: { mode: 'webhook', domain: parts.domain ?? 'http://127.0.0.1:9', publicUrl: null },
    host,
    accept: parts.accept,
    clock: { school: now, machine: now },
    wait: parts.wait ?? realWait,
    log: (fault) => faults.push(fault),
  });
  const server = express();
  server.disable('x-powered-by');
  if (lark.router) server.use(lark.router);
  parts.beside?.(server);
  const listener = createServer(server);
  const port = await listening(listener);

  const signedPost: Served['post'] = async (body, options = {}) => {
    const bytes = Buffer.from(body);
    const timestamp = String(Math.floor(Date.now() / 1_000) + (options.skew ?? 0));
    const nonce = '9c8b7a6d5e4f';
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signed(bytes, timestamp, nonce, options.key),
      ...options.headers,
    };
    return post({ port, path: options.path ?? '/lark/events', bytes, headers });
  };

  return {
    lark,
    url: `http://127.0.0.1:${port}/lark/events`,
    faults,
    post: signedPost,
    push: (payload, options = {}) =>
      signedPost(JSON.stringify({ encrypt: encrypted(JSON.stringify(payload), options.key) }), options),
    async close() {
      await ended(listener);
      await lark.close();
    },
  };
}

/** A call to Feishu's API. */
export interface Took {
  readonly method: string;
  /** Below /open-apis/. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where calls go: takes all of them, and says what it took, without those for a token. */
export interface Edge extends Taking<Took> {
  readonly domain: string;
  close(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>> & { readonly status?: number };

/** @param answers what a call is answered with, in the place of "ok". */
export async function openEdge(answers: (took: Took) => Answer | undefined = () => undefined): Promise<Edge> {
  const { take, ...taking } = startTaking<Took>();
  let messages = 0;
  const server = createServer(async (incoming, response) => {
    let text = '';
    for await (const part of incoming.setEncoding('utf8')) text += part;
    const url = new URL(incoming.url ?? '', 'http://127.0.0.1');
    const path = url.pathname.replace(/^\/open-apis\//, '');
    const token = path.startsWith('auth/');
    const one: Took = {
      method: incoming.method ?? '',
      path,
      query: url.searchParams,
      body: text === '' ? {} : JSON.parse(text),
    };
    const { status = 200, ...given } = (token ? undefined : answers(one)) ?? {};
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    const usual = token
      ? { tenant_access_token: 't-1', expire: 7_200 }
      : { data: { message_id: `om_${(++messages).toString(16).padStart(32, '0')}` } };
    response.end(JSON.stringify({ code: 0, msg: 'success', ...usual, ...given }));
    if (token) return;
    take(one);
  });
  const port = await listening(server);
  return {
    domain: `http://127.0.0.1:${port}`,
    ...taking,
    close: () => ended(server),
  };
}
