import type { DraftContent, EntryDraft } from '../core/conduct/entry-draft.js';
import type { EntryDraftStore } from '../core/ports/entry-draft-store.js';
import type { Prisma, EntryDraft as Row } from '../gen/client.js';
import type { Client } from './client.js';
import { fromDate } from './dates.js';

/** Of the stored content. A draft of another one is not offered any more; it lives for a day at most. */
const contentVersion = 1;

export function createEntryDraftStore(client: Client): EntryDraftStore {
  return {
    async open({ reading, occurredOn, lines, wholes, recorded, ...draft }) {
      const content = toJson({ reading, occurredOn, lines, wholes, recorded });
      await client.entryDraft.createMany({ data: [{ ...draft, reading: content }], skipDuplicates: true });
      const { schoolId, sourceKey } = draft;
      return toDraft(
        await client.entryDraft.findUniqueOrThrow({ where: { schoolId_sourceKey: { schoolId, sourceKey } } }),
      );
    },

    async find(schoolId, draftId) {
      const row = await client.entryDraft.findFirst({ where: { schoolId, id: draftId } });
      return row && toDraft(row);
    },

    async openOf(schoolId, personId) {
      const rows = await client.entryDraft.findMany({
        where: { schoolId, personId, state: 'open' },
        orderBy: { createdAt: 'desc' },
      });
      return rows.map(toDraft).filter((draft) => draft.state === 'open');
    },

    async replace({ schoolId, id, version, reading, occurredOn, lines, wholes, recorded }) {
      const { count } = await client.entryDraft.updateMany({
        where: { schoolId, id, version, state: 'open' },
        data: { version: version + 1, reading: toJson({ reading, occurredOn, lines, wholes, recorded }) },
      });
      return count === 1;
    },

    async settle(schoolId, draftId, version, state, now) {
      const { count } = await client.entryDraft.updateMany({
        where: { schoolId, id: draftId, version, state: 'open' },
        data: { state, settledAt: now },
      });
      return count === 1;
    },

    async expire(schoolId, madeBefore, now) {
      const { count } = await client.entryDraft.updateMany({
        where: { schoolId, state: 'open', createdAt: { lte: madeBefore } },
        data: { state: 'expired', settledAt: now },
      });
      return count;
    },
  };
}

function toJson(content: DraftContent): Prisma.InputJsonValue {
  return { contentVersion, ...content } as unknown as Prisma.InputJsonValue;
}

function toDraft({ settledAt: _, reading, state, ...row }: Row): EntryDraft {
  const stored = reading as unknown as DraftContent & { readonly contentVersion: number };
  if (stored.contentVersion === contentVersion) {
    const { contentVersion: __, ...content } = stored;
    return { ...row, ...content, state: state as EntryDraft['state'] };
  }
  const nothing = { reading: { lines: [], unread: null }, lines: [], wholes: [], recorded: 0 };
  return { ...row, ...nothing, occurredOn: fromDate(row.createdAt), state: 'expired' };
}
