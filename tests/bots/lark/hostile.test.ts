import { describe, expect, test } from 'vitest';
import { renderText } from '../../../src/bots/lark/fallback.js';
import { renderCard } from '../../../src/bots/lark/render.js';
import { renderForm } from '../../../src/bots/lark/render-form.js';
import type { Card } from '../../../src/core/message/card.js';
import { hostile as anywhere } from '../hostile.js';
import { card, cards, fields, ours } from '../places.js';
import { linksIn, nodesOf, problemsOf, readMarkdown } from './looked-at.js';

/** What people could type to mention somebody on Feishu, in tags, in pieces of tags, in the numbers of signs. */
const mentions = ['all', 'ou_0123456789abcdef0123456789abcdef', 'on_1', '@_user_1', 'a@evil.example'].flatMap((who) => [
  `<at id=${who}></at>`,
  `<at id="${who}"></at>`,
  `<at id='${who}'>校长</at>`,
  `<at user_id="${who}"></at>`,
  `<at user_id="${who}">所有人</at>`,
  `<at ids=${who},${who}></at>`,
  `<at email=${who}></at>`,
  `<AT ID=${who}></AT>`,
  `< at id=${who}></at>`,
  `<at\nid=${who}></at>`,
  `<at\tid=${who}/>`,
  `<at id=${who}`,
  `id=${who}></at>`,
  `&#60;at id=${who}&#62;&#60;/at&#62;`,
  `&lt;at id=${who}&gt;&lt;/at&gt;`,
  `&amp;lt;at id=${who}&amp;gt;`,
  `&#x3C;at id=${who}&#x3E;`,
  `\\<at id=${who}\\>`,
  `＜at id=${who}＞＜/at＞`,
  `<<at id=${who}>></at>`,
  `<at id=\u200b${who}></at>`,
  `\u202e<at id=${who}></at>`,
  `<person id='${who}' show_name=true></person>`,
  `<link url='https://evil.example'><at id=${who}></at></link>`,
  `**<at id=${who}></at>**`,
  `\`<at id=${who}></at>\``,
  `<font color=red><at id=${who}></at></font>`,
  `@${who}`,
  `@_${who}`,
]);
const markup = [
  '[点这里](https://evil.example)',
  '[点这里] (https://evil.example)',
  '[https://school.example](https://evil.example "学校")',
  '![图](img_v2_0)',
  "<a href='https://evil.example'>学校</a>",
  "<link icon='chat_outlined' url='https://evil.example'>学校</link>",
  "<text_tag color='red'>已核实</text_tag>",
  "<number_tag url='https://evil.example'>1</number_tag>",
  "<local_datetime millisecond='0' link='https://evil.example'></local_datetime>",
  '<font color=red>红</font>',
  '<raw>x</raw><br><hr/>',
  ':DONE:',
  '| a | b |\n| -- | -- |\n| 1 | 2 |',
  '1. 项\n2) 项\n+ 项',
  '标题\n===',
  '    code',
  '\tcode',
  'https://evil.example www.evil.example a@evil.example',
  '$urlVal',
  '**',
  '***a***b**',
  '![a',
  '](x)',
];
const hostile: readonly string[] = [...mentions, ...markup, ...anywhere];

/** Where Feishu might see more in them. */
const onFeishu: readonly ((text: string) => Card)[] = [
  ...cards,
  // Under a line, so that the first sentence is no title.
  (text) => card({ kind: 'divider' }, { kind: 'paragraph', text }),
  (text) => card({ kind: 'divider' }, { kind: 'heading', text }),
  (text) =>
    card({ kind: 'divider' }, { kind: 'paragraph', text: [{ text: 'a' }, { text, strong: true }, { text: 'b' }] }),
  // A mention that only comes together from several pieces.
  (text) => card({ kind: 'paragraph', text: [...text].slice(0, 300).map((sign) => ({ text: sign, strong: true })) }),
  (text) =>
    card({ kind: 'list', items: [[{ text: '<at id=' }, { text }, { text: '></at>' }, { text: '!', strong: true }]] }),
  (text) =>
    card({ kind: 'paragraph', text: [{ text }, { text: '](https://evil.example)' }, { text: 'slips', link: ours }] }),
  (text) => card({ kind: 'paragraph', text: [{ text, link: ours }] }),
  (text) => card({ kind: 'list', items: [[{ text, strong: true }, { text: '@' }], text] }),
  (text) => card({ kind: 'fields', fields: [{ label: '<at id=all', value: `>${text}` }] }),
];

/** Whoever is mentioned by a text message or by markdown, as Feishu reads tags: leniently. */
const mentioned = (text: string) => text.match(/<\s*(at|person)\b/giu) ?? [];

describe('What people type, on Feishu', () => {
  test('only ever shows what it is: 10,000 cards and forms, nothing mentions, links or hides', () => {
    expect(new Set([...mentions, ...markup]).size).toBeGreaterThanOrEqual(120);
    let renders = 0;
    for (const text of hostile) {
      const place = `: ${JSON.stringify(text.slice(0, 80))}`;
      for (const [at, make] of onFeishu.entries()) {
        const drawn = renderCard(make(text), 'zh-CN');
        expect(drawn.flatMap(problemsOf), `card ${at}${place}`).toEqual([]);
        for (const url of linksIn(drawn)) expect(url).toBe(ours);
        const marked = nodesOf(drawn).filter((node) => node['tag'] === 'markdown');
        expect(marked.flatMap((node) => mentioned(String(node['content'])))).toEqual([]);
        renders++;
      }
      for (const [at, make] of fields.entries()) {
        const form = renderForm(
          { session: 's', title: text, intro: text, submit: text, fields: [make(text)] },
          'en-US',
        );
        expect(problemsOf(form), `form ${at}${place}`).toEqual([]);
        expect(linksIn(form)).toEqual([]);
        renders++;
      }
      for (const words of renderText({ title: text, ...card({ kind: 'paragraph', text }), footer: text }, 'zh-CN')) {
        expect(mentioned(words), place).toEqual([]);
        expect(words, place).not.toMatch(/<|\]\s*\(/u);
      }
    }
    expect(renders).toBeGreaterThanOrEqual(10_000);
  });
});

describe('the check that finds it', () => {
  test.each([
    '<at id=all></at>',
    'a<b',
    '# a',
    'a_b_',
    '`a`',
    '**a',
    '** a**',
    'x**(a)**x'.replace('(', '&#40;').replace(')', '&#41;'),
    '[a](javascript:alert(1))',
    '[a[b](https://x)](https://y)',
    '1. a',
    '    a',
    'https://evil.example',
  ])('knows that %j lives', (content) => {
    expect(readMarkdown(content).problems).not.toEqual([]);
  });

  test('and that plain letters, numbered signs, strong words and links of ours do not', () => {
    expect(readMarkdown('张三 **strong** a&#60;b [here](https://school.example/a?b=1&c=2)')).toEqual({
      text: '张三 strong a<b here',
      strong: ['strong'],
      links: ['https://school.example/a?b=1&c=2'],
      problems: [],
    });
  });

  test('knows what hides, and what Feishu does not take', () => {
    const [drawn] = renderCard(card({ kind: 'divider' }), 'zh-CN');
    expect(problemsOf(drawn)).toEqual([]);
    const withElement = (element: unknown) => ({ ...drawn, body: { elements: [element] } });
    for (const element of [
      { tag: 'div', text: { tag: 'plain_text', content: 'a\u202eb' } },
      { tag: 'div', text: { tag: 'plain_text', content: ' ' } },
      { tag: 'div', text: { tag: 'lark_md', content: 'a' } },
      { tag: 'note', elements: [] },
      { tag: 'hr', color: 'red' },
      { tag: 'div', text: { tag: 'plain_text', content: '长'.repeat(11_000) } },
    ]) {
      expect(problemsOf(withElement(element))).not.toEqual([]);
    }
  });
});
