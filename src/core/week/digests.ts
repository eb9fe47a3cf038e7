import { may } from '../access/may.js';
import { createOffers, expiresAfter } from '../actions/offers.js';
import { weekMoments } from '../calendar/week-moments.js';
import { lockDueRounds, lockRounds } from '../conduct/rounds.js';
import { promptPerson } from '../deliveries/prompt.js';
import { decide, reachOf, sendDigest, waitingFor, withoutWithdrawn } from '../digests/approve.js';
import { sendNotes } from '../digests/notes.js';
import { waitingCard } from '../digests/waiting-card.js';
import { composeDigests } from '../digests/weekly-digests.js';
import type { Digest } from '../ports/digest-store.js';
import type { Person } from '../ports/people-store.js';
import type { Stores } from '../ports/stores.js';
import { todayIn } from '../school/school.js';
import { notesDueKey } from './notes-moment.js';
import { mondayOfKey } from './week-key.js';
import { type Due, isLate, type Skipped, type WeekWork } from './week-work.js';

const day = 86_400_000;

/** Locks the class's week and writes down what it says to whom. */
export const lockClass: WeekWork = async ({ ports, school, occurrence }) => {
  const { database } = ports;
  const weekOn = mondayOfKey(occurrence.dueKey);
  const round = await database.rounds.ofClass(school.id, occurrence.subjectId, weekOn);
  if (!round || round.state === 'skipped') return async () => 'noRound';
  // All that is due with it, in batches: one class after the other would cost a school several times as much.
  await lockDueRounds(ports, school);
  const { rounds } = await lockRounds(ports, { school, roundIds: [round.id] });
  // A kill between lock and digests: the round is locked already, and its digests are composed now.
  for (const locked of rounds.length > 0 ? rounds : [round]) {
    const [schoolClass] = await database.classes.find(school.id, [locked.classId]);
    if (schoolClass) await composeDigests(ports, school, schoolClass, locked);
  }
  return async () => null;
};

/** The private notes of every class whose week ends at this moment. */
export const sendWeekNotes: WeekWork = async (due) => {
  const { ports, school, occurrence } = due;
  const monday = mondayOfKey(occurrence.dueKey);
  if (isLate(due, 3 * day)) return async () => 'tooLate';
  const all = await ports.database.classes.list(school.id, todayIn(school, due.now));
  const classes = all.filter((one) => {
    const moments = weekMoments(school.days, monday, one.gradeId, school.settings);
    return moments !== null && notesDueKey(monday, moments.notesAt) === occurrence.dueKey;
  });
  const decisions = await sendNotes(ports, school, classes, monday);
  return async (stores) => {
    await stores.decisions.add(decisions);
    return null;
  };
};

/** Asks those who approve about everything that waits, in one message each. */
export const askApproval: WeekWork = (due) => askAbout(due, false);

/** Once more, and only for what nobody has decided. */
export const remindApproval: WeekWork = (due) => askAbout(due, true);

function askAbout(due: Due, reminder: boolean): ReturnType<WeekWork> {
  return Promise.resolve(async (stores: Stores): Promise<Skipped> => {
    const { ports, school, occurrence, now } = due;
    const today = todayIn(school, now);
    const monday = mondayOfKey(occurrence.dueKey);
    const classes = await stores.classes.list(school.id, today);
    const digests = (await stores.digests.since(school.id, monday)).filter((one) => one.weekOn === monday);
    const open = digests.filter((one) => one.state === 'composed' || (one.state === 'held' && reminder));
    if (open.length === 0) return 'answered';
    if (!school.settings.approvals.digests && !reminder) {
      for (const digest of open) await sendUnasked(due, stores, digest);
      return null;
    }
    for (const person of await approvers(due, stores, open)) {
      const roles = await stores.people.rolesAt(school.id, person.id, today);
      const mine = waitingFor(roles, school, classes, open, today);
      if (mine.length === 0) continue;
      const language = person.language ?? school.language;
      const offers = createOffers(ports.ids, {
        schoolId: school.id,
        personId: person.id,
        expiresAt: expiresAfter(now, 7),
      });
      const card = waitingCard(mine, language, offers, reminder);
      await offers.save(stores, now);
      await promptPerson(ports, stores, school, {
        person,
        kind: reminder ? 'digests.remind' : 'digests.ask',
        key: `${occurrence.kind}:${school.id}:${occurrence.dueKey}:${person.id}`,
        subjectId: school.id,
        card,
        urgency: 4,
        uselessAfter: expiresAfter(now, 5),
      });
    }
    return null;
  });
}

/** Where the school wants no approval, only what nothing stands in the way of goes. */
async function sendUnasked({ ports, school, now }: Due, stores: Stores, composed: Digest): Promise<void> {
  const digest = await withoutWithdrawn(stores, composed);
  const { channel, membership, obstacle } = await reachOf(stores, school, digest);
  if (obstacle !== null || !channel) {
    const count = membership?.unknown.length ?? 0;
    return decide(ports, stores, digest, 'refused', obstacle ?? 'noChannel', { count });
  }
  if (await stores.digests.move(digest.id, ['composed'], 'approved', null, now)) {
    await sendDigest(ports, stores, school, digest, channel);
  }
}

/**
 * Who is asked: the principal, else the leads of the grade, else student affairs; where a school has
 * none of them, the homeroom teacher. An office that no account reaches is passed over. One of the offices is enough, so that nobody presses for nothing.
 */
async function approvers({ school, now }: Due, stores: Stores, open: readonly Digest[]): Promise<readonly Person[]> {
  const today = todayIn(school, now);
  const classIds = [...new Set(open.map((one) => one.classId))];
  const classes = await stores.classes.find(school.id, classIds);
  const found = new Map<string, Person>();
  const whole = { kind: 'school', id: school.id } as const;
  for (const one of classes) {
    const place = { schoolId: school.id, gradeId: one.gradeId, classId: one.id, groupId: null };
    const leads = await stores.people.holdersOf(school.id, ['gradeHead'], { kind: 'grade', id: one.gradeId }, today);
    const principals = await stores.people.holdersOf(school.id, ['principal'], whole, today);
    const office = await stores.people.holdersOf(school.id, ['studentAffairs'], whole, today);
    const teachers = await stores.people.homeroomTeachersOf(school.id, [one.id], today);
    const offices = [principals, leads, office, teachers.map((each) => each.person)];
    const accounts = await stores.people.accountsOf(offices.flat().map((person) => person.id));
    const reached = new Set(accounts.map((account) => account.personId));
    const choice =
      offices.find((people) => people.some((person) => reached.has(person.id))) ??
      offices.find((people) => people.length > 0);
    for (const person of choice ?? []) {
      const roles = await stores.people.rolesAt(school.id, person.id, today);
      if (may(roles, 'approve', place, today)) found.set(person.id, person);
    }
  }
  return [...found.values()];
}
