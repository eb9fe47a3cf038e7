import { v7 as newId } from 'uuid';
import type { Language } from '../core/language/language.js';
import type { Card } from '../core/message/card.js';
import type { ClaimedDelivery, DeliveryDraft, DeliveryState, DeliveryStore } from '../core/ports/delivery-store.js';
import type { Client } from './client.js';
import {
  addSql,
  claimCopiesSql,
  claimSql,
  instant,
  nextAttemptSql,
  settleSql,
  unfinishedSql,
  workspacesDueSql,
} from './delivery-sql.js';

type ClaimedRow = Omit<ClaimedDelivery, 'target' | 'card' | 'language'> & {
  readonly card: unknown;
  readonly language: string;
  readonly targetState: DeliveryState | null;
  readonly targetRef: string | null;
};

export function createDeliveryStore(client: Client): DeliveryStore {
  async function addAll(drafts: readonly DeliveryDraft[]): Promise<readonly string[]> {
    const ids = new Map<string, string>();
    const nameOf = (draft: { workspaceId: string; key: string }) => `${draft.workspaceId} ${draft.key}`;
    // Messages first: an update in the same batch must find its target.
    for (const verb of ['send', 'update'] as const) {
      const some = drafts.filter((draft) => draft.verb === verb).map((draft) => ({ ...draft, id: newId() }));
      if (some.length === 0) continue;
      const rows = await client.$queryRaw<{ id: string; workspaceId: string; key: string }[]>(addSql(some));
      for (const row of rows) ids.set(nameOf(row), row.id);
    }
    const known = drafts.filter((draft) => !ids.has(nameOf(draft)));
    if (known.length > 0) {
      const rows = await client.delivery.findMany({
        where: { OR: known.map(({ workspaceId, key }) => ({ workspaceId, key })) },
        select: { id: true, workspaceId: true, key: true },
      });
      for (const row of rows) ids.set(nameOf(row), row.id);
    }
    return drafts.map((draft) => {
      const id = ids.get(nameOf(draft));
      if (id === undefined) throw new Error(`The delivery ${draft.key} was not written.`);
      return id;
    });
  }

  return {
    addAll,
    async add(draft) {
      const [id] = await addAll([draft]);
      if (id === undefined) throw new Error(`The delivery ${draft.key} was not written.`);
      return id;
    },
    async workspacesDue(school, machine) {
      const rows = await client.$queryRaw<{ id: string }[]>(workspacesDueSql(school, machine));
      return rows.map((row) => row.id);
    },
    async claim(request) {
      return (await client.$queryRaw<ClaimedRow[]>(claimSql(request))).map(claimedOf);
    },
    async claimCopies(request, circular) {
      return (await client.$queryRaw<ClaimedRow[]>(claimCopiesSql(request, circular))).map(claimedOf);
    },
    async settle(settlements) {
      if (settlements.length === 0) return new Set();
      const rows = await client.$queryRaw<{ id: string }[]>(settleSql(settlements));
      return new Set(rows.map((row) => row.id));
    },
    async nextAttempt(workspaceId, school, machine) {
      const [row] = await client.$queryRaw<{ next: Date | null }[]>(nextAttemptSql(workspaceId, school, machine));
      return row?.next ?? null;
    },
    async nextDue(after) {
      const { _min } = await client.delivery.aggregate({
        where: { state: 'pending', notBefore: { gt: after } },
        _min: { notBefore: true },
      });
      return _min.notBefore;
    },
    async unfinished(school) {
      const [row] = await client.$queryRaw<{ count: number }[]>(unfinishedSql(school));
      return row?.count ?? 0;
    },
    async release(workspaceId, chat) {
      // Held for a week, it is not a message that was tried for a week.
      await client.delivery.updateMany({
        where: { workspaceId, chat, state: 'held' },
        data: { state: 'pending', nextAttemptAt: new Date(0), attempts: 0, triedSince: null, failure: null },
      });
    },
    async resume(workspaceId) {
      await client.delivery.updateMany({
        where: { workspaceId, state: 'pending' },
        data: { nextAttemptAt: new Date(0), attempts: 0, triedSince: null },
      });
    },
    async releaseLeases(machine) {
      await client.$executeRaw`
        UPDATE "Delivery" SET "leaseUntil" = ${instant(machine)} WHERE "state" = 'sending' AND "leaseUntil" > ${instant(machine)}`;
    },
  };
}

function claimedOf({ targetState, targetRef, card, language, ...row }: ClaimedRow): ClaimedDelivery {
  return {
    ...row,
    // Written by this program; its renderers are total.
    card: card as Card,
    language: language as Language,
    target: targetState === null ? null : { state: targetState, messageRef: targetRef },
  };
}
