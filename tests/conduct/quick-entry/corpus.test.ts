import { describe, expect, it } from 'vitest';
import { createQuickEntryReader } from '../../../src/core/conduct/quick-entry/reader.js';
import { corpora } from './corpora.js';
import { describeReading } from './describe.js';
import { contexts } from './school.js';

describe.each(Object.entries(corpora))('%s', (_, corpus) => {
  describe.each(corpus)('read by $reader', ({ reader, rows }) => {
    const read = createQuickEntryReader(contexts[reader]);

    it.each(rows)('%s', (message, reading) => {
      expect(read(message).lines.map(describeReading).join(' ;; ')).toBe(reading);
    });
  });
});

describe('the corpus', () => {
  const all = Object.values(corpora).flatMap((corpus) => corpus.flatMap((part) => part.rows));
  const rowsOf = (reader: string) =>
    Object.values(corpora).flatMap((corpus) => corpus.flatMap((part) => (part.reader === reader ? part.rows : [])));

  it('is as large as it has to be', () => {
    const startingWith = (mark: string) => all.filter(([, reading]) => reading.startsWith(mark)).length;
    expect(all.length).toBeGreaterThanOrEqual(360);
    expect(startingWith('?')).toBeGreaterThanOrEqual(60);
    expect(startingWith('!')).toBeGreaterThanOrEqual(60);
    expect(rowsOf('twins').length).toBeGreaterThanOrEqual(40);
    expect(rowsOf('english').length).toBeGreaterThanOrEqual(80);
  });

  it('says nothing twice', () => {
    const keys = Object.entries(contexts).flatMap(([reader]) =>
      rowsOf(reader).map(([message]) => `${reader}: ${message}`),
    );
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
});
