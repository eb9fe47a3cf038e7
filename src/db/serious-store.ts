import type { SeriousReport } from '../core/conduct/serious.js';
import type { SeriousStore } from '../core/ports/serious-store.js';
import type { SeriousReport as Row } from '../gen/client.js';
import type { Client } from './client.js';

export function createSeriousStore(client: Client): SeriousStore {
  return {
    async add(reports) {
      if (reports.length === 0) return [];
      const rows = await client.seriousReport.createManyAndReturn({ data: [...reports], skipDuplicates: true });
      return rows.map(toReport);
    },

    async find(schoolId, reportId) {
      const row = await client.seriousReport.findFirst({ where: { schoolId, id: reportId } });
      return row && toReport(row);
    },

    async open(schoolId) {
      const rows = await client.seriousReport.findMany({
        where: { schoolId, state: 'open' },
        orderBy: [{ reportedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toReport);
    },

    async take(schoolId, reportId, personId, now) {
      const { count } = await client.seriousReport.updateMany({
        where: { schoolId, id: reportId, state: 'open' },
        data: { state: 'taken', takenById: personId, takenAt: now },
      });
      return count === 1;
    },
  };
}

function toReport({ state, ...row }: Row): SeriousReport {
  return { ...row, state: state as SeriousReport['state'] };
}
