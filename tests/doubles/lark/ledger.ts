import type { OwnEntry } from '../support/ledger.js';

/** What happened, line by line, each written before its answer: the oracle. */
export type LedgerLine = { readonly at: number } & LedgerEntry;

export type LedgerEntry =
  | {
      readonly kind: 'post';
      readonly app: string;
      readonly chat: string;
      readonly message: string;
      readonly type: string;
      /** The call's own uuid: one message within the hour. */
      readonly uuid: string | null;
      readonly text: string;
      readonly by: string;
    }
  /** A uuid came again within the hour: the message that was there already was answered. */
  | {
      readonly kind: 'repeat';
      readonly app: string;
      readonly chat: string;
      readonly message: string;
      readonly uuid: string;
    }
  | {
      readonly kind: 'ephemeral';
      readonly app: string;
      readonly chat: string;
      readonly user: string;
      readonly text: string;
    }
  | {
      readonly kind: 'change';
      readonly app: string;
      readonly chat: string;
      readonly message: string;
      readonly text: string;
      readonly by: 'patch' | 'put' | 'callback' | 'late';
    }
  | { readonly kind: 'delete'; readonly app: string; readonly chat: string; readonly message: string }
  | { readonly kind: 'urgent'; readonly app: string; readonly message: string; readonly users: readonly string[] }
  /** A limit of pace was met, by the rules or out of the blue. */
  | {
      readonly kind: 'refused';
      readonly app: string;
      readonly method: string;
      readonly why: 'chat' | 'card' | 'second' | 'minute' | 'luck';
      readonly code: number;
      readonly afterMs: number;
    }
  | { readonly kind: 'fault'; readonly app: string; readonly method: string; readonly fault: string }
  | {
      readonly kind: 'call';
      readonly app: string;
      readonly method: string;
      readonly code: number;
      readonly details?: readonly string[];
    }
  | {
      readonly kind: 'push';
      readonly push: string;
      readonly app: string;
      readonly what: string;
      readonly type: string;
      readonly attempt: number;
      readonly by: 'http' | 'socket';
    }
  | {
      readonly kind: 'said';
      readonly chat: string;
      readonly user: string;
      readonly message: string;
      readonly text: string;
    }
  | OwnEntry;
