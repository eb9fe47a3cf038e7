import type { z } from 'zod';
import { DeliveryError } from '../../core/errors.js';
import type { Clock } from '../../core/ports/clock.js';
import { type Call, createFeishu } from './client.js';
import { classify } from './errors.js';
import type { AppCredentials } from './host.js';
import { pageOf } from './schemas.js';

/** A call with the limits that it counts for. */
export interface Counted extends Call {
  /** Each name has a rate of its own. */
  readonly name: string;
  /** A chat, a person or a message, with a limit besides. */
  readonly target?: string;
}

export interface Calling {
  /** One try; @throws DeliveryError. Not even tried while Feishu has asked to be left alone. */
  call<T>(app: AppCredentials, asked: Counted, answer: z.ZodType<T>): Promise<T>;
  /** Page by page: all of it or an error, never the pages that happened to arrive. */
  pages<T>(app: AppCredentials, asked: Counted, item: z.ZodType<T>): Promise<readonly T[]>;
}

/** The most that a page of chats or of members holds; open.feishu.cn, im-v1/chat/list, 2025. */
const pageSize = 100;

/**
 * What the month's allowance of a free edition does not count: the directory. Tokens and events it does not count either;
 * open.feishu.cn, platform-notices/custom-app-api-call-limit, 2025-11.
 */
const uncounted = /^contact\./;

/** @param made told of each call that the month's allowance counts, whatever Feishu said to it. */
export function createCalling(clock: Clock, domain: string, made: (app: AppCredentials) => void = () => {}): Calling {
  const feishu = createFeishu(clock, domain);
  /** By app, name and target: until when Feishu asked not to be called (machine time, ms). */
  const resting = new Map<string, { readonly until: number; readonly scope: 'chat' | 'workspace' }>();
  const now = () => clock.machine().getTime();

  async function call<T>(app: AppCredentials, asked: Counted, answer: z.ZodType<T>): Promise<T> {
    const forAll = `${app.appId} ${asked.name}`;
    const forOne = `${forAll} ${asked.target ?? ''}`;
    for (const [name, { until }] of resting) if (until <= now()) resting.delete(name);
    const rest = resting.get(forAll) ?? resting.get(forOne);
    if (rest) throw new DeliveryError({ kind: 'later', afterMs: rest.until - now(), scope: rest.scope });
    if (!uncounted.test(asked.name)) made(app);
    try {
      return await feishu.ask(app, asked, answer);
    } catch (error) {
      const fault = classify(error);
      if (fault.kind === 'later') {
        const { scope, afterMs } = fault;
        resting.set(scope === 'chat' ? forOne : forAll, { until: now() + afterMs, scope });
      }
      // For whoever looks for the reason; it holds nothing of what was sent or said.
      throw Object.assign(new DeliveryError(fault), { cause: error });
    }
  }

  return {
    call,
    async pages(app, asked, item) {
      const all = [];
      const page = pageOf(item);
      for (let token = ''; ; ) {
        const query = { ...asked.query, page_size: pageSize, ...(token === '' ? {} : { page_token: token }) };
        const { data } = await call(app, { ...asked, query }, page);
        all.push(...(data.items ?? []));
        if (!data.has_more) return all;
        // More, and no way to it, or the same page for ever.
        if (data.page_token === '' || data.page_token === token) {
          throw new DeliveryError({ kind: 'unknown', code: 'answer_not_understood' });
        }
        token = data.page_token;
      }
    },
  };
}
