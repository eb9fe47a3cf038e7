import { distance } from 'fastest-levenshtein';
import type { RubricItem } from '../rubric.js';
import { isAllHan, keyOf } from './fold.js';
import type { ItemIndex } from './item-index.js';
import type { IndexedPupil, NearName, PeopleIndex } from './people-index.js';
import { soundOf, wordSound } from './pinyin.js';
import type { WhoOption } from './reading.js';
import { type ClassInView, loosely } from './who.js';

/** How many are offered: more would be a list to search in. */
const most = 3;

/**
 * The pupils whose names are nearest to words that name nobody, best first: same sound (an input method's slip), then few
 * letters apart. `sure` keeps those that the words can hardly mean otherwise.
 */
export function nearestPupils(people: PeopleIndex, said: string, view: ClassInView, sure = false): WhoOption[] {
  const near = nearestIn(people, view.id, said, sure);
  return near.length > 0 || view.id === null || sure ? near : nearestIn(people, null, said, sure);
}

function nearestIn(people: PeopleIndex, classId: string | null, said: string, sure: boolean): WhoOption[] {
  const key = keyOf(said);
  if (key === '' || key.length > 24) return [];
  const isHan = isAllHan(key);
  // Beyond five characters nothing is nearly a Chinese name.
  if (sure && isHan && key.length > 5) return [];
  const sound = isHan && key.length <= 4 ? soundOf(key) : null;
  const best = new Map<IndexedPupil, number>();
  for (const name of people.nearNames()) {
    for (const hit of name.hits) {
      if (classId !== null && hit.pupil.classId !== classId) continue;
      const far = isHan && hit.form.rank === 2 ? (name.key === sound ? 0 : null) : farness(key, isHan, name, sure);
      if (far !== null && far < (best.get(hit.pupil) ?? Number.POSITIVE_INFINITY)) best.set(hit.pupil, far);
    }
  }
  return [...best]
    .sort(([, one], [, other]) => one - other)
    .slice(0, most)
    .map(([pupil]) => loosely(pupil.target));
}

/** How many letters apart; null = too far. */
function farness(key: string, isHan: boolean, name: NearName, sure: boolean): number | null {
  const longer = Math.max(key.length, name.key.length);
  if (isHan !== name.isHan) return null;
  if (isHan) {
    if (!sure && name.key.length >= 2 && key.includes(name.key)) return 0.5;
    if (Math.abs(key.length - name.key.length) > 1 || (sure && longer < 3)) return null;
    const apart = distance(key, name.key);
    if (sure) return apart === 1 ? apart : null;
    // 王武 and 王五 share half of their characters; with less in common a candidate is noise.
    return apart <= Math.floor(longer / 2) && key.charAt(0) === name.key.charAt(0) ? apart : null;
  }
  return slips(key, name.key, sure ? 0 : 1);
}

/** Latin words that a slip or two apart; short ones have to be right. */
function slips(one: string, other: string, more: number): number | null {
  const allowed = other.length < 4 ? 0 : other.length < 7 ? 1 : 2;
  const most = allowed + (other.length >= 5 ? more : 0);
  if (Math.abs(one.length - other.length) > most) return null;
  const apart = distance(one, other);
  return apart <= most ? apart : null;
}

/** The items whose words are nearest to words that name none, best first. */
export function nearestItems(items: ItemIndex, said: string, sure = false): RubricItem[] {
  const key = keyOf(said);
  if (key === '') return [];
  const best = new Map<RubricItem, number>();
  const isHan = isAllHan(key);
  const sound = isHan && key.length <= 6 ? soundOf(key) : null;
  for (const { key: word, isHan: wordIsHan, items: found } of items.list()) {
    if (isHan !== wordIsHan) continue;
    const far = isHan ? hanFarness(key, sound, word, sure) : slips(key, word, 0);
    if (far === null) continue;
    for (const item of found) if (far < (best.get(item) ?? Number.POSITIVE_INFINITY)) best.set(item, far);
  }
  return [...best]
    .sort(([, one], [, other]) => one - other)
    .slice(0, most)
    .map(([item]) => item);
}

function hanFarness(key: string, sound: string | null, word: string, sure: boolean): number | null {
  if (sound !== null && key.length === word.length && wordSound(word) === sound) return 0;
  if (!sure && (key.includes(word) || (key.length >= 2 && word.includes(key)))) return 0.5;
  return word.length >= 3 && Math.abs(key.length - word.length) <= 1 && distance(key, word) === 1 ? 1 : null;
}

/** The items that are spoken of inside the words: 早读迟到 speaks of 早读 and 迟到. */
export function itemsInside(items: ItemIndex, said: string): RubricItem[] {
  const key = keyOf(said);
  const inside = items.list().filter((word) => word.isHan && word.key.length > 1 && key.includes(word.key));
  const outermost = inside.filter((word) => !inside.some((other) => other !== word && other.key.includes(word.key)));
  return [...new Set(outermost.flatMap((word) => word.items))];
}

/** Surnames that begin few other words: 周, 高, 方, 白, 安 and their like are left out. */
const surnames = new Set(
  '王李张刘陈杨赵吴徐孙朱郭罗梁宋郑谢韩冯董萧肖曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴汪姜姚谭廖邹熊郝崔邱秦侯邵孟尹黎贺赖龚',
);

/** Words that look like a name, though nobody has it. */
export function looksLikeName(said: string): boolean {
  const key = keyOf(said);
  return /^\p{Script=Han}{2,3}$/u.test(key) && surnames.has(key.charAt(0));
}
