import { createHmac } from 'node:crypto';
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

interface Push {
  readonly id: string;
  readonly parcel: Parcel;
  readonly attempts: Attempt[];
  readonly first: Promise<Attempt>;
  readonly conclude: (attempt: Attempt) => void;
}

/** How a parcel travels when no socket is open; a socket brings its own. */
export type Carrier = (parcel: Parcel, attempt: number, reason: string | null) => Promise<Attempt>;

export interface Pusher {
  setUrl(url: string | null): void;
  /** When the app is connected by sockets, what goes to it goes there. */
  setSocket(socket: () => Carrier | null): void;
  deliver(parcel: Parcel): string;
  /** How the first attempt went; null while it is held back. */
  firstAnswer(push: string): Promise<Attempt>;
  attempts(push: string): readonly Attempt[];
  /** Once nothing is under way and no retry is to come; false when that takes longer. */
  settled(withinMs: number): Promise<boolean>;
  /** Sends what was held back, in this order. */
  release(order: 'same' | 'reversed'): readonly string[];
  /** Delivers once more what was delivered, as Slack does after an answer it did not get. */
  again(push: string, reason: string | null): Promise<Attempt>;
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
  const pushes = new Map<string, Push>();
  const underWay = new Set<Promise<unknown>>();
  let held: Push[] = [];
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

  async function attempt(push: Push, reason: string | null): Promise<Attempt> {
    const number = push.attempts.length;
    const { id, parcel } = push;
    world.note({ kind: 'push', push: id, team: parcel.team, what: parcel.what, type: parcel.type, attempt: number });
    const result = await carry(parcel, number, reason);
    push.attempts.push(result);
    const { status, afterMs, failure, body } = result;
    world.note({ kind: 'ack', push: id, attempt: number, status, afterMs, failure, body: body.slice(0, 500) });
    return result;
  }

  async function send(push: Push): Promise<void> {
    let last = await attempt(push, null);
    push.conclude(last);
    if (push.parcel.what !== 'event') return;
    for (const afterMs of profile.push.retryMs) {
      if (last.failure === null || last.noRetry) return;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      last = await attempt(push, last.failure);
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
    setUrl(value) {
      url = value;
    },
    setSocket(value) {
      socket = value;
    },
    deliver(parcel) {
      let conclude: Push['conclude'] = () => {};
      const first = new Promise<Attempt>((resolve) => {
        conclude = resolve;
      });
      const push: Push = { id: world.id('P'), parcel, attempts: [], first, conclude };
      pushes.set(push.id, push);
      if (profile.push.held) held.push(push);
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
    again: (id, reason) => attempt(known(id), reason),
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
