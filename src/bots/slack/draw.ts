import type { KnownBlock, RichTextSection } from '@slack/types';
import type { Language } from '../../core/language/language.js';
import type { Block, Card } from '../../core/message/card.js';
import type { Packed } from '../../core/message/pack.js';
import { colonAfter } from '../../core/message/plain.js';
import { progressBar } from '../../core/message/signs.js';
import { isBlank, oneLine } from '../../core/message/visible.js';
import { drawActions } from './actions.js';
import { type Part, partsOf, plainPart, type Tables } from './parts.js';
import { nativeTable } from './table.js';
import { elementsOf, literal, plain, richText, sizeOfBlocks } from './wire.js';

/** One part of a card, drawn. */
export interface Piece extends Packed {
  readonly blocks: readonly KnownBlock[];
  readonly plain: string;
  readonly size: number;
  /** Whether it is one of Slack's own tables. */
  readonly table: boolean;
}

/** How a card is drawn. */
export interface Drawing {
  readonly language: Language;
  readonly tables: Tables;
  /** The address under which this program is reached from outside; without it a path of ours is text, not a link. */
  readonly origin: string | undefined;
}

/** The card in drawn pieces; those without anything to see are left out. */
export function drawCard(card: Card, drawing: Drawing): readonly Piece[] {
  return partsOf(card, drawing.language, drawing.tables).flatMap((part): readonly Piece[] => {
    const block = drawPart(part, drawing);
    if (block === null) return [];
    return [
      {
        blocks: [block],
        plain: plainPart(part),
        size: sizeOfBlocks([block]),
        table: block.type === 'table',
        holds: holdsOf(part),
      },
    ];
  });
}

function holdsOf({ kind }: Part): Piece['holds'] {
  if (kind === 'title' || kind === 'heading') return 'next';
  return kind === 'actions' || kind === 'footer' ? 'previous' : 'nothing';
}

function drawPart(part: Part, { language, origin }: Drawing): KnownBlock | null {
  switch (part.kind) {
    case 'title':
      return { type: 'header', text: plain(part.text) };
    case 'footer':
      return isBlank(part.text) ? null : { type: 'context', elements: [plain(part.text)] };
    case 'paragraph': {
      const elements = elementsOf(part.text, origin);
      return elements.length === 0 ? null : richText(...elements);
    }
    case 'heading': {
      const line = oneLine(part.text);
      return line === '' ? null : richText(literal(line, true));
    }
    case 'list': {
      const items = part.items.map((item) => elementsOf(item, origin)).filter((elements) => elements.length > 0);
      if (items.length === 0) return null;
      const sections = items.map((elements): RichTextSection => ({ type: 'rich_text_section', elements }));
      return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: sections }] };
    }
    case 'fields':
      return drawFields(part.fields);
    case 'table':
      return [...part.columns.map(({ title }) => title), ...part.rows.flat()].every((cell) => oneLine(cell) === '')
        ? null
        : nativeTable(part);
    case 'aligned': {
      const text = part.lines.join('\n');
      if (isBlank(text)) return null;
      return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [literal(text)] }] };
    }
    case 'progress':
      return drawProgress(part);
    case 'divider':
      return { type: 'divider' };
    case 'actions':
      return drawActions(part.actions, language);
    default:
      return part satisfies never;
  }
}

function drawFields(fields: Extract<Block, { kind: 'fields' }>['fields']): KnownBlock | null {
  const lines = fields.filter(({ label, value }) => !isBlank(label + value));
  if (lines.length === 0) return null;
  return richText(
    ...lines.flatMap(({ label, value }, place) => {
      const end = place < lines.length - 1 ? '\n' : '';
      const name = isBlank(label) ? [] : [literal(label + colonAfter(label), true)];
      const said = value + end;
      return said === '' ? name : [...name, literal(said)];
    }),
  );
}

function drawProgress(progress: Extract<Block, { kind: 'progress' }>): KnownBlock {
  const { label } = progress;
  const bar = progressBar(progress);
  return isBlank(label) ? richText(literal(bar)) : richText(literal(`${label}\n`), literal(bar));
}
