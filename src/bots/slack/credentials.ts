import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../../core/ports/clock.js';
import { classify } from './errors.js';
import type { Tokens } from './install.js';
import { quietLogger } from './quiet.js';
import { callTimeoutMs } from './timing.js';

/** What became of an attempt to exchange a token that ends for its successor. */
export type Renewed =
  | { readonly kind: 'renewed'; readonly tokens: Tokens; readonly scopes: readonly string[] }
  /** The workspace has taken the app's rights back, or the token was used before: only installing again helps. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Slack does not answer, or the app's own secret is wrong: the token in hand goes on working meanwhile. */
  | { readonly kind: 'later'; readonly code: string };

export interface AppCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const answerSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number().positive(),
  scope: z.string().default(''),
});

/** docs.slack.dev/methods/oauth.v2.access, 2026: the words that speak of the workspace and not of the app or the network. */
const final = new Set([
  'invalid_refresh_token',
  'token_expired',
  'token_revoked',
  'account_inactive',
  'team_access_not_granted',
]);

/** Exchanges a refresh token, which can be used once, for the next pair. One try; never called while Slack waits for us. */
export function createRenewal(app: AppCredentials, clock: Clock, apiUrl: string | undefined) {
  const client = new WebClient(undefined, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout: callTimeoutMs,
    logger: quietLogger,
  });
  return async (refreshToken: string): Promise<Renewed> => {
    const asked = clock.machine().getTime();
    try {
      const answer = answerSchema.parse(
        await client.apiCall('oauth.v2.access', {
          client_id: app.clientId,
          client_secret: app.clientSecret,
          grant_type: 'refresh_token',
          refresh_token: refreshToken,
        }),
      );
      const expiresAt = asked + answer.expires_in * 1_000;
      const tokens = { access: answer.access_token, refresh: answer.refresh_token, expiresAt };
      return { kind: 'renewed', tokens, scopes: answer.scope.split(',').filter(Boolean) };
    } catch (error) {
      if (error instanceof z.ZodError) return { kind: 'later', code: 'answer_not_understood' };
      const fault = classify(error);
      const code = 'code' in fault ? fault.code : 'ratelimited';
      return { kind: final.has(code) ? 'refused' : 'later', code };
    }
  };
}
