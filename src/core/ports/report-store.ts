import type { LocalDate } from '../calendar/local-date.js';

/** What reports, `why` and the page ask across subjects. It reads and never writes. */
export interface ReportStore {
  /**
   * Deliveries by kind and state that were caused in the period: all of the school, or those about the classes and to
   * their families.
   */
  deliveries(
    schoolId: string,
    period: { readonly from: Date; readonly to: Date },
    classIds: readonly string[] | 'all',
    on: LocalDate,
  ): Promise<readonly DeliveryFigure[]>;
  /** Messages about a subject or to a person that the platform took, newest first. */
  sent(schoolId: string, filter: SentFilter, limit: number): Promise<readonly SentMessage[]>;
  /** How far each class's round of the week is; a class without one is not among them. */
  rounds(schoolId: string, weekOn: LocalDate): Promise<readonly RoundFigure[]>;
  /** Per class: guardians who should get notes, and those of them whom an account reaches. */
  reach(schoolId: string, on: LocalDate): Promise<readonly ReachFigure[]>;
  /** The same over several classes: a guardian with children in two of them is one. */
  reachOf(schoolId: string, classIds: readonly string[], on: LocalDate): Promise<Omit<ReachFigure, 'classId'>>;
}

export interface DeliveryFigure {
  readonly kind: string;
  readonly state: string;
  readonly count: number;
}

export interface SentFilter {
  readonly subjectIds?: readonly string[];
  readonly personId?: string;
  readonly since: Date;
}

export interface SentMessage {
  readonly kind: string;
  readonly subjectId: string | null;
  readonly personId: string | null;
  readonly sentAt: Date;
}

export interface RoundFigure {
  readonly classId: string;
  readonly state: string;
  readonly submittedAt: Date | null;
  readonly locksAt: Date | null;
}

export interface ReachFigure {
  readonly classId: string;
  readonly guardians: number;
  readonly reached: number;
}
