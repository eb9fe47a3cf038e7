/** What can be wrong with the database that its operator, not the program, has to put right. */
export type DatabaseProblemCode =
  | 'in-use'
  | 'unwritable'
  | 'not-a-database'
  | 'other-version'
  | 'not-created'
  | 'damaged'
  | 'disk-full'
  | 'stopped'
  | 'stuck'
  | 'lock-lost'
  | 'folder-not-empty'
  | 'backup-damaged'
  | 'wrong-secret'
  | 'not-migrated'
  | 'migration-edited'
  | 'migration-refused'
  | 'newer-database';

/** Says in one or two sentences what happened and what to do; `details` holds the same for a program. */
export class DatabaseProblem extends Error {
  readonly code: DatabaseProblemCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: DatabaseProblemCode, message: string, details: Record<string, string | number> = {}) {
    super(message);
    this.name = 'DatabaseProblem';
    this.code = code;
    this.details = details;
  }
}

/** The code of a system error (`ENOENT` …), or undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
