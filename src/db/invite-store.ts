import type { Invite, InviteKind, InviteStore, WaitingInvite } from '../core/ports/invite-store.js';
import { Prisma } from '../gen/client.js';
import type { Client } from './client.js';

export function createInviteStore(client: Client): InviteStore {
  /** Used, undecided invites of guardians, with the child's class of today's open membership. */
  const waiting = (where: Prisma.Sql) => client.$queryRaw<WaitingInvite[]>`
    SELECT i."id", i."schoolId", k."classId", a."id" AS "accountId", a."displayName",
           p."id" AS "personId", p."name" AS "personName", g."relation",
           c."id" AS "pupilId", c."name" AS "pupilName"
      FROM "Invite" i
      JOIN "Account" a ON a."id" = i."usedByAccountId"
      JOIN "Person" p ON p."id" = i."personId"
      JOIN "Pupil" c ON c."id" = i."pupilId"
      JOIN "ClassMembership" k ON k."pupilId" = c."id" AND k."toOn" IS NULL
      JOIN "Guardianship" g ON g."personId" = p."id" AND g."pupilId" = c."id" AND g."toOn" IS NULL
       AND NOT g."restricted"
     WHERE i."kind" = 'guardian' AND i."decidedAt" IS NULL AND ${where}
     ORDER BY i."usedAt", i."id"`;

  return {
    async add(invites) {
      await client.invite.createMany({ data: [...invites] });
    },
    async findByFingerprint(codeHash): Promise<Invite | null> {
      const row = await client.invite.findUnique({ where: { codeHash } });
      return row && { ...row, kind: row.kind as InviteKind };
    },
    async open(tenantId, kind, now) {
      return client.invite.count({ where: { tenantId, kind, usedAt: null, expiresAt: { gt: now } } });
    },
    async use(inviteId, accountId, now) {
      const { count } = await client.invite.updateMany({
        where: { id: inviteId, usedAt: null },
        data: { usedAt: now, usedByAccountId: accountId },
      });
      return count === 1;
    },
    async isWaiting(accountId, personId) {
      const where = { usedByAccountId: accountId, personId, kind: 'guardian', decidedAt: null };
      return (await client.invite.count({ where })) > 0;
    },
    async forgetAccount(accountId) {
      await client.invite.updateMany({ where: { usedByAccountId: accountId }, data: { usedByAccountId: null } });
    },
    waiting: (schoolId, classId) => waiting(Prisma.sql`i."schoolId" = ${schoolId} AND k."classId" = ${classId}`),
    async findWaiting(inviteIds) {
      return inviteIds.length === 0 ? [] : waiting(Prisma.sql`i."id" IN (${Prisma.join([...inviteIds])})`);
    },
    async decide(inviteId, accepted, decidedById, now) {
      const { count } = await client.invite.updateMany({
        where: { id: inviteId, decidedAt: null, usedAt: { not: null } },
        data: { accepted, decidedById, decidedAt: now },
      });
      return count === 1;
    },
  };
}
