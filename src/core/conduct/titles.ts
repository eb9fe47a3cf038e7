import type { GroupStanding } from './standings.js';

export type GroupTitle = 'bestManaged' | 'mostImproved';

/**
 * The week's titles, shared on ties. A title that every group has says nothing, so when all are level nobody gets it; most
 * improved needs an improvement.
 */
export function groupTitles(
  groups: readonly Pick<GroupStanding, 'subjectId' | 'week' | 'change' | 'rank'>[],
): ReadonlyMap<string, readonly GroupTitle[]> {
  const ranked = groups.filter((group) => group.rank !== null);
  const best = holders(ranked, (group) => group.week);
  const improved = holders(
    ranked.filter((group) => group.change !== null),
    (group) => group.change ?? 0,
  ).filter((group) => (group.change ?? 0) > 0);
  return new Map(
    groups.map((group) => [
      group.subjectId,
      [
        ...(best.includes(group) ? (['bestManaged'] as const) : []),
        ...(improved.includes(group) ? (['mostImproved'] as const) : []),
      ],
    ]),
  );
}

function holders<T>(groups: readonly T[], value: (group: T) => number): readonly T[] {
  const most = Math.max(...groups.map(value));
  const first = groups.filter((group) => value(group) === most);
  return first.length === groups.length && groups.length > 1 ? [] : first;
}
