/** A form as a screen shows it whole; made from the definition and the state, rendered by each bot. */
export interface FormView {
  /** The session's opaque id; a submission carries it back. */
  readonly session: string;
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly FieldView[];
  readonly submit: string;
}

export type FieldView = FieldFrame &
  (
    | {
        readonly kind: 'choice' | 'choices';
        readonly options: readonly OptionView[];
        readonly value: readonly string[];
      }
    | {
        readonly kind: 'number';
        readonly min: number;
        readonly max: number;
        readonly step: number;
        readonly value: number | null;
      }
    | { readonly kind: 'text'; readonly long: boolean; readonly maxLength: number; readonly value: string }
    | { readonly kind: 'confirm'; readonly value: boolean }
  );

interface FieldFrame {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Why the last answer was not taken. */
  readonly error?: string;
  readonly required: boolean;
}

export interface OptionView {
  readonly value: string;
  readonly label: string;
}
