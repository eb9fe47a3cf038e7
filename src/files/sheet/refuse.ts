import type { SheetFault, SheetProblem } from '../../core/ports/files.js';

/** Carries a refusal from deep inside a reader to `parseSheets`, which turns it into an answer. */
export class SheetRefusal extends Error {
  readonly problem: SheetProblem;

  constructor(fault: SheetFault, params: SheetProblem['params'] = {}) {
    super(fault);
    this.name = 'SheetRefusal';
    this.problem = { fault, params };
  }
}
