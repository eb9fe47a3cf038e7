import type { contexts } from './school.js';

/** Messages, each with the reading that it has to have (describe.ts), by who reads them (school.ts). */
export type Corpus = readonly {
  readonly reader: keyof typeof contexts;
  readonly rows: readonly (readonly [message: string, reading: string])[];
}[];
