import { createHmac, timingSafeEqual } from 'node:crypto';
import { signatureWindowSeconds } from './timing.js';

export interface SignedRequest {
  /** `X-Slack-Request-Timestamp` and `X-Slack-Signature`, as they came. */
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** The bytes of the body before anything read them. */
  readonly body: Uint8Array;
}

/**
 * Whether Slack signed the request, with one of the secrets (two while one is being replaced), within five minutes of
 * now to both sides. Bolt's own verifier accepts any time in the future and, on Express, any version of the signature.
 * Source: docs.slack.dev/authentication/verifying-requests-from-slack.
 * @param now milliseconds of machine time
 */
export function isSigned(
  { timestamp, signature, body }: SignedRequest,
  secrets: readonly string[],
  now: number,
): boolean {
  if (!timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > signatureWindowSeconds) return false;
  const given = /^v0=([0-9a-f]{64})$/.exec(signature ?? '')?.[1];
  if (given === undefined) return false;
  const bytes = Buffer.from(given, 'hex');
  // Every secret is tried, so that the time taken does not tell which one fits.
  return secrets.map((secret) => timingSafeEqual(bytes, signatureOf(timestamp, body, secret))).some((same) => same);
}

/** What Slack puts behind `v0=`. */
export function signatureOf(timestamp: string, body: Uint8Array, secret: string): Buffer {
  return createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
}
