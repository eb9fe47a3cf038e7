import type { Config } from '../config.js';
import type { DeliveryLimits } from '../core/deliveries/limits.js';
import type { SchoolClock } from '../core/due/school-clock.js';
import type { SweepLimits } from '../core/due/sweep.js';
import type { TimeMachine } from '../core/due/time-machine.js';
import type { InboxLimits } from '../core/inbox/limits.js';
import type { Inbound } from '../core/message/inbound.js';
import type { Reply } from '../core/message/reply.js';
import type { SheetReader } from '../core/ports/files.js';
import type { Messenger } from '../core/ports/messenger.js';
import type { Ports } from '../core/ports/ports.js';
import type { OpenDatabase } from '../db/open.js';
import type { Log } from './log.js';
import type { Connection } from './open-platform.js';

export const roles = ['all', 'web', 'worker'] as const;
/** all: one process does everything · web: takes what comes in · worker: does what is due. */
export type Role = (typeof roles)[number];

/** Gongyu, put together. Everything can be asked of it before it is started. */
export interface Program {
  readonly config: Config;
  readonly log: Log;
  readonly secret: string;
  readonly database: OpenDatabase;
  readonly ports: Ports;
  readonly files: SheetReader;
  readonly clock: SchoolClock;
  readonly timeMachine: TimeMachine;
  announce(line: string): void;
  /** What a messenger brings in; for a messenger of the tests too. */
  receive(inbound: Inbound): Promise<Reply>;
  /** Sends and does whatever is due, until nothing is left; false when that takes longer. */
  settle(withinMs: number): Promise<boolean>;
  /** A command has let a workspace in, or closed it. */
  workspaceChanged(workspaceId: string): Promise<void>;
  /** Through which this process takes the workspace's events; null: it keeps none. */
  connectionOf(workspaceId: string): Connection | null;
  start(role?: Role): Promise<{ readonly url: string | null }>;
  stop(): Promise<void>;
}

/** What a test puts in the place of the real thing: time, and messengers at their HTTP edge. */
export interface Overrides {
  readonly machine?: () => Date;
  /** Beside those of the configuration, by platform. */
  readonly messengers?: readonly Messenger[];
  readonly log?: Log;
  /** What only the terminal may see: the first administrator's code. */
  readonly announce?: (line: string) => void;
  /** Without fsync a power cut may lose what was acknowledged; only for tests. */
  readonly fsync?: boolean;
  readonly tickMs?: Partial<Record<'due' | 'deliver' | 'inbound', number>>;
  /** Shorter leases and retries than a school needs, so that a test of crashes ends. */
  readonly limits?: Partial<Limits>;
  /** Keeps programs apart that share one Redis. */
  readonly queuePrefix?: string;
  readonly onFatal?: (error: Error) => void;
  /** The configured database, where its opening has begun already. */
  readonly opening?: Promise<OpenDatabase>;
}

/** Numbers of the parts that run; what is left out stays as it is. */
export interface Limits {
  readonly deliveries: Partial<DeliveryLimits>;
  readonly sweep: Partial<SweepLimits>;
  readonly inbox: Partial<InboxLimits>;
}
