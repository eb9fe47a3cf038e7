import { ids } from '../../src/app/ids.js';
import { wait } from '../../src/app/wait.js';
import { createMemoryPlatform, type MemoryPlatform } from '../doubles/memory-platform.js';
import { clockFrom, startProgram, type TestProgram } from './program.js';
import { type Visit, visit } from './sandbox-visitor.js';
import { importSchool } from './school.js';

export const memoryWorkspace = 'w-memory';

/** The school of the sandbox with a second workspace, on a platform in memory: who has an account there is up to the test. */
export interface MemorySchool {
  readonly started: TestProgram;
  readonly platform: MemoryPlatform;
  readonly page: Visit;
  readonly schoolId: string;
  readonly tenantId: string;
  /** By name. */
  readonly persons: ReadonlyMap<string, string>;
}

/** @param accounts external id → name of the person whose it is. */
export async function startMemorySchool(accounts: Readonly<Record<string, string>>): Promise<MemorySchool> {
  const platform = createMemoryPlatform({
    now: () => Date.now(),
    wait,
    capabilities: {
      repeat: { by: 'key', withinMs: 3_600_000 },
      forms: 'whole',
      maxButtons: 25,
      circulars: null,
      pacing: { perChatMs: 1, perWorkspacePerSecond: 1_000 },
    },
  });
  const machine = clockFrom('2026-09-17T10:00:00+08:00');
  const started = await startProgram('embedded', { machine, messengers: [platform] });
  const page = visit(started.url, 'zh-CN');
  await importSchool(page);
  const { database } = started.program.ports;
  const [school] = await database.schools.list();
  if (!school) throw new Error('The school was not imported.');
  const { id: schoolId, tenantId } = school;
  const place = { platform: 'memory', externalId: 'T1', name: 'T1' };
  await database.schools.addWorkspace({ id: memoryWorkspace, tenantId, ...place });
  const people = await started.program.database.prisma.person.findMany();
  const persons = new Map(people.map(({ id, name }) => [name, id]));
  for (const [externalId, name] of Object.entries(accounts)) {
    const personId = persons.get(name);
    if (personId === undefined) throw new Error(`Nobody is called ${name}.`);
    const account = { id: ids.next(), workspaceId: memoryWorkspace, externalId, personId };
    await database.accounts.addLinked([account], new Date());
  }
  return { started, platform, page, schoolId, tenantId, persons };
}
