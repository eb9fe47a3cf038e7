import type { InstallHost } from '../../bots/slack/install.js';
import type { Ports } from '../../core/ports/ports.js';
import type { WorkspaceRecord } from '../../core/ports/school-store.js';
import type { Stores } from '../../core/ports/stores.js';
import type { Log } from '../log.js';
import { tenantsOf } from '../tenants.js';
import { readInstallLink } from './install-link.js';
import { sealTokens } from './installations.js';
import { slackPlatform, workspaceIdOf } from './workspace.js';

export interface InstallParts {
  readonly ports: Ports;
  readonly log: Log;
  /** The workspace is there, or its tokens are others than before. */
  installed(workspaceId: string): Promise<void>;
}

/**
 * Whose a workspace becomes. The first one of the only customer needs no more than the address; whoever knew that address
 * could otherwise bring a workspace of their own, in which they decide who has which e-mail address. So a further one needs
 * the customer's own link, which `gongyu doctor` prints, and a workspace never changes hands.
 */
export function createInstallHost({ ports, log, installed }: InstallParts): InstallHost {
  const { database, secrets, clock } = ports;

  /** The customers that somebody with this link, or without one, may act for. */
  async function tenantsFor(stores: Pick<Stores, 'schools'>, link: string | null): Promise<readonly string[]> {
    const tenants = await tenantsOf(stores);
    if (link === null) return tenants.length === 1 ? tenants : [];
    const named = readInstallLink(secrets, link);
    return tenants.filter((one) => one === named);
  }

  return {
    async mayBegin(link) {
      if ((await tenantsOf(database)).length === 0) return 'noSchool';
      return (await tenantsFor(database, link)).length > 0 ? 'yes' : 'needsLink';
    },
    async keep({ teamId, teamName, tokens, scopes, ...granted }, link) {
      const workspaceId = workspaceIdOf(teamId);
      const outcome = await database.transaction(async (stores) => {
        const [tenantId] = await tenantsFor(stores, link);
        if (tenantId === undefined) return 'needsLink';
        const known = await stores.schools.findWorkspace(workspaceId);
        if (known && known.tenantId !== tenantId) return 'othersWorkspace';
        if (!known && link === null && (await hasWorkspace(stores))) return 'needsLink';
        const workspace: WorkspaceRecord = {
          id: workspaceId,
          tenantId,
          platform: slackPlatform,
          externalId: teamId,
          name: teamName,
        };
        await stores.schools.addWorkspace(workspace);
        await stores.installations.put({
          workspaceId,
          installedAt: clock.machine(),
          ...granted,
          ...sealTokens(secrets, workspaceId, tokens, scopes),
        });
        await stores.deliveries.resume(workspaceId);
        return 'kept';
      });
      if (outcome === 'kept') {
        log.info({ workspace: workspaceId }, 'a workspace was connected');
        await installed(workspaceId);
      } else log.warn({ workspace: workspaceId, outcome }, 'a workspace was not connected');
      return outcome;
    },
  };
}

async function hasWorkspace(stores: Pick<Stores, 'schools'>): Promise<boolean> {
  return (await stores.schools.workspaces()).some((one) => one.platform === slackPlatform);
}
