import type { Language } from '../language/language.js';
import { say, sayList } from '../language/say.js';
import { type Block, type Card, heading, list, paragraph } from '../message/card.js';
import type { Admitted } from './gate.js';
import { byText, pick } from './pick.js';
import { groupLabel } from './words.js';

export interface DigestFrame {
  readonly className: string;
  readonly weekNumber: number | null;
}

/**
 * 班级周报 for the parents' group. Groups stand in the order of their numbers and praise under its deed, so that neither
 * a rank nor a missing name can be read from what is not there.
 */
export function composeClassParents(
  pieces: readonly Admitted<'classParents'>[],
  frame: DigestFrame,
  language: Language,
): Card {
  const blocks: Block[] = [];
  for (const totals of pick(pieces, 'classTotals')) {
    blocks.push(paragraph(say(language, 'digest.classPlus', { count: totals.plus })));
  }
  const titles = pick(pieces, 'groupTitle');
  if (titles.length > 0) {
    blocks.push(heading(say(language, 'digest.titles')));
    blocks.push(
      list(
        (['bestManaged', 'mostImproved'] as const).flatMap((title) => {
          const groups = titles.filter((piece) => piece.title === title);
          if (groups.length === 0) return [];
          const names = sayList(
            language,
            groups.map((piece) => groupLabel(piece.group, language)),
          );
          return [say(language, `digest.${title}`, { groups: names })];
        }),
      ),
    );
  }
  const praise = [...byText(pick(pieces, 'praise')), ...byText(pick(pieces, 'award').map(awardAsText))];
  if (praise.length > 0) {
    blocks.push(heading(say(language, 'digest.praise')));
    blocks.push(
      list(praise.map(({ text, names }) => [{ text, strong: true }, { text: `  ${sayList(language, names)}` }])),
    );
  }
  const results = [...pick(pieces, 'groupResult')].sort((one, other) => one.group.number - other.group.number);
  if (results.length > 0) {
    blocks.push(heading(say(language, 'digest.groups')));
    blocks.push({
      kind: 'table',
      columns: [
        { title: say(language, 'digest.group'), align: 'start' },
        { title: say(language, 'digest.score'), align: 'end' },
      ],
      rows: results.map((result) => [groupLabel(result.group, language), String(result.score)]),
    });
  }
  const notices = pick(pieces, 'notice');
  if (notices.length > 0) {
    blocks.push(heading(say(language, 'digest.notices')), list(notices.map((notice) => notice.text)));
  }
  blocks.push(paragraph(say(language, 'digest.askPrivately')));
  return {
    title: say(language, 'digest.classTitle', { className: frame.className, week: frame.weekNumber ?? 0 }),
    tone: 'good',
    blocks,
  };
}

const awardAsText = (piece: Admitted<'classParents'> & { kind: 'award' }) => ({
  text: piece.title,
  pupil: piece.pupil,
});
