import { inboundSchema } from '../core/message/inbound.js';
import type { Reply } from '../core/message/reply.js';
import type { InboxStore, Taken } from '../core/ports/inbox-store.js';
import { Prisma } from '../gen/client.js';
import { createClaims } from './claims.js';
import type { Client } from './client.js';
import { instant } from './delivery-sql.js';
import { toJson } from './json.js';

/** Unfinished, and not one that was tried in vain and waits for another try: that one lets others pass. */
function inTheWay(machine: Date): Prisma.Sql {
  return Prisma.sql`earlier."state" = 'received'
    AND (earlier."lease" IS NOT NULL OR earlier."leaseUntil" IS NULL OR earlier."leaseUntil" <= ${instant(machine)})`;
}

function firstOfItsActor(machine: Date): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (
    SELECT 1 FROM "InboundEvent" earlier
     WHERE earlier."workspaceId" = e."workspaceId" AND earlier."actor" = e."actor" AND earlier."seq" < e."seq"
       AND ${inTheWay(machine)})`;
}

function free(machine: Date): Prisma.Sql {
  return Prisma.sql`e."state" = 'received' AND (e."leaseUntil" IS NULL OR e."leaseUntil" <= ${instant(machine)})`;
}

export function createInboxStore(client: Client): InboxStore {
  const store = createClaims(client);
  return {
    async claim(arrival) {
      const { workspaceId, key } = arrival.inbound;
      const stored = await store(arrival);
      if (stored !== 'known') return stored === 'leased' ? { kind: 'ours' } : { kind: 'waits' };
      const known = await client.inboundEvent.findUnique({
        where: { workspaceId_key: { workspaceId, key } },
        select: { state: true, reply: true },
      });
      // What was stored was a reply of this program.
      return { kind: 'known', reply: known?.state === 'done' ? (known.reply as Reply | null) : null };
    },
    async take(eventId, lease, machine) {
      const [row] = await client.$queryRaw<{ taken: Taken }[]>`
        WITH taken AS (
          UPDATE "InboundEvent" e
             SET "lease" = ${lease.name}, "leaseUntil" = ${instant(lease.until)}, "attempts" = e."attempts" + 1
           WHERE e."id" = ${eventId} AND ${free(machine)} AND ${firstOfItsActor(machine)}
          RETURNING e."id"
        )
        SELECT CASE WHEN EXISTS (SELECT 1 FROM taken) THEN 'ours'
                    WHEN EXISTS (SELECT 1 FROM "InboundEvent" e WHERE e."id" = ${eventId} AND ${free(machine)}) THEN 'waits'
                    ELSE 'elsewhere' END AS "taken"`;
      return row?.taken ?? 'elsewhere';
    },
    async takeUnfinished(lease, machine, limit) {
      const rows = await client.$queryRaw<{ id: string; event: unknown; attempts: number; receivedAt: Date }[]>`
        WITH free AS (
          SELECT e."id" FROM "InboundEvent" e WHERE ${free(machine)} AND ${firstOfItsActor(machine)}
           ORDER BY e."seq" LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ),
        taken AS (
          UPDATE "InboundEvent" e
             SET "lease" = ${lease.name}, "leaseUntil" = ${instant(lease.until)}, "attempts" = e."attempts" + 1
            FROM free WHERE e."id" = free."id"
          RETURNING e.*
        )
        SELECT "id", "event", "attempts", "receivedAt" FROM taken ORDER BY "seq"`;
      return rows.map(({ id, event, attempts, receivedAt }) => ({
        id,
        inbound: inboundSchema.parse(event),
        attempts,
        receivedAt,
      }));
    },
    async complete(eventId, lease, reply, machine) {
      const { count } = await client.inboundEvent.updateMany({
        where: { id: eventId, lease, state: 'received' },
        data: {
          state: 'done',
          reply: JSON.parse(toJson(reply)) as Prisma.InputJsonValue,
          doneAt: machine,
          lease: null,
          leaseUntil: null,
        },
      });
      return count === 1;
    },
    async putBack(eventId, lease, notBefore) {
      await client.inboundEvent.updateMany({
        where: { id: eventId, lease },
        data: { lease: null, leaseUntil: notBefore },
      });
    },
    async park(eventId, lease, machine) {
      const { count } = await client.inboundEvent.updateMany({
        where: { id: eventId, lease, state: 'received' },
        data: { state: 'parked', doneAt: machine, lease: null, leaseUntil: null },
      });
      return count === 1;
    },
    async forget(state, before) {
      const { count } = await client.inboundEvent.deleteMany({ where: { state, receivedAt: { lt: before } } });
      return count;
    },
    async releaseLeases(machine) {
      await client.$executeRaw`
        UPDATE "InboundEvent" SET "lease" = NULL, "leaseUntil" = ${instant(machine)}
         WHERE "state" = 'received' AND "lease" IS NOT NULL`;
    },
  };
}
