import type { Ports } from '../ports/ports.js';

/**
 * Ends the leases of a process that died, so that its work goes on at once instead of after half a minute. Only for a
 * process that knows itself to be the only one: the lock of the embedded data folder says so.
 */
export async function recoverLeases({ database, clock }: Pick<Ports, 'database' | 'clock'>): Promise<void> {
  const now = clock.machine();
  await database.deliveries.releaseLeases(now);
  await database.inbox.releaseLeases(now);
  await database.occurrences.releaseLeases(now);
  await database.watches.releaseAll();
}
