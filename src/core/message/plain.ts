import { actionsOf, type Block, type Card } from './card.js';
import { plainOf } from './rich-text.js';
import { oneLine } from './visible.js';

/** The card as plain text: the fallback of every message, and what can be copied into another messenger. Total. */
export function renderPlain(card: Card): string {
  const parts = [card.title, ...card.blocks.map(plainBlock), card.footer];
  return parts.filter((part): part is string => part !== undefined && part !== '').join('\n');
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return plainOf(block.text);
    case 'heading':
      return `\n${block.text}`;
    case 'list':
      return block.items.map((item) => `• ${plainOf(item)}`).join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}${colonAfter(label)}${value}`).join('\n');
    case 'table':
      return [block.columns.map((column) => column.title), ...block.rows].map((row) => row.join('  ')).join('\n');
    case 'progress':
      return `${block.label} ${block.done}/${block.total}`;
    case 'divider':
      return '—';
    case 'actions':
      return '';
    default:
      return block satisfies never;
  }
}

/** What stands on the card's buttons and over its menus, one line each; '' where there are no words. */
export function labelsOf(card: Card): readonly string[] {
  return actionsOf(card).map((action) => oneLine(action.kind === 'button' ? action.label : action.placeholder));
}

/** What stands between a field's label and its value: nothing but a space after a label that ends a sentence itself. */
export function colonAfter(label: string): string {
  const han = /\p{Script=Han}/u.test(label);
  if (/[?!.:？！。：…]\s*$/u.test(label)) return han ? '' : ' ';
  return han ? '：' : ': ';
}
