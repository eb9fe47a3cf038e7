import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderHome } from '../../../src/bots/slack/render-home.js';
import { type Card, paragraph } from '../../../src/core/message/card.js';
import { anyCard, anyLanguage } from '../any-card.js';
import { problemsOfView, textsOf } from './looked-at.js';

const card = (title: string, lines = 1): Card => ({
  title,
  tone: 'plain',
  blocks: Array.from({ length: lines }, (_, line) => paragraph(`${title} ${line}`)),
});

describe('a person’s own page', () => {
  test('shows the cards one under the other', () => {
    const home = renderHome([card('My class'), card('Waiting for me')], 'en-US');
    expect(problemsOfView(home)).toEqual([]);
    expect(home.blocks.map(({ type }) => type)).toEqual(['header', 'rich_text', 'divider', 'header', 'rich_text']);
  });

  test('says how many more there are than it can hold, and shows no card in half', () => {
    const home = renderHome(
      Array.from({ length: 10 }, (_, place) => card(`Card ${place}`, 20)),
      'en-US',
    );
    expect(problemsOfView(home)).toEqual([]);
    expect(textsOf(home.blocks).slice(-2)).toEqual(['Card 3 19', '… and 6 more']);
  });

  test('shows as much as it can of a first card that is too large, and counts it as missing', () => {
    const home = renderHome([card('Large', 200), card('Small')], 'zh-CN');
    expect(problemsOfView(home)).toEqual([]);
    expect(home.blocks).toHaveLength(100);
    expect(textsOf(home.blocks).at(-1)).toBe('……还有 2 项没有显示');
  });

  test('says so when there is nothing', () => {
    expect(textsOf(renderHome([], 'en-US').blocks)).toEqual(['(Nothing to show)']);
  });

  test('is one that Slack takes, whatever the cards', () => {
    fc.assert(
      fc.property(fc.array(anyCard, { maxLength: 4 }), anyLanguage, (cards, language) => {
        expect(problemsOfView(renderHome(cards, language))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
