import { z } from 'zod';
import { seedDemo } from '../../core/demo/seed-demo.js';
import { languages } from '../../core/language/language.js';
import { sandboxPlatform, sandboxWorkspaceId } from '../sandbox-seats.js';
import type { Command } from './command.js';

const inputSchema = z.object({ language: z.enum(languages), calendar: z.enum(['CN', 'US']) });

/** Fills the empty folder with the demo school and moves school time to its first morning. */
export const makeDemo: Command = async ({ ports, clock }, input, output) => {
  const { language, calendar } = inputSchema.parse(input);
  const tenantId = ports.ids.next();
  const id = sandboxWorkspaceId(tenantId);
  const workspace = { id, tenantId, platform: sandboxPlatform, externalId: id, name: sandboxPlatform };
  const { startAt, schoolId } = await seedDemo(ports, { language, calendar, workspace, now: clock.school() }, (line) =>
    output.progress(line),
  );
  const offset = Math.max(clock.offsetMs(), startAt.getTime() - clock.machine().getTime());
  clock.raise(await ports.database.offsets.raise(offset));
  await ports.bell.ring('due');
  await ports.bell.ring('deliver');
  const school = await ports.database.schools.find(schoolId);
  output.line(`${school?.name} is ready: four classes with three weeks behind them, and everybody is made up.`);
  return 0;
};
