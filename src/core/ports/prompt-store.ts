import type { LocalDate } from '../calendar/local-date.js';

/** Prompts that a person got: what asks something of them, not what they asked for. */
export interface PromptStore {
  countOf(schoolId: string, personId: string, weekOn: LocalDate): Promise<number>;
  /** Once for each person, kind, subject and moment. */
  add(prompt: Prompt): Promise<void>;
}

export interface Prompt {
  readonly id: string;
  readonly schoolId: string;
  readonly personId: string;
  readonly weekOn: LocalDate;
  readonly kind: string;
  readonly subjectId: string;
  readonly at: Date;
}
