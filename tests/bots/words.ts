import type { Card } from '../../src/core/message/card.js';
import { cleanText, runsOf } from '../../src/core/message/rich-text.js';

// What a card says, to be looked for in what a messenger shows of it.

/** Letters only: where lines and spaces stand is the messenger's business. */
export const bare = (words: string) => cleanText(words).replace(/\s/gu, '');

/** What the card says outside its buttons, text by text in order. */
export function wordsOf({ title, blocks, footer }: Card): readonly string[] {
  const words = blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case 'paragraph':
        return runsOf(block.text).map((run) => run.text);
      case 'heading':
        return [block.text];
      case 'list':
        return block.items.flatMap((item) => runsOf(item).map((run) => run.text));
      case 'fields':
        return block.fields.flatMap(({ label, value }) => [label, value]);
      case 'table':
        return block.rows.flat();
      case 'progress':
        return [block.label, `${block.done}/${block.total}`];
      case 'divider':
      case 'actions':
        return [];
      default:
        return block satisfies never;
    }
  });
  return [title ?? '', ...words, footer ?? ''].map(bare).filter((word) => word !== '');
}

/** What stands on the card's buttons and over the columns of its tables, and what is asked before a press: there, wherever it is. */
export function labelsOf({ blocks }: Card): readonly string[] {
  const labels = blocks.flatMap((block) => {
    if (block.kind === 'table') return block.columns.map((column) => column.title);
    if (block.kind !== 'actions') return [];
    return block.actions.flatMap((action) =>
      action.kind === 'button'
        ? [action.label, action.confirm?.question ?? '']
        : [action.placeholder, ...action.options.map((option) => option.label)],
    );
  });
  return labels.map(bare);
}
