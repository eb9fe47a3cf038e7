import { languageOf } from '../core/language/language.js';
import type { Channel, ChannelAudience, ChannelStore } from '../core/ports/channel-store.js';
import type { Client } from './client.js';

interface Row extends Omit<Channel, 'language' | 'audience'> {
  language: string | null;
  audience: string;
}

const channelOf = ({
  id,
  schoolId,
  workspaceId,
  externalId,
  name,
  audience,
  classId,
  language,
  confirmedAt,
}: Row): Channel => ({
  id,
  schoolId,
  workspaceId,
  externalId,
  name,
  audience: audience as ChannelAudience,
  classId,
  language: language === null ? null : languageOf(language),
  confirmedAt,
});

export function createChannelStore(client: Client): ChannelStore {
  const knownAmong: ChannelStore['knownAmong'] = async (place, externalIds) => {
    const { schoolId, workspaceId, audience, classId } = place;
    const rows = await client.$queryRaw<{ externalId: string }[]>`
      SELECT a."externalId"
        FROM "Account" a
       WHERE a."workspaceId" = ${workspaceId} AND a."externalId" = ANY(${[...externalIds]}::text[])
         AND (EXISTS (SELECT 1 FROM "Role" r
                       WHERE r."personId" = a."personId" AND r."schoolId" = ${schoolId} AND r."toOn" IS NULL)
              OR (${audience} = 'classParents' AND EXISTS (
                   SELECT 1 FROM "Guardianship" g
                     JOIN "ClassMembership" k ON k."pupilId" = g."pupilId" AND k."toOn" IS NULL
                    WHERE g."personId" = a."personId" AND g."schoolId" = ${schoolId} AND g."toOn" IS NULL
                      AND NOT g."restricted" AND k."classId" = ${classId})))`;
    return new Set(rows.map((row) => row.externalId));
  };

  return {
    async findByChat(workspaceId, externalId) {
      const row = await client.channel.findUnique({
        where: { workspaceId_externalId: { workspaceId, externalId }, unboundAt: null },
      });
      return row && channelOf(row);
    },
    async ofAudience(schoolId, audience, classId) {
      const rows = await client.channel.findMany({
        where: { schoolId, audience, classId, unboundAt: null },
        orderBy: { id: 'asc' },
      });
      return rows.map(channelOf);
    },
    async list(schoolId) {
      const rows = await client.channel.findMany({ where: { schoolId, unboundAt: null }, orderBy: { id: 'asc' } });
      return rows.map(channelOf);
    },
    async known(workspaceId, externalId) {
      const row = await client.channel.findUnique({
        where: { workspaceId_externalId: { workspaceId, externalId } },
        select: {
          name: true,
          members: { select: { externalId: true, displayName: true }, orderBy: { externalId: 'asc' } },
        },
      });
      if (!row) return null;
      const members = row.members.map((one) => ({ ...one, displayName: one.displayName ?? undefined }));
      return { name: row.name, members };
    },
    async bind({ confirmedAt, ...channel }, boundById, now) {
      const { id, workspaceId, externalId, ...rest } = channel;
      const anew = { boundById, boundAt: now, confirmedAt: null, confirmedById: null };
      const here = { unboundAt: null, awaySince: null, awayReason: null };
      const row = await client.channel.upsert({
        where: { workspaceId_externalId: { workspaceId, externalId } },
        create: { ...channel, boundById, boundAt: now, confirmedAt },
        update: { ...rest, ...anew, ...here },
      });
      // A chat that changes schools is seen with new eyes.
      await client.channelMember.deleteMany({ where: { channelId: row.id, schoolId: { not: row.schoolId } } });
      return channelOf(row);
    },
    async unbind(channelId, now) {
      await client.channel.update({
        where: { id: channelId },
        data: { unboundAt: now, confirmedAt: null, confirmedById: null },
      });
    },
    async rename(channelId, name) {
      await client.channel.update({ where: { id: channelId }, data: { name } });
    },
    async leave(channelId, awayReason, now) {
      const { count } = await client.channel.updateMany({
        where: { id: channelId, awaySince: null },
        data: { awaySince: now, awayReason },
      });
      return count === 1;
    },
    async comeBack(channelId) {
      await client.channel.update({ where: { id: channelId }, data: { awaySince: null, awayReason: null } });
    },
    async forgetMembers(channelId) {
      await client.channelMember.deleteMany({ where: { channelId } });
      await client.channel.update({ where: { id: channelId }, data: { confirmedAt: null, confirmedById: null } });
    },
    async setMembers(channel, members, newId, now) {
      const channelId = channel.id;
      const present = members.map((member) => member.externalId);
      await client.channelMember.deleteMany({ where: { channelId, externalId: { notIn: present } } });
      const { count } = await client.channelMember.createMany({
        data: members.map((member) => ({
          id: newId(),
          schoolId: channel.schoolId,
          channelId,
          externalId: member.externalId,
          displayName: member.displayName ?? null,
          seenAt: now,
        })),
        skipDuplicates: true,
      });
      if (count > 0) {
        await client.channel.update({ where: { id: channelId }, data: { confirmedAt: null, confirmedById: null } });
      }
    },
    async membership(channelId) {
      const channel = await client.channel.findUnique({
        where: { id: channelId },
        include: { members: { orderBy: { externalId: 'asc' } } },
      });
      const members = channel?.members ?? [];
      const ids = members.map((one) => one.externalId);
      const known = channel ? await knownAmong(channelOf(channel), ids) : new Set();
      const unknown = members.filter((one) => !known.has(one.externalId));
      return {
        members: members.length,
        known: members.length - unknown.length,
        unknown: unknown.map((one) => ({ externalId: one.externalId, displayName: one.displayName ?? undefined })),
      };
    },
    knownAmong,
    async chatsOf(schoolId, workspaceId, externalId) {
      const rows = await client.channel.findMany({
        where: { schoolId, workspaceId, members: { some: { externalId } } },
        include: { _count: { select: { members: true } } },
        orderBy: { id: 'asc' },
      });
      return rows.map((row) => ({ channel: channelOf(row), members: row._count.members }));
    },
    async confirmMembers(channelId, personId, now) {
      await client.channel.update({ where: { id: channelId }, data: { confirmedAt: now, confirmedById: personId } });
    },
  };
}
