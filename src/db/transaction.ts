import { AsyncLocalStorage } from 'node:async_hooks';
import type { Prisma, PrismaClient } from '../gen/client.js';

/** Mutable on purpose: work started inside and still running afterwards is outside again. */
type Scope = { held: boolean };

const scopes = new AsyncLocalStorage<Scope>();

/** A mistake in the program, not in its data: it fails in both modes so that it is found in either. */
export class TransactionMisuse extends Error {
  constructor() {
    super(
      'The database was asked from inside a transaction, but not through it. On the embedded database there is one ' +
        'session, and this would wait for itself. Use the client or the stores given to the transaction; ring bells ' +
        'and add jobs after it.',
    );
    this.name = 'TransactionMisuse';
  }
}

/** Whether the calling code runs inside a transaction or holds the session. */
export function inTransaction(): boolean {
  return scopes.getStore()?.held === true;
}

/** For everything that may wait for the database, the queue included. */
export function assertOutsideTransaction(): void {
  if (inTransaction()) throw new TransactionMisuse();
}

/** Marks `work` as holding the session; whoever asks for another one meanwhile is refused. */
export async function holdingSession<T>(work: () => Promise<T>): Promise<T> {
  const scope: Scope = { held: true };
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.held = false;
  }
}

/**
 * The only way to a transaction. All or nothing; inside, only `tx` may be used. A transaction within a transaction is
 * refused: joined to the outer one, a rollback of the inner would take more with it than its author meant.
 */
export async function runInTransaction<T>(
  prisma: PrismaClient,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
  options?: { isolationLevel?: Prisma.TransactionIsolationLevel; timeout?: number },
): Promise<T> {
  assertOutsideTransaction();
  return prisma.$transaction((tx) => holdingSession(() => work(tx)), options);
}
