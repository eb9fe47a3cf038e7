import type { WatchStore } from '../core/ports/watch-store.js';
import type { Client } from './client.js';
import { instant } from './delivery-sql.js';

export function createWatchStore(client: Client): WatchStore {
  return {
    async take(name, holder, machine, until) {
      const rows = await client.$queryRaw<{ name: string }[]>`
        INSERT INTO "Watch" ("name", "holder", "until") VALUES (${name}, ${holder}, ${instant(until)})
        ON CONFLICT ("name") DO UPDATE SET "holder" = excluded."holder", "until" = excluded."until"
          WHERE "Watch"."holder" = excluded."holder" OR "Watch"."until" <= ${instant(machine)}
        RETURNING "name"`;
      return rows.length > 0;
    },
    async release(name, holder) {
      await client.watch.deleteMany({ where: { name, holder } });
    },
    async releaseAll() {
      await client.watch.deleteMany();
    },
  };
}
