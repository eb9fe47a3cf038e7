import type { KnownBlock, View } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { DeliveryError } from '../../core/errors.js';
import type { Clock } from '../../core/ports/clock.js';
import { classify } from './errors.js';
import type { Installation } from './host.js';
import { quietLogger } from './quiet.js';
import { callTimeoutMs, historyPage, triggerLifeMs } from './timing.js';

/** A message on its way out. */
export interface Outgoing {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** Which delivery it is, and which part of it: how it is found again. */
  readonly mark?: Mark;
}

export interface Mark {
  readonly key: string;
  /** From 0. */
  readonly part: number;
  readonly last: boolean;
  /** See `createMessenger`. */
  readonly redrawn: boolean;
}

export interface FoundMessage extends Mark {
  readonly ts: string;
}

export type MessageView = Outgoing & { readonly channel: string; readonly ts: string };

/**
 * The only file that calls Slack's Web API. One try a call, with a time-out; every failure is a `DeliveryError`. The token
 * goes with each call, from the workspace that the call is for, so that none can be used for another.
 */
export interface WebApi {
  post(of: Installation, channel: string, message: Outgoing): Promise<{ channel: string; ts: string }>;
  postEphemeral(of: Installation, channel: string, user: string, message: Outgoing): Promise<void>;
  update(of: Installation, message: MessageView): Promise<void>;
  remove(of: Installation, channel: string, ts: string): Promise<void>;
  openDirect(of: Installation, user: string): Promise<string>;
  /** Our own marked messages of the channel since the instant (ms), one page: newest first. */
  marked(of: Installation, channel: string, since: number, cursor: string): Promise<MarkedPage>;
  openView(of: Installation, trigger: string, view: View): Promise<void>;
  pushView(of: Installation, trigger: string, view: View): Promise<void>;
  updateView(of: Installation, viewId: string, view: View): Promise<void>;
  publishHome(of: Installation, user: string, view: View): Promise<void>;
  chat(of: Installation, channel: string): Promise<{ name: string; shared: boolean; archived: boolean }>;
  members(of: Installation, channel: string): Promise<readonly string[]>;
  user(of: Installation, user: string): Promise<SlackUser>;
  users(of: Installation, ids: readonly string[]): Promise<readonly SlackUser[]>;
  /** Who the token speaks for. */
  whoAmI(token: string): Promise<Identity>;
  /** Posts to a response_url; false when it is used up, expired or refused. */
  respond(url: string, body: ResponseBody): Promise<boolean>;
}

export interface MarkedPage {
  readonly found: readonly FoundMessage[];
  readonly next: string;
}

export interface ResponseBody {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly replace_original: boolean;
}

const userSchema = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  is_email_confirmed: z.boolean().default(false),
  real_name: z.string().optional(),
  profile: z
    .object({ display_name: z.string().optional(), real_name: z.string().optional(), email: z.string().optional() })
    .default({}),
});
export type SlackUser = Readonly<z.infer<typeof userSchema>>;

const identitySchema = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  user_id: z.string(),
  bot_id: z.string().default(''),
  enterprise_id: z.string().nullish(),
});
export type Identity = z.infer<typeof identitySchema>;

const postedSchema = z.object({ channel: z.string(), ts: z.string() });
const openedSchema = z.object({ channel: z.object({ id: z.string() }) });
const pageSchema = z.object({ response_metadata: z.object({ next_cursor: z.string().optional() }).optional() });
const historySchema = pageSchema.extend({
  messages: z.array(
    z.object({
      ts: z.string(),
      bot_id: z.string().optional(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()).optional() })
        .optional(),
    }),
  ),
});
const chatSchema = z.object({
  channel: z.object({
    name: z.string().default(''),
    is_ext_shared: z.boolean().default(false),
    is_archived: z.boolean().default(false),
  }),
});
const membersSchema = pageSchema.extend({ members: z.array(z.string()) });
const userInfoSchema = z.object({ user: userSchema });
const userListSchema = pageSchema.extend({ members: z.array(userSchema) });
/** users.info takes a hundred a minute, users.list twenty pages of up to a thousand. */
const askedOneByOne = 40;

/** Ours in `metadata.event_type`; anyone in the channel can read it, so it says nothing but the delivery's id. */
const markType = 'gongyu_delivery';
const markSchema = z.object({ k: z.string(), p: z.number(), l: z.boolean(), t: z.boolean().default(false) });

export function createWebApi(clock: Clock, apiUrl?: string): WebApi {
  const options = {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    // The delivery engine is the only place for retries; a paused queue would hold back a modal whose trigger dies.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    maxRequestConcurrency: 200,
    logger: quietLogger,
  };
  const client = new WebClient(undefined, { ...options, timeout: callTimeoutMs });
  const atOnce = new WebClient(undefined, { ...options, timeout: triggerLifeMs });
  /** By workspace and method: until when Slack asked not to be called (machine time, ms). */
  const resting = new Map<string, number>();

  async function call<T>(
    schema: z.ZodType<T>,
    method: string,
    of: Pick<Installation, 'botToken' | 'teamId'>,
    args: Record<string, unknown>,
    using = client,
  ): Promise<T> {
    // What one channel is refused says nothing about another; any other 429 is about the method.
    const posting = method.startsWith('chat.post');
    const name = `${of.teamId} ${method}${posting ? ` ${String(args['channel'])}` : ''}`;
    const until = resting.get(name) ?? 0;
    const now = clock.machine().getTime();
    if (until > now) throw new DeliveryError({ kind: 'later', afterMs: until - now, scope: 'chat' });
    resting.delete(name);
    try {
      return schema.parse(await using.apiCall(method, { ...args, token: of.botToken }));
    } catch (error) {
      if (error instanceof z.ZodError) throw new DeliveryError({ kind: 'unknown', code: 'answer_not_understood' });
      const fault = classify(error);
      if (fault.kind === 'later') resting.set(name, clock.machine().getTime() + fault.afterMs);
      throw new DeliveryError(fault);
    }
  }

  const nothing = z.unknown();
  const payloadOf = ({ key, part, last, redrawn }: Mark) => ({
    k: key,
    p: part,
    l: last,
    ...(redrawn ? { t: true } : {}),
  });
  const contentOf = ({ text, blocks, mark }: Outgoing) => ({
    text,
    blocks,
    unfurl_links: false,
    unfurl_media: false,
    ...(mark ? { metadata: { event_type: markType, event_payload: payloadOf(mark) } } : {}),
  });

  async function user(of: Installation, id: string): Promise<SlackUser> {
    return (await call(userInfoSchema, 'users.info', of, { user: id })).user;
  }

  return {
    post: (of, channel, message) => call(postedSchema, 'chat.postMessage', of, { channel, ...contentOf(message) }),
    async postEphemeral(of, channel, user, { text, blocks }) {
      await call(nothing, 'chat.postEphemeral', of, { channel, user, text, blocks });
    },
    async update(of, { channel, ts, ...message }) {
      await call(nothing, 'chat.update', of, { channel, ts, ...contentOf(message) });
    },
    async remove(of, channel, ts) {
      await call(nothing, 'chat.delete', of, { channel, ts });
    },
    async openDirect(of, user) {
      return (await call(openedSchema, 'conversations.open', of, { users: user })).channel.id;
    },
    async marked(of, channel, since, cursor) {
      const oldest = (since / 1_000).toFixed(6);
      const args = { channel, oldest, limit: historyPage, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
      const { messages, response_metadata } = await call(historySchema, 'conversations.history', of, args);
      const found = messages.flatMap(({ ts, bot_id, metadata }): FoundMessage[] => {
        // Metadata can be written by any app in the channel: only our own counts.
        if (bot_id !== of.botId || metadata?.event_type !== markType) return [];
        const { data } = markSchema.safeParse(metadata.event_payload);
        return data ? [{ ts, key: data.k, part: data.p, last: data.l, redrawn: data.t }] : [];
      });
      return { found, next: response_metadata?.next_cursor ?? '' };
    },
    async openView(of, trigger_id, view) {
      await call(nothing, 'views.open', of, { trigger_id, view }, atOnce);
    },
    async pushView(of, trigger_id, view) {
      await call(nothing, 'views.push', of, { trigger_id, view }, atOnce);
    },
    async updateView(of, view_id, view) {
      await call(nothing, 'views.update', of, { view_id, view }, atOnce);
    },
    async publishHome(of, user_id, view) {
      await call(nothing, 'views.publish', of, { user_id, view });
    },
    async chat(of, channel) {
      const { name, is_ext_shared, is_archived } = (await call(chatSchema, 'conversations.info', of, { channel }))
        .channel;
      return { name, shared: is_ext_shared, archived: is_archived };
    },
    async members(of, channel) {
      const members: string[] = [];
      await eachPage(async (cursor) => {
        const page = await call(membersSchema, 'conversations.members', of, { channel, limit: 1_000, ...cursor });
        members.push(...page.members);
        return page;
      });
      return members;
    },
    user,
    async users(of, ids) {
      if (ids.length <= askedOneByOne) return Promise.all(ids.map((id) => user(of, id)));
      const wanted = new Set(ids);
      const found: SlackUser[] = [];
      await eachPage(async (cursor) => {
        const page = await call(userListSchema, 'users.list', of, { limit: 1_000, ...cursor });
        found.push(...page.members.filter(({ id }) => wanted.has(id)));
        return page;
      });
      // People of other organisations in a shared channel are in no list.
      const strangers = ids.filter((id) => !found.some((one) => one.id === id));
      return [...found, ...(await Promise.all(strangers.map((id) => user(of, id))))];
    },
    whoAmI: (token) => call(identitySchema, 'auth.test', { botToken: token, teamId: 'unknown' }, {}),
    async respond(url, body) {
      if (!isHook(url, apiUrl)) return false;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response_type: 'ephemeral', ...body }),
        signal: AbortSignal.timeout(callTimeoutMs),
        redirect: 'error',
      }).catch(() => null);
      if (!answer?.ok) return false;
      // "Expired url" has come with status 200, too.
      const said = await answer.text().catch(() => '');
      return !/expired/i.test(said) && !/"ok"\s*:\s*false/.test(said);
    },
  };
}

/** Where answers may be posted to: what came in says where, and is believed as far as this. */
function isHook(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  if (apiUrl !== undefined) return origin === new URL(apiUrl).origin;
  return protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname);
}

/** Asks for one page after the other, each with the cursor of the one before. */
async function eachPage(ask: (cursor: { cursor?: string }) => Promise<z.infer<typeof pageSchema>>): Promise<void> {
  let cursor = '';
  do {
    const page = await ask(cursor === '' ? {} : { cursor });
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
}
