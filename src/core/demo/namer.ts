import type { DemoEdition } from './edition.js';
import type { Random } from './random.js';

/** Gives names, each full name once: a namesake is only who is meant to be one. */
export interface Namer {
  reserve(name: string): void;
  surname(random: Random): string;
  pupil(
    surname: string,
    random: Random,
  ): { readonly name: string; readonly sex: 'female' | 'male'; readonly surname: string };
  adult(surname: string, kind: AdultKind): string;
  /** Numbers that are nobody's: no mobile in China begins with 120, and 555-01xx is kept for stories in America. */
  phone(): string;
}

export type AdultKind = 'men' | 'women' | 'oldMen' | 'oldWomen';

export function createNamer(edition: DemoEdition, random: Random): Namer {
  const { names } = edition;
  const used = new Set<string>();
  let phones = 0;
  const unused = (surname: string, given: readonly string[], from: Random): string => {
    for (let tries = 0; tries < 400; tries++) {
      const name = names.join(surname, from.pick(given));
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
    throw new RangeError(`No name is left for ${surname}`);
  };
  return {
    reserve: (name) => used.add(name),
    surname: (from) => from.weighted(names.surnames),
    pupil(surname, from) {
      const sex = from.chance(0.5) ? 'female' : 'male';
      return { name: unused(surname, sex === 'female' ? names.girls : names.boys, from), sex, surname };
    },
    adult: (surname, kind) => unused(surname, names[kind], random),
    phone() {
      const number = phones++;
      if (edition.language === 'zh-CN') return `120${String(number).padStart(8, '0')}`;
      return `${202 + Math.floor(number / 100)}555${String(100 + (number % 100)).padStart(4, '0')}`;
    },
  };
}
