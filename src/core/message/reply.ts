import type { FormView } from '../forms/view.js';
import type { Language } from '../language/language.js';
import type { Card } from './card.js';

/**
 * What goes back in the same breath as the event came, to the one who caused it and to nobody else. What must not be
 * lost is a delivery instead; a reply is a courtesy that a repeated event gets again.
 */
export interface Reply {
  /** A short word over the screen. */
  readonly toast?: string;
  /** Shown to the asker alone (answer to a command), or in place of the pressed message. */
  readonly card?: Card;
  /** Per field of a submitted form: what to mend. `open` is then the form as it was left, with the same words in it. */
  readonly errors?: Readonly<Record<string, string>>;
  /** A form to open. */
  readonly open?: FormView;
  /** In which it is written: that of the asker. */
  readonly language?: Language;
}
