/** Chance that is the same on every machine: a demo school is made once and looks alike wherever it is made. */
export interface Random {
  /** A whole number from 0 up to, without, `below`. */
  int(below: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of the entries, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [T, number])[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** A stream of its own: what is drawn from it moves nothing in this one. */
  fork(name: number): Random;
}

/** Mulberry32: 32 bits of state are plenty for a school that nobody has to guess. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  function pick<T>(from: readonly T[]): T {
    const [chosen] = from.slice(int(from.length));
    if (chosen === undefined) throw new RangeError('There is nothing to pick from');
    return chosen;
  }
  return {
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [one, weight] of from) {
        left -= weight;
        if (left < 0) return one;
      }
      return pick(from)[0];
    },
    shuffle(list) {
      const shuffled = [...list];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = int(last + 1);
        const [one, two] = [shuffled[last], shuffled[other]];
        if (one !== undefined && two !== undefined) [shuffled[last], shuffled[other]] = [two, one];
      }
      return shuffled;
    },
    fork: (name) => createRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(name + 1, 0xc2b2ae35)),
  };
}
