import type { Decision, DecisionStore, Outcome } from '../core/ports/decision-store.js';
import type { Client } from './client.js';

export function createDecisionStore(client: Client): DecisionStore {
  return {
    async add(decisions) {
      if (decisions.length === 0) return;
      await client.decision.createMany({
        data: decisions.map((decision) => ({ ...decision, params: { ...decision.params } })),
        skipDuplicates: true,
      });
    },
    async of(schoolId, { subjectIds, personId, since }, limit) {
      const rows = await client.decision.findMany({
        where: {
          schoolId,
          ...(subjectIds ? { subjectId: { in: [...subjectIds] } } : {}),
          ...(personId ? { personId } : {}),
          ...(since ? { at: { gte: since } } : {}),
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      return rows.map((row) => ({
        ...row,
        outcome: row.outcome as Outcome,
        params: row.params as Decision['params'],
      }));
    },
  };
}
