import type { Language } from '../language/language.js';
import { say, sayList } from '../language/say.js';
import { type Block, type Card, heading, list, paragraph } from '../message/card.js';
import type { DigestFrame } from './class-parents.js';
import type { Admitted } from './gate.js';
import { byText, pick } from './pick.js';
import { groupLabel } from './words.js';

/** The week for a group chat of staff: results, titles, praise; nobody's name beside a minus, a total or the line. */
export function composeStaffChannel(
  pieces: readonly Admitted<'staffChannel'>[],
  frame: DigestFrame,
  language: Language,
): Card {
  const blocks: Block[] = pick(pieces, 'classTotals').map((totals) =>
    paragraph(say(language, 'digest.classTotals', { plus: totals.plus, minus: totals.minus })),
  );
  const ranks = new Map(pick(pieces, 'groupRank').map((piece) => [piece.group.id, piece.rank]));
  const results = [...pick(pieces, 'groupResult')].sort(
    (one, other) =>
      (ranks.get(one.group.id) ?? 99) - (ranks.get(other.group.id) ?? 99) || one.group.number - other.group.number,
  );
  if (results.length > 0) {
    const titles = pick(pieces, 'groupTitle');
    blocks.push(heading(say(language, 'digest.groups')));
    blocks.push({
      kind: 'table',
      columns: [
        { title: say(language, 'digest.rank'), align: 'end' },
        { title: say(language, 'digest.group'), align: 'start' },
        { title: say(language, 'digest.score'), align: 'end' },
        { title: say(language, 'digest.title'), align: 'start' },
      ],
      rows: results.map((result) => [
        String(ranks.get(result.group.id) ?? '–'),
        groupLabel(result.group, language),
        String(result.score),
        sayList(
          language,
          titles
            .filter((piece) => piece.group.id === result.group.id)
            .map((piece) => say(language, `digest.${piece.title}Short`)),
        ),
      ]),
    });
  }
  const praise = byText(pick(pieces, 'praise'));
  if (praise.length > 0) {
    blocks.push(heading(say(language, 'digest.praise')));
    blocks.push(
      list(praise.map(({ text, names }) => [{ text, strong: true }, { text: `  ${sayList(language, names)}` }])),
    );
  }
  for (const duty of pick(pieces, 'duty')) {
    blocks.push({ kind: 'progress', label: duty.label, done: duty.done, total: duty.due });
  }
  return {
    title: say(language, 'digest.staffTitle', { className: frame.className, week: frame.weekNumber ?? 0 }),
    tone: 'plain',
    blocks,
  };
}
