import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import express, { type Express } from 'express';
import { wait as realWait } from '../../../src/app/wait.js';
import type { SlackHost } from '../../../src/bots/slack/host.js';
import { createSlack, type Slack, type SlackDependencies } from '../../../src/bots/slack/index.js';
import { bot, team, wire } from '../../support/slack-payloads.js';
import { type Answered, ended, listening, post, startTaking, type Taking } from '../http.js';

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

  const signedPost: Served['post'] = async (body, options = {}) => {
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
    return post({ port, path: '/slack/events', bytes, headers });
  };

  return {
    slack,
    url: `http://127.0.0.1:${port}/slack/events`,
    faults,
    post: signedPost,
    push(payload, options = {}) {
      const { body, contentType } = wire(payload);
      return signedPost(body, { contentType, ...options });
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
export interface Edge extends Taking<Took> {
  readonly apiUrl: string;
  /** An address for answers, as Slack gives one along. */
  hook(name: string): string;
  close(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>> | { readonly status: number };

/** @param answers what a method is answered with, in the place of "ok". */
export async function openEdge(answers: (took: Took) => Answer | undefined = () => undefined): Promise<Edge> {
  const { take, ...taking } = startTaking<Took>();
  const server = createServer(async (incoming, response) => {
    let text = '';
    for await (const part of incoming.setEncoding('utf8')) text += part;
    const path = incoming.url ?? '';
    const json = incoming.headers['content-type']?.includes('json') ?? false;
    const one: Took = { path, body: json ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text)) };
    take(one);
    const given = answers(one) ?? {};
    const status = typeof given['status'] === 'number' ? given['status'] : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, channel: 'D0WANG', ts: `1790000009.${taking.took.length}`, ...given }));
  });
  const port = await listening(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    hook: (name) => `http://127.0.0.1:${port}/hooks/${name}`,
    ...taking,
    close: () => ended(server),
  };
}
