import { type LocalDate, parseLocalDate } from '../../calendar/local-date.js';
import { Refusal } from '../../errors.js';
import type { Turn } from '../../inbox/turn.js';
import { say, sayList } from '../../language/say.js';
import { sayDate } from '../../language/say-date.js';
import { notice } from '../../message/card.js';
import type { Reply } from '../../message/reply.js';

const schoolWords = ['school', '上课', '上学', 'open'];
const freeWords = ['free', '放假', '不上课', '休息', 'closed'];

/**
 * `settings 2026-10-10 school`, `设置 2026-10-10 放假 七年级`: a day of the school, or of one grade, that differs from the
 * public calendar. Null when the words are not about a day.
 */
export async function setSchoolDay(turn: Turn, rest: string): Promise<Reply | null> {
  const [date = '', word = '', ...more] = rest.split(/\s+/);
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  const on = dayOf(date);
  const schoolDay = schoolWords.includes(word.toLowerCase());
  if (!on || (!schoolDay && !freeWords.includes(word.toLowerCase()))) throw new Refusal('schoolDay.how');
  const { ports, school, speaker, language, now, today } = turn;
  const gradeName = more.join(' ');
  const grades = new Map(
    (await ports.database.classes.list(school.id, today)).map((one) => [one.gradeName, one.gradeId]),
  );
  const gradeId = grades.get(gradeName) ?? null;
  if (gradeName !== '' && gradeId === null) {
    throw new Refusal('schoolDay.whichGrade', { names: sayList(language, [...grades.keys()]) });
  }
  await ports.database.transaction(async (stores) => {
    await stores.schools.setDay(ports.ids.next(), school.id, { on, gradeId, schoolDay });
    await stores.audit.add([
      {
        id: ports.ids.next(),
        schoolId: school.id,
        actorId: speaker.person.id,
        action: `calendar.day.${schoolDay ? 'school' : 'free'}`,
        subjectKind: 'school',
        subjectId: school.id,
        at: now,
      },
    ]);
  });
  const words = { on: sayDate(language, on), who: gradeName || school.name };
  return { card: notice(say(language, schoolDay ? 'schoolDay.school' : 'schoolDay.free', words), 'done') };
}

function dayOf(text: string): LocalDate | null {
  try {
    return parseLocalDate(text);
  } catch {
    return null;
  }
}
