import type { Proposal } from '../core/conduct/proposal.js';
import type { ProposalStore } from '../core/ports/proposal-store.js';
import type { Proposal as Row } from '../gen/client.js';
import type { Client } from './client.js';
import { fromDate, toDate } from './dates.js';

export function createProposalStore(client: Client): ProposalStore {
  return {
    async add(proposals) {
      if (proposals.length === 0) return [];
      const rows = await client.proposal.createManyAndReturn({ data: proposals.map(toRow), skipDuplicates: true });
      return rows.map(toProposal).sort((a, b) => a.sourceLine - b.sourceLine);
    },

    async find(schoolId, proposalIds) {
      const rows = await client.proposal.findMany({
        where: { schoolId, id: { in: [...proposalIds] } },
        orderBy: { seq: 'asc' },
      });
      return rows.map(toProposal);
    },

    async ofSource(schoolId, sourceKey) {
      const rows = await client.proposal.findMany({ where: { schoolId, sourceKey }, orderBy: { sourceLine: 'asc' } });
      return rows.map(toProposal);
    },

    async openOf(schoolId, classIds) {
      const rows = await client.proposal.findMany({
        where: { schoolId, classId: { in: [...classIds] }, state: 'open' },
        orderBy: { seq: 'asc' },
      });
      return rows.map(toProposal);
    },

    async madeBy(schoolId, personId, limit) {
      const rows = await client.proposal.findMany({
        where: { schoolId, proposedById: personId },
        orderBy: { seq: 'desc' },
        take: limit,
      });
      return rows.map(toProposal);
    },

    async decide(schoolId, proposalId, { now, ...decision }) {
      const { count } = await client.proposal.updateMany({
        where: { schoolId, id: proposalId, state: 'open' },
        data: { ...decision, decidedAt: now },
      });
      return count === 1;
    },

    async lapse(schoolId, before, now) {
      const rows = await client.proposal.updateManyAndReturn({
        where: { schoolId, state: 'open', lapsesOn: { lt: toDate(before) } },
        data: { state: 'lapsed', decidedAt: now },
      });
      return rows.map(toProposal);
    },
  };
}

function toRow({ subject, occurredOn, lapsesOn, ...proposal }: Proposal) {
  return {
    ...proposal,
    pupilId: subject.kind === 'pupil' ? subject.id : null,
    groupId: subject.kind === 'group' ? subject.id : null,
    occurredOn: toDate(occurredOn),
    lapsesOn: toDate(lapsesOn),
  };
}

function toProposal({ seq: _, pupilId, groupId, points, occurredOn, lapsesOn, state, ...row }: Row): Proposal {
  return {
    ...row,
    subject: pupilId === null ? { kind: 'group', id: groupId ?? '' } : { kind: 'pupil', id: pupilId },
    points: points.toNumber(),
    occurredOn: fromDate(occurredOn),
    lapsesOn: fromDate(lapsesOn),
    state: state as Proposal['state'],
  };
}
