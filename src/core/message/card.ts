import type { RichText } from './rich-text.js';

/**
 * A neutral message: plain data in a closed union. Each platform has exactly one renderer for it, pure and total.
 * Text from people stands in it as literal text; nothing in a card is markup.
 */
export interface Card {
  readonly title?: string;
  /** What the eye should feel first; a renderer may colour by it. */
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  /** A quiet last line (scope and as-of time, "demo school"). */
  readonly footer?: string;
}

export type Tone = 'plain' | 'good' | 'attention' | 'done';

export type Block =
  | { readonly kind: 'paragraph'; readonly text: RichText }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly RichText[] }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'progress'; readonly label: string; readonly done: number; readonly total: number }
  | { readonly kind: 'divider' }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

export interface Field {
  readonly label: string;
  readonly value: string;
}

export interface Column {
  readonly title: string;
  readonly align: 'start' | 'end';
}

/** The token is opaque and random; what it stands for, who may press it and until when is a row in the database. */
export type Action =
  | {
      readonly kind: 'button';
      readonly token: string;
      readonly label: string;
      readonly style: 'primary' | 'plain' | 'danger';
      readonly confirm?: { readonly question: string; readonly yes: string; readonly no: string };
    }
  | {
      readonly kind: 'select';
      readonly token: string;
      readonly placeholder: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    };

export const paragraph = (text: RichText): Block => ({ kind: 'paragraph', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const list = (items: readonly RichText[]): Block => ({ kind: 'list', items });
export const fields = (...rows: readonly Field[]): Block => ({ kind: 'fields', fields: rows });
export const actions = (...buttons: readonly Action[]): Block => ({ kind: 'actions', actions: buttons });

/** A card of one sentence. */
export function notice(text: string, tone: Tone = 'plain'): Card {
  return { tone, blocks: [{ kind: 'paragraph', text }] };
}

/** How many things a person can press on the card. */
export function actionsOf(card: Card): readonly Action[] {
  return card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
}
