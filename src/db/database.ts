import type { Database } from '../core/ports/stores.js';
import type { PrismaClient } from '../gen/client.js';
import { createStores } from './stores.js';
import { runInTransaction } from './transaction.js';

/** Every store, and the transaction around them. */
export function createDatabase(prisma: PrismaClient): Database {
  return {
    ...createStores(prisma),
    transaction: (work, options) =>
      runInTransaction(
        prisma,
        (tx) => work(createStores(tx)),
        options?.limitMs === undefined ? undefined : { timeout: options.limitMs },
      ),
  };
}
