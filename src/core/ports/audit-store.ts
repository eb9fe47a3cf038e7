/** Every view or change of a pupil's data. It only grows, and holds ids and codes, never what was read or written. */
export interface AuditStore {
  add(rows: readonly AuditRow[]): Promise<void>;
}

export interface AuditRow {
  readonly id: string;
  readonly schoolId: string;
  /** Null when the program itself acts. */
  readonly actorId: string | null;
  /** Verb of the product: 'entry.record', 'roster.import', 'report.view' … */
  readonly action: string;
  readonly subjectKind: 'pupil' | 'group' | 'class' | 'school' | 'person' | 'round' | 'digest' | 'channel';
  readonly subjectId: string;
  readonly at: Date;
}
