import { defaultRubric } from '../src/core/conduct/default-rubric.js';
import { createQuickEntryReader } from '../src/core/conduct/quick-entry/reader.js';
import type { QuickEntryContext } from '../src/core/conduct/quick-entry/reading.js';
import { mayRecord } from '../src/core/conduct/rubric.js';
import { createRandom, type Random } from '../tests/support/random.js';
import type { Bench } from './support/bench.js';
import { median, quantile } from './support/measure.js';
import { type MadeUpName, makeName } from './support/names.js';
import { atMost, ms, type Row } from './support/report.js';

// One message of 20 lines about a class of 60, read as a teacher's message is: the index of the class is made anew for
// each. The baseline is the least that could call itself a reader: full names and signed numbers, by a pattern and a map.

const pupils = 60;
const lines = 20;
const rubric = defaultRubric.map((item) => ({ ...item, id: item.code }));

function schoolClass(random: Random): { readonly names: readonly MadeUpName[]; context(): QuickEntryContext } {
  const names = Array.from({ length: pupils }, () => makeName(random));
  const groups = Array.from({ length: 10 }, (_, index) => ({ id: `g${index + 1}`, number: index + 1, name: null }));
  const one = {
    id: 'c',
    names: ['七年级1班'],
    groups,
    pupils: names.map(({ name }, index) => ({
      id: `p${index}`,
      name,
      aliases: [],
      studentNumber: String(20260101 + index),
      classNumber: index + 1,
      groupId: `g${(index % 10) + 1}`,
      memberNumber: Math.floor(index / 10) + 1,
    })),
  };
  const mayGive: QuickEntryContext['recorder']['mayGive'] = (item) => mayRecord(item, new Set(['CT', 'ST']));
  // A new object each time: the reader keeps an index for as long as it sees the same one.
  return {
    names,
    context: () => ({ classes: [one], defaultClassId: 'c', rubric, recorder: { mayGive, proposesOnly: false } }),
  };
}

type Line = (who: MadeUpName, random: Random) => string;
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random.next() * list.length)] as T;

const plain: readonly Line[] = [
  ({ name }) => `${name} +1`,
  ({ name }) => `${name} +2 帮扶`,
  ({ name }) => `${name} -1 迟到`,
];

/** What teachers also write: short names, sounds, numbers, groups, notes, slips of the pen, and what cannot be read. */
const mixed: readonly Line[] = [
  ...plain,
  ({ given }) => `${given} 迟到`,
  ({ pinyin }) => `${pinyin} late`,
  ({ pinyin }) => `${pinyin.slice(0, -1)} +1`,
  (_, random) => `${1 + Math.floor(random.next() * pupils)}号 +1 早读`,
  (_, random) => `第${1 + Math.floor(random.next() * 10)}组 全员 +1 卫生`,
  (_, random) => `${20260101 + Math.floor(random.next() * pupils)} -1 乱扔垃圾`,
  ({ name }, random) => `${name}、${makeName(random).name} 没交作业`,
  ({ name }) => `给${name}加２分，第二节课主动讲题`,
  ({ name }) => `${name[0]}${name[2]}${name[1]} +1`,
  () => '明天下午三点开家长会，请大家准时',
];

function message(forms: readonly Line[], names: readonly MadeUpName[], random: Random): string {
  return Array.from({ length: lines }, () => pick(forms, random)(pick(names, random), random)).join('\n');
}

function leastReader(names: readonly MadeUpName[]): (text: string) => unknown {
  return (text) => {
    const ids = new Map(names.map(({ name }, index) => [name, index]));
    return text.split('\n').map((line) => {
      const [, name = '', points, note] = /^(\S+)\s+([+-]\d+)\s*(.*)$/u.exec(line) ?? [];
      const id = ids.get(name);
      return id === undefined ? { line } : { id, points: Number(points), note };
    });
  };
}

function timeOf(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function measure(what: string, forms: readonly Line[], messages: number): Row {
  const random = createRandom(7);
  const { names, context } = schoolClass(random);
  const least = leastReader(names);
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let index = -messages / 5; index < messages; index += 1) {
    const text = message(forms, names, random);
    const own = timeOf(() => createQuickEntryReader(context())(text));
    const other = timeOf(() => least(text));
    // The first ones warm up.
    if (index < 0) continue;
    ours.push(own);
    baseline.push(other);
  }
  const p99 = quantile(ours, 0.99);
  return {
    what: `quick entry: ${what}`,
    where: '–',
    ours: `p50 ${ms(median(ours))}, p99 ${ms(p99)}`,
    baseline: `p50 ${ms(median(baseline))}, p99 ${ms(quantile(baseline, 0.99))}`,
    ratio: median(ours) / median(baseline),
    target: atMost(Number(p99.toFixed(2)), 5, ' ms at p99'),
    n: `${messages} messages`,
  };
}

export const quickEntry: Bench = {
  name: 'quick-entry',
  async run({ quick }) {
    const messages = quick ? 500 : 5_000;
    return [measure('20 plain lines', plain, messages), measure('20 lines of every kind', mixed, messages)];
  },
};
