import { createOffers, expiresAfter, type Offers } from '../actions/offers.js';
import { confirmDraft, openDraft } from '../conduct/drafts.js';
import type { EntryDraft } from '../conduct/entry-draft.js';
import type { PointEntry } from '../conduct/ledger.js';
import type { Proposal } from '../conduct/proposal.js';
import { createQuickEntryReader } from '../conduct/quick-entry/reader.js';
import type { Turn } from '../inbox/turn.js';
import { say, sayPoints } from '../language/say.js';
import { actions, type Card, list, notice } from '../message/card.js';
import { cleanText } from '../message/rich-text.js';
import { sayRole } from '../settings/labels.js';
import { draftCard } from './draft-card.js';
import { createNames, type Names } from './names.js';
import { tellProposals } from './proposal-cards.js';
import { type RecorderScope, recorderScope } from './recorder.js';

/** What a staff member's lines come to. */
export type LinesAnswer =
  | { readonly kind: 'card'; readonly card: Card }
  /** Not one line has anything of an entry in it. */
  | { readonly kind: 'noEntry' }
  /** The person has nobody to record for. */
  | { readonly kind: 'noScope' };

/**
 * Reads a message of lines and answers with the card that shows what would be recorded. Where the writer chose so and every
 * line is exact, it is recorded at once.
 * @param boundClassId the class of the chat in which it was said.
 * @param mayAtOnce false where the lines were said in front of others: they are confirmed in private.
 */
export async function answerLines(
  turn: Turn,
  text: string,
  boundClassId: string | null,
  mayAtOnce: boolean,
): Promise<LinesAnswer> {
  const { ports, school, speaker, today } = turn;
  const scope = await recorderScope(ports.database, school, speaker.roles, today, boundClassId);
  if (scope.classes.length === 0) return { kind: 'noScope' };
  const reading = createQuickEntryReader(scope.context)(cleanText(text));
  if (reading.lines.every((line) => line.kind === 'refusal' && line.code === 'notAnEntry')) return { kind: 'noEntry' };
  const draft = await openDraft(ports, {
    school,
    personId: speaker.person.id,
    sourceKey: turn.eventId,
    reading,
    rubric: scope.rubric,
    occurredOn: today,
  });
  const exact = reading.unread === null && reading.lines.every((line) => line.kind === 'entries' && line.exact);
  if (mayAtOnce && speaker.person.recordAtOnce && exact) {
    const { id: draftId, version } = draft;
    const confirmed = await confirmDraft(ports, { school, personId: speaker.person.id, draftId, version });
    if (confirmed.kind === 'recorded') {
      await tellProposals(turn, confirmed.proposals);
      return { kind: 'card', card: await recordedCard(turn, confirmed, namesOf(turn, scope)) };
    }
  }
  return { kind: 'card', card: await showDraft(turn, draft, scope) };
}

/** The draft as a card whose buttons are good as long as the draft. */
export async function showDraft(turn: Turn, draft: EntryDraft, scope: RecorderScope): Promise<Card> {
  const { ports, school, language } = turn;
  const offers = offersFor(turn, 1);
  const frame = {
    draftId: draft.id,
    version: draft.version,
    names: namesOf(turn, scope),
    office: sayRole(school.settings, language, 'studentAffairs'),
    language,
  };
  const card = draftCard(draft.reading, frame, offers);
  await offers.save(ports.database, turn.now);
  return card;
}

/** What now stands in the books, with a way back. */
export async function recordedCard(
  turn: Turn,
  { entries, proposals, again }: { entries: readonly PointEntry[]; proposals: readonly Proposal[]; again: boolean },
  names: Names,
): Promise<Card> {
  const { language } = turn;
  if (again) return notice(say(language, 'entry.already'), 'done');
  const lines = [...entries, ...proposals].map((one) => lineText(one, names, turn));
  const title = [
    ...(entries.length > 0 || proposals.length === 0
      ? [say(language, 'entry.recorded', { count: entries.length })]
      : []),
    ...(proposals.length > 0 ? [say(language, 'entry.proposedDone', { count: proposals.length })] : []),
  ].join(' ');
  const offers = offersFor(turn, 7);
  const of = [...entries, ...proposals][0]?.sourceKey ?? '';
  const undo = offers.button('entries.undo', say(language, 'entry.undo'), { of });
  await offers.save(turn.ports.database, turn.now);
  return { title, tone: 'done', blocks: [list(lines), actions(undo)] };
}

/** "林小满  −1  迟到". */
export function lineText(
  line: Pick<PointEntry, 'subject' | 'points' | 'rubricItemId' | 'familyText'>,
  names: Names,
  { language }: Pick<Turn, 'language'>,
): string {
  const who = line.subject.kind === 'pupil' ? names.pupil(line.subject.id) : names.group(line.subject.id);
  const item = line.rubricItemId ? names.item(line.rubricItemId) : line.familyText;
  return say(language, 'entry.line', { who, points: sayPoints(line.points), item });
}

export function namesOf(turn: Turn, scope: RecorderScope): Names {
  return createNames(scope, turn.language);
}

/** Buttons for the speaker alone. */
export function offersFor(turn: Turn, days: number): Offers {
  return createOffers(turn.ports.ids, {
    schoolId: turn.school.id,
    personId: turn.speaker.person.id,
    expiresAt: expiresAfter(turn.now, days),
  });
}
