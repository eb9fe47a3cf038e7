import type { LocalDate } from '../calendar/local-date.js';
import { Refusal } from '../errors.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import { checkLines, type LineCheck, placesOrRefuse } from './check-lines.js';
import { draftLifetimeMs, type EntryDraft, isExpired } from './entry-draft.js';
import { type EntryLine, linesOf } from './entry-line.js';
import type { LineReading, QuickEntryReading } from './quick-entry/reading.js';
import { type Recorded, recordedFrom, writeLines } from './record.js';
import type { RubricItem } from './rubric.js';

interface DraftInput {
  readonly school: School;
  readonly personId: string;
}

/** Keeps a read message until its writer says yes. The same message gives the draft it gave before. */
export async function openDraft(
  ports: Ports,
  input: DraftInput & {
    readonly sourceKey: string;
    readonly reading: QuickEntryReading;
    readonly rubric: readonly RubricItem[];
    readonly occurredOn: LocalDate;
  },
): Promise<EntryDraft> {
  const { school, personId, sourceKey, reading, rubric, occurredOn } = input;
  return ports.database.entryDrafts.open({
    id: ports.ids.next(),
    schoolId: school.id,
    personId,
    sourceKey,
    version: 1,
    state: 'open',
    createdAt: ports.clock.school(),
    reading,
    occurredOn,
    ...linesOf(reading, rubric, { occurredOn, language: school.language }),
    recorded: 0,
  });
}

/**
 * An answer to a question in the draft has changed its reading. Gives the draft as it is afterwards, which is somebody else's
 * version when two answers came at once.
 */
export async function changeDraft(
  ports: Ports,
  input: DraftInput & {
    readonly draft: EntryDraft;
    readonly reading: QuickEntryReading;
    readonly rubric: readonly RubricItem[];
  },
): Promise<EntryDraft> {
  const { school, personId, draft, reading, rubric } = input;
  if (draft.personId !== personId) throw new Refusal('conduct.notYourDraft');
  return ports.database.transaction((stores) => replaceDraft(stores, school, draft, reading, rubric));
}

/** What a press on "record" came to. */
export type Confirmed =
  /** `rest`: what is still open in the message, to be shown anew. */
  | (Recorded & { readonly kind: 'recorded'; readonly rest: EntryDraft | null })
  /** Nothing was recorded: roster, rubric or rights have changed since, or the card is an older one. To be shown anew. */
  | { readonly kind: 'changed'; readonly draft: EntryDraft }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'expired' };

/** Records exactly what stood in the version of the preview that was pressed. */
export async function confirmDraft(
  ports: Ports,
  input: DraftInput & { readonly draftId: string; readonly version: number },
): Promise<Confirmed> {
  const { school, personId, draftId, version } = input;
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'writer');
    const draft = await ownDraft(stores, school.id, draftId, personId);
    if (draft.state === 'recorded') return alreadyRecorded(stores, draft, null);
    if (draft.state !== 'open') return { kind: draft.state };
    if (isExpired(draft, now)) {
      await stores.entryDrafts.settle(school.id, draft.id, draft.version, 'expired', now);
      return { kind: 'expired' };
    }
    if (draft.version !== version) {
      return draft.recorded > 0 && draft.version === version + 1
        ? alreadyRecorded(stores, draft, draft)
        : { kind: 'changed', draft };
    }

    const today = todayIn(school, now);
    const checks = await checkLines(stores, school, personId, draft.lines, today);
    const moved = await movedMembers(stores, school.id, draft);
    if (moved.size > 0 || checks.some((check) => check.kind !== 'ok')) {
      const rubric = await stores.rubric.list(school.id, today);
      const reading = refreshed(draft, checks, moved);
      return { kind: 'changed', draft: await replaceDraft(stores, school, draft, reading, rubric) };
    }

    const open = draft.reading.lines.filter(isStillOpen);
    const recorded = draft.recorded + draft.lines.length;
    const rest = { ...draft, reading: { lines: open, unread: null }, lines: [], wholes: [], recorded };
    const won =
      open.length > 0
        ? await stores.entryDrafts.replace(rest)
        : await stores.entryDrafts.settle(school.id, draft.id, version, 'recorded', now);
    if (!won) return alreadyRecorded(stores, draft, null);
    const { lines, sourceKey, recorded: firstLine } = draft;
    const places = placesOrRefuse(checks, lines);
    const written = await writeLines(ports, stores, { school, personId, sourceKey, lines, places, firstLine });
    return { kind: 'recorded', ...written, rest: open.length > 0 ? { ...rest, version: version + 1 } : null };
  });
}

/** True when it was open until now. */
export async function cancelDraft(ports: Ports, input: DraftInput & { readonly draftId: string }): Promise<boolean> {
  const { school, personId, draftId } = input;
  return ports.database.transaction(async (stores) => {
    const draft = await ownDraft(stores, school.id, draftId, personId);
    return stores.entryDrafts.settle(school.id, draftId, draft.version, 'cancelled', ports.clock.school());
  });
}

export async function expireDrafts(ports: Ports, school: School): Promise<number> {
  const now = ports.clock.school();
  return ports.database.entryDrafts.expire(school.id, new Date(now.getTime() - draftLifetimeMs), now);
}

async function ownDraft(stores: Stores, schoolId: string, draftId: string, personId: string): Promise<EntryDraft> {
  const draft = await stores.entryDrafts.find(schoolId, draftId);
  if (!draft) throw new Refusal('conduct.draftGone');
  if (draft.personId !== personId) throw new Refusal('conduct.notYourDraft');
  return draft;
}

async function alreadyRecorded(stores: Stores, draft: EntryDraft, rest: EntryDraft | null): Promise<Confirmed> {
  const before = await recordedFrom(stores, draft.schoolId, draft.sourceKey);
  return { kind: 'recorded', entries: [], proposals: [], ...before, again: true, rest };
}

async function replaceDraft(
  stores: Stores,
  school: School,
  draft: EntryDraft,
  reading: QuickEntryReading,
  rubric: readonly RubricItem[],
): Promise<EntryDraft> {
  const at = { occurredOn: draft.occurredOn, language: school.language };
  const next = { ...draft, reading, ...linesOf(reading, rubric, at) };
  if (await stores.entryDrafts.replace(next)) return { ...next, version: draft.version + 1 };
  return (await stores.entryDrafts.find(school.id, draft.id)) ?? draft;
}

/** Something that a person can still settle with a press. */
function isStillOpen(part: LineReading): boolean {
  return part.kind === 'question' || (part.kind === 'refusal' && part.options.length > 0);
}

/** Members of a whole group or class ("each of …") who are in it no longer, or were not when it was read. */
async function movedMembers(stores: Stores, schoolId: string, draft: EntryDraft): Promise<ReadonlySet<string>> {
  const moved = new Set<string>();
  for (const whole of draft.wholes) {
    if (whole.kind === 'dormitory') continue;
    const shown = await stores.classes.pupilsAt(schoolId, whole.pupilIds, draft.occurredOn);
    const inside = shown.filter((pupil) => (whole.kind === 'group' ? pupil.groupId : pupil.classId) === whole.id);
    const ids = new Set(inside.map((pupil) => pupil.id));
    for (const id of whole.pupilIds) if (!ids.has(id)) moved.add(id);
  }
  return moved;
}

/** The reading as it may be recorded now: who is gone is left out, a changed item has its new points. */
function refreshed(draft: EntryDraft, checks: readonly LineCheck[], moved: ReadonlySet<string>): QuickEntryReading {
  let at = 0;
  const lines = draft.reading.lines.flatMap((part): LineReading[] => {
    if (part.kind !== 'entries') return [part];
    const from = at;
    at += part.targets.length;
    const own = part.targets.map((target, index) => ({
      target,
      check: checks[from + index],
      line: draft.lines[from + index],
    }));
    const kept = own.filter(
      ({ target, check }) =>
        check !== undefined &&
        check.kind !== 'refused' &&
        !(target.kind === 'pupil' && part.wholes.length > 0 && moved.has(target.pupilId)),
    );
    if (kept.length === 0) return [];
    const change = kept.find(({ check }) => check?.kind === 'changed');
    const item = change?.check?.kind === 'changed' ? change.check.item : null;
    return [
      {
        ...part,
        targets: kept.map(({ target }) => target),
        ...(item ? { itemId: item.id, points: repriced(change?.line, item), exact: false } : {}),
      },
    ];
  });
  return { ...draft.reading, lines };
}

/** Points that were the rubric's follow it; points that were the writer's own stay. */
function repriced(line: EntryLine | undefined, item: RubricItem): number {
  return line === undefined || line.points === line.rubricPoints ? item.points : line.points;
}
