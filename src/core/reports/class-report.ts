import { addDays, monthOf } from '../calendar/local-date.js';
import type { Standing } from '../conduct/standings.js';
import { createNames } from '../conversation/names.js';
import { groupLabel } from '../digests/words.js';
import { Refusal } from '../errors.js';
import { say, sayPoints } from '../language/say.js';
import { type Block, heading, paragraph } from '../message/card.js';
import { sayBand } from '../settings/labels.js';
import { bandOf } from '../settings/settings.js';
import { type Report, type ReportRequest, sayWeek } from './request.js';

/** How many weeks back a locked one is looked for. */
const weeksBack = 6;

/** One class: every pupil's week, month and band, and the groups, of the latest locked week; for staff of the class alone. */
export async function classReport(request: ReportRequest): Promise<Report> {
  const { stores, school, language, monday, today, classes } = request;
  const [schoolClass, another] = classes;
  if (!schoolClass || another) throw new Refusal('bind.whichClass', { names: classes.map((one) => one.name) });
  const locked = await latestLocked(request, schoolClass.id);
  const weekOn = locked?.weekOn ?? monday;
  const roster = await stores.classes.roster(school.id, schoolClass.id, today);
  const standings = locked?.standings ?? [];
  const rows = new Map(standings.map((row) => [`${row.kind} ${row.subjectId}`, row]));
  const totals = await stores.standings.totalsOf(
    school.id,
    schoolClass.id,
    { monthOn: monthOf(today), throughOn: today },
    school.settings,
  );
  const names = createNames({ classes: [schoolClass], pupils: roster, groups: [], rubric: [] }, language);
  const below: string[] = [];
  const table = roster.map((pupil) => {
    const row = rows.get(`pupil ${pupil.id}`);
    const total = row?.kind === 'pupil' ? row.total : (totals.get(pupil.id) ?? school.settings.base);
    const week = row?.kind === 'pupil' ? sayPoints(row.week) : '–';
    if (total < school.settings.line) below.push(names.pupil(pupil.id));
    const band = row?.kind === 'pupil' ? row.band : bandOf(total, school.settings.bands);
    return [String(pupil.classNumber ?? ''), pupil.name, week, String(total), sayBand(school.settings, language, band)];
  });
  const blocks: Block[] = [
    paragraph(say(language, locked ? 'report.lastLocked' : 'report.soFar')),
    {
      kind: 'table',
      columns: [
        { title: '#', align: 'end' },
        { title: say(language, 'report.column.name'), align: 'start' },
        { title: say(language, 'report.column.week'), align: 'end' },
        { title: say(language, 'report.column.total'), align: 'end' },
        { title: say(language, 'report.column.band'), align: 'start' },
      ],
      rows: table,
    },
  ];
  if (below.length > 0) blocks.push(paragraph(say(language, 'report.below', { names: below })));
  const groups = await stores.classes.groupsOf(school.id, [schoolClass.id], today);
  const ranked = groups.flatMap((group) => {
    const row = rows.get(`group ${group.id}`);
    return row?.kind === 'group'
      ? [[groupLabel(group, language), String(row.week), row.rank === null ? '–' : String(row.rank)]]
      : [];
  });
  if (ranked.length > 0) {
    blocks.push(heading(say(language, 'report.groups')), {
      kind: 'table',
      columns: [
        { title: say(language, 'digest.group'), align: 'start' },
        { title: say(language, 'digest.score'), align: 'end' },
        { title: say(language, 'digest.rank'), align: 'end' },
      ],
      rows: ranked,
    });
  }
  const week = school.days.weekOf(weekOn, schoolClass.gradeId)?.number ?? 0;
  return {
    period: sayWeek(request, weekOn, addDays(weekOn, 6)),
    card: { title: say(language, 'report.classTitle', { className: schoolClass.name, week }), tone: 'plain', blocks },
  };
}

async function latestLocked(
  { stores, school, monday }: ReportRequest,
  classId: string,
): Promise<{ weekOn: ReportRequest['monday']; standings: readonly Standing[] } | null> {
  for (let back = 0; back < weeksBack; back += 1) {
    const weekOn = addDays(monday, -7 * back);
    const round = await stores.rounds.ofClass(school.id, classId, weekOn);
    if (round?.state === 'locked') return { weekOn, standings: await stores.standings.ofRound(school.id, round.id) };
  }
  return null;
}
