import { randomUUID } from 'node:crypto';
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

interface Push {
  readonly id: string;
  readonly parcel: Parcel;
  readonly attempts: Attempt[];
  readonly first: Promise<Attempt>;
  readonly conclude: (attempt: Attempt) => void;
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

export interface Pusher {
  setUrl(app: App, url: string | null): void;
  /** When an app keeps long connections, what goes to it goes there. */
  setSocket(socket: (app: App) => Carrier | null): void;
  deliver(parcel: Parcel): string;
  /** How the first attempt went. */
  firstAnswer(push: string): Promise<Attempt>;
  attempts(push: string): readonly Attempt[];
  /** Once nothing is under way and no retry is to come; false when that takes longer. */
  settled(withinMs: number): Promise<boolean>;
  /** Sends what was held back, in this order. */
  release(order: 'same' | 'reversed'): readonly string[];
  /** Delivers once more what was delivered. */
  again(push: string): Promise<Attempt>;
  /** Posts any bytes, signed or not. */
  raw(app: App, request: RawRequest): Promise<Attempt>;
  /** What the console does when a request address is saved. */
  challenge(app: App): Promise<Attempt>;
}

/** The console waits a second for the challenge. */
const challengeMs = 1_000;

export function createPusher(world: World): Pusher {
  const pushes = new Map<string, Push>();
  const underWay = new Set<Promise<unknown>>();
  const urls = new Map<string, string>();
  let held: Push[] = [];
  let socket: (app: App) => Carrier | null = () => null;
  const { profile } = world;

  async function post(app: App, request: RawRequest, withinMs = profile.push.ackMs): Promise<Attempt> {
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
        signal: AbortSignal.timeout(withinMs),
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

  async function attempt(push: Push): Promise<Attempt> {
    const number = push.attempts.length;
    const { id, parcel } = push;
    const carrier = socket(parcel.app);
    const by = carrier ? 'socket' : 'http';
    world.note({
      kind: 'push',
      push: id,
      app: parcel.app.id,
      what: parcel.what,
      type: parcel.type,
      attempt: number,
      by,
    });
    const result = await (carrier ? carrier(parcel) : post(parcel.app, sealed(parcel.app, parcel.payload)));
    push.attempts.push(result);
    const { status, afterMs, failure, body } = result;
    world.note({ kind: 'ack', push: id, attempt: number, status, afterMs, failure, body: body.slice(0, 500) });
    return result;
  }

  async function send(push: Push): Promise<void> {
    let last = await attempt(push);
    push.conclude(last);
    if (push.parcel.what !== 'event') return;
    for (const afterMs of profile.push.retryMs) {
      if (last.failure === null) return;
      await new Promise((resolve) => setTimeout(resolve, afterMs * profile.push.factor));
      last = await attempt(push);
    }
  }

  function begin(push: Push): void {
    const sending = send(push).finally(() => underWay.delete(sending));
    underWay.add(sending);
  }

  function known(id: string): Push {
    const push = pushes.get(id);
    if (!push) throw new Error(`Nothing was pushed as ${id}.`);
    return push;
  }

  return {
    setUrl(app, url) {
      if (url === null) urls.delete(app.id);
      else urls.set(app.id, url);
    },
    setSocket(value) {
      socket = value;
    },
    deliver(parcel) {
      let conclude: Push['conclude'] = () => {};
      const first = new Promise<Attempt>((resolve) => {
        conclude = resolve;
      });
      const push: Push = { id: world.id('push_'), parcel, attempts: [], first, conclude };
      pushes.set(push.id, push);
      // Somebody who pressed waits for the answer now: what is held back is events alone.
      if (profile.push.held && parcel.what === 'event') held.push(push);
      else begin(push);
      return push.id;
    },
    firstAnswer: (id) => known(id).first,
    attempts: (id) => known(id).attempts,
    async settled(withinMs) {
      const until = performance.now() + withinMs;
      while (underWay.size > 0) {
        const left = until - performance.now();
        if (left <= 0) return false;
        let timer: NodeJS.Timeout | undefined;
        await Promise.race([
          Promise.all(underWay),
          new Promise((resolve) => {
            timer = setTimeout(resolve, left);
          }),
        ]);
        clearTimeout(timer);
      }
      return true;
    },
    release(order) {
      const released = order === 'same' ? held : held.toReversed();
      held = [];
      for (const push of released) begin(push);
      return released.map((push) => push.id);
    },
    again: (id) => attempt(known(id)),
    raw: (app, request) => post(app, request),
    challenge: (app) =>
      post(
        app,
        sealed(app, { challenge: 'are-you-there', token: app.verificationToken, type: 'url_verification' }),
        challengeMs,
      ),
  };
}
