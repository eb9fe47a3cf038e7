import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { Column } from '../../core/message/card.js';
import { isBlank, oneLine } from '../../core/message/visible.js';
import { tableCell, tableColumns, tableRows } from './limits.js';
import { sizeOf } from './text.js';
import { literal } from './wire.js';

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** The table as Slack draws one, or null when it has more rows or columns than Slack takes, or a cell that is a story. */
export function nativeTable(table: Table): KnownBlock | null {
  const width = widthOf(table);
  if (width === 0 || width > tableColumns || table.rows.length >= tableRows) return null;
  const cells = [...table.columns.map(({ title }) => title), ...table.rows.flat()];
  if (cells.some((cell) => sizeOf(cell) > tableCell)) return null;
  const places = [...Array(width).keys()];
  return {
    type: 'table',
    column_settings: places.map((place) => ({
      align: table.columns[place]?.align === 'end' ? 'right' : 'left',
      is_wrapped: table.columns[place]?.align !== 'end',
    })),
    rows: [
      places.map((place) => titleCell(table.columns[place]?.title ?? '')),
      ...table.rows.map((row) =>
        places.map((place) => ({ type: 'raw_text' as const, text: filled(row[place] ?? '') })),
      ),
    ],
  };
}

function titleCell(title: string): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [literal(filled(title), true)] }] };
}

/** An empty text is refused; a cell may be empty. */
function filled(cell: string): string {
  return oneLine(cell) || ' ';
}

/** A column is not padded to more than this many places: one long cell must not push all others out of sight. */
const widestPadding = 40;

/** The table in lines of fixed-width letters; no titles when none has a word. */
export function alignTable(table: Table): { readonly titles: string | null; readonly lines: readonly string[] } {
  const places = [...Array(widthOf(table)).keys()];
  const titles = places.map((place) => oneLine(table.columns[place]?.title ?? ''));
  const rows = table.rows.map((row) => places.map((place) => oneLine(row[place] ?? '')));
  const widths = places.map((place) =>
    [titles, ...rows].reduce((width, row) => Math.max(width, Math.min(placesOf(row[place] ?? ''), widestPadding)), 0),
  );
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, place) => {
        const padding = ' '.repeat(Math.max(0, (widths[place] ?? 0) - placesOf(cell)));
        return table.columns[place]?.align === 'end' ? padding + cell : cell + padding;
      })
      .join('  ')
      .trimEnd();
  return { titles: titles.every(isBlank) ? null : lineOf(titles), lines: rows.map(lineOf) };
}

function widthOf({ columns, rows }: Table): number {
  return rows.reduce((widest, row) => Math.max(widest, row.length), columns.length);
}

const characters = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });
/** East Asian letters and signs, and pictures: two places each where all letters are equally wide. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji}\ufe0f/u;

/** How many places a text takes in fixed-width letters. */
function placesOf(text: string): number {
  let places = 0;
  for (const { segment } of characters.segment(text)) places += wide.test(segment) ? 2 : 1;
  return places;
}
