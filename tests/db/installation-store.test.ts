import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { NewInstallation } from '../../src/core/ports/installation-store.js';
import type { Database } from '../../src/core/ports/stores.js';
import { createDatabase } from '../../src/db/database.js';
import { describeBackends, openTestDatabase, type TestDatabase } from '../support/database.js';

const now = new Date('2026-11-16T02:00:00Z');
const workspaceId = 'slack-T0YUXIN';
const first: NewInstallation = {
  workspaceId,
  botUserId: 'UBOT',
  botId: 'BBOT',
  installedBy: 'U0WANG',
  installedAt: now,
  sealed: 'v1.first',
  scopes: ['chat:write', 'commands'],
  expiresAt: new Date('2026-11-16T14:00:00Z'),
};

describeBackends('the installations of an app', (backend) => {
  let opened: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    opened = await openTestDatabase({ backend });
    database = createDatabase(opened.prisma);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await opened.reset();
    await opened.prisma.tenant.create({ data: { id: 'tenant', name: 'Yuxin', region: 'CN', createdAt: now } });
    const workspace = { id: workspaceId, tenantId: 'tenant', platform: 'slack', externalId: 'T0YUXIN', name: 'Yuxin' };
    await database.schools.addWorkspace(workspace);
    await database.installations.put(first);
  });

  test('a workspace is found with what speaks for it, and under its platform', async () => {
    const found = await database.installations.find(workspaceId);
    expect(found).toMatchObject({ ...first, externalId: 'T0YUXIN', name: 'Yuxin', open: true, version: 1 });
    expect(await database.installations.list('slack')).toEqual([found]);
    expect(await database.installations.list('lark')).toEqual([]);
    expect(await database.installations.find('slack-T0NOWHERE')).toBeNull();
  });

  test('installing again replaces; what was renewed from the former tokens comes too late', async () => {
    await database.installations.put({ ...first, sealed: 'v1.second', installedBy: 'U0LI' });
    expect(await database.installations.renew(workspaceId, 1, { ...first, sealed: 'v1.late' })).toBe(false);
    expect(await database.installations.find(workspaceId)).toMatchObject({ sealed: 'v1.second', installedBy: 'U0LI' });
  });

  test('of two who renew the same tokens one wins, and all of what it brings is there', async () => {
    const renewed = (sealed: string) => ({ sealed, expiresAt: null, scopes: ['chat:write'] });
    const won = await Promise.all([
      database.installations.renew(workspaceId, 1, renewed('v1.one')),
      database.installations.renew(workspaceId, 1, renewed('v1.other')),
    ]);
    expect(won.toSorted()).toEqual([false, true]);
    const sealed = won[0] ? 'v1.one' : 'v1.other';
    expect(await database.installations.find(workspaceId)).toMatchObject({ ...renewed(sealed), version: 2 });
  });

  test('a workspace that lets us in no longer keeps its row, closed, with the reason', async () => {
    await database.schools.setOpen(workspaceId, false, 'app_uninstalled', now);
    const closed = { open: false, closedReason: 'app_uninstalled', sealed: 'v1.first' };
    expect(await database.installations.find(workspaceId)).toMatchObject(closed);
    expect(await database.installations.list('slack')).toMatchObject([closed]);
  });
});
