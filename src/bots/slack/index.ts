import type { Router } from 'express';
import type { Accept } from '../../core/ports/accept.js';
import type { Clock, Wait } from '../../core/ports/clock.js';
import type { Messenger } from '../../core/ports/messenger.js';
import { createHomes, type HomesContext } from './homes.js';
import type { SlackHost } from './host.js';
import { createHttpRoutes } from './http.js';
import { createIntake } from './intake.js';
import { createMessenger } from './outbound.js';
import { createSocket } from './socket.js';
import { createWebApi, type WebApi } from './web-api.js';

export type { Installation, SlackHost } from './host.js';
export type { Identity } from './web-api.js';

export interface SlackSettings {
  readonly signingSecrets: readonly string[];
  /** Selects Socket Mode. */
  readonly appToken: string | null;
  /** Another server than Slack's; for tests. */
  readonly apiUrl: string | null;
  readonly publicUrl: string | null;
}

export interface SlackDependencies {
  readonly settings: SlackSettings;
  readonly host: SlackHost;
  readonly accept: Accept;
  readonly homeOf: HomesContext['homeOf'];
  readonly clock: Clock;
  readonly wait: Wait;
  /** Told what went wrong on our side, without anything that a person wrote. */
  readonly log: (fault: { readonly error: string; readonly at: string }) => void;
}

export interface Slack {
  readonly messenger: Messenger;
  /** Null in Socket Mode: nothing is let in that did not come through the socket. */
  readonly router: Router | null;
  readonly whoAmI: WebApi['whoAmI'];
  /** Begins to listen, where that is ours to begin. */
  open(): void;
  /** Until what was promised is said. */
  idle(): Promise<void>;
  /** Takes no more, and says what was promised. */
  close(): Promise<void>;
}

/** Slack, over HTTP or Socket Mode. */
export function createSlack(dependencies: SlackDependencies): Slack {
  const { settings, host, accept, homeOf, clock, wait, log } = dependencies;
  const api = createWebApi(clock, settings.apiUrl ?? undefined);
  const origin = settings.publicUrl ?? undefined;
  const fault = (error: unknown) => log(faultOf(error));
  const homes = createHomes({ api, clock, origin, homeOf });
  const intake = createIntake({ api, host, accept, homes, wait, origin, fault });
  const { appToken, apiUrl, signingSecrets: secrets } = settings;
  const socket = appToken === null ? null : createSocket({ intake, appToken, apiUrl: apiUrl ?? undefined, fault });
  return {
    messenger: createMessenger({
      api,
      host,
      clock,
      wait,
      origin,
      sent: (of, user) => homes.changed(of, user).catch(fault),
    }),
    router: socket ? null : createHttpRoutes({ intake, clock, secrets, fault }),
    whoAmI: api.whoAmI,
    open: () => socket?.open(),
    idle: intake.idle,
    async close() {
      await socket?.close();
      await intake.idle();
    },
  };
}

/** Where it happened and of what kind; the vendor's messages repeat what was sent. */
function faultOf(error: unknown): { readonly error: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: at.slice(0, 6).join('\n') };
}
