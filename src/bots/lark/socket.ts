import type { Clock, Wait } from '../../core/ports/clock.js';
import type { AppCredentials, LarkHost } from './host.js';
import type { Intake } from './intake.js';
import { type Ended, openLongConnection } from './long-connection.js';
import { readEnvelope } from './payloads.js';
import {
  longestReconnectMs,
  longestRefusedMs,
  reconnectMs,
  refusedAgainMs,
  socketOpensWithinMs,
  steadyMs,
} from './timing.js';

export interface SocketContext {
  readonly intake: Pick<Intake, 'take'>;
  readonly host: Pick<LarkHost, 'apps'>;
  readonly domain: string;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly fault: (error: unknown) => void;
}

export interface SocketState {
  readonly state: 'opening' | 'open' | 'refused';
  /** Feishu's own, while it is refused. */
  readonly code?: string;
}

export interface Socket {
  /** Connects, and connects again for as long as it takes. */
  open(): void;
  /** A connection for each of the host's apps, and for no other. */
  look(): Promise<void>;
  /** Null: none is kept for the app. */
  state(appId: string): SocketState | null;
  close(): Promise<void>;
}

/** A connection that is kept. */
interface Line {
  readonly app: AppCredentials;
  readonly closing: AbortController;
  readonly kept: Promise<void>;
}

/** Long connections: the same events through a connection that we open, for a school whose server has no public address. */
export function createSocket({ intake, host, domain, clock, wait, fault }: SocketContext): Socket {
  const lines = new Map<string, Line>();
  const states = new Map<string, SocketState>();
  const over = new AbortController();

  function begin(app: AppCredentials): void {
    const closing = new AbortController();
    states.set(app.appId, { state: 'opening' });
    lines.set(app.appId, { app, closing, kept: keep(app, closing.signal).catch(fault) });
  }

  async function end({ app, closing, kept }: Line): Promise<void> {
    lines.delete(app.appId);
    states.delete(app.appId);
    closing.abort();
    await kept;
  }

  async function take(app: AppCredentials, body: unknown): Promise<object> {
    try {
      const envelope = readEnvelope(body);
      if (envelope?.kind !== 'event' || envelope.appId !== app.appId) throw new Error('Not an event of this app.');
      return await intake.take({ appId: app.appId, body });
    } catch (error) {
      fault(error);
      throw error;
    }
  }

  /** One connection from its beginning to its end. */
  async function connect(app: AppCredentials, closing: AbortSignal): Promise<Ended> {
    const opened = new AbortController();
    let report = (_how: Ended) => {};
    const ended = new Promise<Ended>((resolve) => {
      report = resolve;
    });
    const connection = openLongConnection({
      app,
      domain,
      take: (body) => take(app, body),
      opened() {
        opened.abort();
        if (!closing.aborted) states.set(app.appId, { state: 'open' });
      },
      ended: (how) => report(how),
    });
    connection.catch((error: unknown) => report({ kind: 'failed', error }));
    // A connection that has come about is no longer waited for.
    const late = wait(socketOpensWithinMs, AbortSignal.any([opened.signal, closing])).then(() => {
      if (!opened.signal.aborted) report({ kind: 'failed', error: new Error('Feishu says nothing.') });
    });
    const closed = new Promise<void>((resolve) => closing.addEventListener('abort', () => resolve(), { once: true }));
    try {
      return await Promise.race([ended, closed.then((): Ended => ({ kind: 'lost' }))]);
    } finally {
      opened.abort();
      await late;
      await connection.then((one) => one.close()).catch(() => {});
    }
  }

  async function keep(app: AppCredentials, closing: AbortSignal): Promise<void> {
    let failures = 0;
    let told = '';
    while (!closing.aborted) {
      const began = clock.machine().getTime();
      const how = await connect(app, closing);
      if (closing.aborted) return;
      const steady = how.kind === 'lost' && clock.machine().getTime() - began >= steadyMs;
      failures = steady ? 0 : failures + 1;
      const what = how.kind === 'refused' ? `refused ${how.code}` : how.kind;
      // Said once, not with every try.
      if (how.kind !== 'lost' && what !== told) fault(how.kind === 'refused' ? new Refused(how.code) : how.error);
      told = how.kind === 'lost' ? '' : what;
      states.set(app.appId, how.kind === 'refused' ? { state: 'refused', code: how.code } : { state: 'opening' });
      if (failures > 0) await wait(restMs(how, failures), closing);
    }
  }

  async function look(): Promise<void> {
    if (over.signal.aborted) return;
    const apps = new Map((await host.apps()).map((app) => [app.appId, app]));
    const gone = [...lines.values()].filter(({ app }) => apps.get(app.appId)?.appSecret !== app.appSecret);
    await Promise.all(gone.map(end));
    if (over.signal.aborted) return;
    for (const app of apps.values()) if (!lines.has(app.appId)) begin(app);
  }

  async function lookUntilSeen(): Promise<void> {
    for (let failures = 1; !over.signal.aborted; failures += 1) {
      try {
        return await look();
      } catch (error) {
        fault(error);
        await wait(Math.min(reconnectMs * 2 ** (failures - 1), longestReconnectMs), over.signal);
      }
    }
  }

  let looking = Promise.resolve();
  return {
    open() {
      looking = lookUntilSeen();
    },
    look,
    state: (appId) => states.get(appId) ?? null,
    async close() {
      over.abort();
      await looking;
      await Promise.all([...lines.values()].map(end));
    },
  };
}

function restMs({ kind }: Ended, failures: number): number {
  return kind === 'refused'
    ? Math.min(refusedAgainMs * 2 ** (failures - 1), longestRefusedMs)
    : Math.min(reconnectMs * 2 ** (failures - 1), longestReconnectMs);
}

/** What Feishu says when it wants no connection of an app, and what helps; open.feishu.cn, request-url-configuration-case, 2025-03. */
const advice: Readonly<Record<string, string>> = {
  '514': 'the app’s id and secret do not belong together: look at LARK_APP_ID and LARK_APP_SECRET',
  '403': 'the app may not keep a long connection: choose it under Events & callbacks in Feishu’s console, and publish',
  '1000040350': 'the app has all its fifty long connections: end other programs that use it',
};

/** Feishu wants no connection of the app. */
export class Refused extends Error {
  override readonly name = 'LongConnectionRefused';
  /** What the operator can do about it. */
  readonly advice: string;

  constructor(code: string) {
    super(`Feishu keeps no long connection: ${code}`);
    this.advice = advice[code] ?? `code ${code}; gongyu doctor says more`;
  }
}
