import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../language/language.js';
import { type Field, type FieldEnvironment, plainEnvironment } from './field.js';
import {
  choice,
  choices,
  confirm,
  group,
  groups,
  longText,
  number,
  points,
  pupil,
  pupils,
  shortText,
} from './fields.js';
import { countCharacters, type How, readField } from './read-field.js';
import { readNumber } from './read-number.js';
import { no, ok, sayReason } from './words.js';

const read = (field: Field, raw: unknown, how: How = 'typed', environment = plainEnvironment) => {
  const result = readField(field, raw, how, environment);
  return result.ok ? result.value.value : `! ${result.reason.key}`;
};

describe('a number', () => {
  test.each([
    ['8.5', 8.5],
    ['８．５', 8.5],
    [' 8 分 ', 8],
    ['八点五', 8.5],
    ['八分半', 8.5],
    ['八分', 8],
    ['十', 10],
    ['十二', 12],
    ['二十三点二五', 23.25],
    ['一百零五', 105],
    ['两分', 2],
    ['半分', 0.5],
    ['负三', -3],
    ['−1', -1],
    ['8 points', 8],
    ['0', 0],
    ['-0', 0],
    ['+3', null],
    ['eight', null],
    ['八点', null],
    ['3组', null],
    ['1e3', null],
    ['Infinity', null],
    ['', null],
  ])('%s is read as %s', (text, value) => expect(readNumber(text)).toBe(value));

  const score = number({ label: 'score', min: 0, max: 10, step: 0.5 });

  test('has to lie in its range and on its step', () => {
    expect(read(score, '8.5')).toBe(8.5);
    expect(read(score, '10.5')).toBe('! forms.outOfRange');
    expect(read(score, '8.3')).toBe('! forms.offStep');
    expect(read(score, 'good')).toBe('! forms.notANumber');
    expect(read(score, Number.NaN, 'chosen')).toBe('! forms.notANumber');
    expect(read(number({ label: 'x', min: 0.1, max: 1, step: 0.1 }), 0.3)).toBe(0.3);
  });

  test('may be left out in words when it is optional', () => {
    expect(read(score, '无')).toBeNull();
    expect(read(number({ label: 'x', min: 0, max: 1, required: true }), '无')).toBe('! forms.notANumber');
    expect(read(number({ label: 'x', min: 0, max: 1, required: true }), '  ')).toBe('! forms.required');
  });
});

describe('a choice', () => {
  const mood = choice({
    label: 'mood',
    options: [
      { value: 'a', label: { key: 'common.yes' } },
      { value: '1', label: '2' },
      { value: 'n', label: '无' },
    ],
  });

  test('is typed by its label in either language, or by its place; a label stands before a place', () => {
    expect(read(mood, 'Yes')).toBe('a');
    expect(read(mood, '是。')).toBe('a');
    expect(read(mood, '1')).toBe('a');
    expect(read(mood, '2')).toBe('1');
    expect(read(mood, '无')).toBe('n');
    expect(read(mood, 'perhaps')).toBe('! forms.notAnOption');
  });

  test('is chosen by its value alone', () => {
    expect(read(mood, '1', 'chosen')).toBe('1');
    expect(read(mood, ['a'], 'chosen')).toBe('a');
    expect(read(mood, '2', 'chosen')).toBe('! forms.goneOption');
  });
});

describe('pupils and groups', () => {
  const list = [
    { id: 'p1', name: '张三', classNumber: 3 },
    { id: 'p2', name: '李和平', classNumber: 7 },
    { id: 'p3', name: '王芳', classNumber: 12 },
    { id: 'p4', name: '王芳', classNumber: 31 },
    { id: 'p5', name: 'Maria O’Brien', classNumber: 40 },
  ];

  test('are found by name and number, and a name is not taken apart', () => {
    expect(read(pupils({ label: 'who', pupils: list }), '李和平、张三')).toEqual(['p1', 'p2']);
    expect(read(pupils({ label: 'who', pupils: list }), '张三和李和平')).toEqual(['p1', 'p2']);
    expect(read(pupils({ label: 'who', pupils: list }), 'Maria O’Brien and 张三 7号')).toEqual(['p1', 'p2', 'p5']);
    expect(read(pupils({ label: 'who', pupils: list }), '全部')).toHaveLength(5);
    expect(read(pupils({ label: 'who', pupils: list, max: 2 }), '全部')).toBe('! forms.tooMany');
  });

  test('two of one name are never guessed, and their labels tell them apart', () => {
    expect(read(pupil({ label: 'who', pupils: list }), '王芳')).toBe('! forms.ambiguous');
    expect(read(pupil({ label: 'who', pupils: list }), '王芳（31号）')).toBe('p4');
    expect(read(pupil({ label: 'who', pupils: list }), '12号')).toBe('p3');
  });

  test('groups answer to number and name', () => {
    const all = [
      { id: 'g1', number: 1, name: '星火' },
      { id: 'g2', number: 2 },
      { id: 'g12', number: 12 },
    ];
    expect(read(group({ label: 'which', groups: all }), '第一组')).toBe('g1');
    expect(read(group({ label: 'which', groups: all }), '星火')).toBe('g1');
    expect(read(group({ label: 'which', groups: all }), '12')).toBe('g12');
    expect(read(groups({ label: 'which', groups: all }), '1组、Group 2')).toEqual(['g1', 'g2']);
  });
});

describe('texts', () => {
  test('are counted as people count', () => {
    expect(countCharacters('𬭎伟é', 100)).toBe(3);
    const three = shortText({ label: 'x', maxLength: 3 });
    expect(read(three, '𬭎伟儿')).toBe('𬭎伟儿');
    expect(read(three, '四个字了')).toBe('! forms.tooLong');
    expect(read(three, `a${'\u0301'.repeat(10_000)}`)).toBe('! forms.tooLong');
  });

  test('a short one is one line, a long one keeps its lines, invisible signs go', () => {
    expect(read(shortText({ label: 'x' }), ' a\nb ')).toBe('a b');
    expect(read(longText({ label: 'x' }), 'a\r\nb\u202E')).toBe('a\nb');
    expect(read(longText({ label: 'x', required: true }), '\u200B')).toBe('! forms.required');
  });

  test('a points text is read by whoever knows points', () => {
    const environment: FieldEnvironment = {
      points: (text) => (text.includes('+') ? ok({ lines: [`${text}!`] }) : no('forms.again')),
    };
    const field = points({ label: 'x' });
    expect(readField(field, '张三 +2', 'typed', environment)).toEqual(ok({ value: '张三 +2', shown: ['张三 +2!'] }));
    expect(read(field, 'hm', 'typed', environment)).toBe('! forms.again');
  });
});

describe('yes and no', () => {
  test.each([
    ['好的', true],
    ['OK', true],
    ['✓', true],
    ['不是', false],
    ['没有', false],
    ['No.', false],
    [[], false],
    [true, true],
  ])('%j', (raw, value) => expect(read(confirm({ label: 'x' }), raw)).toBe(value));

  test('what is neither is asked again, and agreement means yes', () => {
    expect(read(confirm({ label: 'x' }), '看情况')).toBe('! forms.yesOrNo');
    expect(read(confirm({ label: 'x', mustAgree: true }), 'no')).toBe('! forms.mustAgree');
  });
});

describe('every field', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: '2', aliases: ['x', 'A'] },
    { value: '0', label: { key: 'common.no' } },
  ] as const;
  const fields: readonly Field[] = [true, false].flatMap((required) => [
    choice({ label: 'f', options, required }),
    choices({ label: 'f', options, required, max: 2 }),
    choice({ label: 'f', options: [], required }),
    number({ label: 'f', min: -1, max: 3, step: 0.25, required }),
    shortText({ label: 'f', required, maxLength: 5 }),
    longText({ label: 'f', required }),
    points({ label: 'f', required }),
    confirm({ label: 'f', required }),
    confirm({ label: 'f', required, mustAgree: true }),
  ]);
  const environment: FieldEnvironment = { points: (text) => ok({ lines: [text] }) };
  const raw = fc.oneof(
    fc.anything(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a', 'b', 'A', '是', 'no', '1', '八点五', '２．５', '无', ['a', 'b'], ['a', 'a'], true, 2.5),
  );

  test('takes anything: a value or a reason in every language; reading the value again gives the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), raw, fc.constantFrom<How>('typed', 'chosen'), (field, given, how) => {
        const result = readField(field, given, how, environment);
        if (!result.ok) {
          for (const language of languages) expect(sayReason(language, result.reason)).not.toBe('');
          return;
        }
        expect(structuredClone(result.value)).toEqual(result.value);
        expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
        if (field.required) expect(result.value.value).not.toBeNull();
        expect(readField(field, result.value.value, 'chosen', environment)).toEqual(result);
      }),
      { numRuns: 1000 },
    );
  });
});
