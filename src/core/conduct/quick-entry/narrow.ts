import type { Here } from './here.js';
import { numbersIn } from './named.js';
import type { Slot, Target, WhoOption } from './reading.js';
import type { DigitsToken, Token, WhoToken } from './token.js';
import { certain, loosely } from './who.js';

export const asNote: WhoOption = { kind: 'asNote' };
export const leaveOut: WhoOption = { kind: 'leaveOut' };

/** What the head is read with: the words of a stretch of the line, and everybody in scope. */
export type Reader = Pick<Here, 'people' | 'line'> & { readonly said: (from: number, to: number) => string };

/** A slot with the token that named it, so that what follows can narrow it. */
export interface Placed {
  readonly slot: Slot;
  readonly token: Token;
}

const isNumber = (token: Token) =>
  token.kind === 'digits' || (token.kind === 'who' && /^(?:number|member)$/u.test(token.by));
const isName = (token: Token) => token.kind === 'who' && token.by === 'name';
const isGroup = (token: Token) => token.kind === 'who' && token.by === 'group';

/** 张伟12号, 12号张伟, 张伟（3组）, 3组张三: two ways to name one pupil. What does not agree is asked. */
export function narrow(reader: Reader, before: Placed, token: WhoToken | DigitsToken, slot: Slot): Slot | null {
  const close = token.gap === 'none' || token.gap === 'bracket';
  if (before.token.to > token.from || (!close && token.gap !== 'space')) return null;
  if (before.slot.missing !== null || slot.missing !== null) return null;
  const said = reader.said(before.token.from, token.to);
  const isNamed = isName(token);
  if (isNamed === isName(before.token)) return null;
  const [name, other] = isNamed ? [slot, before.slot] : [before.slot, slot];
  if (isNumber(isNamed ? before.token : token)) {
    const same = name.options.filter((option) => other.options.some((one) => names(option, one)));
    if (same.length > 0) return { said, options: same, ask: same.length > 1, missing: null };
    // A roster's line names one pupil twice ("20250301 张三"); "12号" may be a day.
    if (!close && other.said.endsWith('号')) return null;
    return { said, options: distinctOptions([...before.slot.options, ...slot.options]), ask: true, missing: null };
  }
  if (!isGroup(isNamed ? before.token : token)) return null;
  const inGroup = name.options.filter((option) => other.options.some((one) => isMember(reader, option, one)));
  if (close && inGroup.length > 0) return { said, options: inGroup, ask: inGroup.length > 1, missing: null };
  const alone = inGroup.length > 0 ? inGroup : name.options;
  // "3组 张三": him of that group, or both?
  const both =
    alone.length === 1 && other.options.length === 1 ? [loosely(...targetsOf([...other.options, ...alone]))] : [];
  return { said, options: [...alone, ...both], ask: true, missing: null };
}

/** What a number beside other names may mean instead: "张三 12号" the twelfth, "3组2号、4号" the fourth of the group. */
export function besides(
  reader: Reader,
  placed: Placed[],
  before: Placed,
  token: WhoToken | DigitsToken,
  slot: Slot,
): Slot {
  if (token.kind !== 'who') return slot;
  const spaced = token.gap === 'space';
  if (spaced && isName(token) && isDay(before.slot, before.token))
    placed.splice(-1, 1, { ...before, slot: orNote(before.slot) });
  if (spaced && isName(before.token) && isDay(slot, token)) return orNote(slot);
  const afterMember = before.token.kind === 'who' && before.token.by === 'member' && token.by === 'number';
  return afterMember ? memberOrClassNumber(reader, before.slot, slot) : slot;
}

function isDay(slot: Slot, token: Token): boolean {
  return isNumber(token) && slot.missing === null && slot.said.endsWith('号') && !slot.options.includes(asNote);
}

function orNote(slot: Slot): Slot {
  return { ...slot, options: [...slot.options, asNote], ask: true };
}

/** 3组2号、4号: the fourth of the group, or number 4 of the class? */
function memberOrClassNumber(reader: Reader, before: Slot, slot: Slot): Slot {
  const [number] = numbersIn(slot.said);
  const groupIds = targetsOf(before.options).map((target) => groupOf(reader, target));
  const members = reader.people.pupils.filter(
    (pupil) => pupil.groupId && groupIds.includes(pupil.groupId) && pupil.memberNumber === number,
  );
  const byNumber = slot.missing === null ? slot.options : [];
  const options = distinctOptions([...members.map((pupil) => certain(pupil.target)), ...byNumber]);
  return options.length === 0 ? slot : { said: slot.said, options, ask: options.length > 1, missing: null };
}

export function targetsOf(options: readonly WhoOption[]): Target[] {
  return options.flatMap((option) => (option.kind === 'who' ? option.targets : []));
}

function groupOf({ people }: Reader, target: Target): string | null {
  return target.kind === 'pupil' ? (people.pupilById.get(target.pupilId)?.groupId ?? null) : target.groupId;
}

function names(one: WhoOption, other: WhoOption): boolean {
  return JSON.stringify(targetsOf([one])) === JSON.stringify(targetsOf([other]));
}

function isMember(reader: Reader, pupil: WhoOption, group: WhoOption): boolean {
  const [one] = targetsOf([pupil]);
  const [other] = targetsOf([group]);
  return one?.kind === 'pupil' && other?.kind === 'group' && groupOf(reader, one) === other.groupId;
}

export function distinctOptions(options: readonly WhoOption[]): WhoOption[] {
  return [...new Map(options.map((option) => [JSON.stringify(targetsOf([option])), option])).values()];
}
