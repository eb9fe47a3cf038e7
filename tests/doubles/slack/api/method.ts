import { z } from 'zod';
import type { Token, Workspace, World } from '../state.js';

// What a method of the Web API is: its scopes, its tier, its arguments and what it does.

/** `ok: false`, with the word for it. */
export class SlackError extends Error {
  readonly error: string;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(error: string, more: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.error = error;
    this.more = more;
  }
}

/** 429: this method in this workspace, after so long. */
export class TooMany extends Error {
  readonly afterMs: number;
  readonly why: 'channel' | 'workspace' | 'tier' | 'luck';
  readonly channel: string | undefined;

  constructor(afterMs: number, why: TooMany['why'], channel?: string) {
    super(`too many requests: ${why}`);
    this.afterMs = afterMs;
    this.why = why;
    this.channel = channel;
  }
}

export interface Call<A> {
  readonly world: World;
  readonly workspace: Workspace;
  readonly token: Token;
  readonly args: A;
  /** Where this Slack can be reached, without a slash at the end. */
  readonly origin: string;
}

export interface Method<A = unknown> {
  /** Calls a minute in a workspace (docs.slack.dev/apis/web-api/rate-limits); 0: by rules of its own. */
  readonly perMinute: number;
  /** Any one of them suffices. */
  readonly scopes: readonly string[];
  readonly kind: 'bot' | 'app';
  readonly args: z.ZodType<A>;
  /** @throws SlackError, TooMany */
  run(call: Call<A>): Readonly<Record<string, unknown>>;
}

/** The least that each tier allows. */
export const tier = { one: 1, two: 20, three: 50, four: 100, special: 0 } as const;

interface Declaration<S extends z.ZodRawShape> {
  readonly perMinute: number;
  readonly scopes?: readonly string[];
  readonly kind?: 'bot' | 'app';
  readonly args: S;
  readonly run: (call: Call<z.infer<z.ZodObject<S>>>) => Readonly<Record<string, unknown>>;
}

/** Arguments that a client adds to every call. */
const everywhere = { token: z.string().optional(), team_id: z.string().optional() };

/** Declares a method. An argument that it does not have is refused. */
export function method<S extends z.ZodRawShape>({
  perMinute,
  scopes = [],
  kind = 'bot',
  args,
  run,
}: Declaration<S>): Method {
  const shape = z.strictObject({ ...everywhere, ...args });
  return {
    perMinute,
    scopes,
    kind,
    args: shape as z.ZodType<unknown>,
    run: (call) => run(call as Call<z.infer<z.ZodObject<S>>>),
  };
}

/** Forms carry everything as text: a flag, a whole number, a list. */
export const flag = z.union([
  z.boolean(),
  z.enum(['true', '1', 'false', '0']).transform((text) => text === 'true' || text === '1'),
]);
export const whole = z.coerce.number().int();
export const csv = z.union([
  z.array(z.string()),
  z.string().transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]);

/** JSON that came as text in a form. What is not JSON stays text, and the method says what it thinks of it. */
export const embedded = z.unknown().transform((value): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
});

/** A page of a list, by a cursor that says where it ended. */
export function pageOf<T>(all: readonly T[], limit: number, cursor: string | undefined) {
  const from = cursor
    ? Number(
        Buffer.from(cursor, 'base64')
          .toString()
          .replace(/^from:/, ''),
      )
    : 0;
  if (!Number.isInteger(from) || from < 0 || from > all.length) throw new SlackError('invalid_cursor');
  const items = all.slice(from, from + limit);
  const end = from + items.length;
  const next = end < all.length ? Buffer.from(`from:${end}`).toString('base64') : '';
  return { items, next, more: next !== '' };
}
