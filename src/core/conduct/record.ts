import type { Place } from '../access/role.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import { checkLines, placesOrRefuse } from './check-lines.js';
import type { EntryLine } from './entry-line.js';
import type { NewEntry, PointEntry } from './ledger.js';
import { naturalPeriod, periodOf } from './period.js';
import type { Proposal } from './proposal.js';

export interface RecordInput {
  readonly school: School;
  /** Who writes, and whose rights count. */
  readonly personId: string;
  /** Names the message or form: what it holds is recorded once, however often it comes. */
  readonly sourceKey: string;
  readonly lines: readonly EntryLine[];
}

/** What stands in the books because of one message. */
export interface Recorded {
  readonly entries: readonly PointEntry[];
  readonly proposals: readonly Proposal[];
  /** It was recorded before; nothing was written now. */
  readonly again: boolean;
}

/**
 * Records lines as entries, or as proposals where the writer may only propose. All or nothing.
 * @throws Refusal when a line may not be written as it stands.
 */
export async function recordEntries(ports: Ports, input: RecordInput): Promise<Recorded> {
  const { school, personId, sourceKey, lines } = input;
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'writer');
    const before = await recordedFrom(stores, school.id, sourceKey);
    if (before) return before;
    const today = todayIn(school, ports.clock.school());
    const places = placesOrRefuse(await checkLines(stores, school, personId, lines, today), lines);
    return writeLines(ports, stores, { ...input, places, firstLine: 0 });
  });
}

/** What a source has caused so far; null when nothing. */
export async function recordedFrom(stores: Stores, schoolId: string, sourceKey: string): Promise<Recorded | null> {
  const entries = await stores.conduct.ofSource(schoolId, sourceKey);
  const proposals = await stores.proposals.ofSource(schoolId, sourceKey);
  return entries.length + proposals.length === 0 ? null : { entries, proposals, again: true };
}

/** Writes checked lines, with their audit rows. The caller holds the books as a writer. */
export async function writeLines(
  ports: Ports,
  stores: Stores,
  input: RecordInput & { readonly places: readonly Place[]; readonly firstLine: number },
): Promise<Recorded> {
  const { school, personId, sourceKey, firstLine } = input;
  const numbered = input.lines.map((line, index) => ({ line, place: input.places[index], at: firstLine + index }));
  const now = ports.clock.school();
  const today = todayIn(school, now);

  const given = numbered.filter(({ line }) => line.as === 'give');
  const marks = await stores.conduct.marksOf(
    school.id,
    given.map(({ line }) => line),
  );
  const entries = await addEntries(
    ports,
    stores,
    personId,
    given.map(({ line, at }, index) => {
      const mark = marks[index] ?? { lockedThrough: null, closedThrough: null };
      const { as: _, everyone: __, rubricPoints: ___, ...kept } = line;
      return {
        ...kept,
        ...periodOf(naturalPeriod(line.occurredOn), mark, today),
        id: ports.ids.next(),
        schoolId: school.id,
        recordedAt: now,
        recordedById: personId,
        sourceKey,
        sourceLine: at,
        reversesId: null,
      };
    }),
  );

  const proposals = await stores.proposals.add(
    numbered
      .filter(({ line }) => line.as === 'propose')
      .map(({ line, place, at }) => {
        const { as: _, everyone: __, rubricPoints: ___, ...kept } = line;
        return {
          ...kept,
          id: ports.ids.next(),
          schoolId: school.id,
          proposedAt: now,
          proposedById: personId,
          sourceKey,
          sourceLine: at,
          lapsesOn: school.days.addSchoolDays(today, school.settings.proposalDays, place?.gradeId ?? null),
          state: 'open',
          decidedAt: null,
          decidedById: null,
          entryId: null,
        };
      }),
  );
  await auditProposals(ports, stores, 'proposal.make', personId, proposals);
  return { entries, proposals, again: false };
}

/** Adds lines to the ledger with an audit row for each that is new. */
export async function addEntries(
  ports: Ports,
  stores: Stores,
  actorId: string | null,
  entries: readonly NewEntry[],
): Promise<readonly PointEntry[]> {
  const written = await stores.conduct.add(entries);
  await stores.audit.add(
    written.map((entry) => ({
      id: ports.ids.next(),
      schoolId: entry.schoolId,
      actorId,
      action: entry.reversesId === null ? 'entry.record' : 'entry.reverse',
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      at: entry.recordedAt,
    })),
  );
  return written;
}

export async function auditProposals(
  ports: Ports,
  stores: Stores,
  action: 'proposal.make' | 'proposal.confirm' | 'proposal.decline' | 'proposal.lapse' | 'proposal.withdraw',
  actorId: string | null,
  proposals: readonly Proposal[],
): Promise<void> {
  const at = ports.clock.school();
  await stores.audit.add(
    proposals.map(({ schoolId, subject }) => ({
      id: ports.ids.next(),
      schoolId,
      actorId,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      at,
    })),
  );
}
