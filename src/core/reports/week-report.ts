import { addDays } from '../calendar/local-date.js';
import { say } from '../language/say.js';
import { type Report, type ReportRequest, sayWeek } from './request.js';

/** One row a class: what was recorded, how far the round is, how many guardians are reached. */
export async function weekReport(request: ReportRequest): Promise<Report> {
  const { stores, school, language, monday, today, classes } = request;
  const rounds = new Map((await stores.reports.rounds(school.id, monday)).map((round) => [round.classId, round.state]));
  const reach = new Map((await stores.reports.reach(school.id, today)).map((one) => [one.classId, one]));
  const rows: string[][] = [];
  for (const one of classes) {
    const entries = await stores.conduct.ofWeeks(school.id, one.id, monday, monday);
    const known = reach.get(one.id);
    rows.push([
      one.name,
      String(entries.filter((entry) => entry.points > 0).length),
      String(entries.filter((entry) => entry.points < 0).length),
      say(language, roundKey(rounds.get(one.id))),
      known ? `${known.reached}/${known.guardians}` : '–',
    ]);
  }
  return {
    period: sayWeek(request, monday, addDays(monday, 6)),
    card: {
      title: say(language, 'report.weekTitle'),
      tone: 'plain',
      blocks: [
        {
          kind: 'table',
          columns: [
            { title: say(language, 'report.column.class'), align: 'start' },
            { title: say(language, 'report.column.plus'), align: 'end' },
            { title: say(language, 'report.column.minus'), align: 'end' },
            { title: say(language, 'report.column.round'), align: 'start' },
            { title: say(language, 'report.column.reached'), align: 'end' },
          ],
          rows,
        },
      ],
    },
  };
}

const states = ['open', 'submitted', 'locked', 'skipped'] as const;

function roundKey(state: string | undefined) {
  const known = states.find((one) => one === state);
  return known ? (`report.round.${known}` as const) : 'report.round.none';
}
