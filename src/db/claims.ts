import { actorOf } from '../core/message/inbound.js';
import type { Arrival } from '../core/ports/inbox-store.js';
import { Prisma } from '../gen/client.js';
import type { Client } from './client.js';
import { toJson } from './json.js';
import { kept } from './kept-statement.js';
import { urgently } from './urgent.js';

/** More than come at once; a statement has room for them. */
const mostAtOnce = 100;

/** What became of an arrival: whose the new row is, or that its key was there already. */
export type Stored = 'leased' | 'unleased' | 'known';

interface Waiting {
  readonly arrival: Arrival;
  resolve(stored: Stored): void;
  reject(error: unknown): void;
}

/**
 * Stores arrivals, each durably before it is answered. Those that come while a statement is on its way go together with
 * the next one, so that many at once cost one commit. In the order in which they came: an actor's second one gets no lease.
 */
export function createClaims(client: Client): (arrival: Arrival) => Promise<Stored> {
  let waiting: Waiting[] = [];
  let storing = false;

  async function storeAll(): Promise<void> {
    storing = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      await storeGroup(group);
    }
    storing = false;
  }

  async function storeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const arrivals = group.map(({ arrival }) => arrival);
      const stored = await urgently(() => insert(client, arrivals));
      for (const { arrival, resolve } of group) resolve(stored.get(arrival.id) ?? 'known');
    } catch (error) {
      // What is wrong with one is not the others' fault.
      if (group.length > 1) for (const one of group) await storeGroup([one]);
      else for (const { reject } of group) reject(error);
    }
  }

  return (arrival) =>
    new Promise((resolve, reject) => {
      waiting.push({ arrival, resolve, reject });
      if (!storing) storeAll();
    });
}

async function insert(client: Client, arrivals: readonly Arrival[]): Promise<ReadonlyMap<string, Stored>> {
  const rows = arrivals.map(({ id, inbound, lease, receivedAt }, place) => {
    const actor = actorOf(inbound);
    const followed = arrivals
      .slice(0, place)
      .some((one) => one.inbound.workspaceId === inbound.workspaceId && actorOf(one.inbound) === actor);
    return Prisma.sql`(${place}::int, ${id}, ${inbound.workspaceId}, ${inbound.key}, ${actor}, ${toJson(inbound)}::jsonb,
      ${receivedAt.toISOString()}::timestamptz, ${lease.name}, ${lease.until.toISOString()}::timestamptz, ${followed}::boolean)`;
  });
  const stored = await client.$queryRaw<{ id: string; lease: string | null }[]>`
    ${kept(`claim-${rows.length}`)}
    INSERT INTO "InboundEvent" ("id", "workspaceId", "key", "actor", "event", "receivedAt", "lease", "leaseUntil", "attempts")
    SELECT "id", "workspaceId", "key", "actor", "event", "receivedAt", CASE WHEN alone THEN "lease" END,
           CASE WHEN alone THEN "leaseUntil" END, CASE WHEN alone THEN 1 ELSE 0 END
      FROM (SELECT arrival.*, NOT "followed" AND NOT EXISTS (
              SELECT 1 FROM "InboundEvent" earlier
               WHERE earlier."workspaceId" = arrival."workspaceId" AND earlier."actor" = arrival."actor"
                 AND earlier."state" = 'received'
                 AND (earlier."lease" IS NOT NULL OR earlier."leaseUntil" IS NULL OR earlier."leaseUntil" <= arrival."receivedAt")
            ) AS alone
              FROM (VALUES ${Prisma.join(rows)}) AS arrival
                   ("place", "id", "workspaceId", "key", "actor", "event", "receivedAt", "lease", "leaseUntil", "followed")
             ORDER BY "place") AS ordered
    ON CONFLICT ("workspaceId", "key") DO NOTHING
    RETURNING "id", "lease"`;
  return new Map(stored.map(({ id, lease }) => [id, lease === null ? 'unleased' : 'leased']));
}
