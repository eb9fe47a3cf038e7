import { describe, expect, test } from 'vitest';
import { renderCard } from '../../../src/bots/slack/render.js';
import { renderForm } from '../../../src/bots/slack/render-form.js';
import { renderHome } from '../../../src/bots/slack/render-home.js';
import type { Card } from '../../../src/core/message/card.js';
import { hostile } from '../hostile.js';
import { button, card, cards, confirm, fields, ours, pressed } from '../places.js';
import { linksIn, problemsOfMessage, problemsOfView } from './looked-at.js';

/** Where Slack might see more in them. */
const onSlack: readonly ((text: string) => Card)[] = [
  ...cards,
  (text) => ({ title: text, tone: 'attention', blocks: [] }),
  (text) => ({ ...card({ kind: 'paragraph', text }), tone: 'done' }),
  (text) => card({ kind: 'paragraph', text: [{ text: 'a' }, { text, strong: true }, { text: 'b' }] }),
  // A mention that only comes together from several pieces.
  (text) => card({ kind: 'paragraph', text: [...text].slice(0, 300).map((sign) => ({ text: sign })) }),
  (text) => card({ kind: 'paragraph', text: [{ text: '<!' }, { text }, { text: '>' }] }),
  (text) => card({ kind: 'list', items: [[{ text }, { text: '@' }], text] }),
  (text) => card({ kind: 'fields', fields: [{ label: '<!channel', value: `>${text}` }] }),
  (text) => pressed({ ...button, confirm: { ...confirm, yes: text, no: text } }),
];

describe('Renderer escapes &<>; neutralises user-supplied <!channel>, <@U..>, links: what people type', () => {
  test('only ever shows what it is: 10,000 cards and forms, nothing mentions, links or hides', () => {
    let renders = 0;
    for (const text of hostile) {
      for (const [place, make] of onSlack.entries()) {
        for (const tables of ['native', 'text'] as const) {
          const one = make(text);
          if (tables === 'text' && !one.blocks.some((block) => block.kind === 'table')) continue;
          const messages = renderCard(one, 'zh-CN', tables);
          expect(messages.flatMap(problemsOfMessage), `card ${place}: ${JSON.stringify(text.slice(0, 80))}`).toEqual(
            [],
          );
          for (const url of linksIn(messages)) expect(url).toBe(ours);
          renders++;
        }
      }
      for (const [place, make] of fields.entries()) {
        const view = { session: 's', title: text, intro: text, submit: text, fields: [make(text)] };
        const modal = renderForm(view, 'en-US');
        expect(problemsOfView(modal), `form ${place}: ${JSON.stringify(text.slice(0, 80))}`).toEqual([]);
        expect(linksIn(modal)).toEqual([]);
        renders++;
      }
      const home = renderHome([{ title: text, ...card({ kind: 'paragraph', text }), footer: text }], 'zh-CN');
      expect(problemsOfView(home), JSON.stringify(text.slice(0, 80))).toEqual([]);
      renders++;
    }
    expect(renders).toBeGreaterThanOrEqual(10_000);
  });
});

describe('the check that finds it', () => {
  const message = (block: unknown, text = 'x') => problemsOfMessage({ text, blocks: [block] });
  const words = (element: unknown) =>
    message({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] });

  test('knows what lives, hides or is refused', () => {
    expect(words({ type: 'text', text: '<!channel>' })).toEqual([]);
    for (const problems of [
      words({ type: 'broadcast', range: 'channel' }),
      words({ type: 'user', user_id: 'U1' }),
      words({ type: 'link', url: 'javascript:alert(1)', text: 'x' }),
      words({ type: 'text', text: '' }),
      words({ type: 'text', text: 'a\u202Eb' }),
      message({ type: 'section', text: { type: 'mrkdwn', text: 'x' } }),
      message({ type: 'context', elements: [{ type: 'mrkdwn', text: 'x' }] }),
      message({ type: 'header', text: { type: 'plain_text', text: 'x' } }),
      message({ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151), emoji: false } }),
      message({ type: 'divider' }, '<!channel>'),
      message({ type: 'divider' }, '@here'),
      message({ type: 'divider' }, 'a&b'),
      message({ type: 'divider' }, ''),
    ]) {
      expect(problems).not.toEqual([]);
    }
  });
});
