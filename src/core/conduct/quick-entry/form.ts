import { filedKey } from './fold.js';

/** A way in which a pupil may be named in a line. */
export interface NameForm {
  readonly key: string;
  /** 1: by name · 2: by sound · 3: by initials, which find candidates and no more. A better rank hides a worse one. */
  readonly rank: 1 | 2 | 3;
  /** The whole name, in characters or by sound: it reaches beyond the own class. */
  readonly whole: boolean;
  /** The name as the school writes it. */
  readonly literal: string | null;
  /** The name by which friends call: the first word of Maria Lopez. */
  readonly first: boolean;
  /** Naming the pupil so leaves nothing to interpret, when nobody else fits. */
  readonly exact: boolean;
}

export function formOf(name: string, over: Partial<NameForm> = {}): NameForm {
  return { key: filedKey(name), rank: 1, whole: false, literal: null, first: false, exact: true, ...over };
}
