import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPace } from './pace.js';

const margin = 0.015;
const unlimited = Number.POSITIVE_INFINITY;

describe('requests that do not travel equally fast', () => {
  /** A way takes its time, mostly a little more, and now and then very much more. */
  const way = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 20, max: 26 }) },
    { weight: 1, arbitrary: fc.nat(3_000).map((ms) => 20 + ms) },
  );
  const travel = fc.record({ late: fc.nat(40), there: way, back: way });

  test('still arrive a rest apart in each chat', () => {
    const property = fc.property(fc.array(travel, { minLength: 2, maxLength: 400 }), (travels) => {
      const pace = createPace({ perChatMs: 1_000, perWorkspacePerSecond: unlimited }, margin);
      let now = 0;
      let before = Number.NEGATIVE_INFINITY;
      for (const { late, there, back } of travels) {
        const slot = pace.reserve('C1', now);
        slot.started(slot.at + late);
        const arrives = slot.at + late + there;
        expect(arrives - before).toBeGreaterThanOrEqual(1_000);
        before = arrives;
        now = arrives + back;
        slot.answered(now);
      }
    });
    fc.assert(property, { numRuns: 200 });
  });

  test('cost nothing while they travel evenly, however long, once that is known', () => {
    const pace = createPace({ perChatMs: 1_000, perWorkspacePerSecond: unlimited }, margin);
    let now = 0;
    let last = 0;
    for (let call = 0; call < 3_000; call += 1) {
      const slot = pace.reserve('C1', now);
      last = slot.at;
      now = slot.at + 300;
      slot.answered(now);
    }
    expect((2_999 * 1_000) / last).toBeGreaterThan(0.97);
  });
});

test('a workspace’s calls never exceed its rate in any second, nor waste it', () => {
  const pace = createPace({ perChatMs: 0, perWorkspacePerSecond: 50 }, margin);
  const starts: number[] = [];
  for (let call = 0; call < 1_000; call += 1) {
    const slot = pace.reserve(null, starts.at(-1) ?? 0);
    starts.push(slot.at);
    slot.answered(slot.at + 5);
  }
  for (const start of starts) {
    expect(starts.filter((one) => one >= start && one < start + 1_000).length).toBeLessThanOrEqual(50);
  }
  expect(19_000 / (starts.at(-1) ?? 0)).toBeGreaterThan(0.97);
});

test('a rate below one a second is a rate, too', () => {
  const pace = createPace({ perChatMs: 0, perWorkspacePerSecond: 0.5 }, margin);
  expect(pace.reserve(null, 0).at).toBe(0);
  expect(pace.room(1_000, 0)).toBe(0);
  expect(pace.reserve(null, 0).at).toBeGreaterThanOrEqual(2_000);
});

test('without limits nothing rests', () => {
  const pace = createPace({ perChatMs: 0, perWorkspacePerSecond: unlimited }, margin);
  for (let call = 0; call < 100; call += 1) expect(pace.reserve('C1', 7).at).toBe(7);
  expect(pace.room(7, 7)).toBe(unlimited);
  expect(pace.resting(7, 7)).toEqual([]);
  expect(pace.nextOpening(7, 7)).toBeNull();
});

test('a chat that rests is named, and when it opens', () => {
  const pace = createPace({ perChatMs: 1_000, perWorkspacePerSecond: unlimited }, margin);
  pace.reserve('C1', 0).answered(10);
  expect(pace.resting(500, 500)).toEqual(['C1']);
  const opening = pace.nextOpening(500, 500);
  expect(opening).toBeGreaterThanOrEqual(1_000);
  expect(pace.resting(opening ?? 0, 600)).toEqual([]);
});

test('where a platform counts minutes, too, neither a second nor a minute has more than it allows, and little is wasted', () => {
  const pace = createPace({ perChatMs: 0, perWorkspacePerSecond: 50, perWorkspacePerMinute: 1_000 }, margin);
  const starts: number[] = [];
  for (let call = 0; call < 2_500; call += 1) {
    const slot = pace.reserve(null, starts.at(-1) ?? 0);
    starts.push(slot.at);
    slot.answered(slot.at + 5);
  }
  const most = (lengthMs: number) => {
    let from = 0;
    return Math.max(
      ...starts.map((start, place) => {
        while ((starts[from] ?? 0) <= start - lengthMs) from += 1;
        return place - from + 1;
      }),
    );
  };
  expect(most(1_000)).toBeLessThanOrEqual(50);
  expect(most(60_000)).toBeLessThanOrEqual(1_000);
  // A thousand in twenty seconds, then the next minute's, then half of the third's.
  expect((120_000 + 9_800) / (starts.at(-1) ?? 0)).toBeGreaterThan(0.97);
  expect(pace.room(starts.at(-1) ?? 0, starts.at(-1) ?? 0)).toBe(0);
});

test('calls that a platform did not take for its rate use up neither its second nor its minute', () => {
  const pace = createPace({ perChatMs: 0, perWorkspacePerSecond: 50, perWorkspacePerMinute: 60 }, margin);
  for (let call = 0; call < 50; call += 1) {
    const slot = pace.reserve(null, 0);
    if (call < 5) slot.answered(5);
    else slot.refused();
  }
  expect(pace.room(6, 6)).toBe(45);
  expect(pace.room(1_500, 1_500)).toBe(50);
});
