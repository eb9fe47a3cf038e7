import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutBy } from './cut.js';

const byUnits = cutBy((text) => text.length);
/** As a messenger that keeps & as an entity of five letters. */
const byEntities = cutBy((text) => text.length + 4 * (text.match(/&/g)?.length ?? 0));

describe('a text that is too long', () => {
  test('is cut after a word where one ends near, and otherwise where it is full', () => {
    expect(byUnits.pieces('one two three', 10)).toEqual(['one two ', 'three']);
    expect(byUnits.pieces('onetwothree', 4)).toEqual(['onet', 'woth', 'ree']);
    expect(byUnits.pieces('', 4)).toEqual([]);
  });

  test('is never cut inside what people see as one character', () => {
    expect(byUnits.pieces('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 12)).toEqual(['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦']);
    expect(byUnits.clip('ab👨‍👩‍👧‍👦', 6)).toBe('ab…');
  });

  test('is measured as the messenger measures it', () => {
    expect(byUnits.clip('a & b', 5)).toBe('a & b');
    expect(byEntities.clip('a & b', 5)).toBe('a…');
  });

  test('is there in full in its pieces, each of them within the size', () => {
    const size = fc.integer({ min: 6, max: 60 });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.nat(20),
        size,
        fc.constantFrom(byUnits, byEntities),
        (...given) => {
          const [some, times, room, { pieces, clip, sizeOf }] = given;
          const text = some.repeat(times);
          expect(pieces(text, room).join('')).toBe(text);
          for (const piece of pieces(text, room)) expect(sizeOf(piece)).toBeLessThanOrEqual(room);
          expect(sizeOf(clip(text, room))).toBeLessThanOrEqual(room);
        },
      ),
    );
  });
});
