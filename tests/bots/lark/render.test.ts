// long because a card has many kinds of parts, and each says how it is drawn.
import { describe, expect, test } from 'vitest';
import type { LarkCard } from '../../../src/bots/lark/card-json.js';
import { renderText } from '../../../src/bots/lark/fallback.js';
import { renderCard } from '../../../src/bots/lark/render.js';
import { type Block, type Card, heading, notice, paragraph } from '../../../src/core/message/card.js';
import { Unrenderable } from '../../../src/core/message/unrenderable.js';
import { linksIn, nodeOf, nodesOf, problemsOf, textsOf } from './looked-at.js';

const card = (...blocks: readonly Block[]): Card => ({ tone: 'plain', blocks });
const button = (token: string, label = token) => ({ kind: 'button', token, label, style: 'plain' }) as const;
const titled = (...blocks: readonly Block[]): Card => ({ title: '共育', ...card(...blocks) });
const long = (words: string, length: number) => words.repeat(Math.ceil(length / words.length)).slice(0, length);
const elementsOf = (cards: readonly LarkCard[]) => cards.flatMap(({ body }) => body.elements);
const tagsOf = ({ body }: LarkCard) => body.elements.map(({ tag }) => tag);
const text = (content: string, look = {}) => ({ tag: 'div', text: { tag: 'plain_text', content, ...look } });
const label = (content: string) => ({ tag: 'plain_text', content });

function expectValid(cards: readonly LarkCard[]): void {
  for (const one of cards) expect(problemsOf(one)).toEqual([]);
}

describe('a card on Feishu', () => {
  test('is one card of its components when it fits', () => {
    const cards = renderCard(
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
              button('t2', '撤回'),
              { kind: 'select', token: 't3', placeholder: '修改', options: [{ value: 'p1', label: '张三' }] },
            ],
          },
        ],
        footer: '范围：六年级1班',
      },
      'zh-CN',
    );
    expectValid(cards);
    const column = (element: unknown) => ({ tag: 'column', width: 'auto', elements: [element] });
    expect(cards).toEqual([
      {
        schema: '2.0',
        config: {
          update_multi: true,
          enable_forward: false,
          summary: { content: expect.stringMatching(/^✨ 六年级1班 · 第3周 本周得分 \+12 表扬 • 张三：帮扶/u) },
        },
        header: { title: label('✨ 六年级1班 · 第3周'), template: 'green' },
        body: {
          elements: [
            { tag: 'markdown', content: '本周得分 **&#43;12**' },
            text('表扬', { text_size: 'heading' }),
            text('• 张三：帮扶\n• 李四：守时'),
            { tag: 'markdown', content: '**班主任**：王老师\n**Room**&#58; 6&#45;1' },
            text('已登记\n▰▰▰▱▱▱▱▱▱▱  3/10'),
            { tag: 'hr' },
            {
              tag: 'column_set',
              flex_mode: 'flow',
              columns: [
                column({
                  tag: 'button',
                  text: label('确认'),
                  type: 'primary_filled',
                  confirm: { title: label('确认'), text: label('确定吗？') },
                  behaviors: [{ type: 'callback', value: { t: 't1' } }],
                }),
                column({
                  tag: 'button',
                  text: label('撤回'),
                  type: 'default',
                  behaviors: [{ type: 'callback', value: { t: 't2' } }],
                }),
              ],
            },
            {
              tag: 'select_static',
              placeholder: label('修改'),
              options: [{ text: label('张三'), value: 'p1' }],
              width: 'fill',
              behaviors: [{ type: 'callback', value: { t: 't3' } }],
            },
            text('范围：六年级1班', { text_size: 'notation', text_color: 'grey' }),
          ],
        },
      },
    ]);
  });

  test('can never be forwarded, for a pupil may be on it', () => {
    for (const { config } of renderCard(titled(...Array.from({ length: 300 }, () => paragraph('张三'))), 'zh-CN')) {
      expect(config).toMatchObject({ enable_forward: false, update_multi: true });
    }
  });

  test('without anything to see says so', () => {
    const cards = renderCard(card(paragraph('\u200B'), heading(''), { kind: 'list', items: [] }), 'en-US');
    expectValid(cards);
    expect(cards.map(textsOf)).toEqual([['Gongyu', '(Nothing to show)']]);
  });

  test('of buttons alone is announced by what stands on them', () => {
    const [one] = renderCard(card({ kind: 'actions', actions: [button('a', '确认'), button('b', '撤回')] }), 'zh-CN');
    expect([one.header.title.content, one.config.summary.content]).toEqual(['共育', '确认 · 撤回']);
  });
});

describe('the title, which is all that an old Feishu shows', () => {
  const titleAndRest = (one: Card) => {
    const cards = renderCard(one, 'zh-CN');
    expectValid(cards);
    return [cards[0].header.title.content, ...elementsOf(cards).flatMap(textsOf)];
  };

  test('of a card of one sentence is that sentence, and it is not said twice', () => {
    const [one] = renderCard(notice('王老师还没有登记', 'attention'), 'zh-CN');
    expectValid([one]);
    expect(textsOf(one)).toEqual(['⚠️ 王老师还没有登记']);
    expect([one.config.summary.content, one.header.template]).toEqual(['⚠️ 王老师还没有登记', 'orange']);
  });

  test.each([
    ['李老师，早上好！本周还有三个班没有登记。', ['李老师，早上好！', '本周还有三个班没有登记。']],
    ['记下了\n张三 帮扶 +2', ['记下了', '张三 帮扶 +2']],
    ['Recorded. Undo within ten minutes.', ['Recorded.', 'Undo within ten minutes.']],
    ['Mr. Wang of class 6.1 has not recorded yet', ['Mr. Wang of class 6.1 has not recorded yet']],
    ['Really? Yes', ['Really?', 'Yes']],
    ['“好了。”他说。', ['“好了。”', '他说。']],
  ])('is the first sentence of %j', (words, shown) => {
    expect(titleAndRest(card(paragraph(words)))).toEqual(shown);
  });

  test('is the heading that the card begins with', () => {
    expect(titleAndRest(card(heading('本周规则'), paragraph('没有改动')))).toEqual(['本周规则', '没有改动']);
  });

  test('is our name when the card begins with a link, a long sentence or a table', () => {
    expect(titleAndRest(card(paragraph([{ text: '看', link: 'https://school.example/' }])))).toEqual(['共育', '看']);
    expect(titleAndRest(card(paragraph(long('很长', 80))))).toEqual(['共育', long('很长', 80)]);
    expect(titleAndRest(card({ kind: 'table', columns: [{ title: '组', align: 'start' }], rows: [['一']] }))).toEqual([
      '共育',
      '组',
      '一',
    ]);
  });

  test('that is too long is cut, and stands in full below', () => {
    const title = long('六年级1班第三周的全部登记；', 90);
    const [shown, full] = titleAndRest({ ...card(paragraph('x')), title });
    expect([shown, full]).toEqual([`${title.slice(0, 71)}…`, title]);
  });
});

describe('a table', () => {
  const table = (rows: number, columns = 2): Block => ({
    kind: 'table',
    columns: Array.from({ length: columns }, (_, place) => ({ title: `列${place}`, align: place ? 'end' : 'start' })),
    rows: Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, place) => `${row}:${place}`)),
  });
  const tablesIn = (cards: readonly LarkCard[]) => elementsOf(cards).filter(({ tag }) => tag === 'table');

  test('is one of Feishu’s own, of plain texts, with its numbers at the right', () => {
    const cards = renderCard(
      titled({
        kind: 'table',
        columns: [
          { title: '小组', align: 'start' },
          { title: '分数', align: 'end' },
        ],
        rows: [['星火组', '12'], ['晨光组']],
      }),
      'zh-CN',
    );
    expectValid(cards);
    const column = { data_type: 'text' };
    expect(elementsOf(cards)).toEqual([
      {
        tag: 'table',
        page_size: 2,
        row_height: 'auto',
        columns: [
          { ...column, name: 'c0', display_name: '小组', horizontal_align: 'left' },
          { ...column, name: 'c1', display_name: '分数', horizontal_align: 'right' },
        ],
        rows: [{ c0: '星火组', c1: '12' }, { c0: '晨光组' }],
      },
    ]);
  });

  test('of a whole class is read page by page', () => {
    const [one, ...more] = renderCard(titled(table(45)), 'zh-CN');
    expectValid([one]);
    expect([more, tablesIn([one]).map((drawn) => nodeOf(drawn)['page_size'])]).toEqual([[], [10]]);
  });

  test('of very many rows is several under the same titles', () => {
    const cards = renderCard(titled(table(1_000)), 'en-US');
    expectValid(cards);
    const tables = tablesIn(cards).map(textsOf);
    for (const texts of tables) expect(texts.slice(0, 2)).toEqual(['列0', '列1']);
    expect(tables.flatMap((texts) => texts.slice(2)).filter((_, place) => place % 2 === 0)).toEqual(
      Array.from({ length: 1_000 }, (_, row) => `${row}:0`),
    );
  });

  test('stands five to a card, each under its heading', () => {
    const cards = renderCard(
      titled(...Array.from({ length: 6 }, (_, place) => [heading(`${place}班`), table(2)]).flat()),
      'en-US',
    );
    expectValid(cards);
    expect(cards.map(tagsOf).map((tags) => tags.length)).toEqual([10, 2]);
    expect(textsOf(cards[1]).slice(0, 3)).toEqual(['共育', 'Part 2 of 2', '5班']);
  });

  test('with more columns than Feishu takes, or a cell that is a story, is shown cell by cell', () => {
    const story = long('他帮助了新同学。', 3_000);
    const cards = renderCard(
      titled(table(2, 51), {
        kind: 'table',
        columns: [{ title: '故事', align: 'start' }],
        rows: [['一'], [story], ['二']],
      }),
      'zh-CN',
    );
    expectValid(cards);
    const shown = elementsOf(cards).flatMap(textsOf).join('');
    expect(shown).toContain('列50：1:50');
    expect(shown.indexOf('一')).toBeLessThan(shown.indexOf(story));
    expect(shown.lastIndexOf('二')).toBeGreaterThan(shown.indexOf(story));
  });
});

describe('a card too large for one', () => {
  test('goes on in the next, in order, with its buttons under its last words', () => {
    const blocks = Array.from({ length: 100 }, (_, place) => paragraph(`line ${place}`));
    const cards = renderCard(
      { ...card(...blocks, { kind: 'actions', actions: [button('t')] }), title: 'Week 3', footer: 'Class 6-1' },
      'en-US',
    );
    expectValid(cards);
    expect(cards).toHaveLength(2);
    const said = cards.map(textsOf);
    expect(said.flat().filter((words) => words.startsWith('line'))).toEqual(blocks.map((_, place) => `line ${place}`));
    expect(said.map((words) => words.slice(0, 2))).toEqual([
      ['Week 3', 'Part 1 of 2'],
      ['Week 3', 'Part 2 of 2'],
    ]);
    expect(said[1]?.slice(-3)).toEqual(['line 99', 't', 'Class 6-1']);
    expect(cards[1]?.config.summary.content).toBe('Week 3 · Part 2 of 2');
  });

  test('takes the last words along when only the buttons would be left for another', () => {
    const blocks = Array.from({ length: 95 }, (_, place) => paragraph(`line ${place}`));
    const cards = renderCard(titled(...blocks, { kind: 'actions', actions: [button('t')] }), 'en-US');
    expectValid(cards);
    expect(textsOf(cards[1]?.body)).toEqual(['line 94', 't']);
  });

  test('is cut after a line or a word, and never inside a character', () => {
    const family = '家校共育🇨🇳é𠮷';
    const words = long(family, family.length * 2_000);
    const cards = renderCard(titled(paragraph(words)), 'zh-CN');
    expectValid(cards);
    const shown = elementsOf(cards).flatMap(textsOf);
    expect(shown.join('')).toBe(words.normalize('NFC'));
    for (const piece of shown) expect([...piece].at(0)).toMatch(/[家校共育🇨é𠮷]/u);
    const pieces = elementsOf(renderCard(titled(paragraph(long('helped a friend ', 9_000))), 'en-US')).flatMap(textsOf);
    for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(/ $/);
  });
});

describe('what can be pressed', () => {
  test('of many buttons is spread over rows', () => {
    const actions = Array.from({ length: 33 }, (_, place) => button(`t${place}`));
    const cards = renderCard(titled({ kind: 'actions', actions }), 'en-US');
    expectValid(cards);
    expect(elementsOf(cards).map((row) => (row.tag === 'column_set' ? row.columns.length : 0))).toEqual([
      10, 10, 10, 3,
    ]);
  });

  test('says in full what its label has no room for', () => {
    const words = long('确认六年级1班第三周的全部登记；', 130);
    const question = long('真的要提交吗？', 320);
    const cards = renderCard(
      titled({
        kind: 'actions',
        actions: [{ ...button('t', words), style: 'danger', confirm: { question, yes: '', no: '' } }],
      }),
      'zh-CN',
    );
    expectValid(cards);
    const [full, row] = elementsOf(cards);
    expect(textsOf(full)).toEqual([`• ${words}\n• ${question}`]);
    expect(textsOf(row)).toEqual([
      `${words.slice(0, 99)}…`,
      `${words.slice(0, 99)}…`,
      expect.stringMatching(/^真的.*…$/),
    ]);
  });

  test.each([100, 101, 1_000])('of %i options is one list or several, and all can be chosen', (count) => {
    const options = Array.from({ length: count }, (_, place) => ({ value: `p${place}`, label: `P${place}` }));
    const cards = renderCard(
      titled({ kind: 'actions', actions: [{ kind: 'select', token: 't', placeholder: 'Who', options }] }),
      'en-US',
    );
    expectValid(cards);
    const selects = elementsOf(cards).filter(({ tag }) => tag === 'select_static');
    expect(selects.length).toBe(Math.ceil(count / 100));
    expect(JSON.stringify(selects).match(/"value":"p\d+"/g)).toEqual(options.map(({ value }) => `"value":"${value}"`));
  });

  test('never holds two options of one value in one list: Feishu could not tell them apart', () => {
    const options = ['a', 'b', 'a'].map((value, place) => ({ value, label: `L${place}` }));
    const cards = renderCard(
      titled({ kind: 'actions', actions: [{ kind: 'select', token: 't', placeholder: 'Who', options }] }),
      'en-US',
    );
    expectValid(cards);
    expect(elementsOf(cards).map(textsOf)).toEqual([
      ['Who', 'L0', 'L1'],
      ['Who', 'L2'],
    ]);
  });

  test.each([
    ['token that is empty', button('')],
    ['token that is too long', button('t'.repeat(101))],
    [
      'value that is too long',
      { kind: 'select', token: 't', placeholder: '', options: [{ value: 'v'.repeat(201), label: '' }] },
    ],
    ['value that is empty', { kind: 'select', token: 't', placeholder: '', options: [{ value: '', label: 'None' }] }],
  ] as const)('with a %s is refused, for pressing it would mean nothing', (_, action) => {
    expect(() => renderCard(card({ kind: 'actions', actions: [action] }), 'en-US')).toThrow(Unrenderable);
  });
});

describe('strong words and links', () => {
  const shown = (words: Block & { kind: 'paragraph' }, origin?: string) => {
    const cards = renderCard(titled(words), 'en-US', origin);
    expectValid(cards);
    return cards;
  };
  const marked = (...runs: readonly { text: string; strong?: boolean }[]) =>
    nodesOf(shown({ kind: 'paragraph', text: runs })).find((node) => node['tag'] === 'markdown')?.['content'];

  test.each([
    [[{ text: 'a' }, { text: 'b', strong: true }, { text: 'c' }], 'a**b**c'],
    [[{ text: '得分' }, { text: '+2', strong: true }, { text: '分' }], '得分 **&#43;2**分'],
    [[{ text: '给' }, { text: '（三班）', strong: true }, { text: '的' }], '给 **（三班）** 的'],
    [[{ text: 'x' }, { text: ' a ', strong: true }, { text: 'y' }], 'x **a** y'],
    [[{ text: '1\n2', strong: true }], '**1**\n**2**'],
    [
      [
        { text: 'a', strong: true },
        { text: 'b', strong: true },
      ],
      '**ab**',
    ],
    [
      [
        { text: '    a', strong: false },
        { text: 'b', strong: true },
      ],
      '&#160;&#160;&#160;&#160;a**b**',
    ],
  ])('are marked so that Feishu takes them for what they are: %j', (runs, content) => {
    expect(marked(...runs)).toBe(content);
  });

  const linked = (link: string, origin?: string) =>
    linksIn(shown({ kind: 'paragraph', text: [{ text: 'here [1]', link }] }, origin));

  test('of ours are links, a path of ours where our address is known', () => {
    expect(linked('https://example.org/a?b=1&c=2#d')).toEqual(['https://example.org/a?b=1&c=2#d']);
    expect(linked('https://example.org/(a)*[b];\'"')).toEqual(['https://example.org/%28a%29%2A%5Bb%5D%3B%27%22']);
    expect(linked('/slips/x', 'https://school.example')).toEqual(['https://school.example/slips/x']);
    expect(linked('/slips/x')).toEqual([]);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//elsewhere.example/',
    '/\\elsewhere.example',
    'lark://open',
    'https://school.example@evil.example/',
    'no',
  ])('to %j are text', (link) => {
    expect(linked(link, 'https://school.example')).toEqual([]);
  });
});

describe('the words of a card where Feishu refuses the card', () => {
  test('are the same, as a text that mentions nobody and hides no address', () => {
    const words = renderText(
      { title: '<at user_id="all">所有人</at>', ...card(paragraph('[点这里](https://evil.example)')), footer: '6-1' },
      'zh-CN',
    );
    expect(words).toEqual(['＜at user_id="all">所有人＜/at>\n[点这里］(https://evil.example)\n6-1']);
  });

  test('are several texts where they are too long, and never none', () => {
    const texts = renderText(card(paragraph(long('很长。', 50_000))), 'zh-CN');
    expect(texts.map((words) => words.split('\n').at(-1))).toEqual([1, 2, 3].map((part) => `第 ${part} 条，共 3 条`));
    expect(texts.map((words) => words.split('\n')[0]).join('')).toBe(long('很长。', 50_000));
    expect(renderText(card(), 'en-US')).toEqual(['(Nothing to show)']);
    expect(renderText(card({ kind: 'actions', actions: [button('a', '确认')] }), 'zh-CN')).toEqual(['确认']);
  });
});
