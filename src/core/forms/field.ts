import type { Reason, Result, Words } from './words.js';

/** Plain data as a database column or a message can hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What every field has. `Required` is a type, so that the values of a form know which of them may be null. */
interface Frame<Required extends boolean> {
  readonly label: Words;
  readonly hint?: Words;
  readonly required: Required;
  /** Other names under which the field may be spoken of in a typed line. */
  readonly aliases?: readonly string[];
  /** The place for a condition on earlier answers; every field is shown today. */
  readonly when?: undefined;
}

export interface Option {
  /** An id: it travels in buttons and is stored. */
  readonly value: string;
  readonly label: Words;
  /** What people also type for it: a name, a number. May be shared by several; then it is asked which is meant. */
  readonly aliases?: readonly string[];
}

export interface ChoiceField<Required extends boolean = boolean> extends Frame<Required> {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  readonly prefill?: string | null;
}

export interface ChoicesField<Required extends boolean = boolean> extends Frame<Required> {
  readonly kind: 'choices';
  readonly options: readonly Option[];
  readonly min: number;
  readonly max: number;
  readonly prefill?: readonly string[] | null;
}

export interface NumberField<Required extends boolean = boolean> extends Frame<Required> {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly prefill?: number | null;
}

export interface TextField<Required extends boolean = boolean> extends Frame<Required> {
  readonly kind: 'text';
  readonly long: boolean;
  /** Counted as people count: grapheme clusters, so that 𠮷 and é are one each. */
  readonly maxLength: number;
  readonly prefill?: string | null;
}

/** Quick entry inside a form. What a line means is not known here: the environment reads it. */
export interface PointsField<Required extends boolean = boolean> extends Frame<Required> {
  readonly kind: 'points';
  readonly maxLength: number;
  readonly prefill?: string | null;
}

export interface ConfirmField<Required extends boolean = boolean> extends Frame<Required> {
  readonly kind: 'confirm';
  /** Only "yes" is an answer. */
  readonly mustAgree: boolean;
  readonly prefill?: boolean | null;
}

export type Field = ChoiceField | ChoicesField | NumberField | TextField | PointsField | ConfirmField;

type PlainValue<F extends Field> = F extends ChoicesField
  ? readonly string[]
  : F extends NumberField
    ? number
    : F extends ConfirmField
      ? boolean
      : string;

/** What a field's answer is; null only where it may be left out. */
export type ValueOf<F extends Field> = F['required'] extends true ? PlainValue<F> : PlainValue<F> | null;

/** What fields need from the product without knowing it. */
export interface FieldEnvironment {
  /** How a points text is read: one line per entry as it will be recorded, or why it cannot be. */
  points(text: string): Result<{ readonly lines: readonly string[] }>;
}

/** For forms without points texts. */
export const plainEnvironment: FieldEnvironment = {
  points: (): { readonly ok: false; readonly reason: Reason } => ({
    ok: false,
    reason: { key: 'forms.noPointsHere', params: {} },
  }),
};
