/** Forms being filled in. One person has one live session for a form and what it is about. */
export interface FormSessionStore {
  /** Gives the live session that is there, or makes this one, in place of one that has ended. */
  open(session: FormSession): Promise<FormSession>;
  find(sessionId: string): Promise<FormSession | null>;
  /** The person's newest live session that asks in the chat. */
  asking(schoolId: string, personId: string, now: Date): Promise<FormSession | null>;
  /** Compare and set by revision; false when somebody was quicker or it has ended. */
  save(session: FormSession, now: Date): Promise<boolean>;
}

export interface FormSession {
  readonly id: string;
  readonly schoolId: string;
  readonly personId: string;
  readonly formId: string;
  readonly formVersion: number;
  /** What the form is about: a round, a question. */
  readonly subjectId: string;
  /** As it was stored; the forms engine reads it back. */
  readonly state: unknown;
  readonly status: 'live' | 'submitted' | 'cancelled';
  /** Asks one question after the other in the chat: what is typed there is an answer. */
  readonly asking: boolean;
  readonly revision: number;
  readonly openedAt: Date;
  readonly expiresAt: Date;
}
