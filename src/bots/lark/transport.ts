import { Agent, type IncomingMessage, request } from 'node:http';
import { request as requestSecurely, Agent as SecureAgent } from 'node:https';
import { answerBytes, callTimeoutMs, idleMs } from './timing.js';

/** A request as Feishu's library puts it together. */
export interface Asked {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly timeout?: number;
}

/** Whatever the status. */
export interface Answered {
  readonly status: number;
  /** How long the gateway asks us to wait. */
  readonly resetMs: number | null;
  /** null: it was no JSON. */
  readonly body: unknown;
}

/**
 * Carries the library's requests. Connections are kept, every call ends in its time, no proxy of the environment is used,
 * no redirect followed, and nothing is written down: errors hold the system's code and not what was sent.
 */
export function createTransport(): (asked: Asked) => Promise<Answered> {
  const agent = new Agent({ keepAlive: true, timeout: idleMs });
  const secureAgent = new SecureAgent({ keepAlive: true, timeout: idleMs });

  return async function carry({ url = '', method = 'GET', headers, params, data, timeout = callTimeoutMs }) {
    const address = new URL(url);
    for (const [name, value] of Object.entries(params ?? {})) address.searchParams.set(name, String(value));
    const { type, body } = await bodyOf(data);
    const signal = AbortSignal.timeout(timeout);
    const options = {
      method,
      headers: { ...plainly(headers), ...(type ? { 'content-type': type } : {}), 'content-length': body.length },
      signal,
    };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent =
        address.protocol === 'https:'
          ? requestSecurely(address, { ...options, agent: secureAgent }, resolve)
          : request(address, { ...options, agent }, resolve);
      sent.on('error', reject);
      sent.end(body);
    });
    return {
      status: answer.statusCode ?? 0,
      resetMs: secondsOf(answer.headers['x-ogw-ratelimit-reset']),
      body: await jsonOf(answer).catch((error: unknown) => {
        throw signal.aborted ? signal.reason : error;
      }),
    };
  };
}

function plainly(headers: Asked['headers']): Record<string, string> {
  const given = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(given);
}

/** JSON, or a form where there are bytes among the fields. */
async function bodyOf(data: unknown): Promise<{ type: string | null; body: Buffer }> {
  if (data === undefined || data === null) return { type: null, body: Buffer.alloc(0) };
  const fields = Object.entries(data);
  if (!fields.some(([, value]) => value instanceof Blob)) {
    return { type: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(data)) };
  }
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const whole = new Response(form);
  return { type: whole.headers.get('content-type'), body: Buffer.from(await whole.arrayBuffer()) };
}

async function jsonOf(answer: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > answerBytes) {
      answer.destroy();
      return null;
    }
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return null;
  }
}

function secondsOf(header: string | string[] | undefined): number | null {
  const seconds = typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : null;
  // A window that ends "now" has not ended yet.
  return seconds === null ? null : Math.max(1, seconds) * 1_000;
}
