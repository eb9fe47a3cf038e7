import type { AccountStore } from '../ports/account-store.js';
import type { Clock, Ids } from '../ports/clock.js';
import type { ClaimedDelivery, DeliveryStore, Settlement } from '../ports/delivery-store.js';
import type { WatchStore } from '../ports/watch-store.js';
import type { Heard } from './attempt.js';

/** The part of the ports that the engine uses. */
export interface EnginePorts {
  readonly database: {
    readonly deliveries: DeliveryStore;
    readonly watches: WatchStore;
    readonly accounts: Pick<AccountStore, 'setDirectChat'>;
  };
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'next'>;
}

/**
 * Asked at the last moment, for a batch: which of these must not be sent (any more), each with the code of the reason.
 * The recipient may have left, a consent may have been withdrawn, a note may be held.
 */
export type Recheck = (deliveries: readonly ClaimedDelivery[]) => Promise<ReadonlyMap<string, string>>;

/** What the engine tells its operator: for logs and metrics, never for decisions. */
export type DeliveryEvent =
  | {
      readonly kind: 'settled';
      readonly row: ClaimedDelivery;
      readonly settlement: Settlement;
      /** False: the lease was lost, and the settlement did not count. */
      readonly held: boolean;
      readonly heard: Heard;
    }
  /** Something of ours broke; what was in hand is found out again after its lease. */
  | { readonly kind: 'fault'; readonly workspaceId: string | null; readonly error: unknown };
