import type { MessageKey } from './language/catalogue.js';
import type { Params } from './language/say.js';

/**
 * Something a person asked for that cannot be done. Not a fault: it is answered in words, from the catalogue, that say
 * what happened and what to do.
 */
export class Refusal extends Error {
  readonly key: MessageKey;
  readonly params: Params;

  constructor(key: MessageKey, params: Params = {}) {
    super(key);
    this.name = 'Refusal';
    this.key = key;
    this.params = params;
  }
}

/** Why a platform did not take a message, sorted once by the platform's `classify`. */
export type DeliveryFault =
  /** Refused before it was applied, worth another try after the time given (429, a short outage). */
  | { readonly kind: 'later'; readonly afterMs: number; readonly scope: 'chat' | 'workspace' }
  /** Refused for good: what was asked is wrong or not allowed, trying again changes nothing. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The chat or the person is gone. */
  | { readonly kind: 'gone'; readonly code: string }
  /** The workspace does not let us in: stop and tell the operator. */
  | { readonly kind: 'locked'; readonly code: string }
  /** It may or may not have arrived (time-out, reset, 5xx). */
  | { readonly kind: 'unknown'; readonly code: string };

/** Thrown by a messenger; nothing of the platform's answer but the code is kept. */
export class DeliveryError extends Error {
  readonly fault: DeliveryFault;

  constructor(fault: DeliveryFault) {
    super('code' in fault ? `${fault.kind}: ${fault.code}` : fault.kind);
    this.name = 'DeliveryError';
    this.fault = fault;
  }
}
