/** The value below which the share of the values lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export async function timedMs(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** What two contenders measured, round by round: the same round of both saw the same machine. */
export interface Pairs<T> {
  readonly ours: readonly T[];
  readonly baseline: readonly T[];
}

/**
 * Measures both in turn (A B, B A, A B …), so that a machine that grows warm or busy does so for both. The first round
 * only warms up.
 */
export async function interleave<T>(
  rounds: number,
  ours: (round: number) => Promise<T>,
  baseline: (round: number) => Promise<T>,
): Promise<Pairs<T>> {
  const pairs = { ours: [] as T[], baseline: [] as T[] };
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % 2 === 0;
    const one = await (first ? ours(round) : baseline(round));
    const other = await (first ? baseline(round) : ours(round));
    if (round === 0) continue;
    pairs.ours.push(first ? one : other);
    pairs.baseline.push(first ? other : one);
  }
  return pairs;
}

/** The median of the rounds' own ratios: drift between rounds falls out. */
export function ratioOf<T>({ ours, baseline }: Pairs<T>, figure: (one: T) => number): number {
  return median(ours.map((one, round) => figure(one) / figure(baseline[round] ?? one)));
}

/** Measures several in turn, each round beginning with another one. The first round only warms up. */
export async function rotate<T>(
  rounds: number,
  contenders: readonly ((round: number) => Promise<T>)[],
): Promise<readonly (readonly T[])[]> {
  const measured: T[][] = contenders.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const place = (round + turn) % contenders.length;
      const one = await contenders[place]?.(round);
      if (round > 0 && one !== undefined) measured[place]?.push(one);
    }
  }
  return measured;
}
