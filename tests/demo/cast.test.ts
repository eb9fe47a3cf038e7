import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../src/core/calendar/local-date.js';
import { createSchoolCalendar } from '../../src/core/calendar/school-calendar.js';
import { weekMoments } from '../../src/core/calendar/week-moments.js';
import { defaultRubric } from '../../src/core/conduct/default-rubric.js';
import { findDemoStart } from '../../src/core/demo/calendar.js';
import { editionOf } from '../../src/core/demo/editions.js';
import { makeCast } from '../../src/core/demo/make-cast.js';
import { createRandom } from '../../src/core/demo/random.js';
import { writeScript } from '../../src/core/demo/script.js';
import { languages } from '../../src/core/language/language.js';
import { cleanName, isPlausibleName } from '../../src/core/roster/person-name.js';
import { defaultSettings } from '../../src/core/settings/settings.js';

const zones = { CN: 'Asia/Shanghai', US: 'America/New_York' } as const;

describe.each(languages)('the people of the demo school (%s)', (language) => {
  const edition = editionOf(language);
  const cast = makeCast(edition, createRandom(2026), 2026);
  const inClass = (index: number) => cast.pupils.filter((pupil) => pupil.classIndex === index);

  test('there are two grades, four classes, about 190 pupils and 32 groups of four to six', () => {
    expect(new Set(edition.classes.map((one) => one.grade)).size).toBe(2);
    expect(cast.pupils.length).toBeGreaterThanOrEqual(185);
    expect(cast.pupils.length).toBeLessThanOrEqual(195);
    const groups = new Map<string, number[]>();
    for (const { classIndex, group, memberNumber } of cast.pupils) {
      if (group === null) continue;
      const key = `${classIndex} ${group}`;
      groups.set(key, [...(groups.get(key) ?? []), memberNumber ?? 0]);
    }
    expect(groups.size).toBe(32);
    for (const members of groups.values()) {
      expect(members.length).toBeGreaterThanOrEqual(4);
      expect(members.toSorted((a, b) => a - b)).toEqual(members.map((_, index) => index + 1));
      expect(members.length).toBeLessThanOrEqual(6);
    }
  });

  test('numbers tell pupils apart, and a class list counts from one', () => {
    expect(new Set(cast.pupils.map((pupil) => pupil.number)).size).toBe(cast.pupils.length);
    for (const index of [0, 1, 2, 3]) {
      expect(inClass(index).map((pupil) => pupil.classNumber)).toEqual(inClass(index).map((_, place) => place + 1));
    }
  });

  test('a name comes twice only where a namesake is meant', () => {
    const notable = edition.notable.flat().map((one) => one.name);
    const meant = new Set(notable.filter((name, index) => notable.indexOf(name) !== index));
    const persons = new Map([...cast.guardians, ...cast.staff].map((one) => [one.phone, one.name]));
    const names = [...cast.pupils.map((pupil) => pupil.name), ...persons.values()];
    expect(names.filter((name, index) => names.indexOf(name) !== index && !meant.has(name))).toEqual([]);
    expect(meant.size).toBeGreaterThanOrEqual(2);
    const namesakes = inClass(0)
      .concat(inClass(1), inClass(2), inClass(3))
      .map((one) => `${one.classIndex} ${one.name}`);
    expect(new Set(namesakes).size).toBeLessThan(namesakes.length);
  });

  test('every name could stand in a roster as it is', () => {
    const names = [...cast.pupils, ...cast.guardians, ...cast.staff].map((one) => one.name);
    expect(names.filter((name) => !isPlausibleName(name) || cleanName(name) !== name)).toEqual([]);
  });

  test('everybody has a guardian who may be told; some families have two children, some nobody with an account', () => {
    const of = (number: string) => cast.guardians.filter((one) => one.pupilNumber === number && !one.restricted);
    expect(cast.pupils.filter((pupil) => of(pupil.number).length === 0)).toEqual([]);
    expect(cast.guardians.filter((one) => one.restricted)).toHaveLength(1);
    const children = new Map<string, Set<number>>();
    const classOf = new Map(cast.pupils.map((pupil) => [pupil.number, pupil.classIndex]));
    for (const { phone, pupilNumber } of cast.guardians) {
      children.set(phone, (children.get(phone) ?? new Set()).add(classOf.get(pupilNumber) ?? -1));
    }
    expect([...children.values()].filter((classes) => classes.size === 2).length).toBeGreaterThanOrEqual(5);
    expect(cast.pupils.filter((pupil) => of(pupil.number).every((one) => !one.account)).length).toBeGreaterThan(3);
    expect(cast.guardians.some((one) => one.usualKind === 'entrusted')).toBe(true);
    expect(cast.guardians.some((one) => one.language !== undefined && one.language !== language)).toBe(true);
  });

  test('consent for praise is mostly granted, and not always', () => {
    const states = cast.pupils.map((pupil) => pupil.praise);
    expect(states.filter((state) => state === 'granted').length).toBeGreaterThan(states.length * 0.7);
    for (const state of ['refused', 'notAsked'] as const) expect(states).toContain(state);
  });

  test('every office is held', () => {
    const kinds = new Set(cast.staff.flatMap((one) => one.roles.map((role) => role.kind)));
    expect([...kinds].sort()).toEqual([
      'administrator',
      'checker',
      'gradeHead',
      'homeroomTeacher',
      'mentor',
      'principal',
      'studentAffairs',
      'subjectTeacher',
    ]);
  });

  test('the same seed gives the same people and the same weeks, another seed others', () => {
    const start = findDemoStart(new Date('2026-11-21T00:00:00Z'), zones.CN, 'CN');
    const days = createSchoolCalendar({
      zone: zones.CN,
      publicCalendar: 'CN',
      terms: [{ id: 't', ...start.term }],
      overrides: [],
      confirmedYears: [],
    });
    const make = (seed: number) => {
      const people = makeCast(edition, createRandom(seed), 2026);
      return { people, script: writeScript(people, edition, days, start, createRandom(seed + 1)) };
    };
    expect(make(5)).toEqual(make(5));
    expect(make(6).people.pupils).not.toEqual(make(5).people.pupils);
    const { messages, proposals } = make(5).script;
    const lines = [...messages, ...proposals].flatMap((message) => message.lines);
    const items = new Map(defaultRubric.map((item) => [item.code, item]));
    expect(lines.filter(({ code }) => items.get(code)?.serious !== false)).toEqual([]);
    const signs = lines.map(({ code }) => Math.sign(items.get(code)?.points ?? 0));
    expect(signs.filter((sign) => sign > 0).length).toBeGreaterThan(signs.filter((sign) => sign < 0).length * 2);
  });
});

describe('the morning on which the demo begins', () => {
  const everyWeek = Array.from({ length: 110 }, (_, week) => addDays('2026-01-03', week * 7));

  test.each(Object.keys(zones) as (keyof typeof zones)[])(
    '%s: it is the Wednesday of a whole week, soon',
    (calendar) => {
      for (const day of everyWeek) {
        const now = new Date(`${day}T12:00:00Z`);
        const start = findDemoStart(now, zones[calendar], calendar);
        const terms = [{ id: 't', ...start.term }];
        const days = createSchoolCalendar({
          zone: zones[calendar],
          publicCalendar: calendar,
          terms,
          overrides: [],
          confirmedYears: [],
        });
        expect(start.at >= now).toBe(true);
        expect(start.at.getTime() - now.getTime()).toBeLessThan(60 * 86_400_000);
        expect(weekdayOf(start.on)).toBe(3);
        expect(days.weekOf(start.on)).toMatchObject({ number: 10 });
        expect(days.weekOf(start.on)?.schoolDays).toHaveLength(5);
        const [oldest, older, last] = start.history.map((monday) => weekMoments(days, monday, null, defaultSettings));
        expect(oldest && older && oldest.locksAt < start.at && older.locksAt < start.at).toBe(true);
        expect(last && last.roundOpensAt < start.at && last.locksAt > start.at).toBe(true);
      }
    },
  );
});
