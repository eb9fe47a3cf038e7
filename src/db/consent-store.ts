import type { ConsentState } from '../core/digests/piece.js';
import type { ConsentStore } from '../core/ports/consent-store.js';
import type { Client } from './client.js';

export function createConsentStore(client: Client): ConsentStore {
  return {
    async statesOf(schoolId, pupilIds, purpose) {
      const rows = await client.consent.findMany({
        where: { schoolId, purpose, pupilId: { in: [...pupilIds] } },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        select: { pupilId: true, state: true },
      });
      // In order of time: the last one of a pupil stays.
      return new Map(rows.map((row) => [row.pupilId, row.state as ConsentState]));
    },
    async add(rows) {
      if (rows.length > 0) await client.consent.createMany({ data: [...rows] });
    },
  };
}
