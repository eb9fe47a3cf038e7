import { describe, expect, test } from 'vitest';
import { cutBy } from './cut.js';
import { divideBy, divideRows } from './divide.js';

const divide = divideBy(
  { size: 20, perRun: 2, perField: 4 },
  cutBy((text) => text.length),
);

describe('blocks of words that do not fit into one text', () => {
  test('a paragraph goes on in the next; what is strong stays strong, and a link leads where it led', () => {
    expect(divide.words({ kind: 'paragraph', text: [{ text: '一'.repeat(30), strong: true }] })).toEqual([
      { kind: 'paragraph', text: [{ text: '一'.repeat(18), strong: true }] },
      { kind: 'paragraph', text: [{ text: '一'.repeat(12), strong: true }] },
    ]);
    expect(divide.words({ kind: 'paragraph', text: [{ text: '看', link: '/a' }, { text: 'x'.repeat(15) }] })).toEqual([
      { kind: 'paragraph', text: [{ text: '看', link: '/a' }] },
      { kind: 'paragraph', text: [{ text: 'x'.repeat(15) }] },
    ]);
  });

  test('a list and fields go on with the next item; an item that is a story goes on in paragraphs', () => {
    expect(divide.list(['aaaaaa', 'bbbbbb', 'cccccc'])).toMatchObject([
      { kind: 'list', items: [[{ text: 'aaaaaa' }], [{ text: 'bbbbbb' }]] },
      { kind: 'list', items: [[{ text: 'cccccc' }]] },
    ]);
    expect(divide.list(['z'.repeat(20)]).map(({ kind }) => kind)).toEqual(['list', 'paragraph']);
    expect(divide.fields([{ label: 'who', value: 'y'.repeat(20) }]).map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
    ]);
  });

  test('nothing that hides is carried along', () => {
    expect(divide.headings('a\u202Eb\nc')).toEqual([{ kind: 'heading', text: 'ab c' }]);
    expect(divide.paragraphs('\u200B')).toEqual([]);
  });
});

test('rows stand together as far as there is room and no more than there may be', () => {
  const rows = (sizes: readonly number[], most?: number) =>
    divideRows(
      sizes,
      { sizeOf: (size) => size, room: 10, ...(most === undefined ? {} : { most }) },
      (some) => some.join('+'),
      (one) => [`${one} alone`],
    );
  expect(rows([5, 5, 1, 11, 2])).toEqual(['5+5', '1', '11 alone', '2']);
  expect(rows([1, 1, 1], 2)).toEqual(['1+1', '1']);
});
