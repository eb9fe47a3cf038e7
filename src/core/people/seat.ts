import type { Ids } from '../ports/clock.js';
import type { Stores } from '../ports/stores.js';

/** By what a person is known in the sandbox: the end of the id, where ids made at one moment differ. */
export function sandboxIdOf(personId: string): string {
  return `p-${personId.replaceAll('-', '').slice(-12)}`;
}

/**
 * Gives people a place in the sandbox, so that they can be played. Whoever has one in the workspace keeps it.
 * @returns how many got one now.
 */
export async function seatPeople(
  stores: Pick<Stores, 'accounts' | 'people'>,
  ids: Ids,
  workspaceId: string,
  personIds: readonly string[],
  now: Date,
): Promise<number> {
  const known = await stores.people.accountsOf(personIds);
  const seated = new Set(known.filter((one) => one.workspaceId === workspaceId).map((one) => one.personId));
  return stores.accounts.addLinked(
    [...new Set(personIds)]
      .filter((personId) => !seated.has(personId))
      .map((personId) => ({ id: ids.next(), workspaceId, externalId: sandboxIdOf(personId), personId })),
    now,
  );
}
