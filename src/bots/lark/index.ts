import type { Router } from 'express';
import type { Accept } from '../../core/ports/accept.js';
import type { Clock, Wait } from '../../core/ports/clock.js';
import type { Messenger } from '../../core/ports/messenger.js';
import { createCalling } from './calling.js';
import type { LarkHost } from './host.js';
import { createHttpRoutes } from './http.js';
import { createIntake } from './intake.js';
import { createMessenger } from './outbound.js';
import { createSocket, Refused, type SocketState } from './socket.js';
import { createWebApi, type WebApi } from './web-api.js';

export type { LarkHost } from './host.js';
export type { SocketState } from './socket.js';

export interface LarkSettings {
  /** How events come in: to an address of ours, or through a connection that we keep. */
  readonly mode: 'webhook' | 'websocket';
  /** Absolute address of Feishu's, or of another server's for tests. */
  readonly domain: string;
  readonly publicUrl: string | null;
}

/** What went wrong, without anything that a person wrote. */
export interface LarkFault {
  readonly error: string;
  readonly at: string;
  /** What the operator can do about it. */
  readonly advice?: string;
}

export interface LarkDependencies {
  readonly settings: LarkSettings;
  readonly host: LarkHost;
  readonly accept: Accept;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly log: (fault: LarkFault) => void;
  /** Told of each call that the month's allowance counts. */
  readonly made?: (appId: string) => void;
}

export interface Lark {
  readonly messenger: Messenger;
  /** Null with long connections: nothing is let in that did not come through them. */
  readonly router: Router | null;
  readonly api: WebApi;
  readonly whoAmI: WebApi['whoAmI'];
  /** Begins to listen, where that is ours to begin. */
  open(): void;
  /** The host's apps changed. */
  look(): Promise<void>;
  /** Of the app's long connection; null: there is none. */
  state(appId: string): SocketState | null;
  /** Until what was promised is said. */
  idle(): Promise<void>;
  /** Takes no more, and says what was promised. */
  close(): Promise<void>;
}

/** Feishu, over HTTP or long connections. */
export function createLark({ settings, host, accept, clock, wait, log, made }: LarkDependencies): Lark {
  const { mode, domain, publicUrl } = settings;
  const calling = createCalling(clock, domain, ({ appId }) => made?.(appId));
  const api = createWebApi(clock, domain, calling);
  const origin = publicUrl ?? undefined;
  const fault = (error: unknown) => log(faultOf(error));
  const intake = createIntake({ api, host, accept, clock, wait, origin, fault });
  const socket = mode === 'websocket' ? createSocket({ intake, host, domain, clock, wait, fault }) : null;
  return {
    messenger: createMessenger({ api, host, clock, wait, origin }),
    router: socket ? null : createHttpRoutes({ intake, host, clock, fault }),
    api,
    whoAmI: api.whoAmI,
    open: () => socket?.open(),
    look: async () => socket?.look(),
    state: (appId) => socket?.state(appId) ?? null,
    idle: intake.idle,
    async close() {
      await socket?.close();
      await intake.idle();
    },
  };
}

/** Where it happened and of what kind; the vendor's messages repeat what was sent. */
function faultOf(error: unknown): LarkFault {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const advice = error instanceof Refused ? { advice: error.advice } : {};
  return { error: error.name, at: at.slice(0, 6).join('\n'), ...advice };
}
