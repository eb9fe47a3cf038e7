import { say } from '../language/say.js';
import { notice } from '../message/card.js';
import { administratorsOf, tellAdministrators } from '../people/administrators.js';
import type { CallBudget } from '../ports/call-budget-store.js';
import type { Ports } from '../ports/ports.js';
import { loadSchool } from '../school/school.js';
import { forecast, warningOf } from './call-budget.js';

/**
 * Writes down calls that were made, and warns the administrators when the month's are running out: once at each threshold,
 * however many processes count.
 */
export async function countCalls(ports: Ports, calls: CallBudget): Promise<CallBudget> {
  const budget = await ports.database.callBudgets.spend(calls);
  const reached = warningOf(budget);
  if (reached !== null && reached !== warningOf({ ...budget, used: budget.used - calls.used })) {
    await warn(ports, budget, reached);
  }
  return budget;
}

async function warn(ports: Ports, budget: CallBudget, reached: number): Promise<void> {
  const { database, clock } = ports;
  const { workspaceId, used, allowed } = budget;
  const workspace = await database.schools.findWorkspace(workspaceId);
  if (!workspace) return;
  const records = (await database.schools.list()).filter((one) => one.tenantId === workspace.tenantId);
  const expected = forecast(budget, clock.machine()) ?? used;
  const month = budget.beginsAt.toISOString();
  for (const { id } of records) {
    const school = await loadSchool(database, id);
    await database.transaction(async (stores) => {
      await tellAdministrators(ports, stores, school, await administratorsOf(stores, school, clock.school()), {
        kind: 'calls.low',
        key: `calls.low:${workspaceId}:${month}:${reached}:${id}`,
        subjectId: id,
        card: (language) =>
          notice(say(language, 'chat.callsLow', { name: workspace.name, used, allowed, expected }), 'attention'),
      });
    });
  }
  await ports.bell.ring('deliver');
}
