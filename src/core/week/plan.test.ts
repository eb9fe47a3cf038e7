import { describe, expect, it } from 'vitest';
import { createSchoolCalendar } from '../calendar/school-calendar.js';
import type { School } from '../school/school.js';
import { defaultSettings, type Settings } from '../settings/settings.js';
import { occurrencesOf } from './plan.js';

const days = createSchoolCalendar({
  zone: 'Asia/Shanghai',
  publicCalendar: 'CN',
  terms: [{ id: 't', weekOneOn: '2026-08-31', startsOn: '2026-09-01', endsOn: '2027-01-22' }],
  overrides: [],
  confirmedYears: [],
});
const school = (settings: Partial<Settings> = {}): School => ({
  id: 's',
  tenantId: 't',
  name: '育新',
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
  calendar: 'CN',
  demo: false,
  createdAt: new Date('2026-09-01T00:00:00Z'),
  settings: { ...defaultSettings, ...settings },
  days,
});
const classes = [
  { id: 'c1', schoolId: 's', gradeId: 'g', gradeName: '七年级', name: '七1' },
  { id: 'c2', schoolId: 's', gradeId: 'g', gradeName: '七年级', name: '七2' },
];
const planned = (one = school()) => occurrencesOf(one, classes, '2026-09-15');
const at = (kind: string, subjectId: string, key: string) =>
  planned().filter((one) => one.kind === kind && one.subjectId === subjectId && one.dueKey.startsWith(key));

describe('what is due in a school’s weeks', () => {
  it('opens the round of 14–20 September on Sunday the 20th, after the make-up day', () => {
    expect(at('round.open', 'c1', '2026-09-14').map((one) => one.dueAt.toISOString())).toEqual([
      '2026-09-20T08:00:00.000Z',
    ]);
  });

  it('locks it after three school days, on Wednesday the 23rd', () => {
    expect(at('round.lock', 'c1', '2026-09-14').map((one) => one.dueAt.toISOString())).toEqual([
      '2026-09-23T10:00:00.000Z',
    ]);
  });

  it('writes to all families of the school in one go, and asks once about all digests', () => {
    expect(at('notes.send', 's', '2026-09-14')).toHaveLength(1);
    expect(at('digests.ask', 's', '2026-09-14')).toHaveLength(1);
  });

  it('names every occurrence once', () => {
    const keys = planned().map((one) => `${one.kind} ${one.subjectId} ${one.dueKey}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('escalates only where the school wants it', () => {
    expect(planned().some((one) => one.kind === 'round.escalate')).toBe(false);
    const round = {
      ...defaultSettings.round,
      escalation: { to: 'gradeHead', schoolDaysAfter: 2, at: '09:00' } as const,
    };
    expect(planned(school({ round })).some((one) => one.kind === 'round.escalate')).toBe(true);
  });

  it('announces a year whose holidays nobody has confirmed, sixty days before', () => {
    const inNovember = occurrencesOf(school(), classes, '2026-11-20');
    expect(inNovember.some((one) => one.kind === 'year.unconfirmed' && one.dueKey === '2027')).toBe(true);
    expect(planned().some((one) => one.kind === 'year.unconfirmed')).toBe(false);
  });
});
