import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roleKinds } from '../access/role.js';
import { Refusal } from '../errors.js';
import { languages } from '../language/language.js';
import { say } from '../language/say.js';
import { emergencyNumbers } from './emergency-numbers.js';
import { sayBand, sayRole } from './labels.js';
import { changeSettings, parseSettings, unknownSettings } from './parse-settings.js';
import { bandOf, defaultSettings } from './settings.js';

function refusalOf(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('school settings', () => {
  test('a school that set nothing has every default', () => {
    expect(parseSettings({})).toEqual(defaultSettings);
    expect(parseSettings(null)).toEqual(defaultSettings);
    expect(defaultSettings).toMatchObject({
      base: 100,
      clampAt: 0,
      line: 60,
      correctionWindowDays: 3,
      proposalDays: 2,
      promptBudget: 5,
      audiences: { classParents: false, guardians: false },
      approvals: { digests: true },
      round: { opensAt: '16:00', escalation: false, escalationFromWeek: 3 },
      notes: { at: '18:00' },
      quietHours: { from: '21:00', to: '07:00' },
    });
  });

  test('one changed value leaves its neighbours at their defaults', () => {
    expect(parseSettings({ round: { opensAt: '15:30' } }).round).toEqual({
      ...defaultSettings.round,
      opensAt: '15:30',
    });
  });

  test.each([
    [{ round: { opensAt: '25:00' } }, 'settings.badTime', 'round.opensAt'],
    [{ round: { opensAt: '01:00' } }, 'settings.tooEarly', 'round.opensAt'],
    [{ round: { reminders: [{ schoolDaysAfter: 1, at: 'noon' }] } }, 'settings.badTime', 'round.reminders.0.at'],
    [{ round: { escalation: { schoolDaysAfter: 2, at: '16:30', to: 'nobody' } } }, 'settings.badChoice', 'to'],
    [{ correctionWindowDays: 0 }, 'settings.tooSmall', 'correctionWindowDays'],
    [{ promptBudget: 1000 }, 'settings.tooBig', 'promptBudget'],
    [{ base: '100' }, 'settings.badKind', 'base'],
    [{ line: 60.3 }, 'settings.badStep', 'line'],
    [{ shortWeek: 'maybe' }, 'settings.badChoice', 'shortWeek'],
    [
      {
        bands: [
          { key: 'a', from: 10 },
          { key: 'b', from: 10 },
        ],
      },
      'settings.badOrder',
      'bands',
    ],
    [{ emergency: { alertPersonIds: ['a', 'b', 'c'] } }, 'settings.tooBig', 'emergency.alertPersonIds'],
    ['a text', 'settings.badKind', ''],
  ])('%j is refused in words that name the field', (json, key, field) => {
    const refusal = refusalOf(() => parseSettings(json));
    expect(refusal.key).toBe(key);
    expect(refusal.params['field']).toContain(field);
    for (const language of languages) expect(say(language, refusal.key, refusal.params)).toContain(field);
  });

  test('keys of a newer version survive a change and are named', () => {
    const stored = { base: 90, fromTheFuture: { a: 1 }, round: { later: true } };
    expect(parseSettings(stored).base).toBe(90);
    const changed = changeSettings(stored, 'round.opensAt', '17:00');
    expect(changed).toEqual({ base: 90, fromTheFuture: { a: 1 }, round: { later: true, opensAt: '17:00' } });
    expect(stored.round).toEqual({ later: true });
    expect(unknownSettings(changed)).toEqual(['fromTheFuture', 'round.later']);
  });

  test('taking a value back gives the default, and what is no setting is refused', () => {
    expect(parseSettings(changeSettings({ base: 90 }, 'base', undefined)).base).toBe(100);
    expect(refusalOf(() => changeSettings({}, 'round.opensWhenever', '17:00')).key).toBe('settings.unknown');
    expect(refusalOf(() => changeSettings({}, 'nothing', undefined)).key).toBe('settings.unknown');
    expect(refusalOf(() => changeSettings({}, '__proto__.base', 1)).key).toBe('settings.unknown');
  });

  test('whatever is stored: settings, or a refusal that can be said', () => {
    const junk = fc.oneof(
      fc.anything(),
      fc.record({ base: fc.anything(), round: fc.anything(), bands: fc.anything() }),
      fc.record({ round: fc.record({ reminders: fc.anything(), escalation: fc.anything() }), labels: fc.anything() }),
    );
    fc.assert(
      fc.property(junk, (json) => {
        try {
          parseSettings(json);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          for (const language of languages) expect(say(language, error.key, error.params)).not.toBe('');
        }
      }),
    );
  });
});

describe('words and numbers of a school', () => {
  test('its own word for an office stands before ours', () => {
    const own = parseSettings({ labels: { roles: { studentAffairs: { 'zh-CN': '德育处' } } } });
    expect(sayRole(own, 'zh-CN', 'studentAffairs')).toBe('德育处');
    expect(sayRole(own, 'en-US', 'studentAffairs')).toBe('Student affairs');
    for (const kind of roleKinds) expect(sayRole(defaultSettings, 'en-US', kind)).not.toBe('');
  });

  test('a band is found by its total and named', () => {
    const { bands } = defaultSettings;
    expect([100, 90, 89.5, 60, 59.5, -3].map((total) => bandOf(total, bands))).toEqual([
      'excellent',
      'excellent',
      'good',
      'fair',
      'care',
      'care',
    ]);
    expect(sayBand(defaultSettings, 'zh-CN', 'good')).toBe('良好');
    const own = parseSettings({ labels: { bands: { gold: { 'zh-CN': '金星' } } } });
    expect(sayBand(own, 'en-US', 'gold')).toBe('金星');
    expect(sayBand(own, 'en-US', 'silver')).toBe('silver');
  });

  test("the school's emergency numbers stand before the country's", () => {
    expect(emergencyNumbers(defaultSettings, 'CN', 'zh-CN').map(({ number }) => number)).toContain('110');
    expect(emergencyNumbers(defaultSettings, 'US-CA', 'en-US').map(({ number }) => number)).toEqual(['911', '988']);
    const own = parseSettings({ emergency: { numbers: [{ name: { 'zh-CN': '校医室' }, number: '8000 1234' }] } });
    expect(emergencyNumbers(own, 'CN', 'en-US')).toEqual([{ name: '校医室', number: '8000 1234' }]);
  });
});
