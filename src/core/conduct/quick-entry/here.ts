import type { Folded } from './fold.js';
import type { ItemIndex } from './item-index.js';
import type { PeopleIndex } from './people-index.js';
import type { ClassInView } from './who.js';

/** A place in a line, and what the line is read against. */
export interface Here {
  readonly people: PeopleIndex;
  readonly items: ItemIndex;
  readonly line: Folded;
  readonly from: number;
  readonly view: ClassInView;
}
