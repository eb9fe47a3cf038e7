import { createOffers, expiresAfter } from '../actions/offers.js';
import { tellPerson } from '../deliveries/tell.js';
import { namesIn } from '../digests/other-names.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { actions, type Card, list, notice, paragraph } from '../message/card.js';
import type { Reply } from '../message/reply.js';
import { cleanText } from '../message/rich-text.js';
import type { RosterPupil } from '../ports/class-store.js';
import type { Person } from '../ports/people-store.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';
import { emergencyNumbers } from '../settings/emergency-numbers.js';
import { type Danger, dangerIn } from './danger.js';
import { alertListeners, officeOf, reachableFirst } from './listeners.js';

/**
 * A guardian's free text. It goes to the homeroom teacher as a question; one that may speak of danger gets the emergency
 * numbers at once and alerts the named persons at any hour. With children in several classes the guardian is asked whom it
 * is about, unless the words name one: a family's words reach the teacher they are meant for and no other.
 */
export async function askSchool(turn: Turn, text: string): Promise<Reply> {
  const { ports, school, speaker } = turn;
  const said = cleanText(text).slice(0, 4_000);
  const danger = dangerIn(said);
  const reply = await ports.database.transaction(async (stores): Promise<Reply> => {
    const children = await stores.classes.pupilsAt(school.id, speaker.childIds, turn.today);
    const told = danger !== null && (await alertNamedPersons(turn, stores, said, danger, children));
    const about = childrenMeant(said, children);
    const questionId = await keepQuestion(turn, stores, said);
    const listener = about && (await forwardQuestion(turn, stores, { questionId, about, text: said }));
    // Whoever may be in danger gets the numbers, whether or not somebody can be found to answer.
    if (danger) return { card: emergencyCard(school, turn.language, told ? 'danger.told' : 'danger.phoneSchool') };
    if (!about) return { card: await whichChild(turn, stores, questionId, children) };
    return { card: forwardedCard(turn, listener) };
  });
  await ports.bell.ring('deliver');
  return reply;
}

/** The guardian's answer to "about whom?". */
export async function directQuestion(turn: Turn, questionId: string, pupilId: string): Promise<Card> {
  const { ports, school, speaker, today } = turn;
  const card = await ports.database.transaction(async (stores) => {
    const question = await stores.questions.find(questionId);
    const [child] = await stores.classes.pupilsAt(
      school.id,
      speaker.childIds.includes(pupilId) ? [pupilId] : [],
      today,
    );
    const theirs = question?.schoolId === school.id && question.guardianId === speaker.person.id;
    if (!theirs || !child) throw new Refusal('question.gone');
    return forwardedCard(
      turn,
      await forwardQuestion(turn, stores, { questionId, about: [child], text: question.text }),
    );
  });
  await ports.bell.ring('deliver');
  return card;
}

function forwardedCard({ school, language }: Turn, listener: Listener | null): Card {
  if (!listener) throw new Refusal('question.nobodyThere', { school: school.name });
  const { teaches, person } = listener;
  if (!teaches) return notice(say(language, 'question.handedOverGuardian', { name: person.name }), 'done');
  return notice(say(language, 'question.forwarded', { school: school.name }), 'done');
}

/** The child whom the words name, or all while they are in one class; null when it has to be asked. */
function childrenMeant(text: string, children: readonly RosterPupil[]): readonly RosterPupil[] | null {
  const called = children.map((child) => ({ ...child, aliases: [...child.aliases, givenName(child.name)] }));
  const named = namesIn(text, called).map((child) => child.id);
  if (named.length === 1) return children.filter((child) => named.includes(child.id));
  return new Set(children.map((child) => child.classId)).size > 1 ? null : children;
}

/** What a family calls a child: the name without the surname, where that is more than one character. */
function givenName(name: string): string {
  const latin = name.split(/\s+/)[0] ?? name;
  return /\p{Script=Han}/u.test(name) ? [...name].slice(-2).join('') : latin;
}

async function whichChild(
  turn: Turn,
  stores: Stores,
  questionId: string,
  children: readonly RosterPupil[],
): Promise<Card> {
  const { ports, school, speaker, language, now } = turn;
  const scope = { schoolId: school.id, personId: speaker.person.id, expiresAt: expiresAfter(now, 7) };
  const offers = createOffers(ports.ids, scope);
  const buttons = children.map((child) =>
    offers.button('question.about', child.name, { questionId, pupilId: child.id }),
  );
  await offers.save(stores, now);
  return { tone: 'plain', blocks: [paragraph(say(language, 'question.whichChild')), actions(...buttons)] };
}

async function keepQuestion(turn: Turn, stores: Stores, text: string): Promise<string> {
  const { ports, school, speaker, now, eventId } = turn;
  const id = ports.ids.next();
  return stores.questions.ask({
    id,
    schoolId: school.id,
    guardianId: speaker.person.id,
    pupilId: null,
    classId: null,
    text,
    assignedToId: null,
    askedAt: now,
    sourceKey: eventId,
  });
}

interface Listener {
  readonly person: Person;
  /** The homeroom teacher; otherwise the office. */
  readonly teaches: boolean;
}

interface Forwarded {
  readonly questionId: string;
  /** Children of one class. */
  readonly about: readonly RosterPupil[];
  readonly text: string;
}

/**
 * To the homeroom teacher of the child, or to the office where a class has none or none with an account. Passed on once: of
 * two answers to "about whom?" the first counts. Null when nobody is there.
 */
async function forwardQuestion(
  turn: Turn,
  stores: Stores,
  { questionId, about, text }: Forwarded,
): Promise<Listener | null> {
  const { school, speaker, today } = turn;
  const classId = about[0]?.classId ?? null;
  const teachers = await stores.people.homeroomTeachersOf(school.id, classId === null ? [] : [classId], today);
  const own = teachers.map((one) => one.person);
  const [person] = await reachableFirst(stores, [...own, ...(await officeOf(turn, stores))]);
  if (!person) return null;
  const pupilId = about.length === 1 ? (about[0]?.id ?? null) : null;
  if (await stores.questions.direct(questionId, { pupilId, classId, personId: person.id })) {
    await sendQuestion(turn, stores, { id: questionId, text, children: about, from: speaker.person, to: person });
  }
  return { person, teaches: own.some((one) => one.id === person.id) };
}

/** The part of a turn that passing a question on needs; the nightly look has no more. */
export type Answering = Pick<Turn, 'ports' | 'school' | 'now' | 'today'>;

export interface QuestionNote {
  readonly id: string;
  readonly text: string;
  readonly children: readonly RosterPupil[];
  readonly from: Person;
  readonly to: Person;
}

/** The question as the one who answers sees it. */
export async function sendQuestion(turn: Answering, stores: Stores, { id, text, children, from, to }: QuestionNote) {
  const { ports, school, now } = turn;
  const language = to.language ?? school.language;
  const names = children.map((child) => child.name);
  const offers = createOffers(ports.ids, { schoolId: school.id, personId: to.id, expiresAt: expiresAfter(now, 30) });
  const card: Card = {
    title: say(language, 'question.title', { name: from.name }),
    tone: 'attention',
    blocks: [
      ...(names.length > 0 ? [paragraph(say(language, 'question.about', { names }))] : []),
      paragraph(text),
      actions(
        offers.button('question.answer', say(language, 'question.answer'), { questionId: id }, { style: 'primary' }),
        offers.button('question.handOver', say(language, 'question.handOver'), { questionId: id }),
      ),
    ],
  };
  await offers.save(stores, now);
  await tellPerson(ports, stores, school, {
    person: to,
    kind: 'question',
    key: `question:${id}:${to.id}`,
    subjectId: id,
    card,
    urgency: 3,
  });
}

/** @returns whether it reaches anybody: a family must not wait for people who never hear of it. */
async function alertNamedPersons(
  turn: Turn,
  stores: Stores,
  text: string,
  category: Danger,
  children: readonly RosterPupil[],
): Promise<boolean> {
  const { ports, school, speaker, now } = turn;
  const id = ports.ids.next();
  const listeners = (await alertListeners(turn, stores)).slice(0, 2);
  const reached = (await stores.people.accountsOf(listeners.map((person) => person.id))).length > 0;
  const raised = await stores.questions.raise({
    id,
    schoolId: school.id,
    personId: speaker.person.id,
    pupilId: children.length === 1 ? (children[0]?.id ?? null) : null,
    category,
    text,
    raisedAt: now,
    sourceKey: turn.eventId,
  });
  if (!raised) return reached;
  for (const person of listeners) {
    const language = person.language ?? school.language;
    const offers = createOffers(ports.ids, { schoolId: school.id, personId: null, expiresAt: expiresAfter(now, 14) });
    const card: Card = {
      title: say(language, 'danger.alertTitle'),
      tone: 'attention',
      blocks: [
        paragraph(say(language, `danger.${category}`)),
        paragraph(
          say(language, 'danger.from', {
            name: speaker.person.name,
            children: children.map((one) => one.name),
          }),
        ),
        paragraph(text),
        paragraph(say(language, 'danger.callNow')),
        actions(offers.button('alert.take', say(language, 'danger.take'), { alertId: id }, { style: 'primary' })),
      ],
    };
    await offers.save(stores, now);
    await tellPerson(ports, stores, school, {
      person,
      kind: 'alert',
      key: `alert:${id}:${person.id}`,
      subjectId: id,
      card,
      urgency: 0,
      atAnyHour: true,
    });
  }
  return reached;
}

/** The same fixed words whatever was written: help first, no judgement. */
export function emergencyCard(
  school: Pick<School, 'settings' | 'calendar'>,
  language: Language,
  then: 'danger.told' | 'danger.phoneSchool',
): Card {
  const numbers = emergencyNumbers(school.settings, school.calendar, language);
  return {
    tone: 'attention',
    blocks: [
      paragraph(say(language, 'danger.reply')),
      list(numbers.map(({ name, number }) => [{ text: `${name}  ` }, { text: number, strong: true }])),
      paragraph(say(language, then)),
    ],
  };
}
