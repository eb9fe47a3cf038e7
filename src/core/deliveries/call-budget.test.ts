import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecast, mayYield, warningOf, yields } from './call-budget.js';

const november = {
  workspaceId: 'w',
  beginsAt: new Date('2026-11-01T00:00:00+08:00'),
  endsAt: new Date('2026-12-01T00:00:00+08:00'),
  allowed: 10_000,
};
const onDay = (day: number) => new Date(november.beginsAt.getTime() + (day - 1) * 24 * 60 * 60_000);

describe('the calls that a platform allows in a month', () => {
  test('last for everything while there are enough', () => {
    for (const kind of ['note.quiet', 'round.remind', 'note', 'digest.classParents', 'alert']) {
      expect(yields(kind, { allowed: 10_000, used: 6_900 })).toBe(false);
    }
  });

  test('are kept for what matters more: what is missed least yields first', () => {
    const staysAway = (used: number) =>
      [
        'note.quiet',
        'round.remind',
        'digest.staffChannel',
        'note',
        'digest.classParents',
        'alert',
        'inbox.reply',
      ].filter((kind) => yields(kind, { allowed: 10_000, used }));
    expect(staysAway(7_100)).toEqual(['note.quiet']);
    expect(staysAway(8_600)).toEqual(['note.quiet', 'round.remind']);
    expect(staysAway(9_100)).toEqual(['note.quiet', 'round.remind', 'digest.staffChannel']);
    expect(staysAway(9_600)).toEqual(['note.quiet', 'round.remind', 'digest.staffChannel', 'note']);
    expect(staysAway(12_000)).not.toContain('alert');
    expect(staysAway(12_000)).not.toContain('inbox.reply');
  });

  test('what stays away at some point stays away from there on, and what never does is never asked about', () => {
    const kind = fc.constantFrom('note.quiet', 'round.remind', 'note', 'alert', 'constructor', '__proto__');
    fc.assert(
      fc.property(kind, fc.nat(12_000), fc.nat(12_000), (one, used, more) => {
        const before = yields(one, { allowed: 10_000, used });
        if (before) expect(mayYield(one) && yields(one, { allowed: 10_000, used: used + more })).toBe(true);
      }),
    );
  });

  test('are foretold from their pace, once there is one', () => {
    expect(forecast({ ...november, used: 900 }, onDay(2))).toBeNull();
    expect(forecast({ ...november, used: 1_000 }, onDay(11))).toBe(3_000);
    expect(forecast({ ...november, used: 4_000 }, new Date('2026-12-02T00:00:00Z'))).toBe(4_000);
  });

  test('are warned of at seven and at nine tenths', () => {
    expect([6_999, 7_000, 8_999, 9_000, 11_000].map((used) => warningOf({ allowed: 10_000, used }))).toEqual([
      null,
      0.7,
      0.7,
      0.9,
      0.9,
    ]);
  });
});
