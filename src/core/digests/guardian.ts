import type { Language } from '../language/language.js';
import { say, sayPoints } from '../language/say.js';
import { type Block, type Card, heading, list, paragraph } from '../message/card.js';
import type { Admitted } from './gate.js';
import { pick } from './pick.js';

/** One child's share of a guardian's note. */
export interface ChildNote {
  readonly name: string;
  readonly className: string;
  readonly pieces: readonly Admitted<'guardian'>[];
}

/**
 * One message per guardian over all their children: what went well first, then what to talk about, the total last; no
 * rank, nobody else's child, and words that a grandmother reads without a dictionary.
 */
export function composeGuardian(
  children: readonly ChildNote[],
  frame: { readonly weekNumber: number | null },
  language: Language,
): Card {
  const blocks = children.flatMap((child): Block[] => {
    const entries = pick(child.pieces, 'entry');
    const corrections = entries.filter((entry) => entry.correction);
    const good = entries.filter((entry) => entry.points > 0 && !entry.correction);
    const toTalk = entries.filter((entry) => entry.points < 0 && !entry.correction);
    const seen = entries.filter((entry) => entry.points === 0 && !entry.correction);
    const line = (entry: (typeof entries)[number]) =>
      entry.points === 0 ? entry.text : `${entry.text}  ${sayPoints(entry.points)}`;
    return [
      heading(say(language, 'note.child', { name: child.name, className: child.className })),
      paragraph(
        good.length > 0
          ? say(language, 'note.good', { count: good.length })
          : say(language, entries.length > 0 ? 'note.neutral' : 'note.quiet'),
      ),
      ...(good.length > 0 ? [list(good.map(line))] : []),
      ...pick(child.pieces, 'award').map((award) => paragraph(say(language, 'note.award', { title: award.title }))),
      ...(toTalk.length > 0 ? [paragraph(say(language, 'note.toTalk')), list(toTalk.map(line))] : []),
      ...(seen.length > 0 ? [paragraph(say(language, 'note.seen')), list(seen.map(line))] : []),
      ...(corrections.length > 0 ? [paragraph(say(language, 'note.corrections')), list(corrections.map(line))] : []),
      ...pick(child.pieces, 'visit').map((visit) => paragraph(say(language, 'note.visit', { on: { day: visit.on } }))),
      ...pick(child.pieces, 'total').map((total) =>
        paragraph(say(language, 'note.total', { total: total.total, change: sayPoints(total.change ?? 0) })),
      ),
    ];
  });
  const notices = children[0] ? pick(children[0].pieces, 'notice') : [];
  return {
    title: say(language, 'note.title', { week: frame.weekNumber ?? 0 }),
    tone: 'plain',
    blocks: [
      ...blocks,
      ...(notices.length > 0 ? [heading(say(language, 'digest.notices')), list(notices.map((one) => one.text))] : []),
      { kind: 'divider' },
      paragraph(say(language, 'note.ask')),
    ],
  };
}

/** To every family without news, word for word the same: no child, no number, and nothing to press. */
export function composeQuietCircular(frame: { readonly weekNumber: number | null }, language: Language): Card {
  return {
    title: say(language, 'note.title', { week: frame.weekNumber ?? 0 }),
    tone: 'plain',
    blocks: [paragraph(say(language, 'note.quietCircular')), paragraph(say(language, 'note.ask'))],
  };
}
