import { may } from '../access/may.js';
import { linesOf } from '../conduct/entry-line.js';
import { createQuickEntryReader } from '../conduct/quick-entry/reader.js';
import { recordEntries } from '../conduct/record.js';
import { submitRound } from '../conduct/rounds.js';
import { Refusal } from '../errors.js';
import { scoreField, weeklyRound } from '../forms/catalog/weekly-round.js';
import type { FieldEnvironment } from '../forms/field.js';
import { no, ok } from '../forms/words.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { sayMoment } from '../language/say-date.js';
import { type Card, notice } from '../message/card.js';
import { cleanText } from '../message/rich-text.js';
import type { ClassInfo } from '../ports/class-store.js';
import type { Round } from '../ports/round-store.js';
import { roundContext } from '../week/round-context.js';
import { entryText } from './draft-card.js';
import { namesOf } from './entry-conversation.js';
import type { LoadForm } from './form-subject.js';
import { type RecorderScope, recorderScope } from './recorder.js';

/** 本周登记 as a form about one round. */
export const loadRoundForm: LoadForm = async (turn, roundId) => {
  const { ports, school, speaker, today } = turn;
  const { round, schoolClass } = await roundOf(turn, roundId);
  const scope = await recorderScope(ports.database, school, speaker.roles, today, round.classId);
  const read = createQuickEntryReader(scope.context);
  return {
    form: weeklyRound.build(await roundContext(ports.database, school, round, schoolClass)),
    environment: pointsEnvironment(turn, scope, read),
    async submit(values, sourceKey) {
      const scores = scope.groups
        .filter((group) => group.classId === round.classId)
        .map((group) => ({ groupId: group.id, score: numberOf(values[scoreField(group.id)]), remark: null }));
      const remark = typeof values['remark'] === 'string' && values['remark'] !== '' ? values['remark'] : null;
      // First what may be refused: lines are recorded only for a round that took the answer.
      await submitRound(ports, { school, personId: speaker.person.id, roundId, scores, remark });
      const typed = values['points'];
      if (typeof typed === 'string' && typed !== '') {
        // What is still to be told of a week happened in that week, also when it is told on Monday.
        const lastDay = round.schoolDays.at(-1) ?? today;
        const occurredOn = today < lastDay ? today : lastDay;
        const at = { occurredOn, language: school.language };
        const { lines } = linesOf(read(cleanText(typed)), scope.rubric, at);
        await recordEntries(ports, { school, personId: speaker.person.id, sourceKey, lines });
      }
      return submittedCard(turn, round);
    },
  };
};

export function submittedCard({ school, language }: Turn, round: Round): Card {
  const until = round.locksAt ? sayMoment(language, round.locksAt, school.zone) : '';
  return notice(say(language, 'round.submitted', { until }), 'done');
}

export async function roundOf(turn: Turn, roundId: string): Promise<{ round: Round; schoolClass: ClassInfo }> {
  const { database } = turn.ports;
  const round = await database.rounds.find(turn.school.id, roundId);
  const [schoolClass] = round ? await database.classes.find(turn.school.id, [round.classId]) : [];
  if (!round || !schoolClass) throw new Refusal('press.gone');
  const place = { ...schoolClass, classId: schoolClass.id, groupId: null };
  if (!may(turn.speaker.roles, 'decide', place, turn.today)) throw new Refusal('round.notYours');
  if (round.state === 'locked') throw new Refusal('round.locked');
  return { round, schoolClass };
}

/** A points text is taken when every line of it is clear; the first that is not says why. */
function pointsEnvironment(
  turn: Turn,
  scope: RecorderScope,
  read: ReturnType<typeof createQuickEntryReader>,
): FieldEnvironment {
  const names = namesOf(turn, scope);
  return {
    points(text) {
      const reading = read(cleanText(text));
      const unclear = reading.lines.find((line) => line.kind !== 'entries');
      if (unclear) return no('round.unclearLine', { text: unclear.source.text.trim() });
      if (reading.unread) return no('round.tooManyLines', {});
      const lines = reading.lines.flatMap((line) =>
        line.kind === 'entries' ? [entryText(line, { names, language: turn.language })] : [],
      );
      return ok({ lines });
    },
  };
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);
