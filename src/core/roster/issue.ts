import type { roster } from '../language/areas/roster.js';
import type { rosterChange } from '../language/areas/roster-change.js';
import type { Params } from '../language/say.js';

type CodeOf<Key> = Key extends `roster.issue.${infer Code}` ? Code : never;

/** What can be wrong with a roster. The list is the catalogue's: each has a `roster.issue.…` and a `roster.remedy.…`. */
export type RosterIssueCode = CodeOf<keyof typeof roster | keyof typeof rosterChange>;

/**
 * An error stops the import. A question stops it until somebody accepts what it says. A warning tells what was read
 * differently from what a person might expect, or not read.
 */
export type Severity = 'error' | 'question' | 'warning';

/** Where the person finds it: rows from 1, columns by letter and header. */
export interface IssuePlace {
  readonly sheet: string;
  readonly row: number | null;
  readonly column: { readonly letter: string; readonly header: string } | null;
}

/** `value` and `params` may be personal: they are for the one who imports, and are never logged. */
export interface RosterIssue {
  readonly severity: Severity;
  readonly code: RosterIssueCode;
  readonly place: IssuePlace | null;
  readonly value: string | null;
  readonly params: Params;
  /** By which a question is accepted; null for the others. */
  readonly question: string | null;
}

/** Gathers what is found on the way; reading goes on, so that one pass tells everything. */
export interface IssueLog {
  readonly issues: RosterIssue[];
  error(code: RosterIssueCode, place: IssuePlace | null, value?: string | null, params?: Params): void;
  warn(code: RosterIssueCode, place: IssuePlace | null, value?: string | null, params?: Params): void;
  ask(question: string, code: RosterIssueCode, place: IssuePlace | null, params?: Params): void;
}

export function createIssueLog(): IssueLog {
  const issues: RosterIssue[] = [];
  const add =
    (severity: Severity) =>
    (code: RosterIssueCode, place: IssuePlace | null, value: string | null = null, params: Params = {}) => {
      issues.push({ severity, code, place, value, params, question: null });
    };
  return {
    issues,
    error: add('error'),
    warn: add('warning'),
    ask: (question, code, place, params = {}) => {
      issues.push({ severity: 'question', code, place, value: null, params, question });
    },
  };
}

/** 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const before = Math.floor(index / 26) - 1;
  return (before >= 0 ? columnLetter(before) : '') + String.fromCharCode(65 + (index % 26));
}
