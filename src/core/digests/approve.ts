import { may } from '../access/may.js';
import type { Role } from '../access/role.js';
import { expiresAfter } from '../actions/offers.js';
import type { LocalDate } from '../calendar/local-date.js';
import { tellChannel } from '../deliveries/tell.js';
import { Refusal } from '../errors.js';
import type { Channel, ChatMembership } from '../ports/channel-store.js';
import type { ClassInfo } from '../ports/class-store.js';
import type { Decision } from '../ports/decision-store.js';
import type { Digest } from '../ports/digest-store.js';
import type { Person } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import { channelsOf, renderDigest } from './weekly-digests.js';

/** After a week a digest is history. */
const usefulDays = 7;

/** Who would read a digest, and what stands in the way. */
export interface Reach {
  readonly channel: Channel | null;
  readonly membership: ChatMembership | null;
  /** A code with a sentence (`why.<reason>`); null when it can go. */
  readonly obstacle: 'audienceOff' | 'noChannel' | 'unknownMembers' | 'membersUnseen' | null;
}

/** Whether the digest may go out now, and to how many people. Asked for the preview and again before it is sent. */
export async function reachOf(stores: Stores, school: School, digest: Digest): Promise<Reach> {
  const { names } = renderDigest(digest, school.language);
  const [channel = null] = await channelsOf(stores, school, { id: digest.classId }, digest.audience);
  const membership = channel && (await stores.channels.membership(channel.id));
  if (digest.audience === 'classParents' && !school.settings.audiences.classParents) {
    return { channel, membership, obstacle: 'audienceOff' };
  }
  if (!channel || !membership) return { channel: null, membership: null, obstacle: 'noChannel' };
  const strangers = isUnknown(membership) && channel.confirmedAt === null;
  const obstacle = membership.members === 0 ? 'membersUnseen' : 'unknownMembers';
  return { channel, membership, obstacle: strangers && names ? obstacle : null };
}

/** A chat whose members nobody has told us about yet is as unknown as one with strangers in it. */
export function isUnknown({ members, unknown }: ChatMembership): boolean {
  return members === 0 || unknown.length > 0;
}

export interface ApproveInput {
  readonly school: School;
  readonly person: Person;
  readonly roles: readonly Role[];
  readonly digestId: string;
}

export interface Approved {
  readonly digest: Digest;
  readonly obstacle: Reach['obstacle'];
  /** Unknown members of the chat, where they are the obstacle. */
  readonly unknown: number;
  /** False when somebody had decided before, or it does not go. */
  readonly now: boolean;
}

/**
 * Lets a digest go. What stands in its way is no failure: it is written down, the digest stays, and it can be approved
 * again once that is out of the way.
 */
export async function approveDigest(ports: Ports, input: ApproveInput): Promise<Approved> {
  const { school, person } = input;
  const now = ports.clock.school();
  const approved = await ports.database.transaction(async (stores): Promise<Approved> => {
    const digest = await ownDigest(ports, stores, input);
    const before: Approved = { digest, obstacle: null, unknown: 0, now: false };
    if (digest.state !== 'composed' && digest.state !== 'held') return before;
    const { channel, membership, obstacle } = await reachOf(stores, school, digest);
    // Families without a chat have paper and other messengers: for them it is approved, though nothing is sent.
    const onPaper = obstacle === 'noChannel' && digest.audience === 'classParents';
    if (obstacle !== null && !onPaper) {
      const unknown = membership?.unknown.length ?? 0;
      await decide(ports, stores, digest, 'refused', obstacle, { count: unknown });
      return { ...before, obstacle, unknown };
    }
    if (!(await stores.digests.move(digest.id, ['composed', 'held'], 'approved', person.id, now))) return before;
    await decide(ports, stores, digest, 'waiting', 'approved', { by: person.id });
    if (channel) await sendDigest(ports, stores, school, digest, channel);
    else await decide(ports, stores, digest, 'notReached', 'noChannel');
    return { digest: { ...digest, state: 'approved' }, obstacle, unknown: 0, now: true };
  });
  await ports.bell.ring('deliver');
  return approved;
}

/** What was previewed is what is sent, less the names that may be said no longer: a consent can end at any time. */
export async function withoutWithdrawn(stores: Pick<Stores, 'consents'>, digest: Digest): Promise<Digest> {
  const { facts, schoolId } = digest;
  const ids = new Set(facts.entries.flatMap(({ pupil }) => (pupil?.praiseConsent === 'granted' ? [pupil.id] : [])));
  const states = await stores.consents.statesOf(schoolId, [...ids], 'praise');
  const entries = facts.entries.map((entry) => {
    const state = entry.pupil && ids.has(entry.pupil.id) ? (states.get(entry.pupil.id) ?? 'withdrawn') : null;
    return entry.pupil && state ? { ...entry, pupil: { ...entry.pupil, praiseConsent: state } } : entry;
  });
  return { ...digest, facts: { ...facts, entries } };
}

export async function sendDigest(ports: Ports, stores: Stores, school: School, digest: Digest, channel: Channel) {
  const { card, refused } = renderDigest(digest, channel.language ?? school.language);
  const without = refused.filter((reason) => reason === 'noConsent').length;
  if (without > 0) await decide(ports, stores, digest, 'refused', 'noConsent', { count: without });
  await tellChannel(ports, stores, school, {
    channel,
    kind: `digest.${digest.audience}`,
    key: `digest:${digest.id}`,
    subjectId: digest.classId,
    card,
    urgency: 6,
    uselessAfter: expiresAfter(ports.clock.school(), usefulDays),
  });
}

/** "Not this one": it will not go, and says who decided. Held, it waits and is reminded of once. */
export async function refuseDigest(ports: Ports, input: ApproveInput, to: 'held' | 'declined'): Promise<Approved> {
  return ports.database.transaction(async (stores) => {
    const digest = await ownDigest(ports, stores, input);
    const from = to === 'held' ? (['composed'] as const) : (['composed', 'held'] as const);
    const done = await stores.digests.move(digest.id, from, to, input.person.id, ports.clock.school());
    if (done)
      await decide(
        ports,
        stores,
        digest,
        to === 'held' ? 'held' : 'refused',
        to === 'held' ? 'awaitsApproval' : 'declined',
        { by: input.person.id },
      );
    return { digest, obstacle: null, unknown: 0, now: done };
  });
}

/** Those of the digests that wait for a yes and are the person's to approve. */
export function waitingFor(
  roles: readonly Role[],
  school: School,
  classes: readonly ClassInfo[],
  digests: readonly Digest[],
  today: LocalDate,
): readonly Digest[] {
  const waiting = digests.filter((digest) => digest.state === 'composed' || digest.state === 'held');
  return approvable(roles, school, classes, waiting, today);
}

/** Those of the digests that are the person's to approve, waiting or not. */
export function approvable(
  roles: readonly Role[],
  school: School,
  classes: readonly ClassInfo[],
  digests: readonly Digest[],
  today: LocalDate,
): readonly Digest[] {
  return digests.filter((digest) => {
    const place = classes.find((one) => one.id === digest.classId);
    return place !== undefined && mayApprove(roles, school, place, today);
  });
}

function mayApprove(roles: readonly Role[], school: School, place: ClassInfo, today: LocalDate): boolean {
  return may(
    roles,
    'approve',
    { schoolId: school.id, gradeId: place.gradeId, classId: place.id, groupId: null },
    today,
  );
}

/**
 * The digest, naming nobody whose consent has ended since it was composed.
 * @throws Refusal when it is gone or not the person's to approve.
 */
export async function ownDigest(
  ports: Pick<Ports, 'clock'>,
  stores: Stores,
  { school, roles, digestId }: Omit<ApproveInput, 'person'>,
): Promise<Digest> {
  const found = await stores.digests.find(digestId);
  const [place] = found ? await stores.classes.find(school.id, [found.classId]) : [];
  const digest = found && (await withoutWithdrawn(stores, found));
  if (!digest || !place) throw new Refusal('press.gone');
  if (!mayApprove(roles, school, place, todayIn(school, ports.clock.school()))) throw new Refusal('digest.notYours');
  return digest;
}

/** Writes down what became of a digest. Ids and codes only: names are found when `why` is asked. */
export async function decide(
  ports: Ports,
  stores: Stores,
  digest: Digest,
  outcome: Decision['outcome'],
  reason: string,
  params: Decision['params'] = {},
): Promise<void> {
  await stores.decisions.add([
    {
      id: ports.ids.next(),
      schoolId: digest.schoolId,
      kind: `digest.${digest.audience}`,
      audience: digest.audience,
      subjectId: digest.classId,
      personId: null,
      outcome,
      reason,
      params,
      deliveryId: null,
      at: ports.clock.school(),
    },
  ]);
}
