import type { Stores } from '../../core/ports/stores.js';

export const slackPlatform = 'slack';

/** Our id of a Slack team. */
export const workspaceIdOf = (teamId: string): string => `${slackPlatform}-${teamId}`;

export async function tenantsOf(stores: Pick<Stores, 'schools'>): Promise<readonly string[]> {
  return [...new Set((await stores.schools.list()).map((school) => school.tenantId))];
}

/** Null: there is none yet, or there are several. */
export async function onlyTenant(stores: Pick<Stores, 'schools'>): Promise<string | null> {
  const [tenantId, another] = await tenantsOf(stores);
  return tenantId === undefined || another !== undefined ? null : tenantId;
}
