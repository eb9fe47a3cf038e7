import type { EventDispatcher, HttpInstance } from '@larksuiteoapi/node-sdk';
import { z } from 'zod';
import type { AppCredentials } from './host.js';
import { quietLogger } from './quiet.js';
import { handshakeMs, pongWithinSeconds } from './timing.js';
import { type Asked, createTransport } from './transport.js';

/** How a connection ended, or that it never came about. */
export type Ended =
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Feishu does not want this app's connection; somebody has to change something. */
  | { readonly kind: 'refused'; readonly code: string };

export interface LongConnectionParts {
  readonly app: AppCredentials;
  /** An absolute URL. */
  readonly domain: string;
  /** Resolves with what Feishu is answered; where it rejects, Feishu is told so and sends the event again. */
  take(body: unknown): Promise<object>;
  opened(): void;
  /** Once. */
  ended(how: Ended): void;
}

const settingsSchema = z.object({
  URL: z.string(),
  ClientConfig: z.object({
    ReconnectCount: z.number(),
    ReconnectInterval: z.number(),
    ReconnectNonce: z.number(),
    PingInterval: z.number(),
  }),
});
const foundSchema = z.object({ code: z.number().int(), data: settingsSchema.nullish().catch(null) });

/** Feishu is busy, or out of order: the same app is let in later. */
const passing = new Set([1, 1000040343]);

const carry = createTransport();

/**
 * One connection of Feishu's library, from its beginning to its end. What comes through it is checked by the connection
 * itself; the library's own dispatcher, which lays an event's parts over each other, is not used. Nor is its way of
 * connecting again: it waits up to half a minute before it begins, says nothing while it cannot, and gives up for good.
 */
export async function openLongConnection(parts: LongConnectionParts): Promise<{ close(): void }> {
  const { app, domain } = parts;
  const { WSClient } = await import('@larksuiteoapi/node-sdk');
  let over = false;

  function end(how: Ended): void {
    if (over) return;
    over = true;
    parts.ended(how);
  }

  /** Where to connect to. The library keeps to itself why it was not told. */
  async function request(asked: Asked): Promise<unknown> {
    try {
      const { body } = await carry(asked);
      const { code, data } = foundSchema.parse(body);
      if (code !== 0 && !passing.has(code)) end({ kind: 'refused', code: String(code) });
      if (code !== 0 || !data) throw new Error(`Feishu names no address: ${code}`);
      return { code, data };
    } catch (error) {
      end({ kind: 'failed', error });
      throw error;
    }
  }

  const client = new WSClient({
    ...app,
    domain: domain.replace(/\/+$/, ''),
    logger: quietLogger,
    httpInstance: { request } as unknown as HttpInstance,
    handshakeTimeoutMs: handshakeMs,
    wsConfig: { pingTimeout: pongWithinSeconds },
    onReady: parts.opened,
    onReconnecting: () => end({ kind: 'lost' }),
    onError: (error) => end({ kind: 'failed', error }),
  });
  const dispatcher = { invoke: (body: unknown) => parts.take(body) };
  await client.start({ eventDispatcher: dispatcher as unknown as EventDispatcher });
  return {
    close() {
      over = true;
      client.close();
    },
  };
}
