import { addDays, mondayOf } from '../calendar/local-date.js';
import { isUnknown } from '../digests/approve.js';
import { renderDigest } from '../digests/weekly-digests.js';
import type { ChannelAudience } from '../ports/channel-store.js';
import type { ClaimedDelivery } from '../ports/delivery-store.js';
import type { Ports } from '../ports/ports.js';
import { loadSchool, type School, todayIn } from '../school/school.js';
import { mayYield, yields } from './call-budget.js';
import type { Recheck } from './events.js';

/**
 * The last look before a message leaves: between the moment it was written down and this one a guardian may have left or
 * been restricted, an audience switched off, a stranger come into the chat; and the platform's calls may be nearly used up.
 * The codes have sentences (`why.<code>`).
 */
export function createRecheck(ports: Pick<Ports, 'database' | 'clock'>): Recheck {
  return async (deliveries) => {
    const vetoes = new Map<string, string>();
    const schools = new Map<string, School>();
    for (const id of await yielding(ports, deliveries)) vetoes.set(id, 'callBudget');
    for (const rows of together(deliveries)) {
      const [{ kind, schoolId }] = rows;
      if (schoolId === null || !Object.hasOwn(guards, kind)) continue;
      const school = schools.get(schoolId) ?? (await loadSchool(ports.database, schoolId));
      schools.set(schoolId, school);
      for (const [id, veto] of (await guards[kind]?.(ports, school, rows)) ?? []) vetoes.set(id, veto);
    }
    return vetoes;
  };
}

type Rows = readonly [ClaimedDelivery, ...ClaimedDelivery[]];

/** Those that one guard looks at in one go. */
function together(deliveries: readonly ClaimedDelivery[]): readonly Rows[] {
  const groups = new Map<string, [ClaimedDelivery, ...ClaimedDelivery[]]>();
  for (const one of deliveries) {
    const name = `${one.schoolId} ${one.kind}`;
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups.values()];
}

/** What stays away because the calls left this month are for what matters more. */
async function yielding(ports: Looking, deliveries: readonly ClaimedDelivery[]): Promise<readonly string[]> {
  const candidates = deliveries.filter((one) => mayYield(one.kind));
  if (candidates.length === 0) return [];
  const budgets = await ports.database.callBudgets.at(ports.clock.machine());
  return candidates.flatMap((one) => {
    const budget = budgets.find((two) => two.workspaceId === one.workspaceId);
    return budget && yields(one.kind, budget) ? [one.id] : [];
  });
}

type Looking = Pick<Ports, 'database' | 'clock'>;
/** By the delivery's id why it stays away; those that may go are not in it. */
type Guard = (ports: Looking, school: School, rows: Rows) => Promise<readonly (readonly [string, string])[]>;
type GuardOfOne = (ports: Looking, school: School, one: ClaimedDelivery) => Promise<string | null>;

/** For what is rarely claimed in numbers. */
const oneByOne =
  (guard: GuardOfOne): Guard =>
  async (ports, school, rows) => {
    const vetoes: [string, string][] = [];
    for (const one of rows) {
      const veto = await guard(ports, school, one);
      if (veto) vetoes.push([one.id, veto]);
    }
    return vetoes;
  };

const childrenIn = ({ subjectId }: ClaimedDelivery) => (subjectId ?? '').split(' ');

/**
 * The subject of a note names the children that it tells of: it goes only while every one of them is the reader's. An evening
 * has thousands of them, so they are asked about together.
 */
const vetoNotes: Guard = async (ports, school, rows) => {
  if (!school.settings.audiences.guardians) return rows.map(({ id }) => [id, 'audienceOff']);
  const told = [...new Set(rows.flatMap(childrenIn))];
  const guardians = await ports.database.people.guardiansOf(school.id, told, todayIn(school, ports.clock.school()));
  const hears = new Set(
    guardians.filter((link) => link.receivesNotes).map((link) => `${link.person.id} ${link.pupilId}`),
  );
  return rows
    .filter((one) => !childrenIn(one).every((pupilId) => hears.has(`${one.personId} ${pupilId}`)))
    .map(({ id }) => [id, 'notGuardian']);
};

/** A school's words about a child to somebody who asked: only while the child is still theirs. */
const vetoAnswer: GuardOfOne = async (ports, school, one) => {
  const question = await ports.database.questions.find(one.subjectId ?? '');
  if (!question || one.personId === null) return 'notGuardian';
  const today = todayIn(school, ports.clock.school());
  const children = await ports.database.people.childrenOf(school.id, one.personId, today);
  const still = question.pupilId === null ? children.length > 0 : children.includes(question.pupilId);
  return still ? null : 'notGuardian';
};

const vetoDigest =
  (audience: ChannelAudience): GuardOfOne =>
  async (ports, school, one) => {
    if (audience === 'classParents' && !school.settings.audiences.classParents) return 'audienceOff';
    const { channels } = ports.database;
    const channel = one.chat === null ? null : await channels.findByChat(one.workspaceId, one.chat);
    const ofClass = channel?.classId === one.subjectId || (audience === 'staff' && channel?.classId === null);
    if (channel?.audience !== audience || !ofClass) return 'noChannel';
    if (channel.confirmedAt !== null) return null;
    if (!isUnknown(await channels.membership(channel.id))) return null;
    return (await namesAnybody(ports, school, one)) ? 'strangerCame' : null;
  };

/** Whether the digest of the class that was approved last names a pupil; a chat's messages go in order. */
async function namesAnybody(ports: Looking, school: School, { subjectId, kind }: ClaimedDelivery): Promise<boolean> {
  const monday = mondayOf(todayIn(school, ports.clock.school()));
  for (const back of [0, 1, 2]) {
    const digests = await ports.database.digests.ofWeek(school.id, subjectId ?? '', addDays(monday, -7 * back));
    const sent = digests.find((one) => `digest.${one.audience}` === kind && one.state === 'approved');
    if (sent) return renderDigest(sent, school.language).names;
  }
  return true;
}

/** By the kind of message. */
const guards: Readonly<Record<string, Guard>> = {
  note: vetoNotes,
  'note.quiet': vetoNotes,
  'question.answer': oneByOne(vetoAnswer),
  'question.handedOver': oneByOne(vetoAnswer),
  'digest.classParents': oneByOne(vetoDigest('classParents')),
  'digest.staffChannel': oneByOne(vetoDigest('staff')),
};
