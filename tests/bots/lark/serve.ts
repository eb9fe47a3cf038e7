import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { wait as realWait } from '../../../src/app/wait.js';
import type { Installation, LarkHost } from '../../../src/bots/lark/host.js';
import { createLark, type Lark, type LarkDependencies, type LarkFault } from '../../../src/bots/lark/index.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import { app, bot, encrypted, encryptKey, signed, verificationToken } from '../../support/lark-payloads.js';

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

export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly afterMs: number;
  readonly json: <T>() => T;
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

  const post: Served['post'] = async (body, options = {}) => {
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
    const given = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
    const began = performance.now();
    const sent = request({ host: '127.0.0.1', port, path: options.path ?? '/lark/events', method: 'POST' });
    for (const [name, value] of given) sent.setHeader(name, value);
    sent.end(bytes);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    let text = '';
    for await (const part of answer.setEncoding('utf8')) text += part;
    const { statusCode: status = 0, headers: answered } = answer;
    return { status, headers: answered, text, afterMs: performance.now() - began, json: () => JSON.parse(text) };
  };

  return {
    lark,
    url: `http://127.0.0.1:${port}/lark/events`,
    faults,
    post,
    push: (payload, options = {}) =>
      post(JSON.stringify({ encrypt: encrypted(JSON.stringify(payload), options.key) }), options),
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

/** Where calls go: takes all of them, and says what it took. */
export interface Edge {
  readonly domain: string;
  /** Without those for a token. */
  readonly took: readonly Took[];
  /** The next one (or an earlier one) that fits. */
  until(fits: (took: Took) => boolean): Promise<Took>;
  /** What it took so far. */
  forget(): void;
  close(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>> & { readonly status?: number };

/** @param answers what a call is answered with, in the place of "ok". */
export async function openEdge(answers: (took: Took) => Answer | undefined = () => undefined): Promise<Edge> {
  const took: Took[] = [];
  const news = new EventEmitter();
  news.setMaxListeners(0);
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
    took.push(one);
    news.emit('took');
  });
  const port = await listening(server);
  return {
    domain: `http://127.0.0.1:${port}`,
    took,
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
    close: () => ended(server),
  };
}

/** Keeps what arrived and answers it, once for each key. */
export function scripted(answer: (inbound: Inbound) => Reply | Promise<Reply>) {
  const accepted: Inbound[] = [];
  const ways: string[] = [];
  const replies = new Map<string, Promise<Reply>>();
  const accept: Accept = async (inbound, way) => {
    const known = replies.get(inbound.key);
    if (known) return { repeated: true, reply: known };
    accepted.push(inbound);
    ways.push(way);
    const reply = Promise.resolve(answer(inbound));
    replies.set(inbound.key, reply);
    return { repeated: false, reply: way === 'message' ? reply.then(() => null) : reply };
  };
  return { accept, accepted, ways };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function ended(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close').catch(() => {});
}
