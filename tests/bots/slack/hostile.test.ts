import { describe, expect, test } from 'vitest';
import { renderCard } from '../../../src/bots/slack/render.js';
import { renderForm } from '../../../src/bots/slack/render-form.js';
import { renderHome } from '../../../src/bots/slack/render-home.js';
import type { FieldView } from '../../../src/core/forms/view.js';
import type { Action, Block, Card } from '../../../src/core/message/card.js';
import { hostile } from './hostile.js';
import { nodeOf, problemsOfMessage, problemsOfView } from './valid-blocks.js';

const ours = 'https://school.example/slips/1';
const card = (...blocks: readonly Block[]): Card => ({ tone: 'plain', blocks });
const pressed = (action: Action): Card => card({ kind: 'actions', actions: [action] });
const button = { kind: 'button', token: 't', label: 'OK', style: 'plain' } as const;
const confirm = { question: 'Sure?', yes: 'Yes', no: 'No' };
const select = { kind: 'select', token: 't', placeholder: 'Who' } as const;

/** A card with the text at one place of it: every place that a card has for words. */
const cards: readonly ((text: string) => Card)[] = [
  (text) => ({ title: text, tone: 'plain', blocks: [] }),
  (text) => ({ title: text, tone: 'attention', blocks: [] }),
  (text) => ({ tone: 'plain', blocks: [], footer: text }),
  (text) => card({ kind: 'paragraph', text }),
  (text) => ({ ...card({ kind: 'paragraph', text }), tone: 'done' }),
  (text) => card({ kind: 'paragraph', text: [{ text: 'a' }, { text, strong: true }, { text: 'b' }] }),
  // A mention that only comes together from several pieces.
  (text) => card({ kind: 'paragraph', text: [...text].slice(0, 300).map((sign) => ({ text: sign })) }),
  (text) => card({ kind: 'paragraph', text: [{ text: '<!' }, { text }, { text: '>' }] }),
  (text) => card({ kind: 'paragraph', text: [{ text }, { text: 'slips', link: ours }] }),
  (text) => card({ kind: 'heading', text }),
  (text) => card({ kind: 'list', items: [text, 'two'] }),
  (text) => card({ kind: 'list', items: [[{ text }, { text: '@' }], text] }),
  (text) => card({ kind: 'fields', fields: [{ label: text, value: 'v' }] }),
  (text) => card({ kind: 'fields', fields: [{ label: 'l', value: text }] }),
  (text) => card({ kind: 'fields', fields: [{ label: '<!channel', value: `>${text}` }] }),
  (text) => card({ kind: 'table', columns: [{ title: text, align: 'start' }], rows: [['c']] }),
  (text) => card({ kind: 'table', columns: [{ title: 't', align: 'end' }], rows: [[text], ['c', text]] }),
  (text) => card({ kind: 'table', columns: [], rows: Array.from({ length: 120 }, () => [text.slice(0, 60)]) }),
  (text) => card({ kind: 'progress', label: text, done: 1, total: 2 }),
  (text) => pressed({ ...button, label: text }),
  (text) => pressed({ ...button, confirm: { ...confirm, question: text } }),
  (text) => pressed({ ...button, confirm: { ...confirm, yes: text, no: text } }),
  (text) => pressed({ ...select, placeholder: text, options: [{ value: 'v', label: 'l' }] }),
  (text) => pressed({ ...select, options: [{ value: 'v', label: text }] }),
  (text) => pressed({ ...select, placeholder: text, options: [] }),
];

const frame = { id: 'f', label: 'Field', required: false };
const options = [{ value: 'v', label: 'l' }];

/** A form's field with the text at one place of it. */
const fields: readonly ((text: string) => FieldView)[] = [
  (text) => ({ ...frame, label: text, kind: 'confirm', value: true }),
  (text) => ({ ...frame, hint: text, error: text, kind: 'number', min: 0, max: 1, step: 1, value: null }),
  (text) => ({ ...frame, kind: 'text', long: true, maxLength: 100, value: text }),
  (text) => ({ ...frame, kind: 'text', long: false, maxLength: 100, value: text }),
  (text) => ({ ...frame, kind: 'choice', options: [{ value: 'v', label: text }], value: ['v'] }),
  (text) => ({ ...frame, label: text, kind: 'choices', options, value: [] }),
];

describe('Renderer escapes &<>; neutralises user-supplied <!channel>, <@U..>, links: what people type', () => {
  test('only ever shows what it is: 10,000 cards and forms, nothing mentions, links or hides', () => {
    let renders = 0;
    for (const text of hostile) {
      for (const [place, make] of cards.entries()) {
        for (const tables of ['native', 'text'] as const) {
          const one = make(text);
          if (tables === 'text' && !one.blocks.some((block) => block.kind === 'table')) continue;
          const messages = renderCard(one, 'zh-CN', tables);
          expect(messages.flatMap(problemsOfMessage), `card ${place}: ${JSON.stringify(text.slice(0, 80))}`).toEqual(
            [],
          );
          for (const url of urlsIn(messages)) expect(url).toBe(ours);
          renders++;
        }
      }
      for (const [place, make] of fields.entries()) {
        const view = { session: 's', title: text, intro: text, submit: text, fields: [make(text)] };
        const modal = renderForm(view, 'en-US');
        expect(problemsOfView(modal), `form ${place}: ${JSON.stringify(text.slice(0, 80))}`).toEqual([]);
        expect(urlsIn(modal)).toEqual([]);
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

function urlsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(urlsIn);
  return Object.entries(nodeOf(node)).flatMap(([key, value]) =>
    key === 'url' || key.endsWith('_url') ? [String(value)] : urlsIn(value),
  );
}
