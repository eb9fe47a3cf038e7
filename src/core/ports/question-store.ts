import type { Danger } from '../questions/danger.js';

/** What guardians ask, who answers, and the alarms that their words may raise. */
export interface QuestionStore {
  /** Gives the question's id: that of the first time when the same event asks again. */
  ask(question: NewQuestion): Promise<string>;
  /** Says whom it is about and who answers; only while nobody does. */
  direct(
    questionId: string,
    to: { pupilId: string | null; classId: string | null; personId: string },
  ): Promise<boolean>;
  /** Asked before the instant and still with nobody. */
  undirected(schoolId: string, before: Date): Promise<readonly Question[]>;
  find(questionId: string): Promise<Question | null>;
  /** Compare and set: false when somebody has answered. */
  answer(questionId: string, text: string, answeredById: string, now: Date): Promise<boolean>;
  assign(questionId: string, personId: string): Promise<boolean>;
  openOf(schoolId: string, personId: string): Promise<readonly Question[]>;
  raise(alert: NewAlert): Promise<boolean>;
  /** Compare and set: false when somebody has taken it. */
  take(alertId: string, personId: string, now: Date): Promise<boolean>;
  findAlert(alertId: string): Promise<(NewAlert & { readonly takenById: string | null }) | null>;
}

export interface NewQuestion {
  readonly id: string;
  readonly schoolId: string;
  readonly guardianId: string;
  readonly pupilId: string | null;
  readonly classId: string | null;
  readonly text: string;
  readonly assignedToId: string | null;
  readonly askedAt: Date;
  readonly sourceKey: string;
}

export interface Question extends NewQuestion {
  readonly state: 'open' | 'answered';
  readonly answer: string | null;
}

export interface NewAlert {
  readonly id: string;
  readonly schoolId: string;
  readonly personId: string;
  readonly pupilId: string | null;
  readonly category: Danger;
  readonly text: string;
  readonly raisedAt: Date;
  readonly sourceKey: string;
}
