import type { Row } from './report.js';

export interface BenchOptions {
  /** Fewer rounds: to see whether something has gone wrong, not how large it is. */
  readonly quick: boolean;
  /** Tells how far it is. */
  say(line: string): void;
}

/** One benchmark. It runs in a process of its own, so that none inherits the memory of another. */
export interface Bench {
  readonly name: string;
  run(options: BenchOptions): Promise<readonly Row[]>;
}
