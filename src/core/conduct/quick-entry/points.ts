import { parseAmount } from './numerals.js';

/** Points as they stand in a line. */
export interface Points {
  readonly to: number;
  readonly value: number;
  /** "2分" has no sign: the item gives it, or it is asked. */
  readonly signed: boolean;
  /** "=+3": exactly these points, though the rubric says otherwise. */
  readonly insisted: boolean;
  readonly problem: 'unclearNumber' | 'howManyPoints' | null;
}

const chinese = '[零〇一二两三四五六七八九十半]+(?:点[零一二三四五六七八九])?';
const english = 'one|two|three|four|five|six|seven|eight|nine|ten|half an?|half|a half';
// More than four digits are a student number, whatever stands before them.
const decimal = '\\d{1,4}(?!\\d)(?:\\.\\d+)?½?|\\.\\d+|½';
const unit = '(?:个)?分(?![钟之析数享工组类开明配别公校])|(?:points?|pts?)(?![a-z])';

const plus = '\\+{1,2}|加上?|增加?|奖励?|(?:plus|add)(?![a-z])';
const minus = '-{1,2}|倒?扣[除掉了]?|减[去掉少]?|罚|(?:minus|deduct|take off|less)(?![a-z])';

const signed = new RegExp(
  `(=)?(?:(${plus})|(${minus})) ?(?:了|他|她)? ?(?:(${decimal})|(${chinese})|(?:(${english})(?![a-z])))( ?(?:${unit}))?(半)?`,
  'y',
);
const unsigned = new RegExp(`(?:(${decimal})|(${chinese})|(?:(${english})(?![a-z]))) ?(?:${unit})(半)?`, 'y');
const signOnly = /(?:加|扣|减)分(?![钟之析数享])/y;

/** After these the number counts something else: 第2节, 3组, 5分钟, 10%, 2nd. */
const counts = /^(?:[组号班人名位次节天周月日年点时个级页题道本遍件楼岁米]|小[组时]|[a-z%°½]|:\d| ?小?组| ?号| ?分钟)/u;

/** Reads points that start at `from`; null when none do. */
export function pointsAt(text: string, from: number): Points | null {
  return signedAt(text, from) ?? unsignedAt(text, from) ?? signOnlyAt(text, from);
}

function signedAt(text: string, from: number): Points | null {
  signed.lastIndex = from;
  const match = signed.exec(text);
  if (match === null) return null;
  const [all, insisted, isPlus, , digits, han, word, hasUnit, half] = match;
  const to = from + all.length;
  const amount = parseAmount(digits ?? han ?? word ?? '');
  if (!hasUnit && counts.test(text.slice(to, to + 3))) return null;
  // 减半 and 加一次 are words; characters count as a number only before 分 or at the end of a word.
  if (han !== undefined && !hasUnit && (/^\p{Script=Han}/u.test(text.slice(to)) || han === '半')) return null;
  const comma = /^[,/]\d{1,2}(?!\d| ?[号组、,])/.exec(text.slice(to, to + 8));
  const unclear = amount === null || (comma !== null && digits !== undefined && !hasUnit);
  const value = (amount ?? 0) + (half === undefined ? 0 : 0.5);
  return {
    to: unclear && comma !== null ? to + comma[0].length : to,
    value: isPlus === undefined ? -value : value,
    signed: true,
    insisted: insisted !== undefined,
    problem: unclear ? 'unclearNumber' : null,
  };
}

function unsignedAt(text: string, from: number): Points | null {
  unsigned.lastIndex = from;
  const match = unsigned.exec(text);
  if (match === null) return null;
  const [all, digits, han, word, half] = match;
  const to = from + all.length;
  // 十分认真 is "very", not ten points.
  if (han !== undefined && /^\p{Script=Han}/u.test(text.slice(to))) return null;
  const amount = parseAmount(digits ?? han ?? word ?? '');
  if (amount === null) return null;
  const value = amount + (half === undefined ? 0 : 0.5);
  return { to, value, signed: false, insisted: false, problem: null };
}

function signOnlyAt(text: string, from: number): Points | null {
  signOnly.lastIndex = from;
  if (!signOnly.test(text)) return null;
  const value = text.charAt(from) === '加' ? 1 : -1;
  return { to: from + 2, value, signed: true, insisted: false, problem: 'howManyPoints' };
}
