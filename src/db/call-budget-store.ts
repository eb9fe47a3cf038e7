import type { CallBudgetStore } from '../core/ports/call-budget-store.js';
import type { Client } from './client.js';

export function createCallBudgetStore(client: Client): CallBudgetStore {
  return {
    async spend({ workspaceId, beginsAt, endsAt, allowed, used }) {
      return client.callBudget.upsert({
        where: { workspaceId_beginsAt: { workspaceId, beginsAt } },
        create: { workspaceId, beginsAt, endsAt, allowed, used },
        update: { endsAt, allowed, used: { increment: used } },
      });
    },
    at: (instant) =>
      client.callBudget.findMany({
        where: { beginsAt: { lte: instant }, endsAt: { gt: instant } },
        orderBy: { workspaceId: 'asc' },
      }),
  };
}
