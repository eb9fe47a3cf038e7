import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printReading } from '../../../src/core/conduct/quick-entry/print.js';
import { collectEntries, createQuickEntryReader } from '../../../src/core/conduct/quick-entry/reader.js';
import type { Draft, LineReading, Option, Target } from '../../../src/core/conduct/quick-entry/reading.js';
import { resolveQuestion } from '../../../src/core/conduct/quick-entry/settle.js';
import { corpora } from './corpora.js';
import { anyEntries } from './random-reading.js';
import { contexts } from './school.js';

type Reader = keyof typeof contexts;

const readers = Object.keys(contexts) as Reader[];
const read = Object.fromEntries(readers.map((reader) => [reader, createQuickEntryReader(contexts[reader])]));
const readWith = (reader: Reader, text: string) => read[reader]?.(text) ?? { lines: [], unread: null };

const messages = Object.values(corpora).flatMap((corpus) =>
  corpus.flatMap((part) => part.rows.map(([message]) => message)),
);

/** Pieces of lines in any order: what no corpus would think of. */
const pieces = [
  ...messages.flatMap((message) => message.split(/(?<=[、，,\s+-])|(?=[+-])/u)),
  '、',
  '，',
  '(',
  '-',
  '+',
  '和',
];
const soup = fc.array(fc.constantFrom(...new Set(pieces)), { maxLength: 12 }).map((some) => some.join(''));
const anyLine = fc.oneof(fc.constantFrom(...messages), soup, fc.string({ unit: 'binary', maxLength: 60 }));
const anyReader = fc.constantFrom(...readers);

/** Without the place in the message, which is the only thing that may differ. */
const placeless = (line: LineReading) => ({ ...line, source: line.source.text });

describe('whatever is typed', () => {
  it('is read without a fault, and every line of it is answered for', () => {
    fc.assert(
      fc.property(anyReader, fc.array(anyLine, { maxLength: 5 }), (reader, lines) => {
        const { lines: readings } = readWith(reader, lines.join('\n'));
        const answered = new Set(readings.map((line) => line.source.line));
        const typed = lines.join('\n').split(/\r\n|[\n\r\u2028\u2029]/u);
        for (const [index, line] of typed.entries()) expect(answered.has(index)).toBe(line.trim() !== '');
      }),
      { numRuns: 300 },
    );
  });

  it('reads line by line: in another order every line reads the same', () => {
    fc.assert(
      fc.property(
        anyReader,
        fc.uniqueArray(anyLine, { maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (reader, lines, keys) => {
          const single = lines.filter((line) => !/[\n\r\u2028\u2029]/u.test(line));
          const shuffled = single.map((line) => [keys.next().value ?? 0, line] as const).sort(([a], [b]) => a - b);
          const one = readWith(reader, single.join('\n')).lines.map(placeless);
          const other = readWith(reader, shuffled.map(([, line]) => line).join('\n')).lines.map(placeless);
          const inOrder = (some: readonly unknown[]) => some.map((each) => JSON.stringify(each)).sort();
          expect(inOrder(other)).toEqual(inOrder(one));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('survives being stored: a reading is plain data', () => {
    fc.assert(
      fc.property(anyReader, anyLine, (reader, line) => {
        const reading = readWith(reader, line);
        expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is recorded', () => {
  it('stood in the preview: no answer brings in a pupil, an item or points that were not shown', () => {
    fc.assert(
      fc.property(anyReader, anyLine, fc.array(fc.nat(9), { maxLength: 8 }), (reader, text, answers) => {
        for (const line of readWith(reader, text).lines) {
          const shown = shownIn(line);
          const settled = answers.reduce<LineReading>((now, answer) => resolveQuestion(now, answer), line);
          for (const entry of collectEntries([settled])) {
            expect(shown.targets).toContain(JSON.stringify(entry.target));
            expect(shown.whats).toContain(`${entry.itemId} ${entry.points}`);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is never a minus for each of a whole, a serious item, a half step missed or a right exceeded', () => {
    fc.assert(
      fc.property(anyReader, anyLine, fc.array(fc.nat(9), { maxLength: 8 }), (reader, text, answers) => {
        const { rubric, recorder } = contexts[reader];
        for (const line of readWith(reader, text).lines) {
          const settled = answers.reduce<LineReading>((now, answer) => resolveQuestion(now, answer), line);
          if (settled.kind !== 'entries') continue;
          const item = rubric.find((one) => one.id === settled.itemId);
          expect(item?.serious).toBe(false);
          expect(item && recorder.mayGive(item)).not.toBe('no');
          expect(Number.isInteger(settled.points * 2)).toBe(true);
          expect(Math.sign(settled.points)).toBe(Math.sign(item?.points ?? Number.NaN));
          expect(settled.targets.length).toBeGreaterThan(0);
          if (settled.wholes.length > 0) expect(settled.points).toBeGreaterThanOrEqual(0);
          if (recorder.proposesOnly) expect(settled.as).toBe('propose');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('needs at most one answer for each name and one for the item', () => {
    fc.assert(
      fc.property(anyReader, anyLine, (reader, text) => {
        for (const line of readWith(reader, text).lines) {
          let now = line;
          const most = 'draft' in line && line.draft !== null ? line.draft.slots.length + 1 : 0;
          for (let asked = 0; asked < most; asked++) now = resolveQuestion(now, 0);
          expect(now.kind).not.toBe('question');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a printed reading', () => {
  it('of random entries is read back as the same entries', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom<Reader>('homeroom', 'subject', 'twins', 'english', 'checker')
          .chain((reader) => anyEntries(contexts[reader]).map((entries) => [reader, entries] as const)),
        ([reader, entries]) => {
          const printed = printReading(entries, contexts[reader]);
          expect(readWith(reader, printed).lines.map(meaning), printed).toEqual([meaning(entries)]);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('of every line of the corpus is read back as the same', () => {
    for (const corpus of Object.values(corpora)) {
      for (const { reader, rows } of corpus) {
        for (const [message] of rows) {
          for (const line of readWith(reader, message).lines) {
            const printed = printReading(line, contexts[reader]);
            expect.soft(readWith(reader, printed).lines.map(meaning), printed).toEqual([meaning(line)]);
          }
        }
      }
    }
  });
});

/** What a line means, without how it was put. */
function meaning(line: LineReading) {
  if (line.kind !== 'entries') return placeless(line);
  const { targets, wholes, itemId, points, as, note } = line;
  const inOrder = (some: readonly unknown[]) => some.map((one) => JSON.stringify(one)).sort();
  return { targets: inOrder(targets), wholes: inOrder(wholes), itemId, points, as, note };
}

function shownIn(line: LineReading) {
  const draft: Draft | null = 'draft' in line ? line.draft : null;
  const own = line.kind === 'entries' ? line : null;
  const options: readonly Option[] = [...(draft?.slots ?? []).flatMap((slot) => slot.options), ...(draft?.whats ?? [])];
  const targets: Target[] = [
    ...(own?.targets ?? []),
    ...options.flatMap((option) => (option.kind === 'who' ? option.targets : [])),
  ];
  return {
    targets: targets.map((target) => JSON.stringify(target)),
    whats: [
      ...(own === null ? [] : [`${own.itemId} ${own.points}`]),
      ...options.flatMap((option) => (option.kind === 'what' ? [`${option.itemId} ${option.points}`] : [])),
    ],
  };
}
