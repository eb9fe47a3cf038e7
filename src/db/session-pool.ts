import pg from 'pg';
import { inTransaction, TransactionMisuse } from './transaction.js';
import { isUrgent } from './urgent.js';

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

/**
 * A pool that refuses to be asked from inside a transaction. `query` and Prisma both come through `connect`, so this
 * one place sees them all; a transaction's own statements go through the client it holds.
 */
export class SessionPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    const refused = inTransaction();
    if (refused && !callback) return Promise.reject(new TransactionMisuse());
    if (refused) return callback?.(new TransactionMisuse(), undefined, () => {}) as undefined;
    const connecting = callback ? super.connect(callback) : super.connect();
    if (isUrgent()) this.#lastGoesFirst();
    return connecting as Promise<pg.PoolClient> | undefined;
  }

  /** pg-pool has one waiting line and no say in it; its last place is whoever has just come. */
  #lastGoesFirst(): void {
    const { _pendingQueue: line } = this as unknown as { readonly _pendingQueue?: unknown[] };
    if (line && line.length > 1) line.unshift(line.pop());
  }
}
