import type { FieldEnvironment } from '../forms/field.js';
import type { Form } from '../forms/form.js';
import type { Turn } from '../inbox/turn.js';
import type { Card } from '../message/card.js';

/** A form about one thing (a round, a question), for the one who speaks. */
export interface FormSubject {
  readonly form: Form;
  readonly environment: FieldEnvironment;
  /** What sending it does; done twice with the same `sourceKey` it is done once. Gives what to say then. */
  submit(values: Readonly<Record<string, unknown>>, sourceKey: string): Promise<Card>;
}

/**
 * Finds what the form is about and makes the form for it.
 * @throws Refusal when it is gone or not the speaker's to fill in.
 */
export type LoadForm = (turn: Turn, subjectId: string) => Promise<FormSubject>;
