import { fold } from './fold.js';
import { interpret } from './interpret.js';
import { createItemIndex, type ItemIndex } from './item-index.js';
import { createPeopleIndex, type PeopleIndex } from './people-index.js';
import {
  type LineReading,
  maxLineLength,
  maxLines,
  type QuickEntryContext,
  type QuickEntryReading,
} from './reading.js';
import { scan } from './scan.js';
import { refuse } from './settle.js';
import { statementsIn } from './statement.js';

export interface QuickEntryIndex {
  readonly people: PeopleIndex;
  readonly items: ItemIndex;
}

/** Built for each reader and let go with it: kept by context, it would only live through collections in which it could die. */
export function createIndex(context: QuickEntryContext): QuickEntryIndex {
  return { people: createPeopleIndex(context), items: createItemIndex(context) };
}

/**
 * Reads messages in which a teacher gives points: each line becomes entries to record, a question, or a refusal. A line
 * is read by itself, so that the order of lines changes nothing.
 */
export function createQuickEntryReader(context: QuickEntryContext): (text: string) => QuickEntryReading {
  const index = createIndex(context);
  return (text) => {
    const typed = text
      .split(/\r\n|[\n\r\u2028\u2029]/u)
      .map((words, line) => ({ line, text: words.trim() }))
      .filter((line) => line.text !== '');
    const first = typed[maxLines];
    return {
      lines: typed.slice(0, maxLines).flatMap((line) => readLine(index, line.text, line.line)),
      unread: first === undefined ? null : { fromLine: first.line, lines: typed.length - maxLines },
    };
  };
}

function readLine(index: QuickEntryIndex, text: string, line: number): LineReading[] {
  if (text.length > maxLineLength) return [refuse({ line, text }, 'tooLong', { max: maxLineLength })];
  const folded = fold(text);
  const statements = statementsIn(scan(index.people, index.items, folded));
  if (statements.length === 0) return [refuse({ line, text }, 'notAnEntry')];
  if (statements.length === 1) return statements.map((one) => interpret(index, folded, { line, text }, one));
  const ends = statements.map((one) => folded.at[one.at(-1)?.to ?? 0] ?? 0);
  return statements.map((one, place) => {
    const from = place === 0 ? 0 : (ends[place - 1] ?? 0);
    const own = folded.source.slice(from, ends[place]).replace(/^[\s,，;；。、|/]+/u, '');
    return interpret(index, folded, { line, text: own }, one);
  });
}

/** Everything that is settled, one entry for each target. */
export function collectEntries(lines: readonly LineReading[]) {
  return lines.flatMap((line) => {
    if (line.kind !== 'entries') return [];
    const { source, itemId, points, as, note } = line;
    return line.targets.map((target) => ({ line: source.line, target, itemId, points, as, note }));
  });
}
