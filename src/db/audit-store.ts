import type { AuditStore } from '../core/ports/audit-store.js';
import type { Client } from './client.js';

export function createAuditStore(client: Client): AuditStore {
  return {
    async add(rows) {
      if (rows.length > 0) await client.audit.createMany({ data: [...rows] });
    },
  };
}
