import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderText } from '../../../src/bots/lark/fallback.js';
import { renderCard } from '../../../src/bots/lark/render.js';
import type { Card } from '../../../src/core/message/card.js';
import { cleanText, runsOf } from '../../../src/core/message/rich-text.js';
import { anyCard, anyLanguage } from '../slack/any-card.js';
import { problemsOf, textsOf } from './looked-at.js';

const bare = (words: string) => cleanText(words).replace(/\s/gu, '');

/** What the card says outside its buttons, text by text in order. */
function wordsOf({ title, blocks, footer }: Card): readonly string[] {
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

/** What stands on the card's buttons and over the columns of its tables: there, wherever it is. */
function labelsOf({ blocks }: Card): readonly string[] {
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

const pressable = ({ tag }: { readonly tag: string }) => tag === 'column_set' || tag === 'select_static';

describe('any card', () => {
  test('becomes cards that Feishu takes, the same each time', () => {
    fc.assert(
      fc.property(anyCard, anyLanguage, (one, language) => {
        const cards = renderCard(one, language, 'https://school.example');
        expect(cards.flatMap(problemsOf)).toEqual([]);
        expect(renderCard(one, language, 'https://school.example')).toEqual(cards);
      }),
      { numRuns: 100 },
    );
  });

  test('says all that it says, in its order, and its buttons all that stands on them', () => {
    fc.assert(
      fc.property(anyCard, anyLanguage, (one, language) => {
        const cards = renderCard(one, language);
        const outside = cards.flatMap(({ body }) => body.elements).filter((element) => !pressable(element));
        const shown = bare([textsOf(cards[0].header.title), outside.map(textsOf)].flat(2).join(''));
        let at = 0;
        for (const word of wordsOf(one)) {
          const found = shown.indexOf(word, at);
          expect(found, word.slice(0, 80)).toBeGreaterThanOrEqual(at);
          at = found + word.length;
        }
        const anywhere = bare(
          cards
            .flatMap(({ body }) => body.elements)
            .flatMap(textsOf)
            .join(''),
        );
        for (const label of labelsOf(one)) expect(anywhere).toContain(label);
      }),
      { numRuns: 100 },
    );
  });

  test('is said in texts that mention nobody', () => {
    fc.assert(
      fc.property(anyCard, anyLanguage, (one, language) => {
        for (const words of renderText(one, language)) {
          expect(words.trim()).not.toBe('');
          expect(Buffer.byteLength(JSON.stringify({ text: words }))).toBeLessThan(150_000);
          expect(words).not.toMatch(/<|\]\s*\(/u);
        }
      }),
      { numRuns: 30 },
    );
  });
});
