import { createRandom } from '../../support/random.js';

/** What befalls the next call: by chance that comes again with the seed, or as a test planned it. */
export interface Faults<Kind, Planned = Kind> {
  next(method: string): Kind | Planned | null;
  /** The next calls of the method, so many of them, meet this. */
  plan(method: string, fault: Planned, times: number): void;
  between(low: number, high: number): number;
}

/** As the profile says at the moment of each call. */
export interface Chances<Kind extends string> {
  readonly seed: number;
  readonly faults: {
    readonly rates: Readonly<Partial<Record<Kind, number>>>;
    readonly methods?: readonly string[] | undefined;
  };
}

/** @param spared methods that nothing befalls by chance, unless the profile names the methods. */
export function createFaults<Kind extends string, Planned = Kind>(
  profile: Chances<Kind>,
  kinds: readonly Kind[],
  spared: readonly string[],
): Faults<Kind, Planned> {
  const random = createRandom(profile.seed);
  const plans: { readonly method: string; readonly fault: Planned; left: number }[] = [];
  return {
    between: random.between,
    plan(method, fault, times) {
      plans.push({ method, fault, left: times });
    },
    next(method) {
      const plan = plans.find((one) => one.method === method && one.left > 0);
      if (plan) {
        plan.left -= 1;
        return plan.fault;
      }
      const { rates, methods } = profile.faults;
      if (methods ? !methods.includes(method) : spared.includes(method)) return null;
      let luck = random.next();
      for (const kind of kinds) {
        luck -= rates[kind] ?? 0;
        if (luck < 0) return kind;
      }
      return null;
    },
  };
}
