import { createHmac } from 'node:crypto';
import { createPushes, type Push, type Pushes } from '../support/pushes.js';
import type { Parcel, World } from './state.js';

/** How one attempt went: what the app answered, or why it does not count as an answer. */
export interface Attempt {
  readonly status: number;
  readonly afterMs: number;
  readonly body: string;
  /** In the words of x-slack-retry-reason; null: taken. */
  readonly failure: string | null;
  readonly noRetry: boolean;
}

/** How a parcel travels when no socket is open; a socket brings its own. */
export type Carrier = (parcel: Parcel, attempt: number, reason: string | null) => Promise<Attempt>;

export interface Pusher extends Pushes<Parcel, Attempt> {
  setUrl(url: string | null): void;
  /** When the app is connected by sockets, what goes to it goes there. */
  setSocket(socket: () => Carrier | null): void;
  /** Posts any bytes, signed or not. */
  raw(request: RawRequest): Promise<Attempt>;
}

export interface RawRequest {
  readonly body: string;
  readonly contentType: string;
  /** Seconds that the time stamp is off. */
  readonly skewSeconds: number;
  readonly secret: string | null;
  /** In the place of the right one; empty: none at all. */
  readonly signature: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export function createPusher(world: World): Pusher {
  let url: string | null = null;
  let socket: () => Carrier | null = () => null;

  const { profile } = world;
  const carry: Carrier = (parcel, attempt, reason) => {
    const carrier = socket();
    if (carrier) return carrier(parcel, attempt, reason);
    const { body, contentType } = wrap(parcel);
    const retry: Record<string, string> = reason
      ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason }
      : {};
    return post({ body, contentType, headers: retry, skewSeconds: 0, secret: null, signature: null });
  };

  async function post(request: RawRequest): Promise<Attempt> {
    const began = performance.now();
    const since = () => Math.round(performance.now() - began);
    const fail = (failure: string): Attempt => ({ status: 0, afterMs: since(), body: '', failure, noRetry: false });
    if (url === null) return fail('connection_failed');
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          ...signed(request),
          'content-type': request.contentType,
          'user-agent': 'Slackbot 1.0',
          ...request.headers,
        },
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(profile.push.ackMs),
      });
      const body = await response.text();
      const noRetry = response.headers.get('x-slack-no-retry') === '1';
      return { status: response.status, afterMs: since(), body, failure: response.ok ? null : 'http_error', noRetry };
    } catch (error) {
      return fail(error instanceof Error && error.name === 'TimeoutError' ? 'http_timeout' : 'connection_failed');
    }
  }

  function signed({ body, skewSeconds, secret, signature }: RawRequest): Record<string, string> {
    const stamp = String(Math.floor(world.now() / 1_000) + skewSeconds);
    const key = secret ?? profile.app.signingSecret;
    const right = `v0=${createHmac('sha256', key).update(`v0:${stamp}:${body}`).digest('hex')}`;
    const shown = signature ?? right;
    return { 'x-slack-request-timestamp': stamp, ...(shown === '' ? {} : { 'x-slack-signature': shown }) };
  }

  async function attempt({ id, parcel, attempts }: Push<Parcel, Attempt>, reason: string | null): Promise<Attempt> {
    const number = attempts.length;
    world.note({ kind: 'push', push: id, team: parcel.team, what: parcel.what, type: parcel.type, attempt: number });
    const result = await carry(parcel, number, reason);
    const { status, afterMs, failure, body } = result;
    world.note({ kind: 'ack', push: id, attempt: number, status, afterMs, failure, body: body.slice(0, 500) });
    return result;
  }

  const pushes = createPushes<Parcel, Attempt>({
    nextId: () => world.id('P'),
    isHeld: () => profile.push.held,
    attempt,
    retriesMs: ({ what }) => (what === 'event' ? profile.push.retryMs : []),
    isOver: ({ failure, noRetry }) => failure === null || noRetry,
  });
  return {
    ...pushes,
    setUrl(value) {
      url = value;
    },
    setSocket(value) {
      socket = value;
    },
    raw: post,
  };
}

/** A parcel as HTTP carries it: events as JSON, interactions and commands as forms. */
function wrap({ what, payload }: Parcel): { body: string; contentType: string } {
  if (what === 'event') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields =
    what === 'interaction'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}
