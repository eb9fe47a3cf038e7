import { join } from 'node:path';
import { ids } from '../../src/app/ids.js';
import type { Card } from '../../src/core/message/card.js';
import type { DeliveryDraft } from '../../src/core/ports/delivery-store.js';
import type { Pacing } from '../../src/core/ports/messenger.js';
import type { Database } from '../../src/core/ports/stores.js';
import type { OpenDatabase } from '../../src/db/open.js';
import { createHttpMessenger } from '../../tests/doubles/http-messenger.js';
import { type Platform, startPlatform } from '../../tests/doubles/platform.js';

/** Calls in the air: what the delivery engine allows itself by default, and what its contenders get. */
export const atOnce = 64;
const batch = 500;

const unlimited: Pacing = { perChatMs: 0, perWorkspacePerSecond: Number.POSITIVE_INFINITY };

/** A platform in a process of its own that enforces the limits, takes everything else at once, and writes down what it took. */
export async function openPlatform(folder: string, pacing: Pacing = unlimited): Promise<Platform> {
  const perSecond = pacing.perWorkspacePerSecond;
  return startPlatform(
    {
      seed: 1,
      personality: 'key',
      rates: { tooMany: 0, broken: 0, dropped: 0, late: 0 },
      retryAfterMs: 0,
      lateMs: 0,
      answerMs: 0,
      perChatMs: pacing.perChatMs,
      ...(Number.isFinite(perSecond) ? { perSecond } : {}),
    },
    join(folder, `platform-${ids.next()}.jsonl`),
  );
}

export const messengerTo = (platform: Platform, pacing: Pacing = unlimited) =>
  createHttpMessenger(
    platform.url,
    { repeat: { by: 'key', withinMs: 3_600_000 }, forms: 'whole', maxButtons: 5, circulars: null, pacing },
    10_000,
  );

/** About as long as a private note to a guardian. */
export const noteCard: Card = {
  title: '本周在校情况',
  tone: 'plain',
  blocks: [
    { kind: 'paragraph', text: '孩子这一周按时到校，课堂上主动提问两次，和小组同学一起完成了值日。' },
    { kind: 'list', items: ['主动提问 +1', '值日认真 +1', '帮助同学弄懂问题 +2'] },
  ],
  footer: '第3周 · 有问题请直接回复这条消息',
};

/** A workspace of the fake platform, in the tenant of the school that is there, or in one of its own. */
export async function addWorkspace({ prisma }: OpenDatabase): Promise<string> {
  const id = ids.next();
  const made = { id, name: 'Measured', region: 'CN', createdAt: new Date() };
  const tenant = (await prisma.tenant.findFirst()) ?? (await prisma.tenant.create({ data: made }));
  await prisma.workspace.create({ data: { id, tenantId: tenant.id, platform: 'strict', externalId: id, name: id } });
  return id;
}

/** Writes the messages down the way a use case does: many in one transaction. */
export async function addDeliveries(
  database: Database,
  workspaceId: string,
  count: number,
  chats: number,
): Promise<void> {
  const now = new Date();
  const draft = (index: number): DeliveryDraft => ({
    verb: 'send',
    to: { chat: `chat-${index % chats}` },
    schoolId: null,
    workspaceId,
    key: ids.next(),
    kind: 'measured',
    audience: 'person',
    personId: null,
    subjectId: null,
    language: 'zh-CN',
    card: noteCard,
    urgency: 3,
    createdAt: now,
    notBefore: now,
    uselessAfter: null,
  });
  for (let from = 0; from < count; from += batch) {
    const drafts = Array.from({ length: Math.min(batch, count - from) }, (_, index) => draft(from + index));
    await database.transaction((stores) => stores.deliveries.addAll(drafts));
  }
}
