import { createRandom } from '../../support/random.js';
import { type FaultKind, faultKinds, type Profile } from './profile.js';

/** A refusal that a test planned: Feishu's code for it. */
export interface Refusal {
  readonly code: number;
  readonly status: number;
  readonly msg: string;
}

/** What befalls the next call: by chance that comes again with the seed, or as a test planned it. */
export interface Faults {
  next(method: string): FaultKind | Refusal | null;
  /** The next calls of the method, so many of them, meet this. */
  plan(method: string, fault: FaultKind | Refusal, times: number): void;
  between(low: number, high: number): number;
}

const spared = ['auth.token', 'ws.endpoint'];

export function createFaults(profile: Profile): Faults {
  const random = createRandom(profile.seed);
  const plans: { readonly method: string; readonly fault: FaultKind | Refusal; left: number }[] = [];
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
      for (const kind of faultKinds) {
        luck -= rates[kind] ?? 0;
        if (luck < 0) return kind;
      }
      return null;
    },
  };
}
