// long because its laws about any card stand beside the examples that explain them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCard, type SlackMessage } from '../../../src/bots/slack/render.js';
import { type Block, type Card, heading, notice, paragraph } from '../../../src/core/message/card.js';
import { Unrenderable } from '../../../src/core/message/unrenderable.js';
import { anyCard, anyLanguage } from '../any-card.js';
import { bare, labelsOf, wordsOf } from '../words.js';
import { nodeOf, problemsOfMessage, textsOf } from './looked-at.js';

const card = (...blocks: readonly Block[]): Card => ({ tone: 'plain', blocks });
const button = (token: string, label = token) => ({ kind: 'button', token, label, style: 'plain' }) as const;
const elementsOf = (messages: readonly SlackMessage[]): readonly unknown[][] =>
  messages.flatMap(({ blocks }) => blocks.map((block) => ('elements' in block ? block.elements : [])));
const typesOf = (message: SlackMessage | undefined) => message?.blocks.map((block) => block.type);
const long = (words: string, length: number) => words.repeat(Math.ceil(length / words.length)).slice(0, length);

function expectValid(messages: readonly SlackMessage[]): void {
  for (const message of messages) expect(problemsOfMessage(message)).toEqual([]);
}

describe('a card on Slack', () => {
  test('is one message of plain blocks when it fits', () => {
    const messages = renderCard(
      {
        title: '六年级1班 · 第3周',
        tone: 'good',
        blocks: [
          paragraph([{ text: '本周得分 ' }, { text: '+12', strong: true }]),
          heading('表扬'),
          { kind: 'list', items: ['张三：帮扶', '李四：守时'] },
          {
            kind: 'fields',
            fields: [
              { label: '班主任', value: '王老师' },
              { label: 'Room', value: '6-1' },
            ],
          },
          { kind: 'progress', label: '已登记', done: 3, total: 10 },
          { kind: 'divider' },
          {
            kind: 'actions',
            actions: [
              {
                ...button('t1', '确认'),
                style: 'primary',
                confirm: { question: '确定吗？', yes: '确定', no: '再看看' },
              },
              { kind: 'select', token: 't2', placeholder: '修改', options: [{ value: 'p1', label: '张三' }] },
            ],
          },
        ],
        footer: '范围：六年级1班',
      },
      'zh-CN',
    );
    expectValid(messages);
    expect(messages).toEqual([
      {
        text: expect.stringContaining('班主任：王老师'),
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: '✨ 六年级1班 · 第3周', emoji: false } },
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: '本周得分 ' },
                  { type: 'text', text: '+12', style: { bold: true } },
                ],
              },
            ],
          },
          {
            type: 'rich_text',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: '表扬', style: { bold: true } }] },
            ],
          },
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_list',
                style: 'bullet',
                elements: [
                  { type: 'rich_text_section', elements: [{ type: 'text', text: '张三：帮扶' }] },
                  { type: 'rich_text_section', elements: [{ type: 'text', text: '李四：守时' }] },
                ],
              },
            ],
          },
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: '班主任：', style: { bold: true } },
                  { type: 'text', text: '王老师\n' },
                  { type: 'text', text: 'Room: ', style: { bold: true } },
                  { type: 'text', text: '6-1' },
                ],
              },
            ],
          },
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: '已登记\n' },
                  { type: 'text', text: '▰▰▰▱▱▱▱▱▱▱  3/10' },
                ],
              },
            ],
          },
          { type: 'divider' },
          {
            type: 'actions',
            elements: [
              {
                type: 'button',
                action_id: 't1',
                text: { type: 'plain_text', text: '确认', emoji: false },
                style: 'primary',
                confirm: {
                  title: { type: 'plain_text', text: '确认', emoji: false },
                  text: { type: 'plain_text', text: '确定吗？', emoji: false },
                  confirm: { type: 'plain_text', text: '确定', emoji: false },
                  deny: { type: 'plain_text', text: '再看看', emoji: false },
                },
              },
              {
                type: 'static_select',
                action_id: 't2',
                placeholder: { type: 'plain_text', text: '修改', emoji: false },
                options: [{ text: { type: 'plain_text', text: '张三', emoji: false }, value: 'p1' }],
              },
            ],
          },
          { type: 'context', elements: [{ type: 'plain_text', text: '范围：六年级1班', emoji: false }] },
        ],
      },
    ]);
  });

  test('of one sentence carries its sign with it', () => {
    const [message] = renderCard(notice('王老师还没有登记', 'attention'), 'zh-CN');
    expect(textsOf(message.blocks)).toEqual(['⚠️ ', '王老师还没有登记']);
    expect(message.text).toBe('⚠️ 王老师还没有登记');
  });

  test('without anything to see says so', () => {
    const [message, ...more] = renderCard(card(paragraph('\u200B'), heading(''), { kind: 'list', items: [] }), 'en-US');
    expectValid([message]);
    expect([message.text, more]).toEqual(['(Nothing to show)', []]);
  });

  test('of buttons alone is read out by what stands on them', () => {
    const [message] = renderCard(
      card({ kind: 'actions', actions: [button('a', 'Confirm'), button('b', 'Undo')] }),
      'en-US',
    );
    expect(message.text).toBe('Confirm · Undo');
  });
});

describe('a table', () => {
  const table = (rows: number, columns = 2): Block => ({
    kind: 'table',
    columns: Array.from({ length: columns }, (_, place) => ({ title: `列${place}`, align: place ? 'end' : 'start' })),
    rows: Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, place) => `${row}:${place}`)),
  });

  test('is one of Slack’s own, with its titles strong and its numbers at the right', () => {
    const [message] = renderCard(
      card({
        kind: 'table',
        columns: [
          { title: '小组', align: 'start' },
          { title: '分数', align: 'end' },
        ],
        rows: [['星火组', '12'], ['晨光组']],
      }),
      'zh-CN',
    );
    expectValid([message]);
    const title = (text: string) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] }],
    });
    expect(message.blocks).toEqual([
      {
        type: 'table',
        column_settings: [
          { align: 'left', is_wrapped: true },
          { align: 'right', is_wrapped: false },
        ],
        rows: [
          [title('小组'), title('分数')],
          [
            { type: 'raw_text', text: '星火组' },
            { type: 'raw_text', text: '12' },
          ],
          [
            { type: 'raw_text', text: '晨光组' },
            { type: 'raw_text', text: ' ' },
          ],
        ],
      },
    ]);
  });

  test('stands in straight columns of letters where Slack’s own is not wished, Chinese letters two wide', () => {
    const [message] = renderCard(
      card({
        kind: 'table',
        columns: [
          { title: 'Group', align: 'start' },
          { title: '分数', align: 'end' },
        ],
        rows: [
          ['星火组', '12'],
          ['Dawn 🌱', '8.5'],
        ],
      }),
      'zh-CN',
      'text',
    );
    expectValid([message]);
    expect(textsOf(message.blocks)).toEqual(['Group    分数\n星火组     12\nDawn 🌱   8.5']);
  });

  test.each([
    ['more rows than Slack takes', table(100), 1],
    ['more columns than Slack takes', table(3, 21), 1],
    ['so many rows that they need several messages', table(2_000), 4],
  ])('of %s becomes letters under repeated titles', (_, block, least) => {
    const messages = renderCard(card(block), 'en-US');
    expectValid(messages);
    expect(messages.length).toBeGreaterThanOrEqual(least);
    for (const message of messages) {
      const shown = message.blocks.filter((one) => one.type === 'rich_text');
      expect(shown.length).toBeGreaterThan(0);
      for (const one of shown) expect(textsOf(one).join()).toMatch(/^列0/);
    }
  });

  test('with a row longer than any message shows that row cell by cell', () => {
    const story = long('他帮助了新同学。', 6_000);
    const messages = renderCard(
      card({ kind: 'table', columns: [{ title: '故事', align: 'start' }], rows: [['一'], [story], ['二']] }),
      'zh-CN',
    );
    expectValid(messages);
    const shown = messages.flatMap((message) => textsOf(message.blocks)).join('');
    expect(shown).toContain(story);
    expect(shown.indexOf('一')).toBeLessThan(shown.indexOf(story));
    expect(shown.lastIndexOf('二')).toBeGreaterThan(shown.indexOf(story));
  });

  test('comes in a message of its own when there is one already', () => {
    const messages = renderCard(card(heading('一班'), table(2), heading('二班'), table(2)), 'en-US');
    expectValid(messages);
    // A heading goes with the table it stands over.
    expect(messages.map(typesOf)).toEqual([
      ['rich_text', 'table', 'context'],
      ['rich_text', 'table', 'context'],
    ]);
    expect(messages.map(({ blocks }) => textsOf(blocks).at(-1))).toEqual(['Part 1 of 2', 'Part 2 of 2']);
  });
});

describe('a card too large for one message', () => {
  test('goes on in the next, in order, with its buttons under its last words', () => {
    const blocks = Array.from({ length: 60 }, (_, place) => paragraph(`line ${place}`));
    const messages = renderCard(
      { ...card(...blocks, { kind: 'actions', actions: [button('t')] }), title: 'Week 3', footer: 'Class 6-1' },
      'en-US',
    );
    expectValid(messages);
    expect(messages).toHaveLength(2);
    const said = messages.map(({ blocks }) => textsOf(blocks));
    expect(said.flat().filter((text) => text.startsWith('line'))).toEqual(blocks.map((_, place) => `line ${place}`));
    expect(said[1]?.slice(-4)).toEqual(['line 59', 't', 'Class 6-1', 'Part 2 of 2']);
    expect(messages[1]?.text.trim()).toMatch(/line 59\nClass 6-1\nPart 2 of 2$/);
  });

  test('takes the last words along when only the buttons would be left for another message', () => {
    const blocks = Array.from({ length: 49 }, (_, place) => paragraph(`line ${place}`));
    const messages = renderCard(card(...blocks, { kind: 'actions', actions: [button('t')] }), 'en-US');
    expectValid(messages);
    expect(textsOf(messages[1]?.blocks)).toEqual(['line 48', 't', 'Part 2 of 2']);
  });

  test('is cut after a line or a word, and never inside a character', () => {
    const family = '家校共育🇨🇳é𠮷';
    const text = long(family, family.length * 2_000);
    const messages = renderCard(card(paragraph(text)), 'zh-CN');
    expectValid(messages);
    const shown = messages.flatMap((message) => textsOf(message.blocks.filter(({ type }) => type === 'rich_text')));
    expect(shown.join('')).toBe(text.normalize('NFC'));
    for (const piece of shown) expect([...piece].at(0)).toMatch(/[家校共育🇨é𠮷]/u);
    const words = renderCard(card(paragraph(long('helped a friend ', 9_000))), 'en-US');
    const pieces = words.flatMap((message) => textsOf(message.blocks.filter(({ type }) => type === 'rich_text')));
    for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(/ $/);
  });

  test('says in its notification that there is more than a notification holds', () => {
    const [message] = renderCard(card(...Array.from({ length: 3 }, () => paragraph(long('很长', 2_000)))), 'zh-CN');
    expectValid([message]);
    expect(message.text).toMatch(/……其余内容见消息本身。$/);
  });
});

describe('what can be pressed', () => {
  test('of many buttons is spread over rows, no token twice in one', () => {
    const actions = [...Array.from({ length: 30 }, (_, place) => button(`t${place}`)), button('t29')];
    const messages = renderCard(card({ kind: 'actions', actions }), 'en-US');
    expectValid(messages);
    expect(elementsOf(messages).map((row) => row.length)).toEqual([25, 5, 1]);
  });

  test('says in full what its label has no room for', () => {
    const label = long('确认六年级1班第三周的全部登记；', 90);
    const question = long('真的要提交吗？', 320);
    const [message] = renderCard(
      card({
        kind: 'actions',
        actions: [{ ...button('t', label), style: 'danger', confirm: { question, yes: '', no: '' } }],
      }),
      'zh-CN',
    );
    expectValid([message]);
    const [words, row] = message.blocks;
    expect(textsOf(words)).toEqual([label, question]);
    expect(textsOf(row)).toEqual([`${label.slice(0, 74)}…`, label, expect.stringMatching(/^真的.*…$/), '是', '否']);
  });

  test.each([
    [100, false],
    [101, true],
    [1_000, true],
  ])('of %i options is a list, or lists named by their ends, and all can be chosen', (count, grouped) => {
    const options = Array.from({ length: count }, (_, place) => ({ value: `p${place}`, label: `P${place}` }));
    const messages = renderCard(
      card({ kind: 'actions', actions: [{ kind: 'select', token: 't', placeholder: 'Who', options }] }),
      'en-US',
    );
    expectValid(messages);
    const selects = JSON.stringify(elementsOf(messages));
    const values = selects.match(/"value":"p\d+"/g);
    expect(values).toEqual(options.map(({ value }) => `"value":"${value}"`));
    expect(selects.includes('option_groups')).toBe(grouped);
  });

  test.each([
    ['token that is empty', button('')],
    ['token that is too long', button('t'.repeat(256))],
    [
      'value that is too long',
      { kind: 'select', token: 't', placeholder: '', options: [{ value: 'v'.repeat(76), label: '' }] },
    ],
    ['value that is empty', { kind: 'select', token: 't', placeholder: '', options: [{ value: '', label: 'None' }] }],
  ] as const)('with a %s is refused, for pressing it would mean nothing', (_, action) => {
    expect(() => renderCard(card({ kind: 'actions', actions: [action] }), 'en-US')).toThrow(Unrenderable);
  });
});

describe('a link', () => {
  const linked = (link: string, origin?: string) =>
    JSON.stringify(renderCard(card(paragraph([{ text: 'here', link }])), 'en-US', 'native', origin)[0].blocks);

  test('of ours is a link, a path of ours where our address is known', () => {
    expect(linked('https://example.org/a?b=1&c=2')).toContain('"url":"https://example.org/a?b=1&c=2","text":"here"');
    expect(linked('/slips/x', 'https://school.example')).toContain('"url":"https://school.example/slips/x"');
    expect(linked('/slips/x')).not.toContain('url');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//elsewhere.example/',
    '/\\elsewhere.example',
    'slack://open',
    'no',
  ])('to %j is text', (link) => {
    expect(linked(link, 'https://school.example')).not.toContain('"type":"link"');
  });
});

// --- laws ------------------------------------------------------------------------------------------------------------

/** The two answers to a question, which stand on buttons too. */
function answersIn({ blocks }: Card): readonly string[] {
  return blocks
    .flatMap((block) => (block.kind === 'actions' ? block.actions : []))
    .flatMap((action) => (action.kind === 'button' && action.confirm ? [action.confirm.yes, action.confirm.no] : []))
    .map(bare);
}

describe('Renderer never emits >50 blocks, >3000/75 strings, >100 options, duplicate block_ids, >10,000 total text; splits: any card', () => {
  test('becomes messages that Slack takes', () => {
    fc.assert(
      fc.property(
        anyCard,
        anyLanguage,
        fc.constantFrom('native' as const, 'text' as const),
        (one, language, tables) => {
          const messages = renderCard(one, language, tables, 'https://school.example');
          expectValid(messages);
          expect(renderCard(one, language, tables, 'https://school.example')).toEqual(messages);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('says all that it says, in its order, and its buttons all that stands on them', () => {
    fc.assert(
      fc.property(anyCard, anyLanguage, (one, language) => {
        const blocks = renderCard(one, language).flatMap((message) => message.blocks);
        const outside = blocks.filter((block) => block.type !== 'actions' && !isPartLine(block));
        const shown = bare(textsOf(outside).join(''));
        let at = 0;
        for (const word of wordsOf(one)) {
          const found = shown.indexOf(word, at);
          expect(found, word).toBeGreaterThanOrEqual(at);
          at = found + word.length;
        }
        const all = new Set(textsOf(blocks).map(bare));
        for (const label of [...labelsOf(one), ...answersIn(one)])
          expect(all.has(label) || shown.includes(label), label).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('says nothing else: every word shown is the card’s, or one of our few', () => {
    fc.assert(
      fc.property(anyCard, (one) => {
        const said = [...wordsOf(one), ...labelsOf(one), ...answersIn(one)].join('');
        const blocks = renderCard(one, 'en-US').flatMap((message) => message.blocks);
        for (const block of blocks.filter((some) => some.type !== 'actions' && !isPartLine(some))) {
          for (const text of textsOf(block).flatMap((some) => some.split('\n'))) {
            const word = bare(text)
              .replace(/^(⚠️|✨|✓)/u, '')
              .replace(/[：:]$/u, '');
            if (!/^[▰▱]{10}/u.test(word) && bare(text) !== '(Nothingtoshow)') expect(said).toContain(word);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

function isPartLine(block: unknown): boolean {
  return (
    nodeOf(block)['type'] === 'context' && /^(Part \d+ of \d+|第 \d+ 条，共 \d+ 条)$/u.test(textsOf(block).join(''))
  );
}
