import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids } from '../../src/app/ids.js';
import { createSecrets } from '../../src/app/secrets.js';
import { countCalls } from '../../src/core/deliveries/count-calls.js';
import { createRecheck } from '../../src/core/deliveries/recheck.js';
import type { ClaimedDelivery } from '../../src/core/ports/delivery-store.js';
import type { Ports } from '../../src/core/ports/ports.js';
import { deliveryReport } from '../../src/core/reports/delivery-report.js';
import { loadSchool } from '../../src/core/school/school.js';
import { createDatabase } from '../../src/db/database.js';
import { noChats } from '../doubles/no-chats.js';
import { seedWeekSchool } from '../faults/week-school.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const now = new Date('2026-09-11T18:00:00+08:00');
const september = {
  beginsAt: new Date('2026-09-01T00:00:00+08:00'),
  endsAt: new Date('2026-10-01T00:00:00+08:00'),
  allowed: 10_000,
};

describe('a platform that allows only so many calls a month', () => {
  let open: TestDatabase;
  let ports: Ports;
  let workspaceId: string;

  beforeAll(async () => {
    open = await openTestDatabase();
    const database = createDatabase(open.prisma);
    await seedWeekSchool(database);
    await open.prisma.role.updateMany({ where: { kind: 'principal' }, data: { kind: 'administrator' } });
    workspaceId = (await database.schools.workspaces())[0]?.id ?? '';
    ports = {
      database,
      clock: { school: () => now, machine: () => now },
      ids,
      secrets: createSecrets('the secret of a school that is nowhere'),
      chats: noChats,
      bell: { ring: async () => {} },
    };
  });
  afterAll(() => open.close());

  const spend = (used: number) => countCalls(ports, { ...september, workspaceId, used });
  const warnings = () => open.prisma.delivery.findMany({ where: { kind: 'calls.low' }, orderBy: { id: 'asc' } });
  const vetoed = async (...kinds: readonly string[]) => {
    const waiting = kinds.map(
      (kind) => ({ id: kind, kind, workspaceId, schoolId: null }) as unknown as ClaimedDelivery,
    );
    return [...(await createRecheck(ports)(waiting))];
  };

  test('is counted over processes, and administrators are told once at each threshold', async () => {
    expect((await spend(6_000)).used).toBe(6_000);
    expect(await warnings()).toEqual([]);
    await Promise.all([spend(600), spend(500)]);
    const first = await warnings();
    expect(first.length).toBeGreaterThan(0);
    expect(JSON.stringify(first[0]?.card)).toMatch(/7,?100.*10,?000/);
    await spend(1);
    expect(await warnings()).toHaveLength(first.length);
    await spend(2_000);
    expect(await warnings()).toHaveLength(2 * first.length);
  });

  test('gets what matters most when few are left, and why says what stayed away', async () => {
    expect(await vetoed('note.quiet', 'round.remind', 'note', 'round.open', 'inbox.reply')).toEqual([
      ['note.quiet', 'callBudget'],
      ['round.remind', 'callBudget'],
    ]);
  });

  test('shows its month in the report of deliveries, with what it comes to at this pace', async () => {
    const [record] = await ports.database.schools.list();
    const school = await loadSchool(ports.database, record?.id ?? '');
    const frame = { stores: ports.database, school, now, machine: now, classes: [], wholeSchool: true } as const;
    const dates = { today: '2026-09-11', monday: '2026-09-07', since: '2026-09-04' } as const;
    const { card } = await deliveryReport({ ...frame, ...dates, language: 'en-US' });
    expect(JSON.stringify(card)).toMatch(/9,101 of 10,000; at this pace about 25,398/);
  });

  test('begins anew with the month', async () => {
    const later = new Date('2026-10-01T00:00:01+08:00');
    expect(await ports.database.callBudgets.at(later)).toEqual([]);
    const october = { ...september, beginsAt: september.endsAt, endsAt: new Date('2026-11-01T00:00:00+08:00') };
    expect((await countCalls(ports, { ...october, workspaceId, used: 3 })).used).toBe(3);
    expect(await ports.database.callBudgets.at(later)).toMatchObject([{ used: 3 }]);
  });
});
