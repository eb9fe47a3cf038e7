import { createHash, timingSafeEqual } from 'node:crypto';
import { signatureWindowSeconds } from './timing.js';

export interface SignedRequest {
  /** `X-Lark-Request-Timestamp`, `X-Lark-Request-Nonce` and `X-Lark-Signature`, as they came. */
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: string | undefined;
  /** The bytes of the body before anything read them. */
  readonly body: Uint8Array;
}

/**
 * Whether Feishu signed the request, within the window to both sides of now. The vendor's own check signs what it has
 * parsed and written again, and takes any time. Source: open.feishu.cn, event-subscription-guide, 2025-06.
 * @param now milliseconds of machine time
 */
export function isSigned(
  { timestamp, nonce, signature, body }: SignedRequest,
  encryptKey: string,
  now: number,
  windowSeconds = signatureWindowSeconds,
): boolean {
  // Without a key anybody could sign.
  if (encryptKey === '') return false;
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (nonce === undefined || !/^[!-~]{1,128}$/.test(nonce)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > windowSeconds) return false;
  if (signature === undefined || !/^[0-9a-f]{64}$/.test(signature)) return false;
  return timingSafeEqual(Buffer.from(signature, 'hex'), signatureOf(timestamp, nonce, encryptKey, body));
}

export function signatureOf(timestamp: string, nonce: string, encryptKey: string, body: Uint8Array): Buffer {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey)
    .update(body)
    .digest();
}

/** Whether the token is ours, told in the same time whatever it is. */
export function isToken(given: unknown, ours: string): boolean {
  if (typeof given !== 'string' || ours === '') return false;
  return timingSafeEqual(digestOf(given), digestOf(ours));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
