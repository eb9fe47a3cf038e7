import { addDays } from '../calendar/local-date.js';
import { say, sayList } from '../language/say.js';
import { list, paragraph } from '../message/card.js';
import { type Report, type ReportRequest, sayWeek } from './request.js';

/** Who has not answered, of this week and of the last one, locked or not. */
export async function missingReport(request: ReportRequest): Promise<Report> {
  const { stores, school, language, monday, today, classes } = request;
  const teachers = await stores.people.homeroomTeachersOf(
    school.id,
    classes.map((one) => one.id),
    today,
  );
  const lines: string[] = [];
  let opened = 0;
  for (const weekOn of [addDays(monday, -7), monday]) {
    const rounds = await stores.rounds.ofWeek(school.id, weekOn);
    for (const one of classes) {
      const round = rounds.find((each) => each.classId === one.id);
      if (round) opened += 1;
      const locked = round?.state === 'locked' && round.submittedAt === null;
      if (!round || !(round.state === 'open' || locked)) continue;
      const names = teachers.filter((each) => each.classId === one.id).map((each) => each.person.name);
      lines.push(
        say(language, locked ? 'report.missingLocked' : 'report.missingLine', {
          className: one.name,
          week: say(language, 'calendar.week', { number: school.days.weekOf(weekOn, one.gradeId)?.number ?? 0 }),
          teachers: names.length > 0 ? sayList(language, names) : say(language, 'report.noTeacher'),
          at: round.locksAt ? { moment: round.locksAt, zone: school.zone } : '–',
        }),
      );
    }
  }
  const none = say(language, opened > 0 ? 'report.missingNone' : 'report.missingNotOpen');
  return {
    period: sayWeek(request, addDays(monday, -7), addDays(monday, 6)),
    card: {
      title: say(language, 'report.missingTitle'),
      tone: lines.length > 0 ? 'attention' : 'done',
      blocks: [lines.length > 0 ? list(lines) : paragraph(none)],
    },
  };
}
