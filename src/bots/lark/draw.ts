import type { Block, Card } from '../../core/message/card.js';
import type { Packed } from '../../core/message/pack.js';
import { colonAfter } from '../../core/message/plain.js';
import { plainOf, type RichText, type Run, runsOf } from '../../core/message/rich-text.js';
import { progressBar } from '../../core/message/signs.js';
import { isBlank, oneLine, visible } from '../../core/message/visible.js';
import { drawButtons, drawSelect } from './actions.js';
import type { Block as Drawn, Element } from './card-json.js';
import { markdownOf, needsMarkdown } from './markdown.js';
import { type Part, partsOf } from './parts.js';
import { drawTable } from './table.js';
import { countElements, div, sizeOfJson } from './wire.js';

/** One part of a card, drawn. */
export interface Piece extends Packed {
  readonly elements: readonly Element[];
  /** Bytes in the request. */
  readonly bytes: number;
  /** Elements as Feishu counts them. */
  readonly count: number;
  readonly tables: number;
}

/** What stands under the title, in drawn pieces; those without anything to see are left out. */
export function drawCard(card: Pick<Card, 'blocks' | 'footer'>, origin: string | undefined): readonly Piece[] {
  return partsOf(card).flatMap((part): readonly Piece[] => {
    const element = drawPart(part, origin);
    if (element === null) return [];
    return [
      {
        elements: [element],
        bytes: sizeOfJson(element),
        count: countElements(element),
        tables: element.tag === 'table' ? 1 : 0,
        holds: holdsOf(part),
      },
    ];
  });
}

/** The same within a form, which takes no table. */
export function drawBlocks(blocks: readonly Exclude<Block, { kind: 'table' }>[]): readonly Drawn[] {
  return partsOf({ blocks }).flatMap((part) => {
    const element = drawPart(part, undefined);
    return element === null || element.tag === 'table' || element.tag === 'form' ? [] : [element];
  });
}

function holdsOf({ kind }: Part): Piece['holds'] {
  if (kind === 'heading') return 'next';
  return kind === 'buttons' || kind === 'select' || kind === 'footer' ? 'previous' : 'nothing';
}

function drawPart(part: Part, origin: string | undefined): Element | null {
  switch (part.kind) {
    case 'footer':
      return isBlank(part.text) ? null : div(part.text.trim(), { text_size: 'notation', text_color: 'grey' });
    case 'paragraph':
      return drawText(part.text, origin);
    case 'heading': {
      const line = oneLine(part.text);
      return line === '' ? null : div(line, { text_size: 'heading' });
    }
    case 'list': {
      const items = part.items.filter((item) => !isBlank(visible(plainOf(item))));
      return drawText(
        items.flatMap((item, place) => [{ text: place === 0 ? '• ' : '\n• ' }, ...runsOf(item)]),
        origin,
      );
    }
    case 'fields':
      return drawText(fieldRuns(part.fields), origin);
    case 'table':
      return drawTable(part);
    case 'progress':
      return drawProgress(part);
    case 'divider':
      return { tag: 'hr' };
    case 'buttons':
      return drawButtons(part.buttons);
    case 'select':
      return drawSelect(part.select);
    default:
      return part satisfies never;
  }
}

/** As literal text where that is enough. */
function drawText(text: RichText, origin: string | undefined): Drawn | null {
  const words = visible(plainOf(text));
  if (isBlank(words)) return null;
  return needsMarkdown(text, origin) ? { tag: 'markdown', content: markdownOf(text, origin) } : div(words);
}

function fieldRuns(fields: Extract<Block, { kind: 'fields' }>['fields']): readonly Run[] {
  return fields
    .filter(({ label, value }) => !isBlank(label + value))
    .flatMap(({ label, value }, place): readonly Run[] => {
      const start = place === 0 ? [] : [{ text: '\n' }];
      if (isBlank(label)) return [...start, { text: value }];
      return [...start, { text: label, strong: true }, { text: colonAfter(label) || ' ' }, { text: value }];
    });
}

function drawProgress(progress: Extract<Block, { kind: 'progress' }>): Drawn {
  const { label } = progress;
  const bar = progressBar(progress);
  return div(isBlank(label) ? bar : `${label}\n${bar}`);
}
