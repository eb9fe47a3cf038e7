import { may } from '../access/may.js';
import { Refusal } from '../errors.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import { type PointEntry, reversalOf } from './ledger.js';
import { isOpen, type Marks, periodOf } from './period.js';
import type { Proposal } from './proposal.js';
import { addEntries, auditProposals } from './record.js';

interface UndoInput {
  readonly school: School;
  readonly personId: string;
  /** Names the wish to undo: sent twice, it undoes once. */
  readonly sourceKey: string;
}

interface UndoMessageInput extends UndoInput {
  /** The `sourceKey` of the message that is meant; the person's last one when nobody says. */
  readonly of?: string;
}

/** What an undo did, as the lines it was about: the answer names them. */
export interface Undone {
  readonly undone: readonly PointEntry[];
  /** Proposals of the same message that nobody had decided. */
  readonly withdrawn: readonly Proposal[];
  /** Their week is locked: they stay, and `reverseEntries` with `correct` would count against a later week. */
  readonly closed: readonly PointEntry[];
}

/** Takes back what one message of the person recorded and proposed, as far as no lock has closed it. */
export async function undoLast(ports: Ports, input: UndoMessageInput): Promise<Undone> {
  const { school, personId, sourceKey } = input;
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'writer');
    const before = await undoneBy(stores, school.id, sourceKey);
    if (before) return before;
    const last = input.of ?? (await lastSourceOf(stores, school.id, personId));
    if (last === null) return { undone: [], withdrawn: [], closed: [] };

    const own = (await stores.conduct.ofSource(school.id, last)).filter(
      (entry) => entry.recordedById === personId && entry.reversesId === null,
    );
    const { reversed, closed } = await reverse(ports, stores, input, own, 'refuse');
    const withdrawn: Proposal[] = [];
    for (const proposal of await stores.proposals.ofSource(school.id, last)) {
      const decision = { state: 'withdrawn', decidedById: personId, entryId: null, now: ports.clock.school() } as const;
      if (proposal.proposedById !== personId || proposal.state !== 'open') continue;
      if (await stores.proposals.decide(school.id, proposal.id, decision)) withdrawn.push(proposal);
    }
    await auditProposals(ports, stores, 'proposal.withdraw', personId, withdrawn);
    return { undone: reversed, withdrawn, closed };
  });
}

export interface ReverseInput extends UndoInput {
  readonly entryIds: readonly string[];
  /** What to do about entries whose week or month is closed. */
  readonly closed: 'refuse' | 'correct';
}

/**
 * Takes back entries, each at most once; one that was taken back before is left out. With `correct`, what a lock has closed
 * is taken back in the open week, as a correction.
 * @throws Refusal for an entry that is neither the person's own nor of a class that is theirs to decide.
 */
export async function reverseEntries(ports: Ports, input: ReverseInput): Promise<Omit<Undone, 'withdrawn'>> {
  const { school, personId, sourceKey, entryIds } = input;
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'writer');
    const before = await undoneBy(stores, school.id, sourceKey);
    if (before) return before;
    const entries = await stores.conduct.find(school.id, entryIds);
    const roles = await stores.people.rolesAt(school.id, personId, todayIn(school, ports.clock.school()));
    const classes = await stores.classes.find(school.id, [...new Set(entries.map((entry) => entry.classId))]);
    for (const entry of entries) {
      const found = classes.find((one) => one.id === entry.classId);
      const place = found && { ...found, classId: found.id, groupId: null };
      const decides = place && may(roles, 'decide', place, todayIn(school, ports.clock.school()));
      if (entry.recordedById !== personId && !decides) throw new Refusal('conduct.notYourEntry');
    }
    const { reversed, closed } = await reverse(ports, stores, input, entries, input.closed);
    return { undone: reversed, closed };
  });
}

async function reverse(
  ports: Ports,
  stores: Stores,
  { school, personId, sourceKey }: UndoInput,
  entries: readonly PointEntry[],
  whenClosed: 'refuse' | 'correct',
): Promise<{ reversed: readonly PointEntry[]; closed: readonly PointEntry[] }> {
  const taken = await stores.conduct.reversedAmong(
    school.id,
    entries.map((entry) => entry.id),
  );
  // A reversal is not taken back: whoever wants the line again records it again, in sight.
  const live = entries.filter((entry) => !taken.has(entry.id) && entry.reversesId === null);
  const marks = await stores.conduct.marksOf(school.id, live);
  const marked = live.map((entry, index) => ({ entry, marks: marks[index] ?? noMarks }));
  const now = ports.clock.school();
  const today = todayIn(school, now);
  const chosen = marked.filter((one) => whenClosed === 'correct' || isOpen(one.entry, one.marks));
  await addEntries(
    ports,
    stores,
    personId,
    chosen.map((one, index) =>
      reversalOf(one.entry, {
        id: ports.ids.next(),
        recordedAt: now,
        recordedById: personId,
        sourceKey,
        sourceLine: index,
        ...periodOf(one.entry, one.marks, today),
      }),
    ),
  );
  const reversed = chosen.map((one) => one.entry);
  return { reversed, closed: live.filter((entry) => !reversed.includes(entry)) };
}

const noMarks: Marks = { lockedThrough: null, closedThrough: null };

/** What an earlier run of the same wish took back; null when there was none. */
async function undoneBy(stores: Stores, schoolId: string, sourceKey: string): Promise<Undone | null> {
  const reversals = await stores.conduct.ofSource(schoolId, sourceKey);
  if (reversals.length === 0) return null;
  const originals = await stores.conduct.find(
    schoolId,
    reversals.flatMap((entry) => entry.reversesId ?? []),
  );
  return { undone: originals, withdrawn: [], closed: [] };
}

/** The message behind the newest thing of the person that can still be taken back. */
async function lastSourceOf(stores: Stores, schoolId: string, personId: string): Promise<string | null> {
  const entry = await stores.conduct.newestOf(schoolId, personId);
  const proposal = (await stores.proposals.madeBy(schoolId, personId, 50)).find((one) => one.state === 'open');
  if (entry && proposal) return entry.recordedAt >= proposal.proposedAt ? entry.sourceKey : proposal.sourceKey;
  return (entry ?? proposal)?.sourceKey ?? null;
}
