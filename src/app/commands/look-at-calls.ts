import { forecast, warnAt } from '../../core/deliveries/call-budget.js';
import type { Program } from '../program.js';
import { type Finding, ok, warn } from './finding.js';

/** What is left of the calls that a platform allows in a month, and whether they will last. */
export async function lookAtCalls({ ports }: Program): Promise<readonly Finding[]> {
  const now = ports.clock.machine();
  const budgets = await ports.database.callBudgets.at(now);
  return budgets.map((budget): Finding => {
    const { workspaceId, used, allowed } = budget;
    const expected = forecast(budget, now);
    const pace = expected === null ? '' : `; at this pace ${expected} by its end`;
    const text = `${workspaceId}: ${used} of ${allowed} calls of this month are used${pace}.`;
    const low = used >= allowed * warnAt[0] || (expected ?? 0) > allowed;
    const remedy =
      'Turn notes without news off in “settings”, or take a paid edition and set LARK_MONTHLY_CALLS=0; the least important messages stay away first.';
    return low ? warn('calls', text, remedy) : ok('calls', text);
  });
}
