import type { Language } from '../language/language.js';
import type { Card } from '../message/card.js';
import type { ClassInfo } from '../ports/class-store.js';
import type { Digest, DigestAudience } from '../ports/digest-store.js';
import type { Ports } from '../ports/ports.js';
import type { Round } from '../ports/round-store.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';
import { composeClassParents } from './class-parents.js';
import { piecesOf } from './facts.js';
import { admitAll, type RefusalReason } from './gate.js';
import { loadClassWeek } from './load-facts.js';
import { composeStaffChannel } from './staff.js';

const audiences: readonly DigestAudience[] = ['staffChannel', 'classParents'];

/** Writes down what the locked week says, for each audience, as facts: what is previewed is what will be sent. */
export async function composeDigests(
  ports: Ports,
  school: School,
  schoolClass: ClassInfo,
  round: Round,
): Promise<void> {
  const { database } = ports;
  const standings = await database.standings.ofRound(school.id, round.id);
  const facts = await loadClassWeek(database, school, {
    schoolClass,
    monday: round.weekOn,
    language: school.language,
    standings,
    totals: new Map(),
  });
  for (const audience of audiences) {
    const channels = await channelsOf(database, school, schoolClass, audience);
    // The rubric is quoted in the language of the chat that will read it.
    const language = channels[0]?.language ?? school.language;
    const said =
      language === school.language
        ? facts
        : await loadClassWeek(database, school, {
            schoolClass,
            monday: round.weekOn,
            language,
            standings,
            totals: new Map(),
          });
    await database.digests.add({
      id: ports.ids.next(),
      schoolId: school.id,
      classId: schoolClass.id,
      roundId: round.id,
      weekOn: round.weekOn,
      audience,
      facts: said,
      composedAt: ports.clock.school(),
    });
  }
}

/** The chats that a class's digest goes to: the families' chat of the class; for staff, that of the class or of the school. */
export async function channelsOf(
  { channels }: Pick<Stores, 'channels'>,
  school: School,
  schoolClass: { readonly id: string },
  audience: DigestAudience,
) {
  if (audience === 'classParents') return channels.ofAudience(school.id, 'classParents', schoolClass.id);
  const own = await channels.ofAudience(school.id, 'staff', schoolClass.id);
  return own.length > 0 ? own : channels.ofAudience(school.id, 'staff', null);
}

/** The card that an audience would see, and what the gate kept back of it. */
export function renderDigest(
  digest: Pick<Digest, 'audience' | 'facts' | 'classId'>,
  language: Language,
): { readonly card: Card; readonly refused: readonly RefusalReason[]; readonly names: boolean } {
  const { facts } = digest;
  const pieces = piecesOf(facts);
  const frame = { className: facts.className, weekNumber: facts.week.number };
  if (digest.audience === 'classParents') {
    const { admitted, refused } = admitAll<'classParents'>({ kind: 'classParents', classId: digest.classId }, pieces);
    return {
      card: composeClassParents(admitted, frame, language),
      refused: tellable(refused),
      names: admitted.some((piece) => piece.kind === 'praise' || piece.kind === 'award'),
    };
  }
  const { admitted, refused } = admitAll<'staffChannel'>({ kind: 'staffChannel' }, pieces);
  return {
    card: composeStaffChannel(admitted, frame, language),
    refused: tellable(refused),
    names: admitted.some((piece) => piece.kind === 'praise' || piece.kind === 'award'),
  };
}

/** What is never for an audience needs no word; what would have been, but for a person or a number, does. */
function tellable(refused: readonly { readonly reason: RefusalReason }[]): readonly RefusalReason[] {
  return refused.map((one) => one.reason).filter((reason) => reason !== 'neverForThisAudience');
}
