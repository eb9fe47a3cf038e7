import { randomUUID } from 'node:crypto';
import { createPushes, type Push, type Pushes } from '../support/pushes.js';
import { encrypt, signatureOf } from './seal.js';
import type { App, Parcel, World } from './state.js';

/** How one attempt went: what the app answered, or why it does not count as an answer. */
export interface Attempt {
  readonly status: number;
  readonly afterMs: number;
  readonly body: string;
  /** null: taken. */
  readonly failure: 'timeout' | 'connection' | 'status' | null;
  readonly by: 'http' | 'socket';
}

/** How a parcel travels when its app keeps no long connection; a socket brings its own. */
export type Carrier = (parcel: Parcel) => Promise<Attempt>;

export interface RawRequest {
  readonly body: string;
  readonly contentType: string;
  /** Seconds that the time stamp is off. */
  readonly skewSeconds: number;
  readonly encryptKey: string | null;
  /** In the place of the right one; empty: none at all. */
  readonly signature: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Pusher extends Pushes<Parcel, Attempt> {
  setUrl(app: App, url: string | null): void;
  /** When an app keeps long connections, what goes to it goes there. */
  setSocket(socket: (app: App) => Carrier | null): void;
  /** Posts any bytes, signed or not. */
  raw(app: App, request: RawRequest): Promise<Attempt>;
  /** What the console does when a request address is saved. It waits a second; here as long as for an event. */
  challenge(app: App): Promise<Attempt>;
}

export function createPusher(world: World): Pusher {
  const urls = new Map<string, string>();
  let socket: (app: App) => Carrier | null = () => null;
  const { profile } = world;

  async function post(app: App, request: RawRequest): Promise<Attempt> {
    const began = performance.now();
    const since = () => Math.round(performance.now() - began);
    const fail = (failure: Attempt['failure']): Attempt => ({
      status: 0,
      afterMs: since(),
      body: '',
      failure,
      by: 'http',
    });
    const url = urls.get(app.id);
    if (url === undefined) return fail('connection');
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...signed(app, request), 'content-type': request.contentType, ...request.headers },
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(profile.push.ackMs),
      });
      const body = await response.text();
      const failure = response.status === 200 ? null : 'status';
      return { status: response.status, afterMs: since(), body, failure, by: 'http' };
    } catch (error) {
      return fail(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'connection');
    }
  }

  function signed(app: App, { body, skewSeconds, encryptKey, signature }: RawRequest): Record<string, string> {
    const key = encryptKey ?? app.encryptKey;
    const timestamp = String(Math.floor(world.now() / 1_000) + skewSeconds);
    const nonce = randomUUID().replaceAll('-', '');
    const shown = signature ?? (key === '' ? '' : signatureOf(timestamp, nonce, key, body));
    if (shown === '') return {};
    return {
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': shown,
    };
  }

  const sealed = (app: App, payload: object): RawRequest => {
    const text = JSON.stringify(payload);
    return {
      body: app.encryptKey === '' ? text : JSON.stringify({ encrypt: encrypt(text, app.encryptKey) }),
      contentType: 'application/json; charset=utf-8',
      skewSeconds: 0,
      encryptKey: null,
      signature: null,
      headers: {},
    };
  };

  async function attempt({ id, parcel, attempts }: Push<Parcel, Attempt>): Promise<Attempt> {
    const number = attempts.length;
    const { app, what, type, payload } = parcel;
    const carrier = socket(app);
    const by = carrier ? 'socket' : 'http';
    world.note({ kind: 'push', push: id, app: app.id, what, type, attempt: number, by });
    const result = await (carrier ? carrier(parcel) : post(app, sealed(app, payload)));
    const { status, afterMs, failure, body } = result;
    world.note({ kind: 'ack', push: id, attempt: number, status, afterMs, failure, body: body.slice(0, 500) });
    return result;
  }

  const pushes = createPushes<Parcel, Attempt>({
    nextId: () => world.id('push_'),
    // Somebody who pressed waits for the answer now: what is held back is events alone.
    isHeld: ({ what }) => profile.push.held && what === 'event',
    attempt,
    retriesMs: ({ what }) => (what === 'event' ? profile.push.retryMs.map((ms) => ms * profile.push.factor) : []),
    isOver: ({ failure }) => failure === null,
  });
  return {
    ...pushes,
    setUrl(app, url) {
      if (url === null) urls.delete(app.id);
      else urls.set(app.id, url);
    },
    setSocket(value) {
      socket = value;
    },
    raw: (app, request) => post(app, request),
    challenge: (app) =>
      post(app, sealed(app, { challenge: 'are-you-there', token: app.verificationToken, type: 'url_verification' })),
  };
}
