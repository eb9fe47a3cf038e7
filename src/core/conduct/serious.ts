export interface SeriousReport {
  readonly id: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly pupilId: string;
  readonly itemCode: string;
  /** For student affairs alone. */
  readonly note: string | null;
  readonly reportedById: string;
  readonly reportedAt: Date;
  readonly sourceKey: string;
  readonly state: 'open' | 'taken';
  readonly takenById: string | null;
  readonly takenAt: Date | null;
}
