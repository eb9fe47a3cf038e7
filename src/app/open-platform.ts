import type { Router } from 'express';
import type { Inbox } from '../core/inbox/inbox.js';
import type { Messenger } from '../core/ports/messenger.js';
import type { Ports } from '../core/ports/ports.js';
import type { Log } from './log.js';

/** What a process keeps open so that a workspace's events come in. */
export interface Connection {
  readonly state: 'opening' | 'open' | 'refused';
  /** The platform's own, while it is refused. */
  readonly code?: string;
}

/** A platform that people have accounts on, put together. */
export interface OpenPlatform {
  readonly messenger: Messenger;
  /** What listens over HTTP. */
  readonly routers: readonly Router[];
  /** @param listening false in a process that only sends. */
  open(listening: boolean): void;
  /** A command has let a workspace in, or closed it: what was known of it is read again. */
  look(workspaceId: string): Promise<void>;
  /** Null: this process keeps none for the workspace. */
  connectionOf(workspaceId: string): Connection | null;
  /** Until what was promised to people is said. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** What every platform needs of the program. */
export interface PlatformParts {
  readonly publicUrl: string | null;
  readonly ports: Ports;
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly log: Log;
  /** A workspace is there that was not, or is open again, or closed. */
  readonly found: () => Promise<void>;
}
