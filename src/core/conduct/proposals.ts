import { may } from '../access/may.js';
import { Refusal } from '../errors.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import type { PointEntry } from './ledger.js';
import { naturalPeriod, periodOf } from './period.js';
import { mayConfirmTogether, type Proposal } from './proposal.js';
import { addEntries, auditProposals } from './record.js';

export interface DecideInput {
  readonly school: School;
  readonly personId: string;
  readonly proposalIds: readonly string[];
}

export interface ConfirmedProposals {
  readonly confirmed: readonly PointEntry[];
  /** Their last day was over. */
  readonly lapsed: readonly Proposal[];
  /** Somebody had decided before. */
  readonly decidedBefore: readonly Proposal[];
}

/**
 * The homeroom teacher's word makes proposals entries, of the day on which it was seen. Plus and neutral ones go together, a
 * minus only by itself.
 */
export async function confirmProposals(
  ports: Ports,
  input: DecideInput & { readonly sourceKey: string },
): Promise<ConfirmedProposals> {
  const { school, personId, proposalIds, sourceKey } = input;
  const now = ports.clock.school();
  const today = todayIn(school, now);
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'writer');
    const proposals = await ownProposals(ports, stores, input, proposalIds);
    if (!mayConfirmTogether(proposals)) throw new Refusal('conduct.minusOneByOne');
    const lapsed = proposals.filter((one) => one.state === 'lapsed' || (one.state === 'open' && one.lapsesOn < today));
    const won: { proposal: Proposal; entryId: string }[] = [];
    for (const proposal of proposals.filter((one) => one.state === 'open' && !lapsed.includes(one))) {
      const entryId = ports.ids.next();
      const decision = { state: 'confirmed', decidedById: personId, entryId, now } as const;
      if (await stores.proposals.decide(school.id, proposal.id, decision)) won.push({ proposal, entryId });
    }
    const marks = await stores.conduct.marksOf(
      school.id,
      won.map((one) => one.proposal),
    );
    const confirmed = await addEntries(
      ports,
      stores,
      personId,
      won.map(({ proposal, entryId }, index) => ({
        id: entryId,
        schoolId: school.id,
        classId: proposal.classId,
        subject: proposal.subject,
        rubricItemId: proposal.rubricItemId,
        itemCode: proposal.itemCode,
        points: proposal.points,
        familyText: proposal.familyText,
        staffNote: proposal.staffNote,
        occurredOn: proposal.occurredOn,
        ...periodOf(
          naturalPeriod(proposal.occurredOn),
          marks[index] ?? { lockedThrough: null, closedThrough: null },
          today,
        ),
        recordedAt: now,
        recordedById: personId,
        sourceKey,
        sourceLine: index,
        reversesId: null,
      })),
    );
    const decided = won.map((one) => one.proposal);
    await auditProposals(ports, stores, 'proposal.confirm', personId, decided);
    return {
      confirmed,
      lapsed,
      decidedBefore: proposals.filter((one) => !lapsed.includes(one) && !decided.includes(one)),
    };
  });
}

/** Gives those that were declined now. */
export async function declineProposals(ports: Ports, input: DecideInput): Promise<readonly Proposal[]> {
  const { school, personId, proposalIds } = input;
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    const declined: Proposal[] = [];
    for (const proposal of await ownProposals(ports, stores, input, proposalIds)) {
      const decision = { state: 'declined', decidedById: personId, entryId: null, now } as const;
      if (await stores.proposals.decide(school.id, proposal.id, decision)) declined.push(proposal);
    }
    await auditProposals(ports, stores, 'proposal.decline', personId, declined);
    return declined;
  });
}

/** Proposals that nobody decided in time end without effect. Done every night. */
export async function lapseProposals(ports: Ports, school: School): Promise<readonly Proposal[]> {
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    const lapsed = await stores.proposals.lapse(school.id, todayIn(school, now), now);
    await auditProposals(ports, stores, 'proposal.lapse', null, lapsed);
    return lapsed;
  });
}

/** @throws Refusal when one of them is not of a class that is the person's to decide. */
async function ownProposals(
  ports: Ports,
  stores: Stores,
  { school, personId }: DecideInput,
  proposalIds: readonly string[],
): Promise<readonly Proposal[]> {
  const today = todayIn(school, ports.clock.school());
  const proposals = await stores.proposals.find(school.id, proposalIds);
  const roles = await stores.people.rolesAt(school.id, personId, today);
  const classes = await stores.classes.find(school.id, [...new Set(proposals.map((one) => one.classId))]);
  for (const { classId } of proposals) {
    const found = classes.find((one) => one.id === classId);
    if (!found || !may(roles, 'decide', { ...found, classId, groupId: null }, today)) {
      throw new Refusal('conduct.notYourClass');
    }
  }
  return proposals;
}
