import { tellPerson } from '../deliveries/tell.js';
import { namesIn } from '../digests/other-names.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { type Card, notice, paragraph } from '../message/card.js';
import { cleanText } from '../message/rich-text.js';
import type { Question } from '../ports/question-store.js';
import type { Stores } from '../ports/stores.js';
import { sendQuestion } from './ask.js';
import { officeOf } from './listeners.js';

/** The teacher's words to the guardian who asked. Another child's name in them is refused before anybody reads it. */
export async function answerQuestion(turn: Turn, questionId: string, text: string): Promise<Card> {
  const { ports, school, speaker, now, language } = turn;
  const said = cleanText(text);
  await ports.database.transaction(async (stores) => {
    const question = await questionOf(turn, stores, questionId);
    const own = await stores.people.childrenOf(school.id, question.guardianId, turn.today);
    refuseUnlessTheirs(question, own);
    const children = await stores.classes.pupilsAt(school.id, own, turn.today);
    // A namesake of the own child cannot be told apart from it by name.
    const ownNames = new Set(children.map((child) => child.name));
    for (const classId of new Set(children.map((child) => child.classId))) {
      const others = (await stores.classes.roster(school.id, classId, turn.today)).filter(
        (one) => !own.includes(one.id) && !ownNames.has(one.name),
      );
      const named = namesIn(said, others);
      if (named[0]) throw new Refusal('question.otherChild', { name: named[0].name });
    }
    if (!(await stores.questions.answer(questionId, said, speaker.person.id, now)))
      throw new Refusal('question.answered');
    const [guardian] = await stores.people.find([question.guardianId]);
    if (!guardian) throw new Refusal('question.gone');
    const to = guardian.language ?? school.language;
    await tellPerson(ports, stores, school, {
      person: guardian,
      kind: 'question.answer',
      key: `question.answer:${questionId}`,
      subjectId: questionId,
      urgency: 2,
      card: {
        title: say(to, 'question.answerTitle', { name: speaker.person.name }),
        tone: 'plain',
        blocks: [paragraph(said), paragraph(say(to, 'question.answerMore'))],
      },
    });
  });
  await ports.bell.ring('deliver');
  return notice(say(language, 'question.answerSent'), 'done');
}

/** To student affairs, with the question as it was asked; the guardian is told who has it now. */
export async function handOverQuestion(turn: Turn, questionId: string): Promise<Card> {
  const { ports, school, speaker, language } = turn;
  const names = await ports.database.transaction(async (stores) => {
    const question = await questionOf(turn, stores, questionId);
    const office = (await officeOf(turn, stores)).filter((person) => person.id !== speaker.person.id);
    const first = office[0];
    if (!first) throw new Refusal('question.nobodyElse');
    if (!(await stores.questions.assign(questionId, first.id))) throw new Refusal('question.answered');
    const [guardian] = await stores.people.find([question.guardianId]);
    if (!guardian) throw new Refusal('question.gone');
    const own = await stores.people.childrenOf(school.id, question.guardianId, turn.today);
    refuseUnlessTheirs(question, own);
    const children = await stores.classes.pupilsAt(school.id, question.pupilId ? [question.pupilId] : own, turn.today);
    await sendQuestion(turn, stores, { id: questionId, text: question.text, children, from: guardian, to: first });
    const to = guardian.language ?? school.language;
    await tellPerson(ports, stores, school, {
      person: guardian,
      kind: 'question.handedOver',
      key: `question.handedOver:${questionId}:${first.id}`,
      subjectId: questionId,
      card: notice(say(to, 'question.handedOverGuardian', { name: first.name })),
    });
    return first.name;
  });
  await ports.bell.ring('deliver');
  return notice(say(language, 'question.handedOver', { name: names }), 'done');
}

/**
 * The question, while it is the speaker's to answer or to pass on.
 * @throws Refusal when it is gone, or somebody else has it now.
 */
export async function questionOf(turn: Turn, stores: Pick<Stores, 'questions'>, questionId: string): Promise<Question> {
  const question = await stores.questions.find(questionId);
  if (!question || question.schoolId !== turn.school.id) throw new Refusal('question.gone');
  if (question.assignedToId !== turn.speaker.person.id) throw new Refusal('press.notYours');
  return question;
}

/** Whoever is no longer a guardian of the child, or restricted since, is told nothing about it. */
function refuseUnlessTheirs({ pupilId }: Question, own: readonly string[]): void {
  if (pupilId === null ? own.length === 0 : !own.includes(pupilId)) throw new Refusal('question.notGuardian');
}
