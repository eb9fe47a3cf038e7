import type { InboundOf } from '../../src/core/message/inbound.js';
import type { DeliveryDraft, Recipient } from '../../src/core/ports/delivery-store.js';
import type { Database } from '../../src/core/ports/stores.js';
import { createDatabase } from '../../src/db/database.js';
import type { TestDatabase } from './database.js';

export const workspaceId = 'w1';
export const schoolId = 's1';

/** Noon of a school day, in both clocks. */
export const noon = new Date('2026-09-14T04:00:00.000Z');

export function after(ms: number, from: Date = noon): Date {
  return new Date(from.getTime() + ms);
}

/** A tenant with a workspace and a few accounts: what deliveries and events hang on. */
export async function seedWorkspaces(
  { prisma }: Pick<TestDatabase, 'prisma'>,
  workspaces: readonly string[] = [workspaceId],
): Promise<Database> {
  const tenant = { id: 't1', name: 'Example', region: 'CN', createdAt: noon };
  await prisma.tenant.create({ data: tenant });
  for (const id of workspaces) {
    await prisma.workspace.create({ data: { id, tenantId: tenant.id, platform: 'fake', externalId: id, name: id } });
  }
  return createDatabase(prisma);
}

type DraftParts = Partial<Omit<Extract<DeliveryDraft, { verb: 'send' }>, 'to' | 'verb'>>;

export function draft(key: string, to: Recipient | string, parts: DraftParts = {}): DeliveryDraft {
  return {
    verb: 'send',
    to: typeof to === 'string' ? { chat: to } : to,
    schoolId,
    workspaceId,
    key,
    kind: 'test',
    audience: 'staff',
    personId: null,
    subjectId: null,
    language: 'zh-CN',
    card: { tone: 'plain', blocks: [{ kind: 'paragraph', text: key }] },
    urgency: 5,
    createdAt: noon,
    notBefore: noon,
    uselessAfter: null,
    ...parts,
  };
}

export function updateOf(targetId: string, key: string, parts: DraftParts = {}): DeliveryDraft {
  const { to: _, verb: __, ...facts } = draft(key, 'unused', parts) as Extract<DeliveryDraft, { verb: 'send' }>;
  return { ...facts, verb: 'update', targetId };
}

/** Somebody says something in their direct chat. */
export function said(key: string, actor: string, text: string): InboundOf<'said'> {
  return {
    kind: 'said',
    key,
    workspaceId,
    actor: { externalId: actor },
    chat: { externalId: `direct-${actor}`, kind: 'direct' },
    text,
  };
}
