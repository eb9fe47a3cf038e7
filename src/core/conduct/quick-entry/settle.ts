import type {
  Draft,
  LineReading,
  LineSource,
  Option,
  RefusalCode,
  RefusalReading,
  Slot,
  Target,
  WhoOption,
} from './reading.js';

/** What the line comes to: the first thing that is open is asked, what cannot be is refused, the rest is recorded. */
export function settle(source: LineSource, draft: Draft): LineReading {
  const named = draft.slots.flatMap(chosen);
  const what = draft.whats.length === 1 && !draft.askWhat ? draft.whats[0] : undefined;
  const targets = distinct(named.flatMap((option) => option.targets));
  const about = { itemId: what?.itemId ?? null, targets };
  if (what !== undefined && what.barred !== null) return refuse(source, what.barred, {}, about);
  if (draft.whats.every((one) => one.points < 0)) {
    const whole = named.find((option) => option.whole !== null)?.whole;
    if (whole) return refuse(source, 'minusForAll', { whole: whole.kind });
  }
  const open = draft.slots.find((slot) => slot.ask);
  if (open !== undefined) return askWho(source, draft, open);
  if (targets.length === 0) return refuse(source, named.length === 0 ? 'nobodyNamed' : 'nobodyThere');
  if (what === undefined) {
    const { about: question, said, whats } = draft;
    return { kind: 'question', source, about: question, said, options: whats, draft };
  }
  return {
    kind: 'entries',
    source,
    targets,
    wholes: named.flatMap((option) => option.whole ?? []),
    itemId: what.itemId,
    points: what.points,
    as: what.as,
    note: draft.note !== null && what.note?.includes(draft.note) ? what.note : join(what.note, draft.note),
    exact: draft.exact && what.exact && named.every((option) => option.exact) && targets.length === count(named),
  };
}

/** Settles what was asked with the option that was chosen. Needs nothing but the line: no second reading, no context. */
export function resolveQuestion(line: LineReading, optionIndex: number): LineReading {
  if (line.kind === 'entries' || line.draft === null) return line;
  const option = line.options[optionIndex];
  return option === undefined ? line : settle(line.source, choose(line.draft, option));
}

function choose(draft: Draft, option: Option): Draft {
  if (option.kind === 'what') return { ...draft, whats: [{ ...option, exact: true }], askWhat: false };
  const open = draft.slots.findIndex((slot) => slot.ask);
  const slot = draft.slots[open];
  if (slot === undefined) return draft;
  const note = option.kind === 'asNote' ? join(slot.said, draft.note) : draft.note;
  if (option.kind !== 'who') return { ...draft, note, slots: draft.slots.filter((_, index) => index !== open) };
  // The person has said who is meant: nothing is left to interpret.
  const settled: Slot = { ...slot, options: [{ ...option, exact: true }], ask: false, missing: null };
  return { ...draft, slots: draft.slots.with(open, settled) };
}

function askWho(source: LineSource, draft: Draft, slot: Slot): LineReading {
  const { said, missing, options } = slot;
  if (missing === null || draft.slots.length > 1) {
    return { kind: 'question', source, about: 'who', said, options, draft };
  }
  const candidates = options.filter((option) => option.kind === 'who');
  return { ...refuse(source, missing, { said }), options: candidates, draft: candidates.length > 0 ? draft : null };
}

export function refuse(
  source: LineSource,
  code: RefusalCode,
  params: RefusalReading['params'] = {},
  about: { readonly itemId: string | null; readonly targets: readonly Target[] } = { itemId: null, targets: [] },
): RefusalReading {
  return { kind: 'refusal', source, code, params, ...about, options: [], draft: null };
}

function chosen(slot: Slot): Extract<WhoOption, { kind: 'who' }>[] {
  const [only] = slot.options;
  return !slot.ask && only?.kind === 'who' ? [only] : [];
}

function distinct(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [idOf(target), target])).values()];
}

function idOf(target: Target): string {
  return target.kind === 'pupil' ? `pupil ${target.pupilId}` : `group ${target.groupId}`;
}

function count(named: readonly { readonly targets: readonly Target[] }[]): number {
  return named.reduce((sum, option) => sum + option.targets.length, 0);
}

export function join(...notes: readonly (string | null)[]): string | null {
  const words = notes.filter((note) => note !== null && note !== '');
  return words.length === 0 ? null : words.join(' ');
}
