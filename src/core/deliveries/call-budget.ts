import type { CallBudget } from '../ports/call-budget-store.js';

const dayMs = 24 * 60 * 60_000;
/** A pace is known after two days: one evening of notes says nothing of a month. */
const knownAfterMs = 2 * dayMs;

/** A school is warned when so much of what its platform allows is used, and once more close to the end. */
export const warnAt = [0.7, 0.9] as const;

/**
 * What yields when few calls are left, the least missed first: a message of the kind stays away below this share of what
 * is allowed. Everything else goes as long as the platform takes it: questions to teachers and their answers, words of
 * danger, what an administrator must know.
 */
const yieldsBelow: Readonly<Record<string, number>> = {
  'note.quiet': 0.3,
  'round.remind': 0.15,
  'digests.remind': 0.15,
  'digest.staffChannel': 0.1,
  note: 0.05,
  'digest.classParents': 0.03,
};

/** Whether it depends on what is left whether messages of the kind go. */
export function mayYield(kind: string): boolean {
  return Object.hasOwn(yieldsBelow, kind);
}

/** Whether messages of the kind stay away, so that what matters more still goes. */
export function yields(kind: string, { allowed, used }: Pick<CallBudget, 'allowed' | 'used'>): boolean {
  const below = mayYield(kind) ? yieldsBelow[kind] : undefined;
  return below !== undefined && allowed - used < allowed * below;
}

/** What the calls so far come to by the end of the stretch at the same pace; null while that cannot be said. */
export function forecast({ beginsAt, endsAt, used }: CallBudget, now: Date): number | null {
  const elapsed = now.getTime() - beginsAt.getTime();
  if (elapsed < knownAfterMs) return null;
  return Math.round(used * Math.max(1, (endsAt.getTime() - beginsAt.getTime()) / elapsed));
}

/** The highest threshold of `warnAt` that has been crossed. */
export function warningOf({ allowed, used }: Pick<CallBudget, 'allowed' | 'used'>): number | null {
  return warnAt.findLast((share) => used >= allowed * share) ?? null;
}
