import type { Field, Json, ValueOf } from './field.js';
import type { Words } from './words.js';

export type Fields = Readonly<Record<string, Field>>;

/** The values of a form that was sent. */
export type ValuesOf<F extends Form | Fields> =
  F extends Form<infer G>
    ? { readonly [Id in keyof G]: ValueOf<G[Id]> }
    : F extends Fields
      ? { readonly [Id in keyof F]: ValueOf<F[Id]> }
      : never;

/** What a kind of form makes of one occasion: its texts and its questions, in order. */
interface FormBody<F extends Fields = Fields> {
  readonly title: Words;
  readonly intro?: readonly Words[];
  readonly submit?: Words;
  /** The word on the button while nothing was changed; only for forms that begin with the review. */
  readonly submitAsIs?: Words;
  /** 'review': shows what is prefilled first, so that one press can send it. */
  readonly start: 'ask' | 'review';
  readonly fields: F;
}

/** Answers of another version, by field. */
export type OldAnswers = Readonly<Record<string, Json>>;

/** A form for one occasion: data, and how answers to older versions of it are taken over. */
export interface Form<F extends Fields = Fields> extends FormBody<F> {
  readonly id: string;
  readonly version: number;
  readonly migrate: ((answers: OldAnswers, fromVersion: number) => OldAnswers) | null;
}

/** A form of the catalogue: the same id and version for everybody, its fields by the occasion (one per group of a class). */
export interface FormKind<Context, F extends Fields> {
  readonly id: string;
  /** Raised when a field changes its meaning or is removed. */
  readonly version: number;
  build(context: Context): Form<F>;
}

interface Definition<Context, F extends Fields> {
  readonly id: string;
  readonly version: number;
  /**
   * What becomes of answers given to an older version; without it those stay whose field is still there and fits. An
   * answer that has no place any more is left under its old id: then it is kept aside and the person is told.
   */
  readonly migrate?: (answers: OldAnswers, fromVersion: number) => OldAnswers;
  readonly build: (context: Context) => FormBody<F>;
}

/** Letters first, so that no id is an array index (those would change the order) or a name that every object has. */
const idShape = /^[a-z][A-Za-z0-9]*(?:[_.:-][A-Za-z0-9_.:-]*)?$/;

/**
 * Declares a form. The types of its values follow from its fields.
 * @throws RangeError from `build` when a field's id cannot be one.
 */
export function defineForm<Context, const F extends Fields>(definition: Definition<Context, F>): FormKind<Context, F> {
  const { id, version, migrate = null } = definition;
  return {
    id,
    version,
    build(context) {
      const body = definition.build(context);
      for (const field of Object.keys(body.fields)) {
        if (!idShape.test(field) || field in {} || field.length > 100) {
          throw new RangeError(`"${field}" cannot be the id of a field in the form ${id}`);
        }
      }
      return { ...body, id, version, migrate };
    },
  };
}

export function fieldOf(form: Form, id: string | null): Field | undefined {
  return id !== null && Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
}

export function fieldIds(form: Form): readonly string[] {
  return Object.keys(form.fields);
}
