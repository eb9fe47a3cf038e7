import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import type { Field } from './field.js';
import { type Form, fieldIds } from './form.js';
import { answerOf, type FormState, isTouched, refusalOf } from './state.js';
import type { FieldView, FormView, OptionView } from './view.js';
import { sayReason, sayWords } from './words.js';

/** The whole form on one screen, with what is answered or prefilled, and what could not be taken beside its reason. */
export function wholeView(
  form: Form,
  state: FormState,
  texts: { readonly language: Language; readonly session: string },
): FormView {
  const { language, session } = texts;
  const intro = (form.intro ?? []).map((words) => sayWords(language, words)).join('\n');
  return {
    session,
    title: sayWords(language, form.title),
    ...(intro ? { intro } : {}),
    fields: fieldIds(form).flatMap((id) => {
      const field = form.fields[id];
      return field ? [fieldView(id, field, state, language)] : [];
    }),
    submit: saySubmit(form, state, language),
  };
}

/** The word on the button that sends the form. */
export function saySubmit(form: Form, state: FormState, language: Language): string {
  if (form.submitAsIs && form.start === 'review' && !isTouched(state)) return sayWords(language, form.submitAsIs);
  return form.submit ? sayWords(language, form.submit) : say(language, 'forms.submit');
}

function fieldView(id: string, field: Field, state: FormState, language: Language): FieldView {
  const refused = refusalOf(state, id);
  const value = answerOf(state, id)?.value ?? null;
  const frame = {
    id,
    label: sayWords(language, field.label),
    ...(field.hint ? { hint: sayWords(language, field.hint) } : {}),
    ...(refused ? { error: sayReason(language, refused.reason) } : {}),
    required: field.required,
  };
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return {
        ...frame,
        kind: field.kind,
        options: optionViews(field, language),
        value: (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string'),
      };
    case 'number': {
      const { min, max, step } = field;
      return { ...frame, kind: 'number', min, max, step, value: typeof value === 'number' ? value : null };
    }
    case 'text':
    case 'points': {
      const long = field.kind === 'points' || field.long;
      const text = refused?.text ?? (typeof value === 'string' ? value : '');
      return { ...frame, kind: 'text', long, maxLength: field.maxLength, value: text };
    }
    case 'confirm':
      return { ...frame, kind: 'confirm', value: value === true };
    default:
      return field satisfies never;
  }
}

export function optionViews(
  field: Extract<Field, { kind: 'choice' | 'choices' }>,
  language: Language,
): readonly OptionView[] {
  return field.options.map((option) => ({ value: option.value, label: sayWords(language, option.label) }));
}
