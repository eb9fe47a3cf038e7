import type { ActionDraft, ActionStore } from '../core/ports/action-store.js';
import type { Client } from './client.js';

export function createActionStore(client: Client): ActionStore {
  return {
    async add(actions, now) {
      if (actions.length === 0) return;
      await client.action.createMany({
        data: actions.map(({ token, ...action }) => ({ ...action, id: token, createdAt: now })),
      });
    },
    async find(token) {
      const row = await client.action.findUnique({ where: { id: token } });
      if (!row) return null;
      const { id, createdAt: _, payload, ...action } = row;
      return { ...action, token: id, payload: payload as ActionDraft['payload'] };
    },
    async use(token, personId, now) {
      const { count } = await client.action.updateMany({
        where: { id: token, usedAt: null },
        data: { usedAt: now, usedById: personId },
      });
      return count === 1;
    },
    async forget(before) {
      const { count } = await client.action.deleteMany({ where: { expiresAt: { lt: before } } });
      return count;
    },
  };
}
