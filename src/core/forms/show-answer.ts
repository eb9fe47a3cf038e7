import type { Language } from '../language/language.js';
import { say, sayList } from '../language/say.js';
import type { FormChange } from './carry-over.js';
import type { Field, Option } from './field.js';
import { type Form, fieldOf } from './form.js';
import { answerOf, type FormState } from './state.js';
import { sayWords } from './words.js';

/** An answer in words, as the review shows it; null where there is none. */
export function showAnswer(form: Form, state: FormState, id: string, language: Language): string | null {
  const field = fieldOf(form, id);
  const answer = answerOf(state, id);
  if (!field || !answer || answer.value === null) return null;
  const { value, shown } = answer;
  if (shown.length > 0) return shown.join('\n');
  if (field.kind === 'confirm') return say(language, value === true ? 'common.yes' : 'common.no');
  if (Array.isArray(value))
    return sayList(
      language,
      value.map((one) => sayOption(field, String(one), language)),
    );
  if (field.kind === 'choice') return sayOption(field, String(value), language);
  return String(value);
}

/** What is said when the form changed under its answers. */
export function sayFormChange(form: Form, change: FormChange, language: Language): string {
  const added = change.added.map((id) => sayWords(language, form.fields[id]?.label ?? id));
  return say(language, 'forms.changed', {
    kept: change.kept.length,
    dropped: change.dropped.length,
    added: added.length > 0 ? sayList(language, added) : 'none',
  });
}

function sayOption(field: Field, value: string, language: Language): string {
  const options: readonly Option[] = 'options' in field ? field.options : [];
  const option = options.find((one) => one.value === value);
  return option ? sayWords(language, option.label) : value;
}
