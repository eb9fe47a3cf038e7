/** A bell, not a book: ringing it twice or losing a ring changes nothing but the moment at which the work is looked for. */
export interface Bell {
  ring(work: Work): Promise<void>;
}

/** The kinds of work that somebody may be woken for. */
export type Work = 'due' | 'deliver' | 'inbound';
