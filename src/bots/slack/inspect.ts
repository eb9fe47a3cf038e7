import { randomUUID } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { AppCredentials } from './credentials.js';
import { classify } from './errors.js';
import { quietLogger } from './quiet.js';
import { signatureOf } from './signature.js';
import { callTimeoutMs } from './timing.js';

/** What an operator can be told about the connection to Slack. Asks, and changes nothing. */
export interface Inspection {
  token(token: string): Promise<TokenSeen | Failed>;
  chat(token: string, channel: string): Promise<ChatSeen | Failed>;
  /** Whether Slack gives the app-level token a socket. */
  socket(appToken: string): Promise<null | Failed>;
  /** Whether Slack knows the app by these. */
  credentials(app: AppCredentials): Promise<null | Failed>;
  /** Calls our own events address as Slack does when it is entered in its settings. */
  address(url: string, secret: string): Promise<AddressSeen>;
}

export interface Failed {
  /** Slack's word, or the system's. */
  readonly failed: string;
}

export interface TokenSeen {
  readonly teamId: string;
  readonly team: string;
  readonly scopes: readonly string[];
  /** How far our clock is ahead of Slack's, in milliseconds, to the second; null: Slack did not say. */
  readonly aheadMs: number | null;
}

export type ChatSeen = 'in' | 'outside' | 'archived' | 'gone';

/** silent: nothing answers · refused: it does not take our signature · other: something else answers there. */
export type AddressSeen = 'answers' | 'silent' | 'refused' | { readonly other: number };

const whoSchema = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).default({ scopes: [] }),
});
const chatSchema = z.object({
  channel: z.object({ is_archived: z.boolean().default(false), is_member: z.boolean().default(false) }),
});

/** @param now machine time, ms. */
export function createInspection(apiUrl: string | undefined, now: () => number): Inspection {
  let saidAt: { readonly slack: number; readonly ours: number } | null = null;

  const client = new WebClient(undefined, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout: callTimeoutMs,
    logger: quietLogger,
    async fetch(...given: Parameters<typeof fetch>) {
      const response = await fetch(...given);
      const date = Date.parse(response.headers.get('date') ?? '');
      saidAt = Number.isNaN(date) ? null : { slack: date, ours: now() };
      return response;
    },
  });

  const failed = (error: unknown): Failed => {
    const fault = classify(error);
    return { failed: 'code' in fault ? fault.code : 'ratelimited' };
  };

  return {
    async token(token) {
      try {
        const {
          team_id: teamId,
          team,
          response_metadata,
        } = whoSchema.parse(await client.apiCall('auth.test', { token }));
        const aheadMs = saidAt && Math.trunc((saidAt.ours - saidAt.slack) / 1_000) * 1_000;
        return { teamId, team, scopes: response_metadata.scopes, aheadMs };
      } catch (error) {
        return failed(error);
      }
    },
    async chat(token, channel) {
      try {
        const seen = chatSchema.parse(await client.apiCall('conversations.info', { token, channel })).channel;
        if (seen.is_archived) return 'archived';
        return seen.is_member ? 'in' : 'outside';
      } catch (error) {
        const fault = classify(error);
        return fault.kind === 'gone' ? 'gone' : failed(error);
      }
    },
    async socket(appToken) {
      return client.apiCall('apps.connections.open', { token: appToken }).then(() => null, failed);
    },
    async credentials({ clientId: client_id, clientSecret: client_secret }) {
      // A code that nobody was given: Slack looks at it only after it has looked at who asks.
      const outcome = await client
        .apiCall('oauth.v2.access', { client_id, client_secret, code: 'gongyu-doctor' })
        .then(() => null, failed);
      return outcome?.failed === 'invalid_code' ? null : outcome;
    },
    async address(url, secret) {
      const challenge = randomUUID();
      const body = JSON.stringify({ type: 'url_verification', challenge });
      const timestamp = String(Math.floor(now() / 1_000));
      const signature = `v0=${signatureOf(timestamp, Buffer.from(body), secret).toString('hex')}`;
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(callTimeoutMs),
      }).catch(() => null);
      if (!response) return 'silent';
      const said = await response.text().catch(() => '');
      if (response.status === 200 && said === challenge) return 'answers';
      return response.status === 401 ? 'refused' : { other: response.status };
    },
  };
}
