import { daysBetween, instantAt } from '../calendar/local-date.js';
import { forecast } from '../deliveries/call-budget.js';
import { catalogue, type MessageKey } from '../language/catalogue.js';
import { say } from '../language/say.js';
import { type Block, paragraph } from '../message/card.js';
import type { Report, ReportRequest } from './request.js';

/** What was sent, what waits, what did not arrive, and how many guardians no account reaches. Counts only. */
export async function deliveryReport(request: ReportRequest): Promise<Report> {
  const { stores, school, language, now, today, since, classes, wholeSchool } = request;
  const classIds = classes.map((one) => one.id);
  const period = { from: instantAt(since, '00:00', school.zone), to: now };
  const figures = await stores.reports.deliveries(school.id, period, wholeSchool ? 'all' : classIds, today);
  const { guardians, reached } = await stores.reports.reachOf(school.id, classIds, today);
  const unreached = guardians - reached;
  const blocks: Block[] =
    figures.length === 0
      ? [paragraph(say(language, 'report.nothingSent'))]
      : [
          {
            kind: 'table',
            columns: [
              { title: say(language, 'report.column.message'), align: 'start' },
              { title: say(language, 'report.column.state'), align: 'start' },
              { title: say(language, 'report.column.count'), align: 'end' },
            ],
            rows: figures.map(({ kind, state, count }) => [
              word(language, `report.kind.${kind}`, 'report.kind.other'),
              word(language, `report.state.${state}`, 'report.state.pending'),
              String(count),
            ]),
          },
        ];
  if (wholeSchool) blocks.push(...(await callsOf(request)));
  if (unreached > 0) blocks.push(paragraph(say(language, 'report.unreached', { count: unreached })));
  return {
    period: say(language, 'report.periodDays', { days: daysBetween(since, today) }),
    card: { title: say(language, 'report.deliveriesTitle'), tone: 'plain', blocks },
  };
}

/** Of workspaces whose platform allows only so many calls. */
async function callsOf({ stores, school, language, machine }: ReportRequest): Promise<readonly Block[]> {
  const ours = new Set((await stores.schools.workspacesOf(school.id)).map((one) => one.id));
  const budgets = (await stores.callBudgets.at(machine)).filter((one) => ours.has(one.workspaceId));
  return budgets.map((budget) => {
    const expected = forecast(budget, machine);
    const { used, allowed } = budget;
    return paragraph(
      expected === null
        ? say(language, 'report.calls', { used, allowed })
        : say(language, 'report.callsForecast', { used, allowed, expected }),
    );
  });
}

function word(language: ReportRequest['language'], key: string, otherwise: MessageKey): string {
  return say(language, Object.hasOwn(catalogue, key) ? (key as MessageKey) : otherwise);
}
