import { z } from 'zod';
import type { App, World } from '../state.js';

// What an API of the open platform is: its route, its scopes, its arguments and what it does.

/** A refusal, with Feishu's code and the HTTP status under which it comes. */
export class LarkError extends Error {
  readonly code: number;
  readonly status: number;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: number, msg: string, status = 400, more: Readonly<Record<string, unknown>> = {}) {
    super(msg);
    this.code = code;
    this.status = status;
    this.more = more;
  }
}

/** Too fast: for this chat, this card, or this API. */
export class TooMany extends Error {
  readonly afterMs: number;
  readonly why: 'chat' | 'card' | 'second' | 'minute' | 'luck';

  constructor(afterMs: number, why: TooMany['why']) {
    super(`too many requests: ${why}`);
    this.afterMs = afterMs;
    this.why = why;
  }
}

export interface Call<P, Q, B> {
  readonly world: World;
  readonly app: App;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** How many bytes the request's body has. */
  readonly bytes: number;
}

/** Given back for `data`; `whole` where an older API answers beside it. */
export type Result = {
  readonly data?: unknown;
  readonly whole?: Readonly<Record<string, unknown>>;
  readonly msg?: string;
};

export interface Api {
  /** For reading the ledger and planning faults. */
  readonly name: string;
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /open-apis/, with :names. */
  readonly path: string;
  /** Any one of them suffices; none: no scope is needed. */
  readonly scopes: readonly string[];
  /** And any one of these. */
  readonly alsoScopes: readonly string[];
  /** Whether it counts towards the tenant's monthly calls (auth, event and contact do not). */
  readonly billed: boolean;
  readonly form: 'json' | 'multipart';
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  /** @throws LarkError, TooMany */
  run(call: Call<unknown, unknown, unknown>): Result;
}

interface Declaration<P extends z.ZodRawShape, Q extends z.ZodRawShape, B extends z.ZodRawShape>
  extends Pick<Api, 'name' | 'verb' | 'path'> {
  readonly scopes?: readonly string[];
  readonly alsoScopes?: readonly string[];
  readonly billed?: boolean;
  readonly form?: Api['form'];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly run: (call: Call<z.infer<z.ZodObject<P>>, z.infer<z.ZodObject<Q>>, z.infer<z.ZodObject<B>>>) => Result;
}

/** Declares an API. A parameter that it does not have is refused; Feishu itself overlooks those. */
export function api<
  P extends z.ZodRawShape = Record<never, never>,
  Q extends z.ZodRawShape = Record<never, never>,
  B extends z.ZodRawShape = Record<never, never>,
>({
  scopes = [],
  alsoScopes = [],
  billed = true,
  form = 'json',
  params,
  query,
  body,
  run,
  ...rest
}: Declaration<P, Q, B>): Api {
  return {
    ...rest,
    scopes,
    alsoScopes,
    billed,
    form,
    params: z.strictObject(params ?? {}),
    query: z.strictObject(query ?? {}),
    body: z.strictObject(body ?? {}),
    run: run as Api['run'],
  };
}

/** Query parameters carry numbers and flags as text. */
export const whole = z.coerce.number().int();
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const noChat = () => new LarkError(230002, 'Bot/User can NOT be out of the chat.');
export const invalid = (what: string) =>
  new LarkError(230001, `Your request contains an invalid request parameter, ${what}`);

interface Paged {
  readonly page_size?: number | undefined;
  readonly page_token?: string | undefined;
}

/** A page of a list. It may hold less than was asked for although there is more: only has_more tells. */
export function pageOf<T>(world: World, all: readonly T[], { page_size = 20, page_token }: Paged) {
  const from = page_token
    ? Number(
        Buffer.from(page_token, 'base64url')
          .toString()
          .replace(/^from:/, ''),
      )
    : 0;
  if (!Number.isInteger(from) || from < 0 || from > all.length) throw invalid('ext=page_token is invalid');
  const size = world.profile.limits.shortPages ? Math.max(1, Math.floor((page_size * 2) / 3)) : page_size;
  const items = all.slice(from, from + size);
  const end = from + items.length;
  const more = end < all.length;
  return { items, has_more: more, page_token: more ? Buffer.from(`from:${end}`).toString('base64url') : '' };
}
