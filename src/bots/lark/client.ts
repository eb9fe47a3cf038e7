import type { Client, HttpInstance } from '@larksuiteoapi/node-sdk';
import { z } from 'zod';
import type { Clock } from '../../core/ports/clock.js';
import { isInvalidToken, NotIssued, Rejection } from './errors.js';
import type { AppCredentials } from './host.js';
import { quietLogger } from './quiet.js';
import { createTokens } from './token.js';
import { type Answered, createTransport } from './transport.js';

/** A call below /open-apis/. Ids in its path have been through `idOf`. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** With bytes (`File`) among its fields it is sent as a form. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly timeoutMs?: number;
}

/**
 * The only file that calls Feishu through its library, which is loaded with the first call: it is large, and not every school
 * is on Feishu.
 */
export interface Feishu {
  /**
   * Asks with the app's own token; once more with a new one when the token is not taken.
   * @throws Rejection where Feishu says no, ZodError where its answer is not what the schema says, what the system throws.
   */
  ask<T>(app: AppCredentials, call: Call, answer: z.ZodType<T>): Promise<T>;
}

/** HTTP 200 can say no, too. */
const envelopeSchema = z.object({ code: z.number() });
const issuedSchema = z.object({ tenant_access_token: z.string().min(1), expire: z.number().positive() });

/** @param domain an absolute URL. */
export function createFeishu(clock: Clock, domain: string): Feishu {
  let opened: Promise<Client> | undefined;
  const tokens = createTokens(issue, clock);

  async function call<T>(
    { method, path, query, data, timeoutMs }: Call,
    answer: z.ZodType<T>,
    token: string | null,
  ): Promise<T> {
    opened ??= open(domain);
    const client = await opened;
    const { status, resetMs, body } = await client.request<Answered>({
      method,
      url: `open-apis/${path}`,
      ...(query ? { params: query } : {}),
      ...(data ? { data } : {}),
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      ...(token === null ? {} : { headers: { Authorization: `Bearer ${token}` } }),
    });
    const done = status >= 200 && status <= 299 && envelopeSchema.parse(body).code === 0;
    if (!done) throw new Rejection(status, resetMs, body);
    return answer.parse(body);
  }

  async function issue({ appId, appSecret }: AppCredentials) {
    const data = { app_id: appId, app_secret: appSecret };
    const asking: Call = { method: 'POST', path: 'auth/v3/tenant_access_token/internal', data };
    const issued = await call(asking, issuedSchema, null).catch((cause: unknown) => {
      throw new NotIssued(cause);
    });
    return { token: issued.tenant_access_token, lifeMs: issued.expire * 1_000 };
  }

  return {
    async ask(app, given, answer) {
      const token = await tokens.of(app);
      try {
        return await call(given, answer, token);
      } catch (error) {
        if (!isInvalidToken(error)) throw error;
        tokens.drop(app, token);
        return call(given, answer, await tokens.of(app));
      }
    },
  };
}

/**
 * The library's client in the one way in which it can be trusted: it keeps no token and knows no secret (ours goes with each
 * call), carries nothing itself and says nothing. It would ask for a token per waiting call, never replace one that is not
 * taken any more, wait for ever, and log what it was given.
 */
async function open(domain: string): Promise<Client> {
  const { Client } = await import('@larksuiteoapi/node-sdk');
  return new Client({
    appId: 'of the call',
    appSecret: 'of the call',
    domain: domain.replace(/\/+$/, ''),
    disableTokenCache: true,
    logger: quietLogger,
    // All that `Client.request` calls.
    httpInstance: { request: createTransport() } as unknown as HttpInstance,
  });
}
