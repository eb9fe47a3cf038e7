import type { AccountStore } from '../core/ports/account-store.js';
import type { Client } from './client.js';
import { toDate } from './dates.js';

const accountColumns = { id: true, workspaceId: true, externalId: true, personId: true } as const;

export function createAccountStore(client: Client): AccountStore {
  return {
    async see({ workspaceId, externalId, displayName }, newId, now) {
      const row = await client.account.upsert({
        where: { workspaceId_externalId: { workspaceId, externalId } },
        create: { id: newId, workspaceId, externalId, displayName: displayName ?? null, seenAt: now },
        update: { seenAt: now, ...(displayName === undefined ? {} : { displayName }) },
        select: { id: true },
      });
      return row.id;
    },
    async link(accountId, personId, now) {
      await client.account.update({ where: { id: accountId }, data: { personId, linkedAt: now } });
    },
    async setDirectChat(workspaceId, externalId, chat) {
      await client.account.updateMany({ where: { workspaceId, externalId }, data: { directChat: chat } });
    },
    async unlink(accountId) {
      await client.account.update({ where: { id: accountId }, data: { personId: null, linkedAt: null } });
    },
    async findBy(workspaceId, externalId) {
      return client.account.findUnique({
        where: { workspaceId_externalId: { workspaceId, externalId } },
        select: accountColumns,
      });
    },
    async unlinked({ workspaceId, schoolId, externalId = null }, limit) {
      const rows = await client.$queryRaw<{ externalId: string; displayName: string | null }[]>`
        SELECT seen."externalId", max(seen."displayName") AS "displayName"
          FROM (SELECT a."externalId", a."displayName" FROM "Account" a WHERE a."workspaceId" = ${workspaceId}
                UNION ALL
                SELECT m."externalId", m."displayName" FROM "ChannelMember" m JOIN "Channel" c ON c."id" = m."channelId"
                 WHERE c."workspaceId" = ${workspaceId} AND c."schoolId" = ${schoolId} AND c."unboundAt" IS NULL) seen
          LEFT JOIN "Account" own ON own."workspaceId" = ${workspaceId} AND own."externalId" = seen."externalId"
         WHERE own."personId" IS NULL AND own."deactivatedAt" IS NULL
           AND (${externalId}::text IS NULL OR seen."externalId" = ${externalId})
         GROUP BY seen."externalId"
         ORDER BY "displayName" NULLS LAST, seen."externalId"
         LIMIT ${limit}`;
      return rows.map((row) => ({
        workspaceId,
        externalId: row.externalId,
        displayName: row.displayName ?? undefined,
      }));
    },
    async find(accountId) {
      return client.account.findUnique({ where: { id: accountId }, select: accountColumns });
    },
    async setActive(workspaceId, externalId, active, now) {
      // When it was switched off stays as it was when that is told twice.
      await client.account.updateMany({
        where: { workspaceId, externalId, ...(active ? {} : { deactivatedAt: null }) },
        data: { deactivatedAt: active ? null : now },
      });
    },
    async hasInactive(personId) {
      return (await client.account.count({ where: { personId, deactivatedAt: { not: null } } })) > 0;
    },
    async addLinked(accounts, now) {
      const data = accounts.map((account) => ({ ...account, linkedAt: now }));
      const { count } = await client.account.createMany({ data, skipDuplicates: true });
      return count;
    },
    async addPerson(person) {
      await client.person.create({ data: { ...person, updatedAt: person.createdAt } });
    },
    async setLanguage(personId, language) {
      await client.person.update({ where: { id: personId }, data: { language } });
    },
    async setRecordAtOnce(personId, on) {
      await client.person.update({ where: { id: personId }, data: { recordAtOnce: on } });
    },
    async addRole({ fromOn, ...role }) {
      await client.role.createMany({ data: [{ ...role, subjects: [], fromOn: toDate(fromOn) }], skipDuplicates: true });
    },
  };
}
