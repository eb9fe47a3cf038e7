import type { Language } from '../language/language.js';
import type { Card } from '../message/card.js';

/** Where a message goes: a group's chat, or a person's account, whose direct chat is found when it is sent. */
export type Recipient = { readonly chat: string } | { readonly account: string };

/** A message as the change that causes it writes it down, in the same transaction. */
export type DeliveryDraft = DeliveryFacts &
  (
    | { readonly verb: 'send'; readonly to: Recipient }
    /** Changes the message of another delivery; waits until that one is sent. */
    | { readonly verb: 'update'; readonly targetId: string }
  );

interface DeliveryFacts {
  readonly schoolId: string | null;
  readonly workspaceId: string;
  /** Names the message within the workspace: added twice, it is one delivery. Ids only, no names. */
  readonly key: string;
  /** What the message is ('round.open', 'digest.classParents' …), for `why`, budgets and reports. */
  readonly kind: string;
  readonly audience: string;
  readonly personId: string | null;
  readonly subjectId: string | null;
  readonly language: Language;
  readonly card: Card;
  /**
   * Names the circular of which the message is one copy: all of them say the same. Where a platform takes many in one call,
   * an attempt that may have arrived is not repeated. Without buttons.
   */
  readonly circular?: string;
  /** 0 first: answers, then private notes, then digests. A chat goes as early as its most urgent message. */
  readonly urgency: number;
  /** School time, as the two below. */
  readonly createdAt: Date;
  /** `createdAt` for "at once". Within a chat, messages go in this order. */
  readonly notBefore: Date;
  /** From here on it is skipped, with a reason. */
  readonly uselessAfter: Date | null;
}

/** `held`: waits, without being tried, until its chat is there again. */
export type DeliveryState = 'pending' | 'sending' | 'held' | 'sent' | 'skipped' | 'failed' | 'unknown';

/**
 * chatAway: the bot is not in the bound chat, or it is archived · accountOff: switched off on its platform ·
 * accountUnlinked: the account is no longer the person's whom the message is for.
 */
export type Hindrance = 'chatAway' | 'accountOff' | 'accountUnlinked';

/** A delivery that a process has taken to work on; nobody else touches it before the lease ends. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly lease: string;
  readonly leaseUntil: Date;
  readonly schoolId: string | null;
  readonly workspaceId: string;
  /** The line in which the delivery waits; order holds within it. */
  readonly line: string;
  /** The direct chat of this account is meant; null: `chat` is a group's. */
  readonly account: string | null;
  /** null: the direct chat has still to be opened. */
  readonly chat: string | null;
  readonly verb: 'send' | 'update';
  /** For an update: the message that changes. */
  readonly target: { readonly state: DeliveryState; readonly messageRef: string | null } | null;
  /** A newer update of the same message waits behind this one. */
  readonly superseded: boolean;
  readonly kind: string;
  readonly audience: string;
  readonly personId: string | null;
  readonly subjectId: string | null;
  readonly language: Language;
  readonly card: Card;
  readonly circular: string | null;
  readonly uselessAfter: Date | null;
  /** Calls so far, this one counted. */
  readonly attempts: number;
  readonly triedSince: Date;
  /** Start of the oldest attempt of unknown outcome; this attempt's own when there is none. */
  readonly sendingSince: Date;
  /** An earlier attempt may have arrived. */
  readonly unresolved: boolean;
  /** What is known to stand in the way, without asking the platform. */
  readonly hindrance: Hindrance | null;
}

export interface ClaimRequest {
  readonly workspaceId: string;
  readonly lease: string;
  readonly leaseUntil: Date;
  readonly school: Date;
  readonly machine: Date;
  readonly limit: number;
  /** Lines that must rest for now. */
  readonly without: readonly string[];
}

/** What became of a claimed delivery. It counts only while the lease holds. */
export interface Settlement {
  readonly id: string;
  readonly lease: string;
  /** `pending`: refused before it was applied, may be tried again; `sending`: nobody knows yet whether it arrived. */
  readonly state: DeliveryState;
  /** Machine time; for `pending` and `sending`. */
  readonly nextAttemptAt: Date | null;
  /** False when no call was made, or the platform put it off: it is no try of the message. */
  readonly counts: boolean;
  readonly messageRef: string | null;
  /** School time. */
  readonly sentAt: Date | null;
  /** A code, never a text. */
  readonly failure: string | null;
  /** Written down for `why` when the message does not arrive. */
  readonly decision: SettlementDecision | null;
}

export interface SettlementDecision {
  readonly id: string;
  readonly outcome: 'refused' | 'skipped' | 'held' | 'notReached' | 'checking';
  readonly reason: string;
  readonly at: Date;
}

export interface DeliveryStore {
  /** In the transaction of the change that causes the message. Gives the delivery's id, the first one's for a known key. */
  add(draft: DeliveryDraft): Promise<string>;
  /** The same for many at once; ids in the order of the drafts. */
  addAll(drafts: readonly DeliveryDraft[]): Promise<readonly string[]>;
  /** Workspaces in which something can be tried now. */
  workspacesDue(school: Date, machine: Date): Promise<readonly string[]>;
  /**
   * Takes heads of lines: what may be tried now, the most urgent lines first, never two of one line. Those taken are
   * in `sending` when this returns. Attempts of unknown outcome, whose lease has ended, come before all others.
   */
  claim(request: ClaimRequest): Promise<readonly ClaimedDelivery[]>;
  /** The same for further copies of a circular, in lines that have nothing before them. */
  claimCopies(request: ClaimRequest, circular: string): Promise<readonly ClaimedDelivery[]>;
  /**
   * In one statement; gives the ids that were still held under their lease. The reference that a change ends with is its
   * message's from then on.
   */
  settle(settlements: readonly Settlement[]): Promise<ReadonlySet<string>>;
  /** When something of the workspace that is due in school time can next be tried; null: nothing is left. */
  nextAttempt(workspaceId: string, school: Date, machine: Date): Promise<Date | null>;
  /** The next instant of school time at which a waiting delivery becomes due. */
  nextDue(after: Date): Promise<Date | null>;
  /** What is held for the chat is tried again, in its order. */
  release(workspaceId: string, chat: string): Promise<void>;
  /** What waited while the workspace was closed counts as never tried. */
  resume(workspaceId: string): Promise<void>;
  /** Whatever is due in school time, has not ended and can be tried: not what is held, nor in a closed workspace. */
  unfinished(school: Date): Promise<number>;
  /** Ends every lease: only for the one process that can know that the others are dead. */
  releaseLeases(machine: Date): Promise<void>;
}
