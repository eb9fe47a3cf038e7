import type { InstallationStore } from '../core/ports/installation-store.js';
import type { Prisma } from '../gen/client.js';
import type { Client } from './client.js';

const withWorkspace = { workspace: true } as const satisfies Prisma.InstallationInclude;

function installationOf({ workspace, ...row }: Prisma.InstallationGetPayload<{ include: typeof withWorkspace }>) {
  const { tenantId, externalId, name, closedAt, closedReason } = workspace;
  return { ...row, tenantId, externalId, name, open: closedAt === null, closedReason };
}

export function createInstallationStore(client: Client): InstallationStore {
  return {
    async put({ scopes, ...given }) {
      const row = { ...given, scopes: [...scopes] };
      await client.installation.upsert({
        where: { workspaceId: given.workspaceId },
        create: { ...row, version: 1 },
        update: { ...row, version: { increment: 1 } },
      });
    },
    async find(workspaceId) {
      const row = await client.installation.findUnique({ where: { workspaceId }, include: withWorkspace });
      return row && row.workspace.endedAt === null ? installationOf(row) : null;
    },
    async list(platform) {
      const rows = await client.installation.findMany({
        where: { workspace: { platform, endedAt: null } },
        include: withWorkspace,
        orderBy: { workspaceId: 'asc' },
      });
      return rows.map(installationOf);
    },
    async renew(workspaceId, version, { sealed, expiresAt, scopes }) {
      const { count } = await client.installation.updateMany({
        where: { workspaceId, version },
        data: { sealed, expiresAt, scopes: [...scopes], version: { increment: 1 } },
      });
      return count === 1;
    },
  };
}
