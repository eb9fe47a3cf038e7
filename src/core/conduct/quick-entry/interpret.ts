import { noteCode } from '../rubric.js';
import { type Folded, wordsBetween } from './fold.js';
import { afterNumbering } from './gap.js';
import { type Heads, readHeads } from './heads.js';
import type { ItemIndex } from './item-index.js';
import { asNote, leaveOut, type Reader, targetsOf } from './narrow.js';
import { type Parts, partsOf, splitAt } from './parts.js';
import type { PeopleIndex } from './people-index.js';
import type { Draft, LineReading, LineSource, Slot } from './reading.js';
import { join, refuse, settle } from './settle.js';
import { isAction, type Statement } from './statement.js';
import type { Token } from './token.js';
import { readWhats } from './whats.js';
import { denial, otherDay } from './words.js';

/** Reads one statement: whom it names, what it gives, and what is left over as a note. */
export function interpret(
  index: { readonly people: PeopleIndex; readonly items: ItemIndex },
  line: Folded,
  source: LineSource,
  statement: Statement,
): LineReading {
  const reader: Reader = { people: index.people, line, said: (from, to) => wordsBetween(line, from, to) };
  // Numbers and times without a word answer some other question.
  if (!statement.some((token) => isAction(token) || token.kind === 'who' || token.kind === 'text')) {
    return refuse(source, 'notAnEntry');
  }
  const split = splitAt(statement);
  const outside = split.head.find(isOutside);
  if (outside?.kind === 'who' && outside.refusal !== null) {
    return refuse(source, outside.refusal, { said: reader.said(outside.from, outside.to) });
  }
  const heads = readHeads(reader, split.head);
  const parts = partsOf(reader, statement, split, heads.taken);
  if (parts.twoPoints) return refuse(source, 'twoPoints');
  if (statement.some((token) => token.kind === 'allBut') && statement.some(isAll)) return refuse(source, 'allBut');
  return conclude(index.items, line, source, heads, withNoteItem(index.items, parts));
}

/** The class itself is in question: nobody in the line is certain. */
function isOutside(token: Token): boolean {
  return token.kind === 'who' && (token.refusal === 'outsideScope' || token.refusal === 'unclearClass');
}

function isAll(token: Token): boolean {
  return token.kind === 'who' && token.by === 'all';
}

/** With nothing else "张三 备注：…" is the neutral item whose content is its note. */
function withNoteItem(items: ItemIndex, parts: Parts): Parts {
  const item = items.codes.get(noteCode.toLowerCase());
  if (parts.note === null || item === undefined) return parts;
  const alone = parts.points === null && parts.items.length === 0;
  if (!alone && !parts.items.includes(item)) return parts;
  return { ...parts, items: [item], words: join(parts.words, parts.note) ?? '', note: null };
}

function conclude(items: ItemIndex, line: Folded, source: LineSource, heads: Heads, parts: Parts): LineReading {
  const named: readonly Slot[] = [...heads.slots, ...parts.trailing];
  const slots = named.length > 1 ? named.map(amongOthers) : named;
  const acts = parts.points !== null || parts.items.length > 0;
  if (!acts && slots.every((slot) => slot.missing !== null)) return refuse(source, 'notAnEntry');
  const whats = readWhats(items, parts);
  const [nobody] = slots;
  if ('refusal' in whats) {
    const { refusal, params, itemId } = whats;
    const certain = slots.filter((slot) => !slot.ask).flatMap((slot) => slot.options);
    return refuse(source, refusal, params, { itemId, targets: itemId === null ? [] : targetsOf(certain) });
  }
  if (nobody === undefined) return refuse(source, 'nobodyNamed');
  if (nobody.missing !== null && slots.every((slot) => slot.missing !== null && targetsOf(slot.options).length === 0)) {
    return refuse(source, nobody.missing, { said: slots.map((slot) => slot.said).join('、') });
  }
  const draft: Draft = {
    slots,
    whats: 'whats' in whats ? whats.whats : whats.candidates,
    about: 'whats' in whats ? whats.about : 'item',
    said: whats.said,
    askWhat: 'whats' in whats ? whats.ask : true,
    // Without an item the words are what the choices are about: each carries them as its note, or replaces them.
    note: parts.items.length > 0 ? join(parts.words, parts.note) : parts.note,
    exact: isPlain(line, parts.words),
  };
  if ('whats' in whats) return settle(source, draft);
  return {
    ...refuse(source, 'unknownItem', { said: whats.said }),
    options: draft.whats,
    draft: draft.whats.length > 0 ? draft : null,
  };
}

/** Beside other names an unknown one may be a word, and can be left out. */
function amongOthers(slot: Slot): Slot {
  if (slot.missing === null) return slot;
  const word = slot.missing === 'unknownName' && !slot.options.includes(asNote) ? [asNote] : [];
  return { ...slot, options: [...slot.options, ...word, leaveOut] };
}

/** Nothing was read between the lines: no other day, no "not" in the note, no numbering that could be a class number. */
function isPlain(line: Folded, words: string): boolean {
  return (
    !/^ *\(?\d/u.test(line.text.slice(0, afterNumbering(line.text))) && !denial.test(words) && !otherDay.test(words)
  );
}
