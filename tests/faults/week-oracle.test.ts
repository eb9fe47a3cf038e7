import { expect, test } from 'vitest';
import type { LedgerLine } from '../doubles/platform-wire.js';
import { compareLedger } from './week-oracle.js';
import { weekPosts } from './week-script.js';

// What holds the program to account has to notice when something is wrong.

const ledger: readonly LedgerLine[] = weekPosts.map(({ chat, title, contains }, index) => ({
  kind: 'post',
  at: index,
  chat,
  key: `k${index}`,
  text: [title, ...contains].join('\n'),
}));
const nothing = { lost: [], doubled: [], unexpected: [], outOfOrder: [] };
const note = ledger.findIndex((line) => line.kind === 'post' && line.chat === 'direct-g0');
const changed = (index: number, change: object) =>
  ledger.map((line, place) => (place === index ? ({ ...line, ...change } as LedgerLine) : line));

test('a week in which all went well has no findings', () => {
  expect(compareLedger(ledger)).toMatchObject({ ...nothing, posts: weekPosts.length });
  expect(weekPosts.length).toBeGreaterThan(220);
});

test('one message less is a loss', () => {
  expect(compareLedger(ledger.toSpliced(note, 1)).lost).toHaveLength(1);
});

test('one message twice is doubled, whether the platform knew its key or not', () => {
  const again = ledger[note] as LedgerLine;
  expect(compareLedger([...ledger, again]).doubled).not.toEqual([]);
  expect(compareLedger([...ledger, { ...again, key: 'another' } as LedgerLine]).doubled).toHaveLength(1);
});

test('a note in the chat of another family, or about another child, is noticed', () => {
  expect(compareLedger(changed(note, { chat: 'direct-g1' }))).not.toMatchObject(nothing);
  const other = weekPosts.find((one) => one.chat === 'direct-g1')?.contains[0];
  const { text } = ledger[note] as { text: string };
  expect(compareLedger(changed(note, { text: `${text}\n${other}` })).unexpected).toHaveLength(1);
});

test('a reminder before what it reminds of is out of order', () => {
  const first = ledger.findIndex((line) => line.kind === 'post' && line.chat === 'direct-t1');
  const second = ledger.findIndex((line, index) => index > first && line.kind === 'post' && line.chat === 'direct-t1');
  const swapped = ledger.with(first, ledger[second] as LedgerLine).with(second, ledger[first] as LedgerLine);
  expect(compareLedger(swapped).outOfOrder).toHaveLength(1);
});

test('words that nobody expected, and calls that nobody planned, are noticed', () => {
  const stray: LedgerLine = { kind: 'post', at: 0, chat: 'direct-t0', key: 'stray', text: 'Hello' };
  expect(compareLedger([...ledger, stray]).unexpected).toHaveLength(1);
  expect(compareLedger([...ledger, { kind: 'unplanned', at: 0, message: 'what?' }]).unexpected).toEqual(['what?']);
});
