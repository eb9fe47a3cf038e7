import type { Stores } from '../core/ports/stores.js';

export async function tenantsOf(stores: Pick<Stores, 'schools'>): Promise<readonly string[]> {
  return [...new Set((await stores.schools.list()).map((school) => school.tenantId))];
}

/**
 * Whose a workspace is that nobody has named an owner of. One that is known stays whose it was; a new one is the only
 * customer's. Null: there is no customer yet, or there are several.
 */
export async function tenantFor(stores: Pick<Stores, 'schools'>, workspaceId: string): Promise<string | null> {
  const known = await stores.schools.findWorkspace(workspaceId);
  if (known) return known.tenantId;
  const [tenantId, another] = await tenantsOf(stores);
  return tenantId === undefined || another !== undefined ? null : tenantId;
}
