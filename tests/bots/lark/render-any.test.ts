import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderText } from '../../../src/bots/lark/fallback.js';
import { renderCard } from '../../../src/bots/lark/render.js';
import { anyCard, anyLanguage } from '../any-card.js';
import { bare, labelsOf, wordsOf } from '../words.js';
import { problemsOf, textsOf } from './looked-at.js';

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
