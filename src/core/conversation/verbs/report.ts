import { scopeOf } from '../../access/scope.js';
import { addDays, mondayOf } from '../../calendar/local-date.js';
import { Refusal } from '../../errors.js';
import type { Turn } from '../../inbox/turn.js';
import { say } from '../../language/say.js';
import { sayMoment } from '../../language/say-date.js';
import type { Reply } from '../../message/reply.js';
import { classReport } from '../../reports/class-report.js';
import { deliveryReport } from '../../reports/delivery-report.js';
import { missingReport } from '../../reports/missing-report.js';
import type { Report, ReportRequest } from '../../reports/request.js';
import { weekReport } from '../../reports/week-report.js';
import { classesWith, classNamed } from '../class-choice.js';

/** The reports, by the words that ask for them. A new one is a file in core/reports and a line here. */
const reports: readonly {
  readonly words: readonly string[];
  readonly make: (request: ReportRequest) => Promise<Report>;
}[] = [
  { words: ['week', '本周', '周'], make: weekReport },
  { words: ['missing', '缺', '未交', '没交'], make: missingReport },
  { words: ['deliveries', '发送', '送达'], make: deliveryReport },
  { words: ['class', '班级', '班'], make: classReport },
];

/** A report on what the asker may see, saying itself what that is; every one leaves an audit row. */
export async function report(turn: Turn, rest: string): Promise<Reply> {
  const { ports, school, speaker, language, now, today } = turn;
  const classes = await classesWith(turn, 'see');
  if (classes.length === 0) throw new Refusal('report.noScope');
  const [word = '', ...more] = rest.split(/\s+/);
  const found = reports.find((one) => one.words.includes(word.toLowerCase()));
  if (!found) throw new Refusal('report.which');
  const named = more.join(' ');
  const chosen = classNamed(classes, named);
  if (named !== '' && !chosen) {
    throw new Refusal('bind.whichClass', { names: classes.map((one) => one.name) });
  }
  const shown = chosen ? [chosen] : classes;
  const wholeSchool = shown.length === classes.length && scopeOf(speaker.roles, school.id, 'see', today).wholeSchool;
  const request: ReportRequest = {
    stores: ports.database,
    school,
    language,
    now,
    machine: ports.clock.machine(),
    today,
    monday: mondayOf(today),
    classes: shown,
    wholeSchool,
    since: addDays(today, -7),
  };
  const { card, period } = await found.make(request);
  await ports.database.audit.add(
    shown.map((one) => ({
      id: ports.ids.next(),
      schoolId: school.id,
      actorId: speaker.person.id,
      action: `report.${found.words[0]}`,
      subjectKind: 'class',
      subjectId: one.id,
      at: now,
    })),
  );
  const footer = say(language, 'report.scope', {
    scope: wholeSchool
      ? say(language, 'report.scopeSchool', { school: school.name, count: shown.length })
      : say(language, 'report.scopeClasses', { names: shown.map((one) => one.name) }),
    period,
    at: sayMoment(language, now, school.zone),
  });
  return { card: { ...card, footer } };
}
