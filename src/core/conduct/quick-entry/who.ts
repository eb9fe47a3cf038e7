import type { Hit, IndexedPupil, PeopleIndex } from './people-index.js';
import type { Target, Whole, WhoOption } from './reading.js';

/** Whom some words mean: one option, or several to be asked about. */
export interface Who {
  readonly options: readonly WhoOption[];
  /** Even one option has to be confirmed. */
  readonly ask: boolean;
}

/** The class in which a name is looked for first, and whether the line named it. */
export interface ClassInView {
  readonly id: string | null;
  readonly named: boolean;
}

export function certain(...targets: readonly Target[]): WhoOption {
  return { kind: 'who', targets, whole: null, exact: true };
}

export function loosely(...targets: readonly Target[]): WhoOption {
  return { kind: 'who', targets, whole: null, exact: false };
}

export function eachOf(whole: Whole, pupils: readonly IndexedPupil[]): WhoOption {
  return { kind: 'who', targets: pupils.map((pupil) => pupil.target), whole, exact: true };
}

/**
 * Chooses among those who may be called so. The class in view comes first; within it a better kind of form hides a worse
 * one, and whoever is left is asked about when there are several. Beyond that class only whole names reach, and they are
 * shown before they count. Initials never select outside the own class, a name from another class than the one named
 * is always asked about.
 */
export function choose(hits: readonly Hit[], view: ClassInView, said: string): Who | null {
  const near = view.id === null ? [] : hits.filter((hit) => hit.pupil.classId === view.id);
  if (near.length > 0) {
    const best = bestOf(near, said);
    return { options: best.map((hit) => (hit.form.exact ? certain : loosely)(hit.pupil.target)), ask: best.length > 1 };
  }
  const far = view.id === null ? hits : hits.filter((hit) => hit.form.whole);
  if (far.length === 0) return null;
  const best = bestOf(far, said);
  const sure = view.id === null && best.every((hit) => hit.form.whole && hit.form.exact);
  return {
    options: best.map((hit) => (sure ? certain : loosely)(hit.pupil.target)),
    ask: best.length > 1 || view.named || best.some((hit) => hit.form.rank === 3),
  };
}

function bestOf(hits: readonly Hit[], said: string): readonly Hit[] {
  const rank = Math.min(...hits.map((hit) => hit.form.rank));
  const best = hits.filter((hit) => hit.form.rank === rank);
  // 张乾 and 张干 fold into one; what was typed to the letter is meant.
  const literal = best.filter((hit) => hit.form.literal === said);
  return literal.length > 0 && best.every((hit) => hit.form.literal !== null) ? literal : best;
}

export function classesInView(index: PeopleIndex, view: ClassInView): readonly string[] {
  return view.id === null ? index.classes.map((one) => one.id) : [view.id];
}

export function pupilsOf(index: PeopleIndex, classId: string): readonly IndexedPupil[] {
  return index.pupils.filter((pupil) => pupil.classId === classId);
}
