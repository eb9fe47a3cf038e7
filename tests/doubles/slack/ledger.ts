import type { OwnEntry } from '../support/ledger.js';

/**
 * What happened, line by line, each written before its answer: the oracle. `key` is the delivery's own, out of the
 * message's metadata.
 */
export type LedgerLine = { readonly at: number } & LedgerEntry;

export type LedgerEntry =
  | {
      readonly kind: 'post';
      readonly team: string;
      readonly channel: string;
      readonly ts: string;
      readonly key: string | null;
      /** Which part of a long card it is, out of its metadata. */
      readonly part?: { readonly part: number; readonly last: boolean };
      readonly text: string;
      readonly by: 'chat.postMessage' | 'response_url' | 'files';
    }
  | {
      readonly kind: 'ephemeral';
      readonly team: string;
      readonly channel: string;
      readonly user: string;
      readonly text: string;
      readonly by: 'chat.postEphemeral' | 'response_url' | 'ack';
    }
  | {
      readonly kind: 'change';
      readonly team: string;
      readonly channel: string;
      readonly ts: string;
      readonly text: string;
    }
  | { readonly kind: 'delete'; readonly team: string; readonly channel: string; readonly ts: string }
  | { readonly kind: 'view'; readonly team: string; readonly user: string; readonly view: string; readonly by: string }
  /** A 429, by the rules or out of the blue. */
  | {
      readonly kind: 'refused';
      readonly team: string;
      readonly method: string;
      readonly why: 'channel' | 'workspace' | 'tier' | 'luck';
      readonly channel?: string;
      readonly afterMs: number;
    }
  | { readonly kind: 'fault'; readonly team: string; readonly method: string; readonly fault: string }
  | {
      readonly kind: 'call';
      readonly team: string;
      readonly method: string;
      readonly token: string;
      readonly error: string | null;
      readonly details?: readonly string[];
    }
  | {
      readonly kind: 'push';
      readonly push: string;
      readonly team: string;
      readonly what: string;
      readonly type: string;
      readonly attempt: number;
    }
  | {
      readonly kind: 'said';
      readonly team: string;
      readonly channel: string;
      readonly user: string;
      readonly ts: string;
      readonly text: string;
    }
  | OwnEntry;
