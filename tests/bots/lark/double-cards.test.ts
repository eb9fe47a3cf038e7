import { describe, expect, test } from 'vitest';
import { checkCard } from '../../doubles/lark/cards/check.js';
import { readMarkdown } from '../../doubles/lark/plain.js';

// What the fake Feishu refuses of a card, with the code inside 230099.

const plain = (content: string) => ({ tag: 'plain_text', content });
const card = (...elements: object[]) => ({ schema: '2.0', body: { elements } });
const many = <T>(count: number, one: (place: number) => T) => Array.from({ length: count }, (_, place) => one(place));
const button = { tag: 'button', text: plain('Go'), behaviors: [{ type: 'callback', value: { t: 'x' } }] };
const send = { ...button, name: 'send', form_action_type: 'submit' };
const form = (...elements: object[]) => ({ tag: 'form', name: 'form', elements });
const table = (more: object = {}) => ({
  tag: 'table',
  columns: [{ name: 'who', data_type: 'text' }],
  rows: [{ who: 'Lin' }],
  ...more,
});
const columns = (...elements: object[]) => ({ tag: 'column_set', columns: [{ tag: 'column', elements }] });
const nested = (depth: number): object => columns(depth > 1 ? nested(depth - 1) : { tag: 'hr' });
const chosen = { tag: 'multi_select_static', name: 'many', options: [{ text: plain('A'), value: 'a' }] };

const codeOf = (given: unknown) => {
  const checked = checkCard(given);
  return 'flaw' in checked ? checked.flaw.code : 0;
};

describe('a card is shown', () => {
  test.each([
    [
      'with everything that a card of ours has',
      card({ tag: 'markdown', content: 'a' }, table(), { tag: 'hr' }, button),
    ],
    ['with a form that has a button to send it', card(form({ tag: 'input', name: 'text' }, chosen, send))],
    ['with columns five deep', card(nested(5))],
    ['with five tables', card(...many(5, () => table()))],
    ['with two hundred elements', card(...many(100, () => ({ tag: 'div', text: plain('a') })))],
    ['with a button of a hundred characters', card({ ...button, text: plain('a'.repeat(100)) })],
  ])('%s', (_, given) => {
    expect(checkCard(given)).not.toHaveProperty('flaw');
  });
});

describe('a card is refused', () => {
  test.each([
    ['of the first schema', { elements: [] }, 200621],
    ['with a property that a component does not have', card({ tag: 'hr', colour: 'red' }), 200621],
    ['with a tag that the second schema does not know', card({ tag: 'note', elements: [] }), 200861],
    ['with the tag of an object’s own', card({ tag: 'constructor' }), 200861],
    ['that says it may not be changed', { ...card(), config: { update_multi: false } }, 200621],
    ['with columns six deep', card(nested(6)), 11310],
    ['with six tables', card(...many(6, () => table())), 11310],
    ['with a table inside a column', card(columns(table())), 200621],
    ['with a row for a column that is not there', card(table({ rows: [{ whom: 'Lin' }] })), 200914],
    ['with a cell that is no number', card(table({ columns: [{ name: 'who', data_type: 'number' }] })), 200915],
    ['with two hundred and two elements', card(...many(101, () => ({ tag: 'div', text: plain('a') }))), 11310],
    ['with a form inside a column', card(columns(form(send))), 200621],
    ['with a button without a name in a form', card(form(button, send)), 200530],
    ['with a form without a button', card(form({ tag: 'input', name: 'text' })), 200621],
    ['with a field without a name', card(form({ tag: 'input' }, send)), 200530],
    ['with a table in a form', card(form(table(), send)), 200621],
    ['with a choice of several outside a form', card(chosen), 200621],
    ['with a button that sends nothing', card(send), 200621],
    ['with a name twice', card(form(send, { tag: 'input', name: 'send' })), 200621],
    ['with an element_id twice', card({ tag: 'hr', element_id: 'a' }, { tag: 'hr', element_id: 'a' }), 200621],
    ['with an element_id that begins with a digit', card({ tag: 'hr', element_id: '1a' }), 200621],
    ['with a button of 101 characters', card({ ...button, text: plain('a'.repeat(101)) }), 200621],
    ['with a placeholder of 101 characters', card({ tag: 'input', placeholder: plain('a'.repeat(101)) }), 200621],
    ['with a value that is no object', card({ ...button, behaviors: [{ type: 'callback', value: 'x' }] }), 200621],
    ['with a link to a script', card({ ...button, behaviors: [{ type: 'open_url', default_url: 'js:1' }] }), 200621],
    ['with a page of eleven rows', card(table({ page_size: 11 })), 200621],
    ['with a chart without data', card({ tag: 'chart', chart_spec: { type: 'bar', data: 1 } }), 200550],
    ['that calls everybody', card({ tag: 'markdown', content: '<at id=all></at>' }), 100290],
    ['with five tables in one markdown', card({ tag: 'markdown', content: '| a | b |\n|---|---|\n'.repeat(5) }), 11310],
  ])('%s', (_, given, code) => {
    expect(codeOf(given)).toBe(code);
  });
});

test.each([
  ['**bold** and *slanted* and ~~gone~~', 'bold and slanted and gone'],
  ['&#42;&#42;not bold&#42;&#42; &#60;at id=all&#62; &lt;b&gt;', '**not bold** <at id=all> <b>'],
  ["<font color='red'>−1</font> <text_tag color='blue'>第3周</text_tag>", '−1 第3周'],
  ['<at id=ou_1></at> [a page](https://x.example/(1)) `code`', '@Wang a page code'],
  ['### Heading\n- one\n1. two\n---\n| a | b |\n|---|:-:|\n| 1 | 2 |', 'Heading\n- one\n1. two\na   b\n1   2'],
  ['2 * 3 * 4 and snake_case_word', '2 * 3 * 4 and snake_case_word'],
])('of markdown a person reads the words: %s', (markdown, words) => {
  expect(readMarkdown(markdown, () => 'Wang')).toBe(words);
});
