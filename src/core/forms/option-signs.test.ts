import { expect, test } from 'vitest';
import { no, none, signOptions, yes } from './option-signs.js';
import type { FieldView } from './view.js';

const choice = (id: string, ...values: readonly string[]): FieldView => ({
  id,
  label: id,
  required: false,
  kind: 'choice',
  options: values.map((value) => ({ value, label: value })),
  value: [],
});

test('a value that is short and plain goes as it is', () => {
  const signs = signOptions([choice('a', 'p-1:2')], 10);
  expect(signs.signOf('p-1:2')).toBe('p-1:2');
  expect(signs.meaningsOf([choice('a', 'p-1:2')])).toEqual({});
});

test('any other goes as a sign, the same in every field, and each page carries along what its own stand for', () => {
  const [first, second] = [choice('a', '张三', 'far too long'), choice('b', '张三', '')];
  const signs = signOptions([first, second], 10);
  expect(['张三', 'far too long', ''].map(signs.signOf)).toEqual(['~0', '~1', '~2']);
  expect(signs.meaningsOf([second])).toEqual({ '~0': '张三', '~2': '' });
});

test('no value is taken for an answer that the form itself offers', () => {
  const signs = signOptions([choice('a', none, yes, no, '~0')], 10);
  for (const value of [none, yes, no, '~0']) expect([none, yes, no]).not.toContain(signs.signOf(value));
  expect(new Set([none, yes, no, '~0'].map(signs.signOf)).size).toBe(4);
});
