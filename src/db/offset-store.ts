import type { OffsetStore } from '../core/ports/offset-store.js';
import type { Client } from './client.js';

/** The one row. */
const id = 1;

export function createOffsetStore(client: Client): OffsetStore {
  return {
    async read() {
      const row = await client.clockOffset.findUnique({ where: { id } });
      return Number(row?.offsetMs ?? 0);
    },
    async raise(offsetMs) {
      const [row] = await client.$queryRaw<{ offsetMs: bigint }[]>`
        INSERT INTO "ClockOffset" ("id", "offsetMs") VALUES (${id}, ${Math.ceil(offsetMs)}::bigint)
        ON CONFLICT ("id") DO UPDATE SET "offsetMs" = GREATEST("ClockOffset"."offsetMs", excluded."offsetMs")
        RETURNING "offsetMs"`;
      return Number(row?.offsetMs ?? 0);
    },
  };
}
