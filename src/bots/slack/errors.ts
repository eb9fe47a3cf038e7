import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';
import { DeliveryError, type DeliveryFault } from '../../core/errors.js';
import { retryAfterMs } from './timing.js';

/**
 * What Slack's answers mean for a message, from the error lists of docs.slack.dev/methods (2026). An error that is not
 * in any list was an answer all the same: Slack says `ok: false` only where it refused.
 */
const gone = new Set([
  'channel_not_found',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'message_not_found',
  'is_archived',
  'is_inactive',
  'not_in_channel',
  'messages_tab_disabled',
  'thread_not_found',
]);
const locked = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'not_allowed_token_type',
  'team_access_not_granted',
  'access_denied',
  'no_permission',
  'accesslimited',
  'ekm_access_denied',
  'team_not_found',
  'two_factor_setup_required',
  'enterprise_is_restricted',
]);
/** "May have been applied in part", says Slack of the first two. */
const ambiguous = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
const limited = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
/** The workspace is being moved and comes back, or Slack says itself that trying again helps. */
const moving = new Set(['team_added_to_org', 'org_login_required', 'update_failed']);
/** Nobody took the request, so nothing was applied. */
const notSent = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const failureSchema = z.object({
  code: z.string(),
  retryAfter: z.number().optional(),
  statusCode: z.number().optional(),
  data: z.object({ error: z.string() }).optional(),
});

/** @param scope what a 429 of this call is about. */
export function classify(error: unknown, scope: 'chat' | 'workspace' = 'chat'): DeliveryFault {
  if (error instanceof DeliveryError) return error.fault;
  const { data: failure } = failureSchema.safeParse(error);
  switch (failure?.code) {
    case ErrorCode.RateLimitedError:
      return later(failure.retryAfter, scope);
    case ErrorCode.PlatformError:
      return classifyAnswer(failure.data?.error ?? 'unknown_error', scope);
    case ErrorCode.HTTPError:
      if (failure.statusCode === 429) return later(undefined, scope);
      return { kind: 'unknown', code: `http_${failure.statusCode ?? 0}` };
    case ErrorCode.RequestError: {
      const code = causeOf(error);
      return notSent.has(code) ? { kind: 'later', afterMs: 1_000, scope: 'workspace' } : { kind: 'unknown', code };
    }
    default:
      return { kind: 'unknown', code: 'unclassified' };
  }
}

/** Slack did not take the blocks that a message is drawn with. */
export function refusedBlocks(fault: DeliveryFault): boolean {
  return fault.kind === 'refused' && /^invalid_blocks|^msg_blocks_too_long$/.test(fault.code);
}

function classifyAnswer(code: string, scope: 'chat' | 'workspace'): DeliveryFault {
  // The client takes what is no JSON for the error's name: an answer cut short, a page of somebody in between.
  if (!/^[\w.-]{1,100}$/.test(code)) return { kind: 'unknown', code: 'answer_not_understood' };
  if (gone.has(code)) return { kind: 'gone', code };
  if (locked.has(code)) return { kind: 'locked', code };
  if (ambiguous.has(code)) return { kind: 'unknown', code };
  if (limited.has(code) || moving.has(code)) return later(undefined, scope);
  return { kind: 'refused', code };
}

/** @param seconds as Slack counts. */
function later(seconds: number | undefined, scope: 'chat' | 'workspace'): DeliveryFault {
  return { kind: 'later', afterMs: seconds === undefined ? retryAfterMs : seconds * 1_000, scope };
}

/** The system's code of what broke, deep in the chain of causes. */
function causeOf(error: unknown): string {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 8; depth += 1) {
    if (one.name === 'TimeoutError') return 'timeout';
    const code = 'code' in one && typeof one.code === 'string' ? one.code : '';
    if (code !== '' && !code.startsWith('slack_')) return code;
    one = 'original' in one && one.original instanceof Error ? one.original : one.cause;
  }
  return 'broken';
}
