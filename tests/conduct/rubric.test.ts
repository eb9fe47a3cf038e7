import { describe, expect, it } from 'vitest';
import { defaultRubric } from '../../src/core/conduct/default-rubric.js';
import { generalCodes, isGeneral, mayRecord, noteCode } from '../../src/core/conduct/rubric.js';

describe('who may record an item', () => {
  const item = { recorders: ['CT:give', 'ST:give', 'DO:propose'] };

  it('gives it, only proposes it, or neither', () => {
    expect(mayRecord(item, new Set(['CT']))).toBe('give');
    expect(mayRecord(item, new Set(['DO', 'ST']))).toBe('give');
    expect(mayRecord(item, new Set(['DO']))).toBe('propose');
    expect(mayRecord(item, new Set(['LIB']))).toBe('no');
    expect(mayRecord(item, new Set())).toBe('no');
  });

  it('is everybody for an item without grants', () => {
    expect(mayRecord({ recorders: [] }, new Set())).toBe('give');
  });
});

describe('the default rubric', () => {
  it('has a code, two names, half steps and a sign that fits for every item', () => {
    for (const item of defaultRubric) {
      expect(item.code, item.code).toMatch(/^(?:[A-Z]{3}\d{2}|GEN[+-])$/u);
      expect(item.nameZh && item.nameEn && item.category, item.code).toBeTruthy();
      expect(Number.isInteger(item.points * 2), item.code).toBe(true);
      expect(Math.abs(item.points), item.code).toBeLessThanOrEqual(5);
      expect({ plus: 1, minus: -1, neutral: 0 }[item.kind], item.code).toBe(Math.sign(item.points));
      expect(
        item.recorders.every((one) => /^(?:CT|ST|SA|DO|GL|DW|LIB|SYS):(?:give|propose)$/u.test(one)),
        item.code,
      ).toBe(true);
    }
  });

  it('names no code and no item twice', () => {
    for (const key of ['code', 'nameZh', 'nameEn'] as const) {
      const all = defaultRubric.map((item) => item[key]);
      expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
    }
  });

  it('has more to praise than to blame', () => {
    const count = (kind: string) => defaultRubric.filter((item) => item.kind === kind).length;
    expect(count('plus')).toBeGreaterThan(count('minus'));
  });

  it('keeps fights, bullying, theft, cheating, weapons and running away out of the lines', () => {
    const serious = defaultRubric.filter((item) => item.serious).map((item) => item.code);
    expect(serious).toEqual(['HMW06', 'SAF05', 'SAF06', 'SAF08', 'SAF10', 'SAF11']);
    expect(defaultRubric.filter((item) => item.serious).every((item) => item.points < 0)).toBe(true);
  });

  it('has the general items, the note and the other neutral observations', () => {
    expect(defaultRubric.filter(isGeneral).map((item) => item.code)).toEqual(Object.values(generalCodes));
    expect(defaultRubric.filter((item) => item.kind === 'neutral').map((item) => item.nameZh)).toEqual([
      '病假',
      '事假',
      '缺勤',
      '备注',
    ]);
    expect(defaultRubric.find((item) => item.code === noteCode)?.nameEn).toBe('Note');
  });

  it('shares a word only between items that points tell apart', () => {
    const words = new Map<string, number[]>();
    for (const item of defaultRubric) {
      for (const word of new Set([...item.aliases, item.nameZh]))
        words.set(word, [...(words.get(word) ?? []), item.points]);
    }
    const clashes = [...words].filter(([, points]) => new Set(points).size !== points.length).map(([word]) => word);
    expect(clashes).toEqual([]);
  });
});
