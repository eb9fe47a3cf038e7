import express, { type Request, type Response, type Router } from 'express';
import type { Clock } from '../../core/ports/clock.js';
import { decrypt, textOf } from './decrypt.js';
import type { Door, LarkHost } from './host.js';
import type { Intake } from './intake.js';
import { isAppId, readEnvelope } from './payloads.js';
import { isSigned, isToken, type SignedRequest } from './signature.js';
import { bodyBytes, probeBytes } from './timing.js';

export interface HttpContext {
  readonly intake: Pick<Intake, 'take'>;
  readonly host: Pick<LarkHost, 'doorOf'>;
  readonly clock: Clock;
  /** Told of a fault without anything that a person wrote. */
  readonly fault: (error: unknown) => void;
}

/** What a request turned out to be; a number: the status that it is sent away with. */
type Opened = 400 | 401 | { readonly challenge: string } | { readonly body: unknown };

/**
 * `POST /lark/events` for the app of the environment, `POST /lark/events/<appId>` for any other: events and card
 * callbacks. The bytes are read here, because the signature is over them: mount it before any body parser.
 */
export function createHttpRoutes({ intake, host, clock, fault }: HttpContext): Router {
  const router = express.Router();
  const bytes = express.raw({ type: () => true, limit: bodyBytes, inflate: false });

  /** Null: no app has this address. */
  async function doorOf({ params }: Request): Promise<Door | null> {
    const appId = params['appId'];
    if (appId === undefined) return host.doorOf(null);
    return typeof appId === 'string' && isAppId(appId) ? host.doorOf(appId) : null;
  }

  async function answer(request: Request, response: Response): Promise<void> {
    const door = await doorOf(request);
    if (door === null) return end(response, 404);
    const opened = open(signedOf(request), door, clock.machine().getTime());
    if (typeof opened === 'number') return end(response, opened);
    response.json('challenge' in opened ? opened : await intake.take({ appId: door.appId, body: opened.body }));
  }

  router.post(['/lark/events', '/lark/events/:appId'], bytes, async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      // Not stored, so it did not arrive: Feishu sends events again, and tells people that a press failed.
      fault(error);
      end(response, 503);
    }
  });
  router.use('/lark/events', (error: unknown, _request: Request, response: Response, _next: unknown) => {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 400;
    end(response, status >= 400 && status < 500 ? status : 400);
  });
  return router;
}

function end(response: Response, status: number): void {
  response.status(status).end();
}

function signedOf(request: Request): SignedRequest {
  return {
    timestamp: request.get('x-lark-request-timestamp'),
    nonce: request.get('x-lark-request-nonce'),
    signature: request.get('x-lark-signature'),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

function open(signed: SignedRequest, door: Door, now: number): Opened {
  const { timestamp, nonce, signature, body } = signed;
  if (timestamp === undefined && nonce === undefined && signature === undefined) return openProbe(body, door);
  if (!isSigned(signed, door.encryptKey, now)) return 401;
  const envelope = readEnvelope(bodyOf(body, door.encryptKey));
  if (envelope === null) return 400;
  if (!isToken(envelope.token, door.verificationToken)) return 401;
  if (envelope.kind === 'challenge') return { challenge: envelope.challenge };
  return envelope.appId === door.appId ? { body: envelope.body } : 401;
}

/**
 * When the address is entered in the console, Feishu asks it unsigned, whatever is configured (larksuite/oapi-sdk-python
 * issue 79, 2024). Only who knows the app's key and token is answered, and nothing else comes in this way.
 */
function openProbe(body: Uint8Array, door: Door): Opened {
  if (body.length > probeBytes || door.encryptKey === '') return 401;
  const envelope = readEnvelope(secretOf(body, door.encryptKey));
  const ours = envelope?.kind === 'challenge' && isToken(envelope.token, door.verificationToken);
  return ours ? { challenge: envelope.challenge } : 401;
}

/** Signed, it may be in the clear; what stands beside the encrypted part counts for nothing. */
function bodyOf(bytes: Uint8Array, encryptKey: string): unknown {
  const outer = jsonOf(textOf(bytes));
  return encryptedIn(outer) === null ? outer : secretOf(bytes, encryptKey);
}

function secretOf(bytes: Uint8Array, encryptKey: string): unknown {
  const encrypted = encryptedIn(jsonOf(textOf(bytes)));
  return encrypted === null ? null : jsonOf(decrypt(encrypted, encryptKey));
}

function encryptedIn(outer: unknown): string | null {
  if (typeof outer !== 'object' || outer === null || !('encrypt' in outer)) return null;
  return typeof outer.encrypt === 'string' ? outer.encrypt : '';
}

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
