import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import type { Card, Tone } from '../../core/message/card.js';
import { pack } from '../../core/message/pack.js';
import { labelsOf, renderPlain } from '../../core/message/plain.js';
import { oneLine } from '../../core/message/visible.js';
import type { Element, LarkCard, Template } from './card-json.js';
import { drawCard, type Piece } from './draw.js';
import * as limits from './limits.js';
import { clip } from './text.js';
import { type Titled, titled } from './title.js';
import { div, plain } from './wire.js';

/**
 * The card as one card of Feishu, or as several in order where one cannot hold it. Pure and total: everything that the
 * card says is in them, text from people always as literal text.
 *
 * What is too long for a label (100 on a button) is cut there with … and stands in full before the buttons. How the two
 * answers to a question are called is Feishu's.
 * @param origin the program's own address (PUBLIC_URL); without it a link to a path of ours is shown as text.
 * @throws Unrenderable when an action has no token, or an option a value, that Feishu would carry back.
 */
export function renderCard(card: Card, language: Language, origin?: string): readonly [LarkCard, ...LarkCard[]] {
  const under = titled(card, language);
  const pieces = drawCard({ ...card, blocks: under.blocks }, origin);
  const [first, ...rest] = pack(pieces, fitInCard);
  const parts = rest.length + 1;
  const draw = (elements: readonly Element[], place: number): LarkCard => {
    const part = parts > 1 ? say(language, 'lark.part', { part: place + 1, parts }) : null;
    return frame({
      title: under.title,
      tone: card.tone,
      ...(part === null ? {} : { subtitle: part }),
      summary: place === 0 ? summaryOf(card, under) : `${under.title} · ${part}`,
      elements,
    });
  };
  // A title alone is a card, too.
  if (!first) return [draw(under.saidBelow ? [div(say(language, 'lark.nothing'))] : [], 0)];
  const elements = [first, ...rest].map((group) => group.flatMap((piece) => piece.elements));
  return [draw(elements[0] ?? [], 0), ...elements.slice(1).map((some, place) => draw(some, place + 1))];
}

function fitInCard(pieces: readonly Piece[]): boolean {
  const sum = (of: 'bytes' | 'count' | 'tables') => pieces.reduce((all, piece) => all + piece[of], 0);
  return (
    sum('bytes') <= limits.cardBytes - limits.frameBytes &&
    sum('count') <= limits.elementsPerCard &&
    sum('tables') <= limits.tablesPerCard
  );
}

const templates = {
  plain: 'default',
  good: 'green',
  attention: 'orange',
  done: 'turquoise',
} as const satisfies Record<Tone, Template>;

/** What every card of ours is in. */
export function frame(of: {
  readonly title: string;
  readonly subtitle?: string;
  readonly tone: Tone;
  readonly summary: string;
  readonly elements: readonly Element[];
}): LarkCard {
  return {
    schema: '2.0',
    config: { update_multi: true, enable_forward: false, summary: { content: clip(of.summary, limits.summaryText) } },
    header: {
      title: plain(of.title),
      ...(of.subtitle === undefined ? {} : { subtitle: plain(of.subtitle) }),
      template: templates[of.tone],
    },
    body: { elements: of.elements },
  };
}

/** The title, and how it goes on; of a card of buttons alone what stands on them. */
function summaryOf(card: Card, { title, blocks, saidBelow }: Titled): string {
  const words = oneLine(renderPlain({ tone: card.tone, blocks }));
  if (words !== '') return saidBelow ? words : `${title} ${words}`;
  const labels = labelsOf(card).filter((label) => label !== '');
  return saidBelow && labels.length > 0 ? labels.join(' · ') : title;
}
