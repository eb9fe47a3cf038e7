import { classAt } from './class-match.js';
import { isHan } from './fold.js';
import { groupAt } from './group-match.js';
import type { Here } from './here.js';
import { itemAt } from './item-match.js';
import { nameAt } from './name-match.js';
import { type NamedMatch, nobody, someOf } from './named.js';
import { numberAt } from './number-match.js';
import { pointsAt } from './points.js';
import { type ClassInView, classesInView, eachOf, pupilsOf } from './who.js';
import { allBut, at, everybody, filler, politeTail } from './words.js';

export interface WhoMatch extends NamedMatch {
  /** The class in which the names that follow are looked for. */
  readonly view: ClassInView;
  /** 1 for names and numbers, more for sounds and initials: those give way to the rubric's words. */
  readonly rank: number;
}

/** Reads whoever is named here, with the class in front ("七3 张三"); null when nobody is. */
export function whoAt(here: Here): WhoMatch | null {
  const { people, line, view } = here;
  const plain = somebodyAt(here);
  const inClass = classAt(people, line.text, here.from);
  if (inClass === null || (plain !== null && plain.to > inClass.to)) return plain;
  const [classId, ...others] = inClass.classIds;
  if (classId === undefined || others.length > 0) {
    const refusal = classId === undefined ? 'outsideScope' : 'unclearClass';
    return { to: inClass.to, view, named: [nobody('all', refusal)], rank: 1 };
  }
  const from = inClass.to + (/^[ :的)]+/u.exec(line.text.slice(inClass.to))?.[0].length ?? 0);
  const inside = { ...here, from, view: { id: classId, named: true } };
  const behind = from < line.text.length ? somebodyAt(inside) : null;
  if (behind !== null) return behind;
  const alone =
    from >= line.text.length || pointsAt(line.text, from) !== null || itemAt(here.items, line.text, from) !== null;
  if (!alone) return { to: from, view: inside.view, named: [], rank: 1 };
  if (inClass.bare) return plain;
  // "七3 +1" does not say that each of them is meant.
  const whole = { ...eachOf({ kind: 'class', id: classId }, pupilsOf(people, classId)), exact: false } as const;
  return { to: inClass.to, view: inside.view, named: [someOf('all', [whole], 'nobodyThere')], rank: 1 };
}

/** The longest of a name, a number, a group and everybody; of equals the name. */
function somebodyAt(here: Here): WhoMatch | null {
  const { people, line, from, view } = here;
  const name = nameAt(here);
  const byName = name && {
    to: name.to,
    named: [someOf('name', name.options, 'unknownName', name.ask)],
  };
  const others = [groupAt(people, line.text, from, view), numberAt(people, line.text, from, view), everybodyAt(here)];
  let best: NamedMatch | null = byName;
  for (const other of others) if (other !== null && (best === null || other.to > best.to)) best = other;
  if (best === null) return null;
  const to = at(politeTail, line.text, best.to) ?? best.to;
  return { ...best, to, view, rank: best === byName ? (name?.rank ?? 1) : 1 };
}

function everybodyAt({ people, items, line, from, view }: Here): NamedMatch | null {
  const { text } = line;
  const to = at(everybody, text, from);
  if (to === null) return null;
  // 全班第一 is praise for one.
  const goesOn = isHan(text, to) && [allBut, filler].every((one) => at(one, text, to) === null);
  if (goesOn && pointsAt(text, to) === null && itemAt(items, text, to) === null) return null;
  const options = classesInView(people, view).map((id) => eachOf({ kind: 'class', id }, pupilsOf(people, id)));
  return { to, named: [someOf('all', options, 'nobodyThere')] };
}
