import type { Ports } from '../ports/ports.js';

/**
 * An account that was switched off on its platform reaches nobody: what waits for it is not sent, and its person counts
 * as not reached, until it is active again. One that nobody has seen here is none of our business.
 */
export async function noteAccount(
  ports: Ports,
  workspaceId: string,
  externalId: string,
  active: boolean,
): Promise<void> {
  await ports.database.accounts.setActive(workspaceId, externalId, active, ports.clock.school());
}
