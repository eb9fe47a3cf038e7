import type {
  ClaimedDelivery,
  ClaimRequest,
  DeliveryDraft,
  DeliveryState,
  DeliveryStore,
  Settlement,
} from '../../src/core/ports/delivery-store.js';

interface Row {
  readonly id: string;
  readonly seq: number;
  readonly draft: DeliveryDraft;
  readonly line: string;
  readonly notBefore: Date;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: Date;
  triedSince: Date | null;
  lease: string | null;
  leaseUntil: Date | null;
  sendingSince: Date | null;
  messageRef: string | null;
  failure: string | null;
  decision: Settlement['decision'];
}

/** The delivery store in memory, for the property tests; it keeps the contract of the real one. */
export interface MemoryDeliveries extends DeliveryStore {
  readonly rows: readonly Row[];
}

const direct = '@';

export function createMemoryDeliveries(directChats: ReadonlyMap<string, string> = new Map()): MemoryDeliveries {
  const rows: Row[] = [];
  const byId = (id: string | null | undefined) => rows.find((row) => row.id === id);
  const inOrder = (a: Row, b: Row) => a.notBefore.getTime() - b.notBefore.getTime() || a.seq - b.seq;

  const isDue = (row: Row, school: Date) => row.state === 'pending' && row.notBefore <= school;
  const isOpen = (row: Row, machine: Date) =>
    row.state === 'sending' && row.nextAttemptAt <= machine && (row.leaseUntil === null || row.leaseUntil <= machine);

  function busyLines(workspaceId: string, machine: Date): Set<string> {
    const busy = rows.filter(
      (row) =>
        row.draft.workspaceId === workspaceId &&
        (row.state === 'sending' || (row.state === 'pending' && row.nextAttemptAt > machine)),
    );
    return new Set(busy.map((row) => row.line));
  }

  async function add(draft: DeliveryDraft): Promise<string> {
    const known = rows.find((row) => row.draft.workspaceId === draft.workspaceId && row.draft.key === draft.key);
    if (known) return known.id;
    const target = draft.verb === 'update' ? byId(draft.targetId) : undefined;
    const line =
      draft.verb === 'update'
        ? (target?.line ?? '')
        : 'account' in draft.to
          ? `${direct}${draft.to.account}`
          : draft.to.chat;
    const notBefore = target && target.notBefore > draft.notBefore ? target.notBefore : draft.notBefore;
    const row: Row = {
      id: `d${rows.length + 1}`,
      seq: rows.length + 1,
      draft,
      line,
      notBefore,
      state: 'pending',
      attempts: 0,
      nextAttemptAt: new Date(0),
      triedSince: null,
      lease: null,
      leaseUntil: null,
      sendingSince: null,
      messageRef: null,
      failure: null,
      decision: null,
    };
    rows.push(row);
    return row.id;
  }

  function claimed(row: Row, unresolved: boolean, school: Date): ClaimedDelivery {
    const { draft, line, id, lease, leaseUntil, triedSince, sendingSince, attempts } = row;
    const target = draft.verb === 'update' ? byId(draft.targetId) : undefined;
    const account = line.startsWith(direct) ? line.slice(1) : null;
    if (lease === null || leaseUntil === null || triedSince === null || sendingSince === null) throw new Error(id);
    return {
      ...draft,
      circular: draft.circular ?? null,
      id,
      line,
      lease,
      leaseUntil,
      triedSince,
      sendingSince,
      attempts,
      unresolved,
      hindrance: null,
      account,
      chat: account === null ? line : (directChats.get(account) ?? null),
      target: target ? { state: target.state, messageRef: target.messageRef } : null,
      superseded:
        draft.verb === 'update' &&
        rows.some(
          (other) =>
            other !== row &&
            other.draft.verb === 'update' &&
            other.draft.targetId === draft.targetId &&
            isDue(other, school),
        ),
    };
  }

  /** The heads of lines that may be taken, the most urgent lines first. */
  function headsOf({ workspaceId, school, machine, without }: ClaimRequest): readonly Row[] {
    const busy = busyLines(workspaceId, machine);
    const ours = rows.filter((row) => row.draft.workspaceId === workspaceId);
    const free = ours.filter((row) => isDue(row, school) && !busy.has(row.line) && !without.includes(row.line));
    const urgent = [...free].sort((a, b) => a.draft.urgency - b.draft.urgency || inOrder(a, b));
    return [...new Set(urgent.map((row) => row.line))].flatMap((line) =>
      free
        .filter((row) => row.line === line)
        .sort(inOrder)
        .slice(0, 1),
    );
  }

  function take(taken: readonly Row[], { lease, leaseUntil, school, machine }: ClaimRequest): ClaimedDelivery[] {
    return taken.map((row) => {
      const unresolved = row.state === 'sending';
      Object.assign(row, {
        state: 'sending',
        lease,
        leaseUntil,
        attempts: row.attempts + 1,
        triedSince: row.triedSince ?? machine,
        sendingSince: unresolved ? row.sendingSince : machine,
      });
      return claimed(row, unresolved, school);
    });
  }

  return {
    rows,
    add,
    async addAll(drafts) {
      const ids: string[] = [];
      for (const draft of drafts) ids.push(await add(draft));
      return ids;
    },
    async workspacesDue(school, machine) {
      const due = rows.filter((row) => (isDue(row, school) && row.nextAttemptAt <= machine) || isOpen(row, machine));
      return [...new Set(due.map((row) => row.draft.workspaceId))];
    },
    async claim(request) {
      const { workspaceId, machine, limit } = request;
      const ours = rows.filter((row) => row.draft.workspaceId === workspaceId);
      return take([...ours.filter((row) => isOpen(row, machine)), ...headsOf(request)].slice(0, limit), request);
    },
    async claimCopies(request, circular) {
      return take(
        headsOf(request)
          .filter((row) => row.draft.circular === circular)
          .slice(0, request.limit),
        request,
      );
    },
    async settle(settlements) {
      const held = new Set<string>();
      for (const one of settlements) {
        const row = byId(one.id);
        if (row?.state !== 'sending' || row.lease !== one.lease) continue;
        Object.assign(row, {
          state: one.state,
          lease: null,
          leaseUntil: null,
          failure: one.failure,
          decision: one.decision,
          nextAttemptAt: one.nextAttemptAt ?? row.nextAttemptAt,
          attempts: row.attempts - (one.counts ? 0 : 1),
          messageRef: one.messageRef ?? row.messageRef,
          sendingSince: one.state === 'sending' ? row.sendingSince : null,
        });
        const target = row.draft.verb === 'update' ? byId(row.draft.targetId) : undefined;
        if (target && one.messageRef !== null) target.messageRef = one.messageRef;
        held.add(one.id);
      }
      return held;
    },
    async nextAttempt(workspaceId, school, machine) {
      const ours = rows.filter((row) => row.draft.workspaceId === workspaceId);
      const busy = busyLines(workspaceId, machine);
      const moments = ours.flatMap((row) => {
        if (row.state === 'sending') return [Math.max(row.nextAttemptAt.getTime(), row.leaseUntil?.getTime() ?? 0)];
        if (!isDue(row, school)) return [];
        if (row.nextAttemptAt > machine) return [row.nextAttemptAt.getTime()];
        return busy.has(row.line) ? [] : [machine.getTime()];
      });
      return moments.length > 0 ? new Date(Math.min(...moments)) : null;
    },
    async nextDue(after) {
      const moments = rows
        .filter((row) => row.state === 'pending' && row.notBefore > after)
        .map((row) => +row.notBefore);
      return moments.length > 0 ? new Date(Math.min(...moments)) : null;
    },
    async unfinished(school) {
      return rows.filter((row) => row.state === 'sending' || isDue(row, school)).length;
    },
    async release(workspaceId, chat) {
      for (const row of rows) {
        if (row.draft.workspaceId !== workspaceId || row.line !== chat || row.state !== 'held') continue;
        Object.assign(row, {
          state: 'pending',
          nextAttemptAt: new Date(0),
          attempts: 0,
          triedSince: null,
          failure: null,
        });
      }
    },
    async resume(workspaceId) {
      for (const row of rows) {
        if (row.draft.workspaceId !== workspaceId || row.state !== 'pending') continue;
        Object.assign(row, { nextAttemptAt: new Date(0), attempts: 0, triedSince: null });
      }
    },
    async releaseLeases(machine) {
      for (const row of rows)
        if (row.state === 'sending' && row.leaseUntil && row.leaseUntil > machine) row.leaseUntil = machine;
    },
  };
}
