import { createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { wait as realWait } from '../../../src/app/wait.js';
import type { SlackHost } from '../../../src/bots/slack/host.js';
import { createSlack, type Slack, type SlackDependencies } from '../../../src/bots/slack/index.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import type { Reply } from '../../../src/core/message/reply.js';
import { bot, team, wire } from '../../support/slack-payloads.js';

type Accept = SlackDependencies['accept'];

export const secret = 'the-signing-secret-of-the-test';

export interface Served {
  readonly slack: Slack;
  readonly url: string;
  /** Faults of ours that were logged. */
  readonly faults: readonly { readonly error: string; readonly at: string }[];
  /** Posts as Slack does: signed, with the kind of body that the payload has. */
  push(payload: object, options?: Sent): Promise<Answered>;
  /** Posts any bytes. */
  post(body: string | Uint8Array, options?: Sent): Promise<Answered>;
  close(): Promise<void>;
}

export interface Sent {
  readonly contentType?: string;
  readonly secret?: string;
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
  readonly apiUrl?: string;
  readonly host?: Partial<SlackHost>;
  readonly wait?: SlackDependencies['wait'];
  readonly secrets?: readonly string[];
  /** What the program mounts after Slack. */
  readonly beside?: (app: Express) => void;
}

const installation = { workspaceId: 'w1', teamId: team, botToken: 'xoxb-1', botUserId: bot, botId: 'B0YUXIN' };

/** The adapter on a real server of Express, as the program mounts it. */
export async function serveSlack(parts: ServedParts): Promise<Served> {
  const faults: { error: string; at: string }[] = [];
  const host: SlackHost = {
    ofTeam: async (id) => (id === team ? installation : null),
    ofWorkspace: async () => installation,
    languageOf: async () => 'en-US',
    ...parts.host,
  };
  const slack = createSlack({
    homeOf: async () => ({}),
    settings: {
      signingSecrets: parts.secrets ?? [secret],
      appToken: null,
      apiUrl: parts.apiUrl ?? 'http://127.0.0.1:9/api/',
      publicUrl: null,
    },
    host,
    accept: parts.accept,
    clock: { school: () => new Date(), machine: () => new Date() },
    wait: parts.wait ?? realWait,
    log: (fault) => faults.push(fault),
  });
  const app = express();
  app.disable('x-powered-by');
  if (slack.router) app.use(slack.router);
  parts.beside?.(app);
  const server = createServer(app);
  const port = await listening(server);

  const post: Served['post'] = async (body, options = {}) => {
    const bytes = Buffer.from(body);
    const stamp = String(Math.floor(Date.now() / 1_000) + (options.skew ?? 0));
    const hmac = createHmac('sha256', options.secret ?? secret)
      .update(`v0:${stamp}:`)
      .update(bytes);
    const headers = {
      'content-type': options.contentType ?? 'application/json',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${hmac.digest('hex')}`,
      ...options.headers,
    };
    const given = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
    const began = performance.now();
    const sent = request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST' });
    for (const [name, value] of given) sent.setHeader(name, value);
    sent.end(bytes);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    let text = '';
    for await (const part of answer.setEncoding('utf8')) text += part;
    const { statusCode: status = 0, headers: answered } = answer;
    return { status, headers: answered, text, afterMs: performance.now() - began, json: () => JSON.parse(text) };
  };

  return {
    slack,
    url: `http://127.0.0.1:${port}/slack/events`,
    faults,
    post,
    push(payload, options = {}) {
      const { body, contentType } = wire(payload);
      return post(body, { contentType, ...options });
    },
    async close() {
      await ended(server);
      await slack.close();
    },
  };
}

export interface Took {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where calls and answers go: takes all of them, and says what it took. */
export interface Edge {
  readonly apiUrl: string;
  /** An address for answers, as Slack gives one along. */
  hook(name: string): string;
  readonly took: readonly Took[];
  /** The next one (or an earlier one) that fits. */
  until(fits: (took: Took) => boolean): Promise<Took>;
  /** What it took so far. */
  forget(): void;
  close(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>> | { readonly status: number };

/** @param answers what a method is answered with, in the place of "ok". */
export async function openEdge(answers: (took: Took) => Answer | undefined = () => undefined): Promise<Edge> {
  const took: Took[] = [];
  const news = new EventEmitter();
  news.setMaxListeners(0);
  const server = createServer(async (incoming, response) => {
    let text = '';
    for await (const part of incoming.setEncoding('utf8')) text += part;
    const path = incoming.url ?? '';
    const json = incoming.headers['content-type']?.includes('json') ?? false;
    const one: Took = { path, body: json ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text)) };
    took.push(one);
    const given = answers(one) ?? {};
    const status = typeof given['status'] === 'number' ? given['status'] : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, channel: 'D0WANG', ts: `1790000009.${took.length}`, ...given }));
    news.emit('took');
  });
  const port = await listening(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    hook: (name) => `http://127.0.0.1:${port}/hooks/${name}`,
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
  const replies = new Map<string, Promise<Reply>>();
  const accept: Accept = async (inbound) => {
    const known = replies.get(inbound.key);
    if (known) return { repeated: true, reply: known };
    accepted.push(inbound);
    const reply = Promise.resolve(answer(inbound));
    replies.set(inbound.key, reply);
    return { repeated: false, reply };
  };
  return { accept, accepted };
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
