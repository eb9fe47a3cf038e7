import type { HomeView, KnownBlock } from '@slack/types';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { Card } from '../../core/message/card.js';
import { drawCard, type Piece } from './draw.js';
import * as limits from './limits.js';
import { plain } from './wire.js';

/**
 * A person's own page: the cards one under the other, as many as Slack takes, and in words how many more there are. A card
 * is there whole or not at all; only a first one that is too large is there in part, and counts among those missing.
 * @param origin as in `renderCard`.
 * @throws Unrenderable as `renderCard` does.
 */
export function renderHome(cards: readonly Card[], language: Language, origin?: string): HomeView {
  const drawn = cards
    .map((card) => drawCard(card, { language, tables: 'text', origin }).flatMap(blocksOf))
    .filter((blocks) => blocks.length > 0);
  let shown: readonly KnownBlock[] = [];
  let whole = 0;
  for (const blocks of drawn) {
    const more = shown.length > 0 ? [...shown, { type: 'divider' as const }, ...blocks] : blocks;
    if (!fitsView(more)) break;
    shown = more;
    whole++;
  }
  if (whole === 0) shown = beginningOf(drawn[0] ?? []);
  const missing = drawn.length - whole;
  if (shown.length > 0 && missing === 0) return { type: 'home', blocks: [...shown] };
  const words = drawn.length === 0 ? say(language, 'slack.nothing') : say(language, 'slack.more', { count: missing });
  return { type: 'home', blocks: [...shown, { type: 'context', elements: [plain(words)] }] };
}

const blocksOf = (piece: Piece) => piece.blocks;

function beginningOf(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  let end = 0;
  while (end < blocks.length && fitsView(blocks.slice(0, end + 1))) end++;
  return blocks.slice(0, end);
}

/** With room for the line that says how many more there are. */
function fitsView(blocks: readonly KnownBlock[]): boolean {
  return blocks.length < limits.blocksPerView && Buffer.byteLength(JSON.stringify(blocks)) <= limits.viewBytes;
}
