import type { Sheet } from '../../src/core/ports/files.js';
import { understandRoster } from '../../src/core/roster/understand.js';

export type Understood = ReturnType<typeof understandRoster>;

export function read(...sheets: readonly Sheet[]): Understood {
  return understandRoster(sheets, { language: 'zh-CN' });
}

/** Severity, code and row of every issue, in the order in which they are told. */
export function codes(result: Understood): string[] {
  return result.issues.map((issue) => `${issue.severity} ${issue.code} ${issue.place?.row ?? '-'}`);
}
