import { createOffers, expiresAfter } from '../actions/offers.js';
import { openRound } from '../conduct/rounds.js';
import { promptPerson } from '../deliveries/prompt.js';
import { tellPerson } from '../deliveries/tell.js';
import { say } from '../language/say.js';
import { sayMoment } from '../language/say-date.js';
import { list } from '../message/card.js';
import type { Round } from '../ports/round-store.js';
import type { Stores } from '../ports/stores.js';
import { todayIn } from '../school/school.js';
import { sayRole } from '../settings/labels.js';
import { roundCard } from './round-card.js';
import { roundContext } from './round-context.js';
import { mondayOfKey } from './week-key.js';
import { type Due, isLate, type Skipped, type WeekWork } from './week-work.js';

/** Opens the class's round and asks its homeroom teachers. */
export const openClassRound: WeekWork = async (due) => {
  const { ports, school, occurrence } = due;
  const classId = occurrence.subjectId;
  const round = await openRound(ports, { school, classId, weekOn: mondayOfKey(occurrence.dueKey) });
  return async (stores) => {
    if (!round || round.state === 'skipped') return 'noRound';
    if (round.state !== 'open') return 'answered';
    if (round.locksAt && round.locksAt <= due.now) return 'tooLate';
    return ask(due, stores, round, false);
  };
};

/** Reminds only those who have not answered. */
export const remindClass: WeekWork = async (due) => async (stores) => {
  const round = await openOne(due, stores);
  if (!round) return 'answered';
  return isLate(due) ? 'tooLate' : ask(due, stores, round, true);
};

async function openOne({ school, occurrence }: Due, stores: Stores): Promise<Round | null> {
  const round = await stores.rounds.ofClass(school.id, occurrence.subjectId, mondayOfKey(occurrence.dueKey));
  return round?.state === 'open' ? round : null;
}

async function ask(due: Due, stores: Stores, round: Round, reminder: boolean): Promise<Skipped> {
  const { ports, school, occurrence, now } = due;
  const [schoolClass] = await stores.classes.find(school.id, [round.classId]);
  const teachers = await stores.people.homeroomTeachersOf(school.id, [round.classId], todayIn(school, now));
  if (!schoolClass || teachers.length === 0) {
    await noteNobody(due, stores, round.classId);
    return 'noTeacher';
  }
  const context = await roundContext(stores, school, round, schoolClass);
  const announced = await announcement(due, stores, round.classId);
  for (const { person } of teachers) {
    const language = person.language ?? school.language;
    const offers = createOffers(ports.ids, {
      schoolId: school.id,
      personId: person.id,
      expiresAt: round.locksAt ?? expiresAfter(now, 7),
    });
    const card = roundCard(
      {
        roundId: round.id,
        context,
        locks: round.locksAt ? sayMoment(language, round.locksAt, school.zone) : '',
        reminder,
        announce: announced && {
          at: sayMoment(language, announced.at, school.zone),
          who: sayRole(school.settings, language, announced.to),
        },
      },
      language,
      offers,
    );
    await offers.save(stores, now);
    await promptPerson(ports, stores, school, {
      person,
      kind: reminder ? 'round.remind' : 'round.open',
      key: `${occurrence.kind}:${round.id}:${occurrence.dueKey}:${person.id}`,
      subjectId: round.classId,
      card,
      urgency: 4,
      uselessAfter: round.locksAt,
    });
  }
  return null;
}

/** The last reminder before an escalation says that it will come: nobody is reported unawares. */
async function announcement({ school, occurrence }: Due, stores: Stores, classId: string) {
  const { escalation } = school.settings.round;
  if (!escalation || occurrence.kind !== 'round.remind') return null;
  const ofThisWeek = async (kind: string) =>
    (await stores.occurrences.pendingOf(school.id, kind)).filter(
      (one) => one.subjectId === classId && mondayOfKey(one.dueKey) === mondayOfKey(occurrence.dueKey),
    );
  const coming = (await ofThisWeek('round.escalate'))[0];
  if (!coming) return null;
  const between = (await ofThisWeek('round.remind')).some(
    (one) => one.dueAt > occurrence.dueAt && one.dueAt < coming.dueAt,
  );
  return between ? null : { at: coming.dueAt, to: escalation.to };
}

/** Tells the office which classes are still open, one message for each class's lead. */
export const escalateClass: WeekWork = async (due) => async (stores) => {
  const { ports, school, now } = due;
  const { escalation, escalationFromWeek } = school.settings.round;
  const round = await openOne(due, stores);
  if (!round || !escalation) return 'answered';
  const weeksOfUse = Math.floor((now.getTime() - school.createdAt.getTime()) / (7 * 86_400_000)) + 1;
  if (weeksOfUse < escalationFromWeek) return 'firstWeeks';
  const today = todayIn(school, now);
  const [schoolClass] = await stores.classes.find(school.id, [round.classId]);
  if (!schoolClass) return 'noRound';
  const teachers = await stores.people.homeroomTeachersOf(school.id, [round.classId], today);
  const scope =
    escalation.to === 'gradeHead'
      ? ({ kind: 'grade', id: schoolClass.gradeId } as const)
      : ({ kind: 'school', id: school.id } as const);
  for (const person of await stores.people.holdersOf(school.id, [escalation.to], scope, today)) {
    const language = person.language ?? school.language;
    const names = teachers.map((one) => one.person.name);
    await tellPerson(ports, stores, school, {
      person,
      kind: 'round.escalate',
      key: `round.escalate:${round.id}:${person.id}`,
      subjectId: round.classId,
      urgency: 4,
      uselessAfter: round.locksAt,
      card: {
        title: say(language, 'round.escalateTitle'),
        tone: 'attention',
        blocks: [list([say(language, 'round.escalateLine', { className: schoolClass.name, teachers: names })])],
      },
    });
  }
  return null;
};

async function noteNobody({ ports, school, occurrence, now }: Due, stores: Stores, classId: string): Promise<void> {
  await stores.decisions.add([
    {
      id: ports.ids.next(),
      schoolId: school.id,
      kind: occurrence.kind,
      audience: 'person',
      subjectId: classId,
      personId: null,
      outcome: 'notReached',
      reason: 'noTeacher',
      params: {},
      deliveryId: null,
      at: now,
    },
  ]);
}
